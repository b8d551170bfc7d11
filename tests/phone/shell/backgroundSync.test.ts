// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { askForBackground } from '#phone/shell/backgroundSync.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { registry } from '#phone/store/registry.ts'
import { householdId } from '../../builders.ts'
import { aHousehold, enrolled, lineWith, personPath } from '../kit.ts'

let tags: string[]

function browserWith(registration: object): void {
  Object.defineProperty(navigator, 'serviceWorker', {
    value: { ready: Promise.resolve(registration) },
    configurable: true,
  })
}

beforeEach(async () => {
  await registry.vaults.clear()
  tags = []
  browserWith({ sync: { register: async (tag: string) => tags.push(tag) } })
})
afterEach(() => {
  Reflect.deleteProperty(navigator, 'serviceWorker')
})

async function aFinishedHousehold(): Promise<void> {
  const vault = await enrolled(await lineWith([aHousehold(1)]))
  await saveAnswer(vault, householdId(1), personPath('name'), 'Quách Thị Ngân', 1)
  await saveAnswer(vault, householdId(1), pathOf('visit_outcome'), 'absent', 1)
  await saveAnswer(vault, householdId(1), pathOf('visit_note'), 'đi làm xa', 1)
  await finish(vault, householdId(1))
}

test('the browser is asked to wake the worker while something waits, and not otherwise', async () => {
  await askForBackground()
  expect(tags).toEqual([])
  await aFinishedHousehold()
  await askForBackground()
  await askForBackground()
  expect(tags).toEqual(['letters', 'letters'])
})

test('a browser without Background Sync, or without workers, is asked for nothing', async () => {
  await aFinishedHousehold()
  browserWith({})
  await expect(askForBackground()).resolves.toBeUndefined()
  Reflect.deleteProperty(navigator, 'serviceWorker')
  await expect(askForBackground()).resolves.toBeUndefined()
})

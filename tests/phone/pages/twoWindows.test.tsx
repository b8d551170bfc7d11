// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { locks } from 'node:worker_threads'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { saveAnswer } from '#phone/store/drafts.ts'
import { registry } from '#phone/store/registry.ts'
import { anOpenBook, householdId, openHousehold, pathOf, residentId, stored, withSomebody } from './kit.tsx'

const noLocks = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(navigator), 'locks')!
const note = pathOf('visit_note')

beforeAll(() => {
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
})
afterAll(() => {
  Object.defineProperty(navigator, 'locks', noLocks)
})
beforeEach(() => registry.vaults.clear())

const place = `/phieu/health/${residentId(1)}/health_insurance`

test('lesson 4: a survey open elsewhere is only shown, until a person goes on here; then the other window steps back', async () => {
  let letGo: () => void = () => undefined
  let isStolen = false
  const other = locks
    .request(`draft:${householdId(1)}`, () => new Promise<void>((resolve) => (letGo = resolve)))
    .catch(() => {
      isStolen = true
    })
  openHousehold(await anOpenBook([withSomebody()]), place)
  const told = (await screen.findByText('Phiếu này đang mở ở một cửa sổ khác')).parentElement!
  expect(screen.queryByRole('radio')).toBeNull()
  expect(screen.getByRole('heading', { level: 1, name: 'Quách Thị Ngân' })).toBeTruthy()
  fireEvent.click(within(told).getByRole('button', { name: 'Tiếp tục ở đây' }))
  await screen.findAllByRole('radio')
  await other
  expect(isStolen).toBe(true)
  letGo()
})

test('lesson 4: the window that another one took over keeps what was typed, and says so', async () => {
  const vault = await anOpenBook([withSomebody()])
  await saveAnswer(vault, householdId(1), pathOf('visit_outcome'), 'absent', 1)
  openHousehold(vault, `/phieu/income/farming_household`)
  fireEvent.click((await screen.findAllByRole('radio'))[0]!)
  let letGo: () => void = () => undefined
  const thief = locks.request(
    `draft:${householdId(1)}`,
    { steal: true },
    () => new Promise<void>((resolve) => (letGo = resolve)),
  )
  await screen.findByText('Ở đây chỉ xem được. Những gì đã lưu ở cửa sổ kia không mất.')
  expect(screen.queryByRole('radio')).toBeNull()
  await waitFor(async () => expect(await stored(vault, pathOf('farming_household'))).toBeDefined())
  // Both windows may still write, answer by answer: neither undoes the other.
  await saveAnswer(vault, householdId(1), note, 'đi làm xa', 1)
  expect(await stored(vault, note)).toBe('đi làm xa')
  expect(await stored(vault, pathOf('farming_household'))).toBeDefined()
  letGo()
  await thief
  await screen.findAllByRole('radio')
})

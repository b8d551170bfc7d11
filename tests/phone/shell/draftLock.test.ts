import { afterEach, describe, expect, test } from 'vitest'
import { type DraftLock, holdDraft, isAnyDraftOpen } from '#phone/shell/draftLock.ts'
import { patiently } from '../../patience.ts'

type Window = { said: DraftLock[]; close: () => void }
const windows: Window[] = []

/** A window of the same phone that opens this household. */
function openIn(household: string, steal = false): Window {
  const said: DraftLock[] = []
  const window = { said, close: holdDraft(household, (lock) => said.push(lock), { steal }) }
  windows.push(window)
  return window
}

afterEach(() => {
  for (const { close } of windows.splice(0)) close()
})

const last = (window: Window) => patiently(() => expect(window.said.at(-1)).toBeDefined())

describe('a household’s draft', () => {
  test('is held by the window that opened it first, told to the next, and handed on when the first closes', async () => {
    const one = openIn('a')
    await last(one)
    const two = openIn('a')
    await last(two)
    expect([one.said, two.said]).toEqual([['held'], ['elsewhere']])
    one.close()
    await patiently(() => expect(two.said).toEqual(['elsewhere', 'held']))
  })

  test('is taken over by a person’s wish: the first window is told, and gets it back when the second closes', async () => {
    const one = openIn('a')
    await last(one)
    const two = openIn('a', true)
    await patiently(() => expect(one.said).toEqual(['held', 'elsewhere']))
    expect(two.said).toEqual(['held'])
    two.close()
    await patiently(() => expect(one.said).toEqual(['held', 'elsewhere', 'held']))
  })

  test('of another household is another lock', async () => {
    const [one, two] = [openIn('a'), openIn('b')]
    await last(one)
    await last(two)
    expect([one.said, two.said]).toEqual([['held'], ['held']])
  })

  test('that is open anywhere is known to the whole phone, until it is closed', async () => {
    expect(await isAnyDraftOpen()).toBe(false)
    const one = openIn('a')
    await last(one)
    expect(await isAnyDraftOpen()).toBe(true)
    one.close()
    await patiently(async () => expect(await isAnyDraftOpen()).toBe(false))
  })

  test('a window that was closed is told nothing more', async () => {
    const one = openIn('a')
    const two = openIn('a')
    two.close()
    const told = [...two.said]
    await last(one)
    one.close()
    await patiently(async () => expect(await isAnyDraftOpen()).toBe(false))
    expect(two.said).toEqual(told)
  })
})

test('where the browser has no locks every window may write, and an update is not kept out', async () => {
  const real = navigator.locks
  Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true })
  const one = openIn('a')
  expect([one.said, await isAnyDraftOpen()]).toEqual([['held'], false])
  Object.defineProperty(navigator, 'locks', { value: real, configurable: true })
})

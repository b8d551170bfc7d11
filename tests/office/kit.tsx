import './browser.ts'
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { expect } from 'vitest'
import type { Listed, PreviousSurvey } from '#domain/household/household.ts'
import { Operation } from '#domain/household/operation.ts'
import type { DeviceId, HouseholdId, OpId } from '#domain/ids.ts'
import type { AnswerValue } from '#domain/questionnaire/answers.ts'
import { day } from '#domain/units.ts'
import type { Wire } from '#office/http.ts'
import { Office } from '#office/Office.tsx'
import { makeKeyPair, publicKeyBytes } from '#protocol/keys.ts'
import { sealLetter } from '#protocol/letter.ts'
import { createApp } from '#server/app.ts'
import { type CommuneStore, openCommune } from '#server/commune.ts'
import { takeIn } from '#server/intake.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { deviceId, householdId, opId, round2024 } from '../builders.ts'
import plan from './plan-2024.json' with { type: 'json' }

export const reviewer = { reviewer: 'Bùi Thị Hạnh', login: 'hanh', password: 'mười một chữ' }
export const langMai = 'lang-mai'

/** The commune of the plan on the real server, in memory, and the wire of one browser to it. */
export async function aCommune() {
  const store = await openCommune({ log: (line) => faults.push(line) })
  const faults: string[] = []
  await setUpCommune(store, {
    commune: 'Bình Lương',
    area: 'rural',
    round: { id: round2024, standard: '2022-2025', area: 'rural', reviewDate: day('2024-10-15') },
    hamlets: plan.hamlets.map(({ name, people, households, toLift }) => ({ name, people, households, toLift })),
    ...reviewer,
  })
  return { store, faults, wire: wireTo(store) }
}

/** Exchanges that are under way, of every wire. */
let underWay = 0

/** What a browser does with the session: keeps the cookie and sends it along. */
export function wireTo(store: CommuneStore): Wire {
  const app = createApp(store)
  let cookie = ''
  return async (path, { signal: _, ...init }) => {
    const request = new Request(`http://localhost${path}`, init)
    if (cookie !== '') request.headers.set('cookie', cookie)
    underWay += 1
    const response = await app.fetch(request)
    await response.clone().arrayBuffer()
    underWay -= 1
    const given = response.headers.get('set-cookie')
    if (given !== null) cookie = given.split(';')[0]!
    return response
  }
}

export async function loggedIn(wire: Wire): Promise<Wire> {
  const { login, password } = reviewer
  const reply = await wire('/api/office/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-so-thon': '1' },
    body: JSON.stringify({ login, password }),
  })
  if (!reply.ok) throw new Error(`log-in: ${reply.status}`)
  return wire
}

/** Draws the open office once more, with all that waits to be drawn. */
let redraw = () => {}

/** Opens the office at `place`, as a browser that was there before. */
export function openOffice(wire: Wire, place = '/xa') {
  cleanup()
  history.replaceState(null, '', place)
  const { rerender } = render(<Office wire={wire} />)
  redraw = () => rerender(<Office wire={wire} />)
}

/** Until all that was asked of the server is answered and drawn: what is not on the screen then is not on its way. */
export async function settled(): Promise<void> {
  do {
    await waitFor(() => expect(underWay).toBe(0))
    await act(() => new Promise((answered) => setTimeout(answered)))
    redraw()
  } while (underWay > 0)
}

/** The page's title, once it is there. */
export function title(name: string | RegExp) {
  return screen.findByRole('heading', { level: 1, name })
}

export function enterHousehold(
  store: CommuneStore,
  number: number,
  parts: { listed?: Listed; previous?: PreviousSurvey } = {},
): Promise<void> {
  return addHouseholds(store, [{ id: householdId(number), hamlet: langMai, number, ...parts }])
}

/** A phone of Làng Mài that sends sealed letters, each a whole survey. */
export async function aPhone(store: CommuneStore, enumerator: string, number = 1) {
  const sender = await makeKeyPair()
  const device: DeviceId = deviceId(number)
  const publicKey = Buffer.from(await publicKeyBytes(sender.publicKey)).toString('base64url')
  const recipient = store.keyring.letterKeys.get(store.keyring.current.id)!
  let n = 0
  return {
    device,
    async send(household: HouseholdId, facts: Record<string, AnswerValue>, seen = 0) {
      n += 1
      const op: OpId = opId(number * 1_000 + n)
      const given = Object.entries(facts).map(([path, value]) => [path, { value, seen }] as const)
      const operation = Operation.parse({
        op,
        device,
        n,
        round: round2024,
        households: {
          [household]: { facts: Object.fromEntries(given), move: { to: 'submitted', expected: 'not_started' } },
        },
        at: '2024-10-15T07:32:00Z',
      })
      const letter = await sealLetter(operation, {
        sender,
        recipient: { id: store.keyring.current.id, publicKey: recipient.publicKey },
      })
      const certificate = { device, enumerator, hamlet: langMai as never, publicKey }
      const [result] = await takeIn(store, [letter], certificate)
      return result!
    },
  }
}

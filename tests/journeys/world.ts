import 'fake-indexeddb/auto'
import type { Hono } from 'hono'
import type { HouseholdId } from '#domain/ids.ts'
import { type Path, pathOf } from '#domain/questionnaire/answers.ts'
import { day } from '#domain/units.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { householdView } from '#phone/store/households.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { enrol, lookUp } from '#phone/sync/enrol.ts'
import { type Commune, communeOverHttp, type Fetch } from '#phone/sync/http.ts'
import { type SyncOutcome, sync } from '#phone/sync/sync.ts'
import { createApp } from '#server/app.ts'
import { type CommuneStore, openCommune } from '#server/commune.ts'
import { makeEnrolment } from '#server/enrolments.ts'
import { acceptHousehold, returnHousehold } from '#server/review.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { householdId, residentId, round2024 } from '../builders.ts'

/** What may happen to one exchange between a phone and the commune. */
export const mishaps = [
  'lost_request',
  'lost_reply',
  'twice',
  'portal',
  'server_fault',
  'cut_reply',
  'other_batch',
] as const
export type Mishap = (typeof mishaps)[number]

/** The commune's real server, without a port, and the line to it. */
export type World = {
  store: CommuneStore
  app: Hono
  hamlet: string
  /** What happens to the next exchanges, one each; then all goes well. */
  mishaps: Mishap[]
  /** Paths asked for, in order. */
  asked: string[]
  line: Commune
}

const reviewer = { login: 'hoa', name: 'Lê Thị Hoa' }

/** A commune with one hamlet, its 2024 round open, and `households` households in the book. */
export async function aCommune(
  options: { households?: number; pageSize?: number; folder?: string } = {},
): Promise<World> {
  const store = await openCommune({ log: () => undefined, ...(options.folder && { folder: options.folder }) })
  const { hamlets } = await setUpCommune(store, {
    commune: 'Bình Lương',
    area: 'rural',
    round: { id: round2024, standard: '2022-2025', area: 'rural', reviewDate: day('2024-10-15') },
    hamlets: [{ name: 'Làng Mài', people: 400, households: 98, toLift: 2 }],
    reviewer: reviewer.name,
    login: reviewer.login,
    password: 'mot mat khau dai',
  })
  const hamlet = hamlets[0]!.id
  const numbers = Array.from({ length: options.households ?? 3 }, (_, i) => i + 1)
  await addHouseholds(
    store,
    numbers.map((number) => ({ id: householdId(number), hamlet, number })),
  )
  return worldOf(store, hamlet, options.pageSize)
}

export function worldOf(store: CommuneStore, hamlet: string, pageSize = 2): World {
  const world: World = {
    store,
    app: createApp({ ...store, pageSize }),
    hamlet,
    mishaps: [],
    asked: [],
    line: communeOverHttp((url, request) => exchange(world, url, request)),
  }
  return world
}

async function exchange(world: World, url: string, request: RequestInit): Promise<Response> {
  world.asked.push(url)
  const send: Fetch = async (path, init) => world.app.request(path, init)
  const mishap = world.mishaps.shift()
  switch (mishap) {
    case undefined:
      return send(url, request)
    case 'lost_request':
      throw new TypeError('Failed to fetch')
    case 'lost_reply':
      await send(url, request)
      throw new TypeError('Failed to fetch')
    case 'twice':
      await send(url, request)
      return send(url, request)
    case 'portal':
      return new Response('<!doctype html><title>Đăng nhập Wi-Fi</title>', { headers: { 'content-type': 'text/html' } })
    case 'server_fault':
      return Response.json({ problem: 'server_fault' }, { status: 500 })
    case 'cut_reply':
      return altered(await send(url, request), (text) => text.slice(0, text.length / 2))
    case 'other_batch':
      return altered(await send(url, request), (text) => text.replace(/"batch":"\w+"/, `"batch":"${'0'.repeat(32)}"`))
  }
}

async function altered(response: Response, change: (text: string) => string): Promise<Response> {
  return new Response(change(await response.text()), {
    status: response.status,
    headers: { 'content-type': 'application/json' },
  })
}

const pin = '135790'

/** Makes a link for `enumerator`. */
export async function linkFor(world: World, enumerator = 'Lương Văn Thắng'): Promise<string> {
  return (await makeEnrolment(world.store, { enumerator, hamlet: world.hamlet, days: 7 })).code
}

export async function enrolBy(world: World, code: string): Promise<Vault> {
  return enrol({ code, pin, look: await lookUp(code, world.line) }, world.line, 10)
}

export async function aPhone(world: World, enumerator?: string): Promise<Vault> {
  return enrolBy(world, await linkFor(world, enumerator))
}

export async function syncPhone(world: World, vault: Vault, options: { locked?: boolean } = {}): Promise<SyncOutcome> {
  const card = (await registry.vaults.get(vault.device))!
  return sync(card, options.locked ? undefined : vault, { line: world.line })
}

/** Answers one question after looking at it. */
export async function answer(vault: Vault, id: HouseholdId, path: Path, value: Parameters<typeof saveAnswer>[3]) {
  const view = await householdView(vault, id)
  await saveAnswer(vault, id, path, value, view?.revision ?? 0)
}

/** Closes a household as incomplete: the shortest way to a letter. */
export async function closeHousehold(vault: Vault, id: HouseholdId, note: string) {
  await answer(vault, id, pathOf('name', residentId(1)), 'Quách Thị Ngân')
  await answer(vault, id, pathOf('visit_outcome'), 'absent')
  await answer(vault, id, pathOf('visit_note'), note)
  return finish(vault, id)
}

export async function accept(world: World, id: HouseholdId): Promise<void> {
  await acceptHousehold(world.store, reviewer, id, { revision: await revisionOf(world, id) })
}

export async function sendBack(world: World, id: HouseholdId, path: Path, reason: string): Promise<void> {
  await returnHousehold(world.store, reviewer, id, { revision: await revisionOf(world, id), path, reason })
}

export async function ledgerOf(world: World, device: string) {
  return world.store.db.selectFrom('ledger').selectAll().where('device', '=', device).orderBy('n').execute()
}

async function revisionOf({ store }: World, id: HouseholdId): Promise<number> {
  return (await store.db.selectFrom('households').select('revision').where('id', '=', id).executeTakeFirstOrThrow())
    .revision
}

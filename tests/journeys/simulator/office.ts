import type { Household } from '#domain/household/household.ts'
import { canonical } from '#domain/household/operation.ts'
import type { Survey } from '#domain/household/survey.ts'
import type { HouseholdId } from '#domain/ids.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import { readHandover } from '#protocol/handover.ts'
import { Problem } from '#protocol/problem.ts'
import { revokeDevice } from '#server/devices.ts'
import { takeInHandover } from '#server/handover.ts'
import { declineHeld, takeHeld } from '#server/held.ts'
import { heldStanding } from '#server/heldStanding.ts'
import { findHousehold, householdOf, selectHouseholds, theOpenRound } from '#server/households.ts'
import { moveDevice, moveHousehold } from '#server/moving.ts'
import { acceptHousehold, returnHousehold } from '#server/review.ts'
import { settleRivalValues } from '#server/rivals.ts'
import { hamlets, reviewer } from './commune.ts'
import type { Person } from './person.ts'
import type { Step } from './schedule.ts'
import { noteUnopened } from './unopened.ts'
import type { World } from './world.ts'

/** The reviewer's steps. A refusal is an outcome; it is told by its code. */
export function acceptAt(world: World, step: Step): Promise<string> {
  return asked(async () => {
    const { store } = world.commune
    const id = await oneOf(
      world,
      step,
      ({ state, rivals }) => state === 'submitted' && Object.keys(rivals).length === 0,
    )
    if (!id) return 'nothing to accept'
    await acceptHousehold(store, reviewer, id, { revision: await revisionOf(world, id) })
    world.accepted.set(id, await fieldsOf(world, id))
    return 'accepted'
  })
}

export function sendBackAt(world: World, step: Step, path: Path): Promise<string> {
  return asked(async () => {
    const { store } = world.commune
    const id = await oneOf(world, step, ({ state }) => state === 'submitted')
    if (!id) return 'nothing to send back'
    const revision = await revisionOf(world, id)
    await returnHousehold(store, reviewer, id, { revision, path, reason: 'Xem lại' })
    return 'sent back'
  })
}

export function revokeAt(world: World, person: Person): Promise<string> {
  return asked(async () => {
    await revokeDevice(world.commune.store, person.device, reviewer.login)
    world.revoked.set(
      person.device,
      Math.max(0, ...[...person.operations.values()].map(({ operation }) => operation.n)),
    )
    return `${person.name} is revoked`
  })
}

/** Decides between two values for one question, for one of them or a third. */
export function settleAt(world: World, step: Step): Promise<string> {
  return asked(async () => {
    const { store } = world.commune
    const id = await oneOf(world, step, ({ rivals }) => Object.keys(rivals).length > 0)
    if (!id) return 'nothing to settle'
    const { survey } = (await householdAt(world, id))!
    const paths = Object.keys(survey.rivals).sort() as Path[]
    const path = paths[step.question % paths.length]!
    const rivals = survey.rivals[path]!.map(({ value }) => value)
    const values = [survey.fields[path]?.value ?? null, ...rivals]
    const value = values[step.number % values.length]!
    await settleRivalValues(store, reviewer, id, { revision: await revisionOf(world, id), path, value })
    const knew = world.decided.get(`${id} ${path}`) ?? new Set()
    for (const one of values) knew.add(canonical(one))
    world.decided.set(`${id} ${path}`, knew)
    world.settled.push({ key: `${id} ${path}`, value: canonical(value), knew: new Set(knew) })
    return `settled ${path}`
  })
}

/** One of the households that the reviewer can do this with, in the order of the book. */
async function oneOf({ commune }: World, { question }: Step, canBe: (survey: Survey) => boolean) {
  const { db } = commune.store
  const { id: round } = await theOpenRound(db)
  const rows = await selectHouseholds(db, round).orderBy('hamlet').orderBy('number').execute()
  const able = rows.map((row) => householdOf(row, round)).filter(({ survey }) => canBe(survey))
  return able[question % Math.max(able.length, 1)]?.id
}

/** Takes a held operation into the record; what was accepted before is open again. */
export function takeHeldAt(world: World, step: Step): Promise<string> {
  return asked(async () => {
    const entry = await heldEntry(world, step)
    if (!entry) return 'nothing is held'
    await takeHeld(world.commune.store, reviewer, await asSeen(world, entry))
    world.taken.add(entry.op)
    for (const id of JSON.parse(entry.households) as HouseholdId[]) world.accepted.delete(id)
    return `taken, held as ${entry.reason}`
  })
}

export function declineAt(world: World, step: Step): Promise<string> {
  return asked(async () => {
    const entry = await heldEntry(world, step)
    if (!entry) return 'nothing is held'
    await declineHeld(world.commune.store, reviewer, await asSeen(world, entry))
    return `declined, held as ${entry.reason}`
  })
}

async function asSeen({ commune }: World, entry: NonNullable<Awaited<ReturnType<typeof heldEntry>>>) {
  return { ...entry, standing: await heldStanding(commune.store.db, entry) }
}

async function heldEntry({ commune }: World, { question }: Step) {
  const { db } = commune.store
  const held = await db.selectFrom('ledger').selectAll().where('outcome', '=', 'held').orderBy('received_at').execute()
  const inOrder = held.sort((a, b) => a.received_at.localeCompare(b.received_at) || a.n - b.n)
  return inOrder[question % Math.max(inOrder.length, 1)]
}

export function moveHouseholdTo(world: World, id: HouseholdId, { question }: Step): Promise<string> {
  return asked(async () => {
    const hamlet = hamlets[question % 2]!
    await moveHousehold(world.commune.store, reviewer, id, hamlet)
    return `moved to ${hamlet}`
  })
}

export function moveDeviceTo(world: World, person: Person, { question }: Step): Promise<string> {
  return asked(async () => {
    const hamlet = hamlets[question % 2]!
    await moveDevice(world.commune.store, reviewer, person.device, hamlet)
    return `${person.name} moved to ${hamlet}`
  })
}

/** An older database: what the reviewer did since is not in it. */
export function forgetOffice(world: World): void {
  world.accepted.clear()
  world.revoked.clear()
  world.settled = []
}

/** A hand-over file reaches the commune. */
export function importFile(world: World, bytes: Uint8Array): Promise<string> {
  return asked(async () => {
    const { results, answer } = await takeInHandover(world.commune.store, bytes, `office:${reviewer.login}`)
    world.answers.push(answer)
    const read = readHandover(bytes)
    if (read.outcome === 'read') noteUnopened(world, read.letters, answer.body)
    return results.map(({ status }) => status).join(' ')
  })
}

export async function householdAt({ commune }: World, id: HouseholdId): Promise<Household | undefined> {
  const { db } = commune.store
  return findHousehold(db, id, (await theOpenRound(db)).id)
}

export async function fieldsOf(world: World, id: HouseholdId): Promise<string> {
  return JSON.stringify((await householdAt(world, id))?.survey.fields)
}

async function revisionOf(world: World, id: HouseholdId): Promise<number> {
  const { db } = world.commune.store
  const row = await db.selectFrom('households').select('revision').where('id', '=', id).executeTakeFirst()
  return row?.revision ?? 0
}

async function asked(work: () => Promise<string>): Promise<string> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

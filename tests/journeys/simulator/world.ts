import type { HouseholdId } from '#domain/ids.ts'
import type { LetterState } from '#phone/store/database.ts'
import type { HandoverAnswer } from '#protocol/handover.ts'
import { bookOf, type Commune, endCommune, startCommune } from './commune.ts'
import type { Way } from './line.ts'
import { patchOnce } from './patches.ts'
import { aPerson, forget, type Person } from './person.ts'
import type { Schedule, Step } from './schedule.ts'
import type { Task } from './tasks.ts'

/** A task that stands still, whose it is, and the step before which it goes on. */
export type Standing = {
  task: Task
  step: Step
  person: Person
  id: HouseholdId
  until: number
  after: (task: Task) => Promise<void>
}

/** What the commune told a phone about one operation, in which of its databases. */
export type Told = { label: string; device: string; epoch: string; state: LetterState; receipt?: string }

export type World = Way & {
  schedule: Schedule
  people: Person[]
  standing: Standing[]
  told: Map<string, Told>
  /** By household: the fields of the survey that the reviewer accepted, as text. */
  accepted: Map<HouseholdId, string>
  /** By household and path: the values that stood before the reviewer when the reviewer wrote one. */
  decided: Map<string, Set<string>>
  /** What the reviewer wrote since the last restore. */
  settled: { key: string; value: string; knew: Set<string> }[]
  /** By device: its last number when it was revoked. Operations that the reviewer took into the record. */
  revoked: Map<string, number>
  taken: Set<string>
  /** The commune's answers to hand-over files. */
  answers: HandoverAnswer[]
  /** What was taken in by file, or must be at the end. */
  files: { label: string; bytes: Uint8Array }[]
  log: string[]
  wrong: string[]
}

export async function aWorld(schedule: Schedule, log: string[]): Promise<World> {
  patchOnce()
  const commune: Commune = await startCommune(schedule.pageSize)
  const world: World = {
    commune,
    parked: [],
    unopened: new Map(),
    schedule,
    people: [],
    standing: [],
    told: new Map(),
    accepted: new Map(),
    decided: new Map(),
    settled: [],
    revoked: new Map(),
    taken: new Set(),
    answers: [],
    files: [],
    log,
    wrong: [],
  }
  for (const [i, { hamlet, skewMinutes }] of schedule.phones.entries())
    world.people.push(await aPerson(world, `P${i + 1}`, hamlet, skewMinutes * 60_000))
  return world
}

export async function endWorld(world: World): Promise<void> {
  for (const person of world.people) await forget(person)
  await endCommune(world.commune)
}

/** The household's name in the log: its number in the template, or where it was made. */
export function nameOf(world: World, id: HouseholdId): string {
  for (const person of world.people) {
    const made = person.made.indexOf(id)
    if (made !== -1) return `${person.name}'s ${made + 1}.`
    const listed = bookOf(person.hamlet).indexOf(id)
    if (listed !== -1) return `${person.hamlet}/${listed + 1}`
  }
  return id
}

export function clockOf(world: World, person: Person): Date {
  return new Date(world.commune.time.now + person.skew)
}

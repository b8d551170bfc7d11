import type { HouseholdId } from '#domain/ids.ts'
import { type Path, pathOf } from '#domain/questionnaire/answers.ts'
import { addHousehold } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { handoverOf, takeAnswer } from '#phone/sync/handover.ts'
import { sync } from '#phone/sync/sync.ts'
import { readHandover } from '#protocol/handover.ts'
import { writeHandover } from '#protocol/handoverFile.ts'
import { residentId } from '../../builders.ts'
import { completeAnswers } from '../../phone/kit.ts'
import { backUpBy, bookOf, copyDatabase, newLetterKey, powerCut, putCopyBack, restoreBy } from './commune.ts'
import { deliver, lineOver } from './line.ts'
import {
  acceptAt,
  declineAt,
  forgetOffice,
  importFile,
  moveDeviceTo,
  moveHouseholdTo,
  revokeAt,
  sendBackAt,
  settleAt,
  takeHeldAt,
} from './office.ts'
import { power } from './patches.ts'
import {
  type Answer,
  answer,
  close,
  complete,
  letGo,
  look,
  NotHere,
  type Person,
  reopened,
  stocktaking,
} from './person.ts'
import type { Kind, Step } from './schedule.ts'
import { begin, kill, resume, type Task } from './tasks.ts'
import { clockOf, nameOf, type Standing, type World } from './world.ts'

/** Takes one step of the schedule, and then looks whether anything was lost. */
export async function take(world: World, step: Step): Promise<void> {
  await resumeUntil(world, step.number)
  const person = world.people[step.phone % world.people.length]!
  if (person.isWiped && onPhone.has(step.kind)) return note(world, step, 'has no phone')
  if (onPhone.has(step.kind)) await onThePhone(world, step, person)
  else note(world, step, await elsewhere[step.kind as Elsewhere](world, step, person))
}

/** Lets go on what stands still and has stood long enough. */
export async function resumeUntil(world: World, number: number): Promise<void> {
  for (const one of world.standing.filter(({ until }) => until <= number)) {
    await resume(one.task)
    await rest(world, one)
  }
}

const onPhone = new Set<Kind>(['answer', 'close', 'look', 'finish', 'complete', 'add', 'discard', 'sync', 'saveFile'])

async function onThePhone(world: World, step: Step, person: Person): Promise<void> {
  const vault = await tabOf(person, step.tab)
  const id = householdOf(person, step)
  await giveWay(world, step, person, id)
  if (step.powerCutAfter === 'commit') power.isCutAtCommit = true
  else if (step.powerCutAfter !== undefined) power.statements = step.powerCutAfter
  const work = () => doing[step.kind as OnPhone](world, step, { person, vault, id })
  const task = await begin(work, limitsOf(step))
  const label = `${person.name} ${step.kind} ${nameOf(world, id)}`
  const after = async (ended: Task) => {
    note(world, step, `${label}: ${outcomeOf(world, ended, label)}`)
    if (ended.isDead) await killTab(world, person, step.tab)
  }
  if (step.powerCutAfter !== undefined) await lightsOut(world, step)
  const about = (step.kind === 'add' && person.made.at(-1)) || id
  await rest(world, { task, step, person, id: about, until: step.number + step.resumeAfter, after })
}

/** The app saves one answer at a time: whoever is saving this one first comes to an end. */
async function giveWay(world: World, step: Step, person: Person, id: HouseholdId): Promise<void> {
  const inTheWay = world.standing.filter((one) => one.person === person && one.id === id && overlap(one.step, step))
  for (const one of inTheWay) await resumeToTheEnd(world, one)
}

async function resumeToTheEnd(world: World, one: Standing): Promise<void> {
  while (!one.task.isDone) await resume(one.task)
  await rest(world, one)
}

function overlap(one: Step, other: Step): boolean {
  const [these, those] = [answeredIn(one), answeredIn(other)]
  return these.some((path) => those.includes(path))
}

/** The questions that a step may answer. */
function answeredIn(step: Step): Path[] {
  if (step.kind === 'answer') return [answerIn(step).path]
  const closing = [pathOf('name', residentId(1)), pathOf('visit_outcome'), pathOf('visit_note')]
  if (step.kind === 'close') return [answerIn(step).path, ...closing]
  return step.kind === 'complete' || step.kind === 'add' ? [...closing, ...completeAnswers().map(([path]) => path)] : []
}

/** The plug was to be pulled in this step; if the step was over too soon, nothing happened. */
async function lightsOut(world: World, step: Step): Promise<void> {
  const isOut = (power.statements ?? 0) < 0
  delete power.statements
  delete power.isCutAtCommit
  if (!isOut) return
  await powerCut(world.commune)
  note(world, step, 'the server lost its power, and is back')
}

/** Notes a task that is done; keeps one that stands still. */
async function rest(world: World, one: Standing): Promise<void> {
  world.standing = world.standing.filter(({ task }) => task !== one.task)
  if (!one.task.isDone) {
    world.standing.push(one)
    return
  }
  await one.after(one.task)
  world.wrong.push(...(await stocktaking(one.person, world.commune, [one.id])))
}

/** Whatever ran in this window dies with it. */
async function killTab(world: World, person: Person, tab: number): Promise<void> {
  for (const one of world.standing.filter((other) => other.person === person && other.step.tab === tab)) {
    await kill(one.task)
    await rest(world, one)
  }
  person.tabs[tab] = await reopened(person)
}

async function tabOf(person: Person, tab: number): Promise<Vault> {
  person.tabs[tab] ??= await reopened(person)
  return person.tabs[tab]
}

function limitsOf({ touches, pauseAt }: Step) {
  return { ...(touches !== undefined && { touches }), ...(pauseAt !== undefined && { pauseAt }) }
}

/** A fault where nobody was killed is the program's. */
function outcomeOf(world: World, { isDead, outcome }: Task, label: string): string {
  if (isDead) return 'killed'
  if (outcome && 'value' in outcome) return outcome.value
  const { error } = outcome!
  if (error instanceof NotHere || (error instanceof RangeError && error.message.startsWith('no such household')))
    return 'not on this phone'
  world.wrong.push(`${label} threw ${error instanceof Error ? error.stack : error}`)
  return 'fault'
}

type At = { person: Person; vault: Vault; id: HouseholdId }
type OnPhone = 'answer' | 'close' | 'look' | 'finish' | 'complete' | 'add' | 'discard' | 'sync' | 'saveFile'

const doing: Record<OnPhone, (world: World, step: Step, at: At) => Promise<string>> = {
  answer: async (world, step, { person, vault, id }) => {
    const given = answerIn(step)
    await answer(person, vault, id, given, clockOf(world, person))
    return `${given.path} = ${given.value}`
  },
  close: async (world, step, { person, vault, id }) => {
    const now = clockOf(world, person)
    const given = answerIn(step)
    await answer(person, vault, id, given, now)
    return `${given.path} = ${given.value}, ${await close(person, vault, id, words(step), now)}`
  },
  look: async (_, __, { person, vault, id }) => (await look(person, vault, id)).status,
  finish: async (world, _, { person, vault, id }) => (await finish(vault, id, clockOf(world, person))).outcome,
  complete: (world, step, { person, vault, id }) =>
    complete(person, vault, id, 100 + step.number, clockOf(world, person)),
  add: async (world, step, { person, vault }) => {
    const id = await addHousehold(vault)
    person.made.push(id)
    return close(person, vault, id, words(step), clockOf(world, person))
  },
  discard: async (_, __, { person, vault, id }) => {
    await letGo(person, vault, id)
    return 'let go'
  },
  sync: async (world, step, { person, vault }) => {
    const card = (await registry.vaults.get(person.device))!
    const sizes = { start: world.schedule.batch, least: 100, most: world.schedule.batch * 4 }
    const options = { line: lineOver(world, step.mishaps), sizes, now: () => clockOf(world, person) }
    const outcome = await sync(card, step.isLocked ? undefined : vault, options)
    return outcome.outcome === 'failed' ? outcome.failure : outcome.outcome
  },
  saveFile: async (world, step, { person, vault }) => {
    const saved = await handoverOf(vault, step.isLocked ? 'all' : 'not_in', clockOf(world, person))
    if (!saved) return 'nothing to save'
    const bytes = new Uint8Array(await saved.file.arrayBuffer())
    world.files.push({ label: `${person.name}'s file of step ${step.number}`, bytes })
    return `${saved.letters} letters`
  },
}

type Elsewhere = Exclude<Kind, OnPhone>

const elsewhere: Record<Elsewhere, (world: World, step: Step, person: Person) => Promise<string>> = {
  tick: async (world, step) => {
    world.commune.time.now += ((step.question % 200) - 20) * 60_000
    return 'time passes'
  },
  month: async (world) => {
    world.commune.time.now += 31 * 86_400_000
    return 'a month passes'
  },
  settle: (world, step) => settleAt(world, step),
  takeHeld: (world, step) => takeHeldAt(world, step),
  decline: (world, step) => declineAt(world, step),
  moveHousehold: (world, step, person) => moveHouseholdTo(world, householdOf(person, step), step),
  moveDevice: (world, step, person) => moveDeviceTo(world, person, step),
  backUp: async (world) => {
    await backUpBy(world.commune)
    return 'a backup is made'
  },
  restore: async (world) => {
    if (!(await restoreBy(world.commune))) return 'there is no backup'
    forgetOffice(world)
    return 'the backup is restored'
  },
  newKey: async (world) => {
    await newLetterKey(world.commune)
    return 'letters are sealed to another key'
  },
  takeAnswer: async (world, step, person) => {
    const given = world.answers[step.question % Math.max(world.answers.length, 1)]
    if (!given || person.isWiped) return 'there is no answer'
    const { outcome } = await takeAnswer(await tabOf(person, step.tab), given)
    world.wrong.push(...(await stocktaking(person, world.commune)))
    return `${person.name} takes an answer: ${outcome}`
  },
  killTab: async (world, step, person) => {
    if (!person.isWiped) await killTab(world, person, step.tab)
    return `${person.name}'s window ${step.tab} is closed`
  },
  deliver: async (world, step) => {
    const parked = world.parked.splice(step.question % Math.max(world.parked.length, 1), 1)[0]
    return parked ? `what was delayed arrives: ${await deliver(world, parked)}` : 'nothing was delayed'
  },
  accept: (world, step) => acceptAt(world, step),
  sendBack: (world, step) => sendBackAt(world, step, answerIn(step).path),
  copy: async (world, step) => {
    copyDatabase(world.commune, step.number)
    return 'the database is copied'
  },
  putBack: async (world, step) => {
    const { copies } = world.commune
    const copy = copies[step.question % Math.max(copies.length, 1)]
    if (copy === undefined) return 'there is no copy'
    await putCopyBack(world.commune, copy)
    forgetOffice(world)
    return `copy ${copies.indexOf(copy)} is put back`
  },
  powerCut: async (world) => {
    await powerCut(world.commune)
    return 'the server lost its power, and is back'
  },
  revoke: (world, _, person) => revokeAt(world, person),
  wipe: async (world, _, person) => {
    if (person.isWiped) return 'not again'
    for (const tab of person.tabs.keys()) await killTab(world, person, tab)
    person.isWiped = true
    return `${person.name}'s phone is gone`
  },
  importFile: async (world, step) => {
    const file = world.files[step.question % Math.max(world.files.length, 1)]
    return file ? `${file.label}: ${await importFile(world, inPart(file.bytes, step))}` : 'there is no file'
  },
}

/** The whole file; or its letters from the last to the first; or what another file has left over. */
function inPart(bytes: Uint8Array, { question }: Step): Uint8Array {
  const read = readHandover(bytes)
  if (read.outcome !== 'read' || question % 3 === 0) return bytes
  const { head, letters } = read
  const some = question % 3 === 1 ? letters.toReversed() : letters.slice(Math.ceil(letters.length / 2))
  return writeHandover(head, some)
}

/** In the hamlet's book, or one that this person made at the door. */
function householdOf(person: Person, { household }: Pick<Step, 'household'>): HouseholdId {
  const known = [...person.made, ...bookOf(person.hamlet)]
  return known[household % known.length]!
}

const questions = [
  pathOf('visit_note'),
  pathOf('name', residentId(1)),
  pathOf('dwelling_area_m2'),
  pathOf('water_source'),
  pathOf('latrine'),
] as const

function answerIn(step: Step): Answer {
  const path = questions[step.question % questions.length]!
  if (path === questions[2]) return { path, value: 10 + step.number }
  if (path === questions[3]) return { path, value: ['rain', 'piped', 'drilled_well'][step.question % 3]! }
  if (path === questions[4]) return { path, value: ['septic', 'over_water'][step.question % 2]! }
  return { path, value: words(step) }
}

function words(step: Step): string {
  return `Ghi lần ${step.number}`
}

function note(world: World, step: Step, what: string): void {
  world.log.push(`${step.number}. ${what}`)
}

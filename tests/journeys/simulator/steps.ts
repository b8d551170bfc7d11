import type { HouseholdId } from '#domain/ids.ts'
import { StorageFailure } from '#phone/store/storageFailure.ts'
import { powerCut } from './commune.ts'
import { type Elsewhere, elsewhere } from './elsewhere.ts'
import { answeredIn, householdOf } from './given.ts'
import { doing, isOnPhone, type OnPhone } from './onPhone.ts'
import { power } from './patches.ts'
import { NotHere, type Person } from './person.ts'
import type { Step } from './schedule.ts'
import { begin, type Limits, type Task } from './tasks.ts'
import { killTab, note, rest, resumeToTheEnd, resumeUntil, tabOf } from './windows.ts'
import { nameOf, type World } from './world.ts'

/** Takes one step of the schedule, and then looks whether anything was lost. */
export async function take(world: World, step: Step): Promise<void> {
  await resumeUntil(world, step.number)
  const person = world.people[step.phone % world.people.length]!
  if (!isOnPhone(step.kind)) note(world, step, await elsewhere[step.kind as Elsewhere](world, step, person))
  else if (person.isWiped) note(world, step, 'has no phone')
  else await onThePhone(world, step, person)
}

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
    const outcome = outcomeOf(world, ended, label)
    note(world, step, `${label}: ${outcome}`)
    if (ended.isDead && step.kind !== 'background') await killTab(world, person, step.tab)
    // What was typed is still on the screen, and is tried again when there is room.
    if (outcome === noRoom) await onThePhone(world, undisturbed(step), person)
  }
  if (step.powerCutAfter !== undefined) await lightsOut(world, step)
  const about = (step.kind === 'add' && person.made.at(-1)) || id
  await rest(world, { task, step, person, id: about, until: step.number + step.resumeAfter, after })
}

const noRoom = 'no room'

function undisturbed({ touches: _, room: __, pauseAt: ___, powerCutAfter: ____, ...step }: Step): Step {
  return step
}

/** The app saves one answer at a time, and has one worker: whoever is at the same first comes to an end. */
async function giveWay(world: World, step: Step, person: Person, id: HouseholdId): Promise<void> {
  const isWorker = step.kind === 'background'
  const inTheWay = world.standing.filter((one) =>
    isWorker ? one.step.kind === 'background' : one.person === person && one.id === id && overlap(one.step, step),
  )
  for (const one of inTheWay) await resumeToTheEnd(world, one)
}

function overlap(one: Step, other: Step): boolean {
  const [these, those] = [answeredIn(one), answeredIn(other)]
  return these.some((path) => those.includes(path))
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

function limitsOf({ touches, room, isToldLate, pauseAt, pauseIn }: Step): Limits {
  return {
    ...(touches !== undefined && { touches }),
    ...(room !== undefined && { room }),
    ...(isToldLate && { isToldLate }),
    ...(pauseAt !== undefined && { pauseAt }),
    ...(pauseIn && { pauseIn }),
  }
}

/** A fault where nobody was killed, and there was room, is the program's. */
function outcomeOf(world: World, { isDead, isFull, outcome }: Task, label: string): string {
  if (isDead) return 'killed'
  if (outcome && 'value' in outcome) return outcome.value
  const { error } = outcome!
  if (error instanceof NotHere || (error instanceof RangeError && error.message.startsWith('no such household')))
    return 'not on this phone'
  if (isFull && error instanceof StorageFailure && error.problem === 'full') return noRoom
  world.wrong.push(`${label} threw ${error instanceof Error ? error.stack : error}`)
  return 'fault'
}

import { takeAnswer } from '#phone/sync/handover.ts'
import { readHandover } from '#protocol/handover.ts'
import { writeHandover } from '#protocol/handoverFile.ts'
import { backUpBy, copyDatabase, newLetterKey, powerCut, putCopyBack, restoreBy } from './commune.ts'
import { answerIn, householdOf } from './given.ts'
import { deliver } from './line.ts'
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
import type { OnPhone } from './onPhone.ts'
import { forget, type Person, stocktaking } from './person.ts'
import type { Kind, Step } from './schedule.ts'
import { damagedCopy } from './unopened.ts'
import { killTab, resumeToTheEnd, tabOf } from './windows.ts'
import type { World } from './world.ts'

export type Elsewhere = Exclude<Kind, OnPhone>

export const elsewhere: Record<Elsewhere, (world: World, step: Step, person: Person) => Promise<string>> = {
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
    for (const one of world.standing.filter(({ step }) => step.kind === 'background')) await resumeToTheEnd(world, one)
    for (const tab of person.tabs.keys()) await killTab(world, person, tab)
    person.isWiped = true
    await forget(person)
    return `${person.name}'s phone is gone`
  },
  importFile: async (world, step) => {
    const file = world.files[step.question % Math.max(world.files.length, 1)]
    return file ? `${file.label}: ${await importFile(world, inPart(world, file.bytes, step))}` : 'there is no file'
  },
}

/** The whole file; its letters from the last to the first, in part, or one damaged; or other phones' letters with it. */
function inPart(world: World, bytes: Uint8Array, { question }: Step): Uint8Array {
  const read = readHandover(bytes)
  if (read.outcome !== 'read') return bytes
  const { head, letters } = read
  const others = world.files.flatMap((file) => lettersIn(file.bytes))
  const some = [
    () => letters,
    () => letters.toReversed(),
    () => letters.slice(Math.ceil(letters.length / 2)),
    () => letters.map((letter, i) => (i === 0 ? damagedCopy(letter, question) : letter)),
    () => [...letters, ...others],
  ]
  return writeHandover(head, some[question % some.length]!())
}

function lettersIn(bytes: Uint8Array): Uint8Array[] {
  const read = readHandover(bytes)
  return read.outcome === 'read' ? read.letters : []
}

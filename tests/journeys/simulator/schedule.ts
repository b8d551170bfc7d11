import { type Chance, chanceOf } from './chance.ts'
import { hamlets } from './commune.ts'
import { type Mishap, mishaps } from './line.ts'
import type { Limits } from './tasks.ts'

/** Everything that happens under one seed, drawn before anything happens: what comes of a step steers no later one. */
export type Schedule = {
  seed: number
  /** Households on a page of changes. */
  pageSize: number
  /** Bytes of the first batch. */
  batch: number
  /** `isOld`: its requests are an older build's. */
  phones: { hamlet: string; skewMinutes: number; isOld: boolean }[]
  steps: Step[]
}

export type Step = Limits & {
  kind: Kind
  phone: number
  tab: number
  /** Which of the households that the phone's person knows. */
  household: number
  question: number
  mishaps: Mishap[]
  isLocked: boolean
  /** Steps until a task that stands still goes on. */
  resumeAfter: number
  /** SQL statements until the server's plug is pulled; or at its next commit. */
  powerCutAfter?: number | 'commit'
  number: number
}

/** How often each kind of step comes where it comes at all. */
const common = { answer: 3, close: 6, sync: 8, complete: 2, finish: 1, look: 1, tick: 1 } as const
/** Not every seed has everything: what seldom happens alone happens often where little else does. */
const special = {
  accept: 3,
  sendBack: 3,
  settle: 3,
  takeHeld: 2,
  decline: 1,
  add: 3,
  discard: 1,
  killTab: 1,
  deliver: 2,
  copy: 2,
  putBack: 2,
  backUp: 1,
  restore: 1,
  powerCut: 1,
  newKey: 1,
  month: 1,
  saveFile: 2,
  importFile: 2,
  takeAnswer: 2,
  background: 4,
  recover: 2,
} as const
/** These end more than they begin. */
const rare = { moveHousehold: 2, moveDevice: 1, revoke: 1, wipe: 1 } as const
export type Kind = keyof typeof common | keyof typeof special | keyof typeof rare

export function scheduleOf(seed: number): Schedule {
  const chance = chanceOf(seed)
  const pageSize = 1 + chance.int(5)
  const batch = chance.pick([300, 600, 1_200, 4_800])
  const phones = Array.from({ length: chance.pick([1, 2, 2, 2, 3]) }, (_, i) => ({
    hamlet: i === 2 && chance.once(2) ? hamlets[1] : hamlets[0],
    skewMinutes: chance.pick([0, 0, -60, 45, 60 * 24 * 400]),
    isOld: chance.once(4),
  }))
  const kinds = kindsOf(chance)
  const households = 1 + chance.int(3)
  const hazards = {
    mishaps: chance.once(2),
    kills: chance.once(2),
    pauses: chance.once(2),
    powerCuts: chance.once(4),
    full: chance.once(5),
  }
  const length = 12 + chance.int(20)
  const steps: Step[] = []
  for (let number = 0; number < length; number++)
    steps.push(possible(stepOf(chance, { kinds, phones: phones.length, households, hazards, number }), steps))
  return { seed, pageSize, batch, phones, steps }
}

function kindsOf(chance: Chance): Kind[] {
  const chosen = [
    ...Object.entries(common),
    ...Object.entries(special).filter(() => chance.once(4)),
    ...Object.entries(rare).filter(() => chance.once(12)),
  ]
  return chosen.flatMap(([kind, often]) => Array.from({ length: often }, () => kind as Kind))
}

/** What another step must come before: that one is taken instead, if it has not been. */
const before: Partial<Record<Kind, Kind>> = {
  putBack: 'copy',
  restore: 'backUp',
  importFile: 'saveFile',
  takeAnswer: 'importFile',
  accept: 'complete',
  takeHeld: 'accept',
  decline: 'accept',
}

function possible(step: Step, earlier: Step[]): Step {
  const needed = before[step.kind]
  if (!needed || earlier.some(({ kind }) => kind === needed)) return step
  return possible({ ...step, kind: needed }, earlier)
}

type Frame = {
  kinds: Kind[]
  phones: number
  /** How many households it is all about. */
  households: number
  hazards: { mishaps: boolean; kills: boolean; pauses: boolean; powerCuts: boolean; full: boolean }
  number: number
}

/** Steps that speak with the commune. */
const exchanging: Kind[] = ['sync', 'background', 'recover']

function stepOf(chance: Chance, { kinds, phones, households, hazards, number }: Frame): Step {
  const kind = chance.pick(kinds)
  const isExchange = exchanging.includes(kind)
  return {
    kind,
    number,
    phone: chance.int(phones),
    tab: chance.int(4) === 0 ? 1 : 0,
    household: chance.int(households),
    question: chance.int(1_000),
    mishaps: hazards.mishaps && isExchange ? Array.from({ length: chance.int(4) }, () => chance.pick(mishaps)) : [],
    isLocked: chance.once(4),
    resumeAfter: 1 + chance.int(4),
    ...(hazards.kills && chance.once(3) && { touches: chance.int(isExchange ? 90 : 40) }),
    ...(hazards.pauses && chance.once(2) && pauseOf(chance, isExchange)),
    ...(hazards.powerCuts &&
      chance.once(4) && { powerCutAfter: chance.once(2) ? ('commit' as const) : chance.int(80) }),
    ...(hazards.full && chance.once(3) && { room: chance.int(isExchange ? 20 : 6), isToldLate: chance.once(2) }),
  }
}

/** Where it stands still: at any gate, or in the server alone, whose gates are few. */
function pauseOf(chance: Chance, isExchange: boolean): Limits {
  if (!isExchange) return { pauseAt: chance.int(6) }
  return chance.once(2) ? { pauseAt: chance.int(40) } : { pauseAt: chance.int(10), pauseIn: 'commune' }
}

import { type BasisPoints, rateOf } from '#domain/units.ts'
import type { AppendixReply } from '#protocol/office.ts'

type HamletCounts = AppendixReply['hamlets'][number]
type Rate = BasisPoints | undefined

/** One line of the plan's appendix table, and how it stands today. A rate without a denominator is undefined. */
export type AppendixRow = {
  /** Absent for the total. */
  hamlet?: Pick<HamletCounts, 'id' | 'name'>
  people: number
  households: number
  start: { poor: number; rate: Rate }
  toLift: { households: number; rate: Rate }
  /** What the plan aims at for the end of the year: (poor − to lift) / households. */
  target: Rate
  now: { poor: number; poorRate: Rate; nearPoor: number; nearPoorRate: Rate }
  progress: HamletCounts['progress']
}

/** The table's rows in the plan's order and its total; every rate comes from counts, never from another rate. */
export function appendixRows(reply: AppendixReply): { rows: AppendixRow[]; total: AppendixRow } {
  return {
    rows: reply.hamlets.map((hamlet) => ({ hamlet: { id: hamlet.id, name: hamlet.name }, ...rowOf(hamlet) })),
    total: rowOf(reply.hamlets.reduce<Counts>(add, nothing)),
  }
}

type Counts = Omit<HamletCounts, 'id' | 'name'>

const nothing: Counts = {
  people: 0,
  households: 0,
  start: { poor: 0, nearPoor: 0 },
  toLift: 0,
  now: { poor: 0, nearPoor: 0 },
  progress: { listed: 0, submitted: 0, returned: 0, accepted: 0 },
}

function rowOf({ people, households, start, toLift, now, progress }: Counts): AppendixRow {
  return {
    people,
    households,
    start: { poor: start.poor, rate: rateOf(start.poor, households) },
    toLift: { households: toLift, rate: rateOf(toLift, households) },
    target: rateOf(Math.max(0, start.poor - toLift), households),
    now: {
      poor: now.poor,
      poorRate: rateOf(now.poor, households),
      nearPoor: now.nearPoor,
      nearPoorRate: rateOf(now.nearPoor, households),
    },
    progress,
  }
}

function add(a: Counts, b: Counts): Counts {
  return {
    people: a.people + b.people,
    households: a.households + b.households,
    start: { poor: a.start.poor + b.start.poor, nearPoor: a.start.nearPoor + b.start.nearPoor },
    toLift: a.toLift + b.toLift,
    now: { poor: a.now.poor + b.now.poor, nearPoor: a.now.nearPoor + b.now.nearPoor },
    progress: {
      listed: a.progress.listed + b.progress.listed,
      submitted: a.progress.submitted + b.progress.submitted,
      returned: a.progress.returned + b.progress.returned,
      accepted: a.progress.accepted + b.progress.accepted,
    },
  }
}

import { simulate, textOfReport } from './simulate.ts'

/** As many seeds as one test runs. */
export const atOnce = 20

/** The seeds from which the tests of one file begin, which runs `count` of them from `first` on. */
export function beginnings(first: number, count: number): number[] {
  return Array.from({ length: count / atOnce }, (_, i) => first + i * atOnce)
}

/** Throws the report of the first seed under which something is wrong. */
export async function runSeeds(from: number): Promise<void> {
  for (let seed = from; seed < from + atOnce; seed++) {
    const report = await simulate(seed)
    if (report.wrong.length > 0) throw new Error(textOfReport(report))
  }
}

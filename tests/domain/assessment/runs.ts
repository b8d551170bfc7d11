import fc from 'fast-check'

/** How many households a property is tried on: so many, or as mutation testing says, which repeats each for every mutant. */
export function runs(usual: number): number {
  return fc.readConfigureGlobal()?.numRuns ?? usual
}

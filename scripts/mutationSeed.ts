import fc from 'fast-check'

/** Fewer and the same households for every mutant: mutation testing repeats the tests hundreds of times. */
fc.configureGlobal({ seed: 2024, numRuns: 40, endOnFailure: true })

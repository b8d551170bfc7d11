import { defineConfig } from 'vitest/config'

/** What mutation testing runs: the tests of the assessment, under a fixed seed so that a mutant meets the same households. */
export default defineConfig({
  test: {
    include: ['tests/domain/assessment/**/*.test.ts', 'tests/domain/wording/lowIncomeWorker.test.ts'],
    setupFiles: ['scripts/mutationSeed.ts'],
    testTimeout: 120_000,
    isolate: false, // the tests share nothing, and a worker for each file would cost more than its tests
  },
})

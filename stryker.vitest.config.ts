import { defineConfig } from 'vitest/config'

/** What mutation testing runs: the tests of the assessment, under a fixed seed so that a mutant meets the same households. */
export default defineConfig({
  test: {
    include: ['tests/domain/assessment/**/*.test.ts'],
    setupFiles: ['scripts/mutationSeed.ts'],
  },
})

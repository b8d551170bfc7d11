// `npm test`: everything that must hold before a change may land, in order, one line a step; the first failure ends it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const report = mkdtempSync(join(tmpdir(), 'so-thon-check-'))
const TestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() })

const vitest = (name: string, ...projects: string[]) => [
  'vitest',
  'run',
  ...projects.flatMap((project) => ['--project', project]),
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=${join(report, `${name}.json`)}`,
]

const steps: [name: string, ...command: string[]][] = [
  ['types', 'npm', 'run', '--silent', 'types'],
  ['lint', 'biome', 'check', '.'],
  ['dead code', 'knip'],
  ['lock file', 'node', 'scripts/lock.ts'],
  ['build', 'npm', 'run', '--silent', 'build'],
  ['unit, journey and size tests', ...vitest('unit', 'unit', 'build')],
  ['a browser', 'node', 'scripts/chromium.ts'],
  ['browser tests', ...vitest('browser', 'browser')],
]

for (const [i, [name, command, ...rest]] of steps.entries()) {
  const began = performance.now()
  console.log(`\n[${i + 1}/${steps.length}] ${name}`)
  const { status } = spawnSync(command!, rest, { stdio: 'inherit', shell: process.platform === 'win32' })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`[${i + 1}/${steps.length}] ${name}: ${status === 0 ? 'good' : 'FAILED'} (${seconds} s)`)
  if (status !== 0) {
    summarise()
    process.exit(1)
  }
}
summarise()

function summarise(): void {
  let passed = 0
  let failed = 0
  for (const name of ['unit', 'browser']) {
    const counts = countsOf(join(report, `${name}.json`))
    passed += counts.numPassedTests
    failed += counts.numFailedTests
  }
  rmSync(report, { recursive: true })
  console.log(`\n${passed} passed, ${failed} failed`)
}

function countsOf(file: string): z.infer<typeof TestReport> {
  try {
    return TestReport.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return { numPassedTests: 0, numFailedTests: 0 } // an earlier step failed: this run never came to be
  }
}

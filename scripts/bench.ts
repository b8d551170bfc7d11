// `npm run bench -- assess --json`: how long one household takes, against a floor measured in the same run;
// `assessPresence`: the same where nobody has been asked who is away.
// `npm run bench -- wire --json [chromium|node]`: what sending and fetching cost over a slow link.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { assess } from '#domain/assessment/assess.ts'
import type { AssessmentTerms } from '#domain/assessment/assessment.ts'
import { whatWouldChange } from '#domain/assessment/whatIf.ts'
import { type AnswerValue, answersOf, type Path, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { standard2022 } from '#domain/standard/standard2022.ts'
import { day } from '#domain/units.ts'
import { generateDemo } from '#server/demo/commune.ts'

/** `floorMs`: the same answers, written as JSON and read again; what no derivation from them could be far below. */
type Measure = { name: string; households: number; perHouseholdMs: number; floorMs: number; ratio: number }

const terms: AssessmentTerms = { standard: standard2022, area: 'rural', reviewDate: day('2023-10-15') }
const benches: Record<string, (answers: SurveyAnswers) => unknown> = {
  assess: (answers) => assess(answers, terms),
  assessPresence: (answers) => assess(answers, { ...terms, awayResidents: 'not_counted' }),
  whatIf: (answers) => whatWouldChange(answers, terms),
}

const [name = '', ...options] = process.argv.slice(2)
const run = benches[name]
const phones = ['chromium', 'node'] as const
const known = ['--json', ...(name === 'wire' ? phones : [])]
if ((name !== 'wire' && !run) || options.some((option) => !known.includes(option))) {
  console.error(`npm run bench -- <${Object.keys(benches).join('|')}> [--json]`)
  console.error(`npm run bench -- wire [--json] [${phones.join('|')}]`)
  process.exitCode = 1
} else if (!run) await wire()
else print(measure(name, run), options.includes('--json'))

/** The app is built as it stands, for Chromium; for Node the phone's code is Vite's to load, as in its tests. */
async function wire(): Promise<void> {
  const named = phones.filter((phone) => options.includes(phone))
  const { module } = await runnerImport<typeof import('./bench/wire.ts')>('./scripts/bench/wire.ts', {
    configFile: false,
    logLevel: 'error',
  })
  const dist = mkdtempSync(join(tmpdir(), 'so-thon-bench-'))
  try {
    const build = ['node_modules/vite/bin/vite.js', 'build', '--outDir', dist, '--emptyOutDir', '--logLevel', 'error']
    // What the build says is no part of the one line of JSON.
    execFileSync(process.execPath, build, { stdio: ['ignore', 'ignore', 'inherit'] })
    console.log(JSON.stringify(await module.benchWire(named.length > 0 ? named : [...phones], dist)))
  } finally {
    rmSync(dist, { recursive: true })
  }
}

function measure(benched: string, derive: (answers: SurveyAnswers) => unknown): Measure {
  const households = demoHouseholds()
  const floorMs = perHousehold(households, (answers) => JSON.parse(JSON.stringify(answers)))
  const perHouseholdMs = perHousehold(households, derive)
  return { name: benched, households: households.length, perHouseholdMs, floorMs, ratio: perHouseholdMs / floorMs }
}

function demoHouseholds(): SurveyAnswers[] {
  return generateDemo().hamlets.flatMap(({ surveyed }) =>
    surveyed.map(({ previous }) => answersOf(Object.entries(previous.answers) as [Path, AnswerValue][])),
  )
}

/** The median of seven rounds over all households, after two that warm up. */
function perHousehold(households: SurveyAnswers[], derive: (answers: SurveyAnswers) => unknown): number {
  const rounds = Array.from({ length: 9 }, () => {
    const start = workedMs()
    for (const answers of households) derive(answers)
    return (workedMs() - start) / households.length
  })
  return rounds.slice(2).sort((a, b) => a - b)[3] ?? Number.NaN
}

/** What this thread has worked so far: what else the machine does meanwhile does not count. */
function workedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

function print(measured: Measure, asJson: boolean): void {
  if (asJson) console.log(JSON.stringify(measured))
  else
    console.log(
      `${measured.name}: ${measured.perHouseholdMs.toFixed(4)} ms per household, ${measured.ratio.toFixed(1)} × the floor (${measured.households} households)`,
    )
}

// `npm run bench -- assess --json`: how long one household takes, against a floor measured in the same run.
// `npm run bench -- wire --json`: what sending and fetching cost over a slow link.
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
  whatIf: (answers) => whatWouldChange(answers, terms),
}

const [name = '', ...options] = process.argv.slice(2)
const run = benches[name]
if (name === 'wire') await wire()
else if (!run || options.some((option) => option !== '--json')) {
  console.error(`npm run bench -- <${Object.keys(benches).join('|')}> [--json]`)
  process.exitCode = 1
} else print(measure(name, run), options.includes('--json'))

/** The phone's code is Vite's to load, as in its tests. */
async function wire(): Promise<void> {
  const { module } = await runnerImport<typeof import('./bench/wire.ts')>('./scripts/bench/wire.ts', {
    configFile: false,
    logLevel: 'error',
  })
  console.log(JSON.stringify(await module.benchWire()))
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
    const start = performance.now()
    for (const answers of households) derive(answers)
    return (performance.now() - start) / households.length
  })
  return rounds.slice(2).sort((a, b) => a - b)[3] ?? Number.NaN
}

function print(measured: Measure, asJson: boolean): void {
  if (asJson) console.log(JSON.stringify(measured))
  else
    console.log(
      `${measured.name}: ${measured.perHouseholdMs.toFixed(4)} ms per household, ${measured.ratio.toFixed(1)} × the floor (${measured.households} households)`,
    )
}

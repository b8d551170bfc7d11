/**
 * `npm run simulate -- --seeds 10000`: the simulator under many seeds, on all processors; stops at the first seed under
 * which something is wrong, and prints it. `--seed 17` replays one seed and prints all that happened; `--planted` plants
 * faults (see `plantFaults.ts`).
 */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createServer, createServerModuleRunner } from 'vite'
import { plantAll } from './plantFaults.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '0' },
    every: { type: 'string' },
    planted: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  },
})
const [from, count] = [Number(values.from), Number(values.seeds)]

if (values.planted) await plantAll({ seeds: count, ...(values.only !== undefined && { only: values.only }) })
else if (values.seed !== undefined) await replay(Number(values.seed))
else if (values.every !== undefined) await run(Number(values.every))
else await spread()

type Simulator = typeof import('../tests/journeys/simulator/simulate.ts')

/** The phone's code is the browser's: it is loaded as the build does, and goes on loading while it runs. */
async function simulator(): Promise<Simulator> {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const vite = await createServer({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, ws: false, hmr: false, watch: null },
  })
  return createServerModuleRunner(vite.environments.ssr).import(`${root}tests/journeys/simulator/simulate.ts`)
}

async function replay(seed: number): Promise<void> {
  const { simulate, textOfReport } = await simulator()
  const log: string[] = []
  process.once('beforeExit', () => end(textOfReport({ seed, log, wrong: ['it never ends'] }), 1))
  const report = await simulate(seed, log)
  end(textOfReport(report), report.wrong.length > 0 ? 1 : 0)
}

/** Every `every`th seed. Where nothing is left to run and the seed is not done, it stands still for ever. */
async function run(every: number): Promise<void> {
  const { simulate, textOfReport } = await simulator()
  let [seed, log]: [number, string[]] = [from, []]
  process.once('beforeExit', () => end(textOfReport({ seed, log, wrong: ['it never ends'] }), 1))
  for (; seed < from + count; seed += every) {
    log = []
    const report = await simulate(seed, log)
    if (report.wrong.length > 0) end(textOfReport(report), 1)
  }
  end(every === 1 ? 'nothing is wrong' : '', 0)
}

function end(text: string, code: number): never {
  if (text !== '') console.log(text)
  process.exit(code)
}

/** Every processor takes its share of the seeds. */
async function spread(): Promise<void> {
  const jobs = Math.min(availableParallelism(), count)
  const began = performance.now()
  const children = Array.from({ length: jobs }, (_, job) =>
    spawn(
      process.execPath,
      [
        ...process.execArgv,
        fileURLToPath(import.meta.url),
        '--from',
        String(from + job),
        '--seeds',
        String(count - job),
        '--every',
        String(jobs),
      ],
      {
        stdio: 'inherit',
      },
    ),
  )
  const codes = await Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve))))
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  const isGood = codes.every((code) => code === 0)
  console.log(
    `seeds ${from} to ${from + count - 1}: ${isGood ? 'nothing is wrong' : 'SOMETHING IS WRONG'} (${seconds} s)`,
  )
  process.exit(isGood ? 0 : 1)
}

/**
 * `npm run simulate -- --planted`: is the simulator any good? Plants one fault after the other in a copy of the tree and
 * runs the simulator until a seed finds it.
 */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Fault } from './fault.ts'
import { faults } from './faults.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export type Found = { fault: Fault; seed?: number; wrong?: string }

/** Plants all faults, or those whose name has one of `only` in it; throws where a fault's text is not in its file. */
export async function plantAll({ seeds, only = [''] }: { seeds: number; only?: string[] }): Promise<Found[]> {
  const chosen = faults.filter(({ name }) => only.some((part) => name.includes(part)))
  for (const fault of chosen) planted(fault)
  const waiting = [...chosen]
  const found: Found[] = []
  const work = async () => {
    const copy = copyTree()
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
      const one = await hunt(copy, fault, seeds)
      found.push(one)
      console.log(`| ${fault.name} | ${one.seed ?? '**not found**'} | ${one.wrong ?? ''} |`)
    }
    rmSync(copy, { recursive: true })
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return found
}

/** The files that a fault changes, as they then read. */
function planted({ name, patches }: Fault): { file: string; text: string }[] {
  const texts = new Map<string, string>()
  for (const { file, search, replacement } of patches) {
    const text = texts.get(file) ?? readFileSync(join(root, file), 'utf8')
    const parts = text.split(search)
    if (parts.length !== 2) throw new Error(`${name}: ${file} has its text ${parts.length - 1} times: ${search}`)
    texts.set(file, parts.join(replacement))
  }
  return [...texts].map(([file, text]) => ({ file, text }))
}

function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'so-thon-planted-'))
  for (const name of ['src', 'tests', 'scripts', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  return copy
}

async function hunt(copy: string, fault: Fault, seeds: number): Promise<Found> {
  const files = planted(fault)
  for (const { file, text } of files) writeFileSync(join(copy, file), text)
  const output = await simulateIn(copy, seeds)
  for (const { file } of files) writeFileSync(join(copy, file), readFileSync(join(root, file)))
  const seed = /^seed (\d+):/m.exec(output)?.[1]
  const wrong = /^WRONG: (.*)$/m.exec(output)?.[1]
  if (seed === undefined && !output.includes('nothing is wrong')) return { fault, wrong: `does not run: ${output}` }
  return { fault, ...(seed !== undefined && { seed: Number(seed) }), ...(wrong !== undefined && { wrong }) }
}

/** One process, so that the first seed found is the first there is. */
function simulateIn(copy: string, seeds: number): Promise<string> {
  const script = join(copy, 'scripts', 'simulate.ts')
  const child = spawn(process.execPath, [script, '--seeds', String(seeds), '--every', '1'], { cwd: copy })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  return new Promise((resolve) => child.once('close', () => resolve(output)))
}

import { globSync, readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { askedForPart, askedForParts } from '#phone/shell/askedFor.ts'

const Chunk = z.object({
  file: z.string(),
  imports: z.array(z.string()).default([]),
  dynamicImports: z.array(z.string()).default([]),
  css: z.array(z.string()).default([]),
})
const manifest = z.record(z.string(), Chunk).parse(JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8')))
const brotliOf = (file: string) => brotliCompressSync(readFileSync(`dist/${file}`)).length
const kB = 1000

/** A chunk, all it imports statically, and their styles. */
function filesOf(name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name]
  if (!chunk) throw new RangeError(`the build has no ${name}: ${Object.keys(manifest).join(', ')}`)
  if (seen.has(chunk.file)) return seen
  for (const file of [chunk.file, ...chunk.css]) seen.add(file)
  for (const next of chunk.imports) filesOf(next, seen)
  return seen
}

const worker = readFileSync('dist/sw.js', 'utf8')
const listed = [...worker.matchAll(/"url":"([^"]+)"|url:"([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? '')
/** What every phone carries; `tests/browser/background.test.ts` holds the worker to it. */
const precached = listed.filter((file) => !askedForPart(file))
const askedFor = listed.filter((file) => askedForPart(file))

describe('what a cheap phone has to load', () => {
  const first = new Set(['index.html', 'browser.js', 'manifest.webmanifest'])
  for (const name of ['index.html', 'src/phone/Phone.tsx']) for (const file of filesOf(name)) first.add(file)

  test('is at most 130 kB in brotli before the household list is usable', () => {
    const total = [...first].reduce((sum, file) => sum + brotliOf(file), 0)
    console.info(`first load: ${(total / kB).toFixed(1)} kB brotli in ${first.size} files`)
    expect(total).toBeLessThanOrEqual(130 * kB)
  })

  test('is at most 200 kB in brotli to work without a line', () => {
    const total = precached.reduce((sum, file) => sum + brotliOf(file), 0)
    console.info(`precache: ${(total / kB).toFixed(1)} kB brotli in ${precached.length} files`)
    expect(total).toBeLessThanOrEqual(200 * kB)
  })

  test('is at most 3 kB for the rescue page, which needs nothing of the app and no line', () => {
    const rescue = ['rescue.html', ...filesOf('rescue.html')]
    const total = rescue.reduce((sum, file) => sum + brotliOf(file), 0)
    console.info(`rescue page: ${(total / kB).toFixed(1)} kB brotli in ${rescue.length} files`)
    expect(total).toBeLessThanOrEqual(3 * kB)
    expect(rescue.filter((file) => first.has(file))).toEqual([])
    expect(rescue.filter((file) => !precached.includes(file))).toEqual([])
  })

  test('leaves to be asked for only the parts that are named so', () => {
    const total = askedFor.reduce((sum, file) => sum + brotliOf(file), 0)
    console.info(`asked for: ${(total / kB).toFixed(1)} kB brotli in ${askedFor.join(', ')}`)
    expect(askedFor.map(askedForPart).toSorted()).toEqual([...askedForParts].toSorted())
  })

  test('never waits for what is only asked for: every file carried has all that it loads with it', () => {
    const without = Object.entries(manifest)
      .filter(([, { file }]) => precached.includes(file))
      .flatMap(([name]) => [...filesOf(name)].filter((file) => !precached.includes(file)))
    expect(without).toEqual([])
  })

  test('holds everything of the first load, so that the second start needs no line', () => {
    expect([...first].filter((file) => !precached.includes(file))).toEqual([])
  })
})

describe('the chunks', () => {
  test('load in one order: none imports, through others, what imports it', () => {
    const inCircles = Object.keys(manifest).filter((name) =>
      manifest[name]?.imports.some((next) => filesOf(next).has(manifest[name]?.file ?? '')),
    )
    expect(inCircles).toEqual([])
  })
})

describe('what stays at the desk', () => {
  test('no office chunk is precached', () => {
    const office = filesOf('src/office/Office.tsx')
    const shared = new Set([...filesOf('src/phone/Phone.tsx'), ...filesOf('index.html')])
    const officeOnly = [...office].filter((file) => !shared.has(file) && /office/i.test(file))
    expect(officeOnly.length).toBeGreaterThan(0)
    expect(precached.filter((file) => officeOnly.includes(file))).toEqual([])
    expect(precached.filter((file) => /office/i.test(file))).toEqual([])
  })

  test('every chunk that only the phone uses is precached or kept once asked for', () => {
    const built = globSync('dist/assets/*.{js,css}').map((file) => file.replaceAll('\\', '/').replace('dist/', ''))
    expect(built.filter((file) => /phone/i.test(file) && !listed.includes(file))).toEqual([])
  })

  test('the worker that deposits loads no chunk of the pages: it would not start, and nothing would work without a line', () => {
    const pages = filesOf('src/phone/Phone.tsx')
    const shared = [...filesOf('src/swDeposit.ts')].filter((file) => pages.has(file))
    expect(shared).toHaveLength(1)
    expect(shared[0]).toContain('phone-store')
  })

  test('the worker leaves the office, the interface and the rescue page alone', () => {
    for (const path of ['xa', 'api', 'rescue']) expect(worker).toMatch(new RegExp(`\\^\\\\/${path}`))
  })
})

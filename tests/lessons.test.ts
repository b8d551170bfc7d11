import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** Numbers of the lessons that the titles of a test file name. */
function namedIn(file: string): number[] {
  const titles = readFileSync(file, 'utf8').matchAll(/\blessons? (\d+(?:, \d+)*(?: and \d+)?):/g)
  return [...titles].flatMap(([, numbers]) => (numbers?.match(/\d+/g) ?? []).map(Number))
}

/** The rows of `docs/lessons.md`: the number, and the files that the last column names. */
const rows = readFileSync('docs/lessons.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => ({
    number: Number(line.split('|')[1]),
    files: [...(line.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)].map(([, file]) => `tests/${file}`),
  }))

/** All but those about slow forms (21) and photos (9, 22, 23), and those about wording and habits (from 48 on). */
const numbers = Array.from({ length: 47 }, (_, i) => i + 1).filter((number) => ![9, 21, 22, 23].includes(number))

describe('every lesson', () => {
  test('stands in the table once, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(numbers)
  })

  test.each(rows)('$number is named by a test of each file that the table gives for it', ({ number, files }) => {
    expect(files).not.toEqual([])
    for (const file of files) expect(namedIn(file), file).toContain(number)
  })

  test('that a test names is in the table with that file', () => {
    for (const file of globSync('tests/**/*.test.{ts,tsx}').map((name) => name.replaceAll('\\', '/')))
      for (const number of namedIn(file))
        expect(rows.find((row) => row.number === number)?.files, `lesson ${number}`).toContain(file)
  })
})

test('every test that the protocol’s promises name is there', () => {
  const text = readFileSync('docs/protocol.md', 'utf8')
  const named = [...text.slice(text.indexOf('## Where it is tested')).matchAll(/`(tests\/[^`]+)`/g)].map(([, at]) => at)
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((at) => !existsSync(at ?? ''))).toEqual([])
})

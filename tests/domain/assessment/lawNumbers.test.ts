import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** Where a number of the law may be said to stand; «invented» is what a sample says of itself. */
const place = /\bart\. \d|\bannex\b|Decree \d|Circular \d|Labour Code|Law on|invented, of no Circular/

/** The text without what stands in quotes, templates and comments, each character of it kept as a space. */
function bare(source: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ')
  return source.replace(
    /'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*|\/\[?\^[^\n]*\$\/\w*/g,
    blank,
  )
}

/** Every number that stands as a value: not part of a name, not in a text, not the version of a table. */
const numbers = /(?<!version: )(?<![\w.])\d[\d_]*(?:\.\d+)?/g

/** Objects and lists that begin with `{` or `[` and hold the place `at`, from the innermost outwards. */
function around(code: string, at: number): [number, number][] {
  const found: [number, number][] = []
  let depth = 0
  for (let start = at; start >= 0; start--) {
    if (code[start] === '}') depth++
    if (code[start] === '{' && depth-- === 0) {
      found.push([start, endOf(code, start)])
      depth = 0
    }
  }
  return found
}

function endOf(code: string, start: number): number {
  let depth = 0
  for (let end = start; end < code.length; end++) {
    if (code[end] === '{') depth++
    if (code[end] === '}' && --depth === 0) return end
  }
  return code.length
}

/** Whether an object that holds the place has an `article` of its own, not only in an object inside it. */
function hasArticle(code: string, at: number): boolean {
  return around(code, at).some(([start, end]) => /\barticle:/.test(flat(code.slice(start + 1, end))))
}

/** The code without the objects inside it. */
function flat(code: string): string {
  const less = code.replace(/\{[^{}]*\}/g, '')
  return less === code ? code : flat(less)
}

/** Lines of a standard with a number of the law that has no article beside it. */
function withoutArticle(source: string): string[] {
  const code = bare(source)
  const lines = source.split('\n')
  return [...code.matchAll(numbers)].flatMap(({ index }) => {
    const line = lines[source.slice(0, index).split('\n').length - 1] ?? ''
    const comment = /(?:\/\/|\/\*\*?)(.*)$/.exec(line)?.[1] ?? ''
    return place.test(comment) || hasArticle(code, index) ? [] : [line.trim()]
  })
}

/** The values of the law. The other files of the folder give the shape of a standard or of a form, and no number of it. */
const standards = globSync('src/domain/standard/{standard2*,sample*}.ts').sort()
const rest = globSync('src/domain/standard/*.ts').filter((file) => !standards.includes(file))

test('there are standards to look at', () => expect(standards.length).toBeGreaterThanOrEqual(2))

describe('every number of the law has its article beside it', () => {
  test.each(standards)('in %s', (file) => {
    expect(withoutArticle(readFileSync(file, 'utf8'))).toEqual([])
  })

  test.each(rest)('and %s holds none that could be one: no money, no score line, no area', (file) => {
    const found = bare(readFileSync(file, 'utf8')).match(/(?<![\w.])(?:\d[\d_]*\d{5}|140|175|0\.5)(?![\w.])/g)
    expect(found ?? []).toEqual([])
  })
})

describe('a number without its article is caught', () => {
  const standard = readFileSync('src/domain/standard/standard2022.ts', 'utf8')
  test.each([
    { what: 'a line of income', from: '// art. 3, income criterion', to: '// the income criterion' },
    { what: 'a score line', from: '// Circular 07/2021, form B1: stands for 1.5 million', to: '' },
    { what: 'the cut-off of three', from: '// art. 3: three deprivations or more', to: '' },
    { what: 'an indicator', from: 'article: { annexIndicator: 3 }, ', to: '' },
    { what: 'an indicator over several lines', from: 'article: { annexIndicator: 6 },', to: '' },
  ])('$what', ({ from, to }) => {
    expect(standard).toContain(from)
    expect(withoutArticle(standard)).toEqual([])
    expect(withoutArticle(standard.replace(from, to)).length).toBeGreaterThan(0)
  })

  test('a new number beside the indicators, though each of them has an article', () => {
    const planted = standard.replace('  povertyCutoff: 3,', '  postingDays: 5,\n  povertyCutoff: 3,')
    expect(withoutArticle(planted)).toEqual(['postingDays: 5,'])
  })

  test('but not what stands in a text, a name or a comment', () => {
    expect(withoutArticle("const id = 'art 5' // 7\nconst standard2022 = `9`\n/* 3 */")).toEqual([])
  })
})

/** What counts and cuts: months, rounding, places in a text, «none», «one» and «more than one». */
const structural =
  /(?<=[*/] )(?:10|12|100)\b|(?<=% )2\b|slice\([\d, ]*\)|\[\d\]|length [<>=!]+ \d\b|1e-6|\b[01]\b(?!\.)/g

/** The comment above the constant that holds the line; empty where the line stands in a function. */
function aboveConstant(lines: string[], at: number): string {
  let start = at
  while (start > 0 && !/^\S/.test(lines[start] ?? '')) start--
  if (/^[}\])]/.test(lines[start] ?? '')) return aboveConstant(lines, start - 1)
  if (!/^(?:export )?const /.test(lines[start] ?? '')) return ''
  let top = start
  while (/^(?:\/\*\*| \*|\/\/)/.test(lines[top - 1] ?? '')) top--
  return lines.slice(top, start).join(' ')
}

/** Lines of the rules with a number that says neither where it stands in the law nor that it is none of it. */
function unexplained(source: string): string[] {
  const code = bare(source).replace(structural, (text) => ' '.repeat(text.length))
  const lines = source.split('\n')
  return [...code.matchAll(numbers)].flatMap(({ index }) => {
    const at = source.slice(0, index).split('\n').length - 1
    const own = /(?:\/\/|\/\*\*?)(.*)$/.exec(lines[at] ?? '')?.[1] ?? ''
    const said = `${own} ${aboveConstant(lines, at)}`
    return place.test(said) || /no number of the law/.test(said) ? [] : [(lines[at] ?? '').trim()]
  })
}

const askedFile = 'src/domain/questionnaire/asked.ts'
const citizenFile = 'src/domain/questionnaire/citizenNumberChecks.ts'
const rules = [...globSync('src/domain/assessment/*.ts').sort(), askedFile, citizenFile]

describe('a number in the rules and in the form says where it stands in the law, or that it is none of it', () => {
  test.each(rules)('in %s', (file) => {
    expect(unexplained(readFileSync(file, 'utf8'))).toEqual([])
  })

  test.each([
    { file: askedFile, from: ' // Decree 07/2021, annex, indicator 3', line: 'const nutritionBelow = 16' },
    { file: askedFile, from: ' (Labour Code 2019, art. 3)', line: 'const workFrom = 15' },
    { file: citizenFile, from: /\/\/ 0, 1: born 19xx \(art\. 4\)/, line: 'const numberYear = 1900' },
    { file: 'src/domain/assessment/income.ts', from: '// Circular 07/2021', line: 'const monthsOfWorksheet = 12' },
  ])('$line without its article is caught', ({ file, from, line }) => {
    const source = readFileSync(file, 'utf8')
    expect(source.replace(from, '')).not.toBe(source)
    expect(unexplained(source.replace(from, '')).join()).toContain(line)
  })

  test('a limit written into a rule is caught', () => {
    const source = readFileSync('src/domain/assessment/health.ts', 'utf8')
    const planted = `${source}\nfunction isOld(age: number) {\n  return age >= 80\n}\n`
    expect(unexplained(planted)).toEqual(['return age >= 80'])
  })

  test('the codes of the provinces say where they were read', () => {
    expect(aboveConstant(readFileSync(citizenFile, 'utf8').split('\n'), lineOf(citizenFile, "'001 002"))).toMatch(place)
  })
})

function lineOf(file: string, text: string): number {
  return readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text))
}

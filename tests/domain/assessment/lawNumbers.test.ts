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

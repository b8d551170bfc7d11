import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkKinds } from '#domain/questionnaire/check.ts'
import { indicatorIds } from '#domain/standard/standard.ts'
import { standard2022 } from '#domain/standard/standard2022.ts'
import { vi } from '#domain/wording/vi.ts'

const text = readFileSync('docs/standard.md', 'utf8')

test('the jurist’s document has each indicator under its official name, in the decree’s order', () => {
  const headings = [...text.matchAll(/^### (\d+) · (.+?) \(/gm)].map(([, number, name]) => `${number} ${name}`)
  expect(headings).toEqual(indicatorIds.map((id, i) => `${i + 1} ${vi.indicators[id]}`))
})

test('each indicator names its law, how sure it is, its file and its tests', () => {
  const parts = text.split(/^### /m).slice(1)
  for (const part of parts)
    for (const mark of ['**Law**: annex, indicator', '**Sure**:', '**File**:', '**Tests**:'])
      expect(part, part.slice(0, 30)).toContain(mark)
})

test('every file that it names is there', () => {
  const files = new Set([...text.matchAll(/`((?:src|tests|docs)\/[^`]+)`/g)].map(([, file = '']) => file))
  expect(files.size).toBeGreaterThan(15)
  for (const file of files) expect(existsSync(file), file).toBe(true)
})

test('both kinds of checks are named as in the code', () => {
  for (const kind of new Set(Object.values(checkKinds))) expect(text).toContain(`\`${kind}\``)
})

test('the materials to be checked against the printed forms are those that the standard flags', () => {
  const row = text.split('\n').find((line) => line.startsWith('| Roofs of sheet metal')) ?? ''
  const codes = [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, code]) => code)
  expect(codes.toSorted()).toEqual(standard2022.indicators.housingQuality.doubtful.toSorted())
  expect(row).toContain('all flagged')
})

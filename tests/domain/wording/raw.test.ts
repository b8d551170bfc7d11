import { describe, expect, test } from 'vitest'
import {
  type AnswerValue,
  householdQuestions,
  type QuestionId,
  residentQuestions,
} from '#domain/questionnaire/answers.ts'
import { allowsNonResponse, isAnswerTo, kinds } from '#domain/wording/kinds.ts'
import { mostArea, mostPoints, rawOf, readRaw, ticked } from '#domain/wording/raw.ts'

const latest = '2024-10-15'

describe('what is typed', () => {
  test.each<[QuestionId, string, AnswerValue]>([
    ['dwelling_area_m2', '45,5', 45.5],
    ['dwelling_area_m2', ' 4 5 ', 45],
    ['dwelling_area_m2', '45.5', 45.5],
    ['b1_points', '125', 125],
    ['b1_points', '0', 0],
    ['income_crops', '54.000.000', 54_000_000],
    ['income_crops', '54 000 000', 54_000_000],
    ['income_crops', '0', 0],
    ['citizen_number', '0381 8400 0001', '038184000001'],
    ['birth', '5/3/2015', '2015-03-05'],
    ['birth', '//1980', '1980'],
    ['nutrition_date', '10/9/2024', '2024-09-10'],
    ['name', '  Lò  Thị   Mai ', 'Lò Thị Mai'],
    ['name', 'refused', 'refused'],
    ['birth', 'dont_know', 'dont_know'],
    ['merit', 'false', false],
    ['merit', 'refused', 'refused'],
  ])('%s %j is read as %j', (question, typed, value) => {
    expect(readRaw(question, typed, latest)).toEqual({ value })
  })

  test.each<[QuestionId, string, string]>([
    ['dwelling_area_m2', '1.200', 'number'],
    ['dwelling_area_m2', 'bốn mươi', 'number'],
    ['dwelling_area_m2', '0', 'range'],
    ['dwelling_area_m2', '2001', 'range'],
    ['dwelling_area_m2', '', 'fill'],
    ['b1_points', '12,5', 'whole'],
    ['income_crops', '54.00', 'whole'],
    ['income_crops', '-5', 'whole'],
    ['b1_points', '501', 'rangeFromZero'],
    ['citizen_number', '03818400001', 'twelveDigits'],
    ['birth', '30/2/2015', 'date'],
    ['birth', '5//2015', 'wholeDate'],
    ['birth', '5/3/', 'wholeDate'],
    ['birth', '5/3/15', 'date'],
    ['birth', '16/10/2024', 'future'],
    ['birth', '//2025', 'future'],
    ['nutrition_date', '//2024', 'wholeDate'],
    ['name', 'a'.repeat(81), 'tooLong'],
    ['relation', '', 'choose'],
    ['relation', 'dont_know', 'choose'],
  ])('%s %j is refused: %s', (question, typed, wrong) => {
    expect(readRaw(question, typed, latest)).toEqual({ wrong })
  })
})

describe('boxes to tick', () => {
  test('nothing ticked is no answer; «none of these» is the empty list', () => {
    expect(readRaw('devices', [], latest)).toEqual({ wrong: 'choose' })
    expect(readRaw('devices', ['none'], latest)).toEqual({ value: [] })
    expect(readRaw('devices', ['radio', 'laptop'], latest)).toEqual({ value: ['radio', 'laptop'] })
    expect(readRaw('devices', ['refused'], latest)).toEqual({ value: 'refused' })
  })

  test('«none», «don’t know» and «refused» stand alone', () => {
    expect(ticked(['radio', 'none'], 'none')).toEqual(['none'])
    expect(ticked(['none', 'radio'], 'radio')).toEqual(['radio'])
    expect(ticked(['radio'], 'none')).toEqual([])
  })
})

test.each<[QuestionId, AnswerValue]>([
  ['dwelling_area_m2', 45.5],
  ['b1_points', 0],
  ['income_crops', 54_000_000],
  ['b1_answers', ['house:earth', 'cow:3']],
  ['birth', '2015-03-05'],
  ['birth', '1980'],
  ['birth', 'refused'],
  ['merit', false],
  ['devices', []],
  ['devices', ['radio']],
  ['devices', 'dont_know'],
  ['name', 'Lò Thị Mai'],
  ['ethnic_group', '24'],
])('%s %j goes into the form and comes out the same', (question, value) => {
  expect(readRaw(question, rawOf(question, value), latest)).toEqual({ value })
})

test('money stands in the form with points between the thousands', () => {
  expect(rawOf('income_crops', 54_000_000)).toBe('54.000.000')
})

test('the limits in the sentences are those of the questions', () => {
  expect([isAnswerTo('dwelling_area_m2', mostArea), isAnswerTo('dwelling_area_m2', mostArea + 1)]).toEqual([
    true,
    false,
  ])
  expect([isAnswerTo('b1_points', mostPoints), isAnswerTo('b1_points', mostPoints + 1)]).toEqual([true, false])
})

test('«don’t know» is offered where it is an answer', () => {
  const all = [...Object.keys(residentQuestions), ...Object.keys(householdQuestions)] as QuestionId[]
  const without = all.filter((question) => !allowsNonResponse(question))
  expect(without).toEqual(['name', 'relation', 'sex', 'gone', 'visit_outcome', 'visit_note'])
  expect(Object.keys(kinds).toSorted()).toEqual(all.toSorted())
})

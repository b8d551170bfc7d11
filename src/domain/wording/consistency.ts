import type { Check, CheckCode, CheckKind, CheckNumbers } from '#domain/questionnaire/check.ts'
import { numberText } from './numbers.ts'
import { codeText } from './value.ts'
import type { Words } from './words.ts'

/** The consistency checks in one language; kept apart from `Words`, so that only screens that check load them. */
export type CheckWords = {
  kinds: Record<CheckKind, string>
  checks: Record<CheckCode, (check: Check) => string>
}

/** The parts that the sentences of checks are made of. Each throws `RangeError` where the check does not carry it. */
export type CheckPhrases = {
  /** All names, after commas. */
  people: (check: Check) => string
  /** The first one named: whom the check is about. */
  first: (check: Check) => string
  /** The second one named: the head, where a relation is checked. */
  second: (check: Check) => string
  number: (check: Check, name: keyof CheckNumbers) => string
  /** A calendar year, never grouped. */
  year: (check: Check, name: 'birthYear' | 'numberYear') => string
  /** The option that the check mentions, as the form writes it, first letter small. */
  option: (check: Check) => string
  hamlet: (check: Check) => string
  household: (check: Check) => string
}

type Vocabulary = Pick<Words, 'language' | 'options' | 'ethnicGroups' | 'nonResponses' | 'unnamed'>

export function checkPhrasesIn(vocabulary: Vocabulary): CheckPhrases {
  const name = (check: Check, i: number) => part(check.residents[i], check).name || vocabulary.unnamed
  return {
    people: (check) => check.residents.map((_, i) => name(check, i)).join(', '),
    first: (check) => name(check, 0),
    second: (check) => name(check, 1),
    number: (check, figure) => numberText(part(check.numbers?.[figure], check), vocabulary.language),
    year: (check, figure) => String(part(check.numbers?.[figure], check)),
    option: (check) => {
      const { question, code } = part(check.answer, check)
      const label = codeText(question, code, vocabulary)
      return label.slice(0, 1).toLowerCase() + label.slice(1)
    },
    hamlet: (check) => part(check.elsewhere, check).hamlet,
    household: (check) => String(part(check.elsewhere, check).household),
  }
}

/** What a check says, as one sentence without its full stop. */
export function checkSentence(check: Check, words: CheckWords): string {
  return words.checks[check.code](check)
}

function part<Part>(value: Part | undefined, { code }: Check): Part {
  if (value === undefined) throw new RangeError(`the check ${code} lacks a part of its sentence`)
  return value
}

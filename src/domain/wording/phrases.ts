import type { NamedResident, Reason, ReasonNumbers } from '#domain/assessment/assessment.ts'
import { numberText } from './numbers.ts'
import { codeText } from './value.ts'
import type { Words } from './words.ts'

type Vocabulary = Pick<Words, 'language' | 'options' | 'questions' | 'ethnicGroups' | 'nonResponses' | 'unnamed'> & {
  /** «8 tuổi», «15–16 tuổi». */
  age: (years: string) => string
  disabled: string
}

/** The parts that sentences are made of, in one language. Each throws `RangeError` where the reason does not carry it. */
export type Phrases = {
  /** Names, each with age and deciding answer where the reason says them. */
  people: (reason: Reason) => string
  count: (reason: Reason) => string
  number: (reason: Reason, name: keyof ReasonNumbers) => string
  /** The options that the reason mentions, as the form writes them. */
  things: (reason: Reason) => string
  /** The same, each after the question it answers. */
  answers: (reason: Reason) => string
  question: (reason: Reason) => string
}

export function phrasesIn(vocabulary: Vocabulary): Phrases {
  const { language, questions } = vocabulary
  return {
    people: (reason) =>
      part(reason.residents, reason)
        .map((resident) => personText(resident, vocabulary))
        .join(', '),
    count: (reason) => numberText(part(reason.residents, reason).length, language),
    number: (reason, name) => numberText(part(reason.numbers?.[name], reason), language),
    things: (reason) =>
      part(reason.things, reason)
        .map(({ question, code }) => lowered(codeText(question, code, vocabulary)))
        .join(', '),
    answers: (reason) =>
      part(reason.things, reason)
        .map(
          ({ question, code }) =>
            `${lowered(questions[question].label)}: ${lowered(codeText(question, code, vocabulary))}`,
        )
        .join('; '),
    question: (reason) => questions[part(reason.question, reason)].label,
  }
}

function personText({ name, ages, answer, disability }: NamedResident, vocabulary: Vocabulary): string {
  const details = [
    ...(answer && ages
      ? [vocabulary.age(ages.least === ages.most ? `${ages.least}` : `${ages.least}–${ages.most}`)]
      : []),
    ...(answer ? [lowered(codeText(answer.question, answer.code, vocabulary))] : []),
    ...(disability ? [vocabulary.disabled] : []),
  ]
  const shown = name === '' ? vocabulary.unnamed : name
  return details.length === 0 ? shown : `${shown} (${details.join(', ')})`
}

/** First letter small, unless the word is an abbreviation. */
function lowered(label: string): string {
  const [first = '', second = ''] = label
  return second !== second.toLowerCase() ? label : first.toLowerCase() + label.slice(first.length)
}

function part<Part>(value: Part | undefined, { rule }: Reason): Part {
  if (value === undefined) throw new RangeError(`the reason ${rule} lacks a part of its sentence`)
  return value
}

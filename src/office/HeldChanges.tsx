import type { FactValue } from '#domain/household/operation.ts'
import type { Survey } from '#domain/household/survey.ts'
import type { ResidentId, RoundId } from '#domain/ids.ts'
import { type Path, placeOf } from '#domain/questionnaire/answers.ts'
import { useAnswerText } from './answerText.ts'
import { heldChanges } from './changes.ts'
import { useOffice } from './office.ts'
import { type Names, questionText } from './placeText.ts'
import { TableBox } from './TableBox.tsx'

type Props = {
  facts: Readonly<Record<Path, FactValue>>
  /** Which the letter is for; absent of a letter that does not say. */
  round: RoundId | undefined
  /** The record; absent where the commune has none. */
  survey?: Pick<Survey, 'fields' | 'round'>
  names: Names
}

/** What a held letter would change: each question with the record's answer and the letter's. */
export function HeldChanges({ facts, round, survey, names }: Props) {
  const { wording, words } = useOffice()
  const text = wording.held
  const { changes, same } = heldChanges(facts, survey)
  const known = new Map([...namesIn(facts), ...names])
  const answerText = useAnswerText()
  const told = (path: Path, value: FactValue | undefined, given: RoundId | undefined) =>
    value === undefined ? text.unanswered : answerText(path, value, given)
  return (
    <>
      {changes.length > 0 && (
        <TableBox label={text.caption} dense>
          <caption>{text.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{text.columns.question}</th>
              <th scope="col">{text.columns.before}</th>
              <th scope="col">{text.columns.after}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ path, before, after }) => (
              <tr key={path}>
                <th scope="row">{questionText(placeOf(path)!, known, words)}</th>
                <td>{told(path, before, survey?.round)}</td>
                <td>{told(path, after, round)}</td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
      {changes.length === 0 && <p>{text.nothing}</p>}
      {same > 0 && <p>{text.same(same)}</p>}
    </>
  )
}

/** Residents that only the letter names. */
function namesIn(facts: Props['facts']): [ResidentId, string][] {
  return Object.entries(facts).flatMap(([path, value]): [ResidentId, string][] => {
    const place = placeOf(path)
    if (place?.question !== 'name' || place.resident === undefined || typeof value !== 'string') return []
    return [[place.resident, value]]
  })
}

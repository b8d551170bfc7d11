import { Fragment } from 'react'
import { canonical } from '#domain/household/operation.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { StateTag } from '#ui/StateTag.tsx'
import css from './AnswersTable.module.css'
import type { AnswerGroup, AnswerRow } from './answers.ts'
import { useAnswerText } from './answerText.ts'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'
import { groupText, type Names } from './placeText.ts'
import { TableBox } from './TableBox.tsx'

type Props = {
  groups: readonly AnswerGroup[]
  names: Names
  household: Pick<HouseholdReply['household'], 'survey' | 'previous'>
}

/** Every answer of this round beside last round's, section by section, with who gave it and when. */
export function AnswersTable({ groups, names, household }: Props) {
  const { wording, words } = useOffice()
  const { answersTitle, columns } = wording.household
  return (
    <TableBox label={answersTitle} dense>
      <caption className={css.caption}>{answersTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.question}</th>
          <th scope="col">{columns.current}</th>
          <th scope="col">{columns.previous}</th>
          <th scope="col">{columns.author}</th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={`${group.section} ${group.resident}`}>
          <tr>
            <th scope="rowgroup" colSpan={4} className={css.group}>
              {groupText(group.section, group.resident, names, words)}
            </th>
          </tr>
          {group.rows.map((row) => (
            <Row key={row.path} {...{ row, household }} />
          ))}
        </tbody>
      ))}
    </TableBox>
  )
}

function Row({ row, household }: { row: AnswerRow; household: Props['household'] }) {
  const { wording, words } = useOffice()
  const answerText = useAnswerText()
  const { round } = household.survey
  const { path, question, current, previous, rivals, isAsked } = row
  const text = wording.household
  const hasChanged = current !== undefined && previous !== undefined && canonical(current.value) !== canonical(previous)
  return (
    <tr>
      <th scope="row">{words.questions[question].label}</th>
      <td>
        {current ? answerText(path, current.value, round) : isAsked ? text.unanswered : text.notAsked}
        {rivals.map((rival) => (
          <Fragment key={rival.op}>
            <br />
            <StateTag icon="attention" tone="attention">
              {text.other}: {answerText(path, rival.value, round)}
            </StateTag>
          </Fragment>
        ))}
      </td>
      <td>
        {previous === undefined ? '–' : answerText(path, previous, household.previous?.round)}
        {hasChanged && <strong className={css.changed}> ({text.changed})</strong>}
      </td>
      <td className={css.author}>{current ? `${current.by}, ${instantText(current.at)}` : '–'}</td>
    </tr>
  )
}

import type { Count } from '#domain/profile/movementReport.ts'
import { rateOf } from '#domain/units.ts'
import { numberText, rateText } from '#domain/wording/numbers.ts'
import type { MeasuresReply } from '#protocol/office.ts'
import { fieldWords } from './fieldWords.ts'
import css from './MovementTable.module.css'
import { useOffice } from './office.ts'
import { TableBox } from './TableBox.tsx'

/** Poor and near-poor as reviewers accepted them, among the households that have a class. */
export function OfficialCounts({ poor, near_poor: nearPoor, all }: MeasuresReply['official']) {
  const { wording, words, language } = useOffice()
  const text = wording.measures
  const { lines } = fieldWords[language].movement
  return (
    <>
      <h2>{text.officialTitle}</h2>
      <TableBox label={text.scrollLabel(text.officialCaption)}>
        <caption>{text.officialCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.group}</th>
            <th scope="col">{lines.households}</th>
            <th scope="col">{text.householdRate}</th>
            <th scope="col">{lines.people}</th>
            <th scope="col">{text.personRate}</th>
          </tr>
        </thead>
        <tbody>
          <Row name={words.classifications.poor} count={poor} all={all} />
          <Row name={words.classifications.near_poor} count={nearPoor} all={all} />
        </tbody>
        <tfoot>
          <Row name={text.officialAll} count={all} all={all} />
        </tfoot>
      </TableBox>
    </>
  )
}

function Row({ name, count, all }: { name: string; count: Count; all: Count }) {
  const { language } = useOffice()
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={css.number}>{numberText(count.households, language)}</td>
      <td className={css.number}>{rateText(rateOf(count.households, all.households), language)}</td>
      <td className={css.number}>{numberText(count.people, language)}</td>
      <td className={css.number}>{rateText(rateOf(count.people, all.people), language)}</td>
    </tr>
  )
}

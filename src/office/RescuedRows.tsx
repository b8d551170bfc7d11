import { Link } from 'wouter'
import { z } from 'zod/mini'
import { Fact } from '#domain/household/operation.ts'
import { RoundId } from '#domain/ids.ts'
import { placeOf } from '#domain/questionnaire/answers.ts'
import type { ImportReply } from '#protocol/officeSafety.ts'
import { Button } from '#ui/Button.tsx'
import { useAnswerText } from './answerText.ts'
import { download } from './download.ts'
import { useOffice } from './office.ts'
import { questionText } from './placeText.ts'
import { TableBox } from './TableBox.tsx'

type Row = ImportReply['rescued'][number]

/** What a phone boxes as one answer of a draft. */
const DraftBody = z.object({ path: z.string(), value: Fact.shape.value, round: z.optional(RoundId) })

/** The answers of a broken phone, by household; whatever else it kept is counted and in the file. */
export function RescuedRows({ reply: { rescued, device } }: { reply: ImportReply }) {
  const words = useOffice().wording.importFile
  const drafts = rescued.flatMap((row) => {
    const draft = row.kind === 'drafts' ? DraftBody.safeParse(row.body).data : undefined
    return draft ? [{ row, ...draft }] : []
  })
  const unopened = rescued.filter(({ body }) => body === undefined).length
  const others = rescued.length - drafts.length - unopened
  const save = () =>
    download(
      `so-thon-${device.slice(0, 8)}.json`,
      new Blob([JSON.stringify(rescued, null, 2)], { type: 'application/json' }),
    )
  return (
    <section>
      <h2>{words.rescuedTitle}</h2>
      <p>{words.rescuedIntro}</p>
      {drafts.length > 0 && <Drafts drafts={drafts.map((draft, i) => ({ number: i, ...draft }))} />}
      {others > 0 && <p>{words.rescuedFinished(others)}</p>}
      {unopened > 0 && <p>{words.rescuedUnopened(unopened)}</p>}
      <Button kind="secondary" onClick={save}>
        {words.rescuedFile}
      </Button>
    </section>
  )
}

type Draft = z.infer<typeof DraftBody> & { number: number; row: Row }

function Drafts({ drafts }: { drafts: readonly Draft[] }) {
  const { wording, words } = useOffice()
  const answerText = useAnswerText()
  const { rescuedCaption, rescuedColumns } = wording.importFile
  const labelOf = (path: string) => {
    const place = placeOf(path)
    return place ? questionText(place, new Map(), words) : path
  }
  return (
    <TableBox label={rescuedCaption}>
      <caption>{rescuedCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{rescuedColumns.household}</th>
          <th scope="col">{rescuedColumns.question}</th>
          <th scope="col">{rescuedColumns.value}</th>
        </tr>
      </thead>
      <tbody>
        {drafts.map(({ number, row, path, value, round }) => (
          <tr key={number}>
            <th scope="row">
              <HouseholdName row={row} />
            </th>
            <td>{labelOf(path)}</td>
            <td>{answerText(path, value, round)}</td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  )
}

function HouseholdName({ row: { household, hamlet, number } }: { row: Row }) {
  const words = useOffice().wording.importFile
  if (household === undefined || hamlet === undefined || number === undefined) return words.rescuedUnknown
  return <Link href={`/ho/${household}`}>{words.rescuedHousehold(hamlet, number)}</Link>
}

import { useEffect, useRef } from 'react'
import type { LetterResult } from '#protocol/deposit.ts'
import type { ImportReply } from '#protocol/officeSafety.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { download } from './download.ts'
import css from './EnrolmentLink.module.css'
import { heldReasonText } from './heldReason.ts'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'
import { RescuedRows } from './RescuedRows.tsx'
import { TableBox } from './TableBox.tsx'

/** What became of a hand-over file, letter by letter; the answer to take back; and what was rescued. */
export function ImportResult({ reply }: { reply: ImportReply }) {
  const { wording } = useOffice()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const words = wording.importFile
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {words.resultTitle(reply.enumerator)}
      </h2>
      <p>{words.saved(reply.hamlet, instantText(reply.savedAt))}</p>
      {reply.isCut && (
        <Notice kind="warning">
          <p>{words.cut}</p>
        </Notice>
      )}
      {reply.results.length === 0 ? <p>{words.noLetters}</p> : <Results results={reply.results} />}
      {reply.results.length > 0 && <Answer reply={reply} />}
      {reply.rescued.length > 0 && <RescuedRows reply={reply} />}
    </>
  )
}

function Results({ results }: { results: readonly LetterResult[] }) {
  const { wording } = useOffice()
  const { caption, columns, outcomes, withReason } = wording.importFile
  const numbered = results.map((result, i) => ({ number: i + 1, ...result }))
  return (
    <TableBox label={caption}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.number}</th>
          <th scope="col">{columns.outcome}</th>
          <th scope="col">{columns.receipt}</th>
        </tr>
      </thead>
      <tbody>
        {numbered.map(({ number, status, reason, receipt }) => (
          <tr key={number}>
            <th scope="row">{number}</th>
            <td>{reason ? withReason(outcomes[status], heldReasonText(reason, wording)) : outcomes[status]}</td>
            <td>{receipt ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  )
}

function Answer({ reply: { answer, qr, device } }: { reply: ImportReply }) {
  const words = useOffice().wording.importFile
  const save = () =>
    download(
      `so-thon-${device.slice(0, 8)}.tra-loi.json`,
      new Blob([JSON.stringify(answer)], { type: 'application/json' }),
    )
  return (
    <section className={css.card}>
      <h3>{words.answerTitle}</h3>
      <p>{qr === undefined ? words.answerHowFile : words.answerHow}</p>
      {qr !== undefined && (
        <img
          className={css.qr}
          alt={words.qr}
          src={`data:image/svg+xml;utf8,${encodeURIComponent(qr)}`}
          width="240"
          height="240"
        />
      )}
      <div>
        <Button kind="secondary" onClick={save}>
          {words.answerFile}
        </Button>
      </div>
    </section>
  )
}

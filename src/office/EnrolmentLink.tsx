import { useEffect, useRef, useState } from 'react'
import type { EnrolmentReply } from '#protocol/office.ts'
import { Button } from '#ui/Button.tsx'
import { TextField } from '#ui/Field.tsx'
import css from './EnrolmentLink.module.css'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'

type Props = { enumerator: string; enrolment: EnrolmentReply }

/** The new link, as text and as a drawing to scan. It is shown this once: the server keeps only its hash. */
export function EnrolmentLink({ enumerator, enrolment }: Props) {
  const { wording } = useOffice()
  const heading = useRef<HTMLHeadingElement>(null)
  const [copied, setCopied] = useState<'copied' | 'copyFailed'>()
  const words = wording.devices
  useEffect(() => heading.current?.focus(), [])
  const copy = async () => {
    const outcome = await navigator.clipboard.writeText(enrolment.link).then(
      () => 'copied' as const,
      () => 'copyFailed' as const,
    )
    setCopied(outcome)
  }
  return (
    <section className={css.card}>
      <h3 ref={heading} tabIndex={-1}>
        {words.linkTitle(enumerator)}
      </h3>
      <p>{words.linkOnce(instantText(enrolment.expiresAt))}</p>
      <p>{words.linkHow}</p>
      <img
        className={css.qr}
        alt={words.qr}
        src={`data:image/svg+xml;utf8,${encodeURIComponent(enrolment.qr)}`}
        width="240"
        height="240"
      />
      <TextField label={words.link} readOnly value={enrolment.link} />
      <div>
        <Button kind="secondary" onClick={() => void copy()}>
          {words.copy}
        </Button>
      </div>
      <p role="status">{copied && words[copied]}</p>
    </section>
  )
}

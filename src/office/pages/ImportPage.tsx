import { useState } from 'react'
import css from '#office/Form.module.css'
import { ImportResult } from '#office/ImportResult.tsx'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { useStep } from '#office/queries.ts'
import { RefusalNotice } from '#office/RefusalNotice.tsx'
import type { ImportReply } from '#protocol/officeSafety.ts'
import { TextField } from '#ui/Field.tsx'

/** A hand-over file from a phone without a line: in, and an answer out. */
export function ImportPage() {
  const { line, wording } = useOffice()
  const step = useStep()
  const [imported, setImported] = useState<{ reply: ImportReply; number: number }>()
  const words = wording.importFile
  const take = async (file: File) => {
    const number = (imported?.number ?? 0) + 1
    setImported(undefined)
    await step.take(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer())
      setImported({ reply: await line.importFile(bytes), number })
    })
  }
  return (
    <OfficePage title={words.title} hasErrors={step.refusal !== undefined}>
      <div className={css.form}>
        <p>{words.intro}</p>
        <TextField
          type="file"
          label={words.file}
          disabled={step.isBusy}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            target.value = '' // so that the same file can be chosen again
            if (file) void take(file)
          }}
        />
        {step.isBusy && <p role="status">{words.reading}</p>}
        <RefusalNotice refusal={step.refusal} wording={wording} />
      </div>
      {imported && <ImportResult key={imported.number} reply={imported.reply} />}
    </OfficePage>
  )
}

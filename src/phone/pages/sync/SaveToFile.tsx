import { useState } from 'react'
import { useVault } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { type Handover, handoverOf } from '#phone/sync/handover.ts'
import { useSafetyWords } from '#phone/wording/safetyWords.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { canShare, saveFile, shareFile } from './files.ts'

type Choice = Parameters<typeof handoverOf>[1]
type Saved = { state: 'none' | 'failed' } | { state: 'nothing'; choice: Choice } | { state: 'saved'; made: Handover }

/** Letters as a file for the commune, where there is no line. Nothing counts as sent by it. */
export function SaveToFile({ withAll = false }: { withAll?: boolean }) {
  const vault = useVault()
  const { handover: words } = useSafetyWords()
  const [saved, setSaved] = useState<Saved>({ state: 'none' })
  const save = async (choice: Choice) => {
    try {
      const made = await handoverOf(vault, choice)
      if (made) saveFile(made.file)
      setSaved(made ? { state: 'saved', made } : { state: 'nothing', choice })
    } catch (error) {
      console.error(error)
      setSaved({ state: 'failed' })
    }
  }
  return (
    <div className={css.close}>
      <Button kind="secondary" onClick={() => void save('not_in')}>
        {words.save}
      </Button>
      {withAll && (
        <Button kind="quiet" onClick={() => void save('all')}>
          {words.saveAll}
        </Button>
      )}
      <div role="status">
        {saved.state === 'failed' && <Notice kind="warning">{words.failed}</Notice>}
        {saved.state === 'nothing' && <Notice>{saved.choice === 'all' ? words.nothingAtAll : words.nothing}</Notice>}
        {saved.state === 'saved' && <Saved made={saved.made} />}
      </div>
    </div>
  )
}

function Saved({ made: { file, letters } }: { made: Handover }) {
  const { handover: words } = useSafetyWords()
  const [hasFailed, setHasFailed] = useState(false)
  const share = async () => setHasFailed(!(await shareFile(file)))
  return (
    <Notice>
      <p>{words.saved(file.name, letters)}</p>
      <p>{words.unchanged}</p>
      {hasFailed && <p>{words.notShared}</p>}
      {canShare(file) && (
        <Button kind="secondary" onClick={() => void share()}>
          {words.share}
        </Button>
      )}
    </Notice>
  )
}

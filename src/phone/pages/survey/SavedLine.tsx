import css from '#phone/pages/stack.module.css'
import { StorageFailure } from '#phone/store/storageFailure.ts'
import { useWords } from '#phone/wording/language.tsx'
import { clockText } from '#phone/wording/times.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import type { Keeping } from './answerForm.ts'

/** The page's last save, read out as it happens; a failure with what to do about it, the answer still on the screen. */
export function SavedLine({ keeping }: { keeping: Keeping }) {
  const { survey: words } = useWords()
  const all = [...keeping.saved.values()]
  const failed = all.find((saving) => saving.state === 'failed')
  if (failed) {
    const problem = failed.error instanceof StorageFailure ? failed.error.problem : undefined
    return (
      <Notice kind="problem" live>
        <p>{words.notSaved}</p>
        {problem && <p>{words[problem]}</p>}
        <Button kind="secondary" onClick={() => void keeping.flush()}>
          {words.tryAgain}
        </Button>
      </Notice>
    )
  }
  const last = all.reduce<string>(
    (latest, saving) => (saving.state === 'saved' && saving.at > latest ? saving.at : latest),
    '',
  )
  const isSaving = all.some((saving) => saving.state === 'saving')
  return (
    <p role="status" className={css.quiet}>
      {isSaving ? words.saving : last !== '' && words.savedAt(clockText(last))}
    </p>
  )
}

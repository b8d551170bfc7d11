import { type Path, placeOf } from '#domain/questionnaire/answers.ts'
import { isEmpty, type Raw, rawOf } from '#domain/wording/raw.ts'
import { valueText } from '#domain/wording/value.ts'
import css from '#phone/pages/stack.module.css'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { clockText } from '#phone/wording/times.ts'
import { Button } from '#ui/Button.tsx'
import { StateTag } from '#ui/StateTag.tsx'
import type { Saving } from './autosave.ts'
import { useSurvey } from './context.ts'

type Props = { path: Path; raw: Raw; saved: ReadonlyMap<Path, Saving>; onAnswer: (raw: Raw) => void }

/** Beside a question: last year's answer with the one tap that repeats it, and the tick once this year's is on the disk. */
export function Beside({ path, raw, saved, onAnswer }: Props) {
  const { view } = useSurvey()
  const { survey: words } = useWords()
  const domain = useDomainWords()
  const question = placeOf(path)!.question
  // Last year's items are of last year's scorecard.
  const before = question === 'b1_answers' ? undefined : view.previous?.values.get(path)
  const savedAt = tickOf(saved.get(path), view.savedAt.get(path))
  if (before === undefined && savedAt === undefined) return null
  const isSame = before !== undefined && String(rawOf(question, before)) === String(raw)
  return (
    <span className={css.row}>
      {before !== undefined && <span>{words.lastYear(valueText(path, before, domain))}</span>}
      {before !== undefined && !isSame && (
        <Button kind="secondary" onClick={() => onAnswer(rawOf(question, before))}>
          {words.asLastYear}
        </Button>
      )}
      {savedAt !== undefined && !isEmpty(raw) && (
        <StateTag tone="ok" icon="check">
          {words.savedAt(clockText(savedAt))}
        </StateTag>
      )}
    </span>
  )
}

/** When the value on the screen was committed; undefined while it is not. */
function tickOf(saving: Saving | undefined, drafted: string | undefined): string | undefined {
  if (saving === undefined) return drafted
  return saving.state === 'saved' ? saving.at : undefined
}

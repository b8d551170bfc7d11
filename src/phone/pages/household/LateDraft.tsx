import { Fragment, useState } from 'react'
import { labelAt } from '#phone/pages/labels.ts'
import { useVault } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { discardDraft } from '#phone/store/drafts.ts'
import { rowIdsOf } from '#phone/store/parts.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useAnswerText } from './answerText.ts'
import { useKnownHousehold } from './context.ts'
import { whatToDo } from './whatToDo.ts'

/** What was changed here too late to count: kept until a person lets it go. */
export function LateDraft() {
  const { view } = useKnownHousehold()
  const { household: words } = useWords()
  const domain = useDomainWords()
  const answerText = useAnswerText()
  return (
    <Notice kind="warning">
      {[...new Set(view.late.map(({ why }) => why))].map((why) => (
        <Fragment key={why}>
          <p>{words.needs[why]}</p>
          <p>{whatToDo(why, words)}</p>
        </Fragment>
      ))}
      <ul>
        {view.late.map(({ path, value, why, round }) => (
          <li key={`${why} ${path}`}>
            {labelAt(path, view.answers, domain)}:{' '}
            {value === null ? words.lateWithdrawn : answerText(path, value, round)}
          </li>
        ))}
      </ul>
      <Discard />
    </Notice>
  )
}

/** Asked twice: nothing brings it back. */
function Discard() {
  const { view } = useKnownHousehold()
  const { household: words } = useWords()
  const vault = useVault()
  const [at, setAt] = useState<'kept' | 'asked' | 'failed'>('kept')
  const discard = async () => {
    try {
      await discardDraft(vault, view.id, rowIdsOf(view.late))
    } catch (error) {
      console.error(error)
      setAt('failed')
    }
  }
  if (at === 'kept')
    return (
      <Button kind="secondary" onClick={() => setAt('asked')}>
        {words.discard}
      </Button>
    )
  return (
    <div className={css.close} role="status">
      <p>{at === 'failed' ? words.notDiscarded : words.discardSure}</p>
      <div className={css.row}>
        <Button onClick={() => setAt('kept')}>{words.discardNot}</Button>
        <Button kind="secondary" onClick={() => void discard()}>
          {words.discardYes}
        </Button>
      </div>
    </div>
  )
}

import { useWords } from '#phone/wording/language.tsx'
import { StateTag } from '#ui/StateTag.tsx'
import css from './stack.module.css'

type Props = { offlineReady: boolean; rosterComplete: boolean; persisted: boolean | undefined }

/** What makes this phone a safe place for work without a signal, each in words. */
export function SafetyList({ offlineReady, rosterComplete, persisted }: Props) {
  const { sync: words } = useWords()
  return (
    <ul className={css.close}>
      <Light isGood={offlineReady} yes={words.offlineReady} no={words.notOfflineReady} />
      <Light isGood={rosterComplete} yes={words.rosterComplete} no={words.rosterIncomplete} />
      {persisted !== undefined && <Light isGood={persisted} yes={words.persisted} no={words.notPersisted} />}
    </ul>
  )
}

function Light({ isGood, yes, no }: { isGood: boolean; yes: string; no: string }) {
  return (
    <li>
      <StateTag icon={isGood ? 'check' : 'attention'} tone={isGood ? 'ok' : 'quiet'}>
        {isGood ? yes : no}
      </StateTag>
    </li>
  )
}

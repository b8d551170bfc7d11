import { Link } from 'wouter'
import type { Check, CheckKind } from '#domain/questionnaire/check.ts'
import { checkSentence } from '#domain/wording/consistency.ts'
import css from '#phone/pages/stack.module.css'
import { useWords } from '#phone/wording/language.tsx'
import { pathOfCheck } from './checks.ts'
import { useCheckWords } from './checkWords.ts'
import { useSurvey } from './context.ts'
import { pathAddress, surveyAddress } from './steps.ts'
import list from './TaskListPage.module.css'

type Props = { kind: CheckKind; checks: readonly Check[] }

/** The checks of one kind, each a sentence that leads to the question where it is put right. */
export function CheckList({ kind, checks }: Props) {
  const { view } = useSurvey()
  const { checks: words } = useWords()
  const own = useCheckWords()
  const found = checks.filter((check) => check.kind === kind)
  if (found.length === 0) return null
  const isMust = kind === 'must'
  return (
    <section className={css.close} aria-labelledby={kind}>
      <h2 id={kind}>{isMust ? words.must : words.lookAgain}</h2>
      <p>{isMust ? words.mustText : words.lookAgainText}</p>
      <ul className={list.list}>
        {found.map((check) => {
          const path = pathOfCheck(check)
          return (
            <li key={[check.code, ...check.paths].join(' ')}>
              <Link href={path ? pathAddress(view.id, path) : surveyAddress(view.id, '/roster')} className={list.task}>
                {checkSentence(check, own)}
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

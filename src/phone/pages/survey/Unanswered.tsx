import { Link } from 'wouter'
import type { Path } from '#domain/questionnaire/answers.ts'
import { labelAt } from '#phone/pages/labels.ts'
import css from '#phone/pages/stack.module.css'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useSurvey } from './context.ts'
import { pathAddress } from './steps.ts'
import list from './TaskListPage.module.css'

/** The questions that are still open, each leading to its page. */
export function Unanswered({ paths }: { paths: readonly Path[] }) {
  const { view } = useSurvey()
  const { finish: words } = useWords()
  const domain = useDomainWords()
  return (
    <section className={css.close}>
      <Notice kind="warning" title={words.unansweredTitle(paths.length)}>
        {words.unansweredText}
      </Notice>
      <ul className={list.list}>
        {paths.map((path) => (
          <li key={path}>
            <Link href={pathAddress(view.id, path)} className={list.task}>
              {labelAt(path, view.answers, domain)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

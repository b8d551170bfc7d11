import { Link } from 'wouter'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { headNameOf } from '#phone/pages/assessments.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { buttonClass } from '#ui/Button.tsx'
import { StateTag } from '#ui/StateTag.tsx'
import { CheckList } from './CheckList.tsx'
import { ClassChip } from './ClassChip.tsx'
import { checksIn, sectionOfCheck } from './checks.ts'
import { useSurvey } from './context.ts'
import { NotKept } from './NotKept.tsx'
import { progressOf, type SectionProgress, type SectionState } from './progress.ts'
import { askedOn, stepAddress, stepsOf, surveyAddress } from './steps.ts'
import css from './TaskListPage.module.css'

const looks = {
  not_started: { icon: 'empty', tone: 'quiet' },
  in_progress: { icon: 'pencil', tone: 'waiting' },
  done: { icon: 'check', tone: 'ok' },
  has_problem: { icon: 'attention', tone: 'attention' },
} as const satisfies Record<SectionState, object>

/** The survey's hub: ten sections, each with how far it is; any order. */
export function TaskListPage() {
  const { view, round } = useSurvey()
  const words = useWords()
  const returned = view.survey?.state === 'returned' ? view.survey.returned?.path : undefined
  const open = returned !== undefined && !view.savedAt.has(returned) ? returned : undefined
  const progress = progressOf(view.answers, round, open)
  const checks = checksIn(view, round)
  const wrong = checks.filter(({ kind }) => kind === 'must').map(sectionOfCheck)
  return (
    <AppPage
      title={words.survey.of(headNameOf(view) || words.households.unnamed)}
      documentTitle={words.households.window(view.number)}
      backTo={`/ho/${view.id}`}
      place={<ClassChip />}
      footer={
        <Link href={surveyAddress(view.id, '/visit')} className={buttonClass('primary')}>
          {words.finish.title}
        </Link>
      }
    >
      <NotKept {...{ view, round }} />
      <CheckList kind="must" checks={checks} />
      <CheckList kind="look_again" checks={checks} />
      <h2>{words.survey.sections}</h2>
      <ol className={css.list}>
        {progress.map((section) => (
          <Task key={section.section} progress={section} hasProblem={wrong.includes(section.section)} />
        ))}
      </ol>
    </AppPage>
  )
}

function Task({ progress, hasProblem }: { progress: SectionProgress; hasProblem: boolean }) {
  const { survey: words } = useWords()
  const domain = useDomainWords()
  const { section, given, asked } = progress
  const state = hasProblem ? 'has_problem' : progress.state
  return (
    <li>
      <Link href={useSectionAddress(progress)} className={css.task}>
        <strong>{domain.sections[section]}</strong>
        <span className={css.state}>
          {section !== 'visit' && asked > 0 && <span>{words.answered(given, asked)}</span>}
          <StateTag {...looks[state]}>{words.states[state]}</StateTag>
        </span>
      </Link>
    </li>
  )
}

/** The section's first page that still lacks an answer, else its first; the roster and the end have pages of their own. */
function useSectionAddress({ section, missing }: SectionProgress): string {
  const { view, round } = useSurvey()
  const steps = stepsOf(section, view.answers, round)
  if (section === 'roster' || section === 'visit') return surveyAddress(view.id, `/${section}`)
  const open = steps.find((step) =>
    askedOn(step, view.answers, round).some((question) =>
      missing.some((path) => path === [step.resident, question].filter(Boolean).join('/')),
    ),
  )
  const first = open ?? steps[0]
  // Without anybody in the household a section about people asks nothing yet: the roster comes first.
  return first ? stepAddress(view.id, first) : surveyAddress(view.id, '/roster')
}

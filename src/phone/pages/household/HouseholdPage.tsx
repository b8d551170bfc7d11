import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { countedResidents } from '#domain/assessment/subject.ts'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { headNameOf } from '#phone/pages/assessments.ts'
import { StatusTag } from '#phone/pages/StatusTag.tsx'
import { SyncLine } from '#phone/pages/SyncLine.tsx'
import css from '#phone/pages/stack.module.css'
import { NotKept } from '#phone/pages/survey/NotKept.tsx'
import { surveyAddress } from '#phone/pages/survey/steps.ts'
import { useWords } from '#phone/wording/language.tsx'
import { buttonClass } from '#ui/Button.tsx'
import { Banners } from './Banners.tsx'
import { useKnownHousehold } from './context.ts'
import { Profile } from './Profile.tsx'

/** One household: where it stands, what the commune says, and its deprivation profile, live. A notice stands for the way into the survey. */
export function HouseholdPage({ notice }: { notice?: ReactNode }) {
  const { view, round } = useKnownHousehold()
  const words = useWords()
  const people = countedResidents(view.answers, round?.awayResidents).length
  return (
    <AppPage
      title={headNameOf(view) || words.households.unnamed}
      documentTitle={words.households.window(view.number)}
      backTo="/"
      footer={<SyncLine />}
    >
      <div className={css.row}>
        <StatusTag status={view.status} receipt={view.receipt} />
        {people > 0 && <span>{words.household.residents(people)}</span>}
      </div>
      <Banners />
      <NotKept {...{ view, round }} />
      {notice ?? <SurveyLink />}
      <Profile />
      <Link href={`/ho/${view.id}/lich-su`} className={buttonClass('secondary')}>
        {words.household.history}
      </Link>
    </AppPage>
  )
}

function SurveyLink() {
  const { view, round } = useKnownHousehold()
  const { household: words } = useWords()
  if (view.survey?.state === 'accepted' || view.isReadOnly || !round) return null
  const isNew = view.values.size === 0
  const text = isNew ? words.survey : view.savedAt.size > 0 ? words.resume : words.correct
  return (
    <Link href={surveyAddress(view.id)} className={buttonClass('primary')}>
      {text}
    </Link>
  )
}

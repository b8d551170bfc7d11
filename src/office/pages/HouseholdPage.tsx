import { useState } from 'react'
import { Link } from 'wouter'
import { incomeStandingUnder } from '#domain/assessment/incomeStanding.ts'
import { headNameOf } from '#domain/household/household.ts'
import { answersIn } from '#domain/household/survey.ts'
import { HouseholdId } from '#domain/ids.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import { AnswersTable } from '#office/AnswersTable.tsx'
import { answerGroups, residentNames } from '#office/answers.ts'
import { DeprivationProfile } from '#office/DeprivationProfile.tsx'
import { HeldList } from '#office/HeldList.tsx'
import { HouseholdSummary } from '#office/HouseholdSummary.tsx'
import { MoveStep } from '#office/MoveStep.tsx'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { QueryStatus } from '#office/QueryStatus.tsx'
import { useHistory, useHousehold, useHouseholds } from '#office/queries.ts'
import { nextSubmitted } from '#office/queue.ts'
import { ReviewPanel } from '#office/ReviewPanel.tsx'
import { RivalList } from '#office/RivalList.tsx'
import type { HouseholdReply } from '#protocol/office.ts'
import css from './HouseholdPage.module.css'
import { NotFoundPage } from './NotFoundPage.tsx'

/** One household: what follows from its answers and why, what was answered, and the reviewer's step. */
export function HouseholdPage({ params }: { params: { id: string } }) {
  const id = HouseholdId.safeParse(params.id)
  return id.success ? <HouseholdById key={id.data} id={id.data} /> : <NotFoundPage />
}

function HouseholdById({ id }: { id: HouseholdId }) {
  const { wording } = useOffice()
  const query = useHousehold(id)
  const household = query.data?.household
  const head = household && (headNameOf(household) || wording.hamlet.unnamed)
  return (
    <OfficePage
      title={household && head ? wording.household.title(household.number, head) : wording.loading}
      {...(household && { windowTitle: wording.household.windowTitle(household.number) })}
    >
      <QueryStatus query={query} />
      {query.data && head && <Loaded reply={query.data} head={head} reload={query.reload} />}
    </OfficePage>
  )
}

type LoadedProps = { reply: HouseholdReply; head: string; reload: () => Promise<void> }

function Loaded({ reply, head, reload }: LoadedProps) {
  const { wording } = useOffice()
  const { household, round } = reply
  const [returnTo, setReturnTo] = useState<Path>()
  const hamlet = useHouseholds(household.hamlet).data
  const history = useHistory(household.id)
  const reloadAll = async () => {
    await Promise.all([reload(), history.reload()])
  }
  const groups = answerGroups(household, round.reviewDate, incomeStandingUnder(round, answersIn(household.survey)))
  const names = residentNames(household)
  const next = nextSubmitted(hamlet?.households ?? [], household.id)
  const words = wording.household
  return (
    <>
      <p>
        <Link href={`/thon/${household.hamlet}`}>{words.hamletLink(reply.hamlet)}</Link>
        {' · '}
        <Link href={`/ho/${household.id}/lich-su`}>{wording.history.title}</Link>
        {next && (
          <>
            {' · '}
            <Link href={`/ho/${next.id}`}>{words.next}</Link>
          </>
        )}
      </p>
      <div className={css.columns}>
        <div className={css.what}>
          <HouseholdSummary reply={reply} names={names} />
          <RivalList
            {...{ household, groups, names }}
            history={history.data?.entries}
            reload={reloadAll}
            onReturn={household.survey.state === 'submitted' ? setReturnTo : undefined}
          />
          <HeldList {...{ reply, names }} reload={reloadAll} />
        </div>
        {household.survey.state !== 'accepted' && (
          <div className={css.step}>
            <ReviewPanel
              {...{ reply, head, groups, names, returnTo }}
              history={history.data?.entries}
              next={next?.id}
              reload={reloadAll}
            />
          </div>
        )}
        <div className={css.why}>
          <DeprivationProfile reply={reply} />
          <h2>{words.answersTitle}</h2>
          <AnswersTable {...{ groups, names, household }} />
          <MoveStep household={household} reload={reloadAll} />
        </div>
      </div>
    </>
  )
}

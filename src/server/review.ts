import type { Assessment } from '#domain/assessment/assessment.ts'
import { assessUnder, scorecardBehind } from '#domain/assessment/assessUnder.ts'
import type { Household } from '#domain/household/household.ts'
import { accept, depart, type ReviewRefusal, sendBack } from '#domain/household/review.ts'
import { answersIn, type Decision, type Survey } from '#domain/household/survey.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import type { AcceptRequest, DepartRequest, ReturnRequest } from '#protocol/office.ts'
import { Problem } from '#protocol/problem.ts'
import type { Reviewer } from '#server/accounts/sessions.ts'
import { audit, takeNumbers, type Writing, write } from './changeLog.ts'
import type { CommuneStore } from './commune.ts'
import { findHousehold, putSurvey, theOpenRound } from './households.ts'

/**
 * Accepts what the reviewer saw at `revision`, with the class its answers give and what the reviewer knows of why its
 * list changed. Throws why it cannot be.
 */
export function acceptHousehold(
  store: CommuneStore,
  reviewer: Reviewer,
  household: string,
  { revision, classification, event, earlierExits = [] }: AcceptRequest,
): Promise<void> {
  const facts = { ...(event && { event }), ...(earlierExits.length > 0 && { earlierExits }) }
  const detail = [event ?? [], earlierExits.map((list) => `left_${list}_before`)].flat().join(' ')
  return step(
    store,
    reviewer,
    { household, revision, action: 'accepted', detail },
    ({ survey, previous }, round, at) => {
      const assessment = assessUnder(round, answersIn(survey))
      if (classification && classification !== assessment?.classification) throw new Problem('changed_meanwhile')
      const decision = { ...decisionOn(assessment, round, { by: reviewer.name, at }), ...facts }
      return accept(survey, decision, { ...assessment, previous })
    },
  )
}

/** Takes what the reviewer saw at `revision` off the hamlet's list, since the household is no longer here. */
export function departHousehold(
  store: CommuneStore,
  reviewer: Reviewer,
  household: string,
  { revision, event }: DepartRequest,
): Promise<void> {
  return step(store, reviewer, { household, revision, action: 'departed', detail: event }, ({ survey }, _, at) =>
    depart(survey, { event, by: reviewer.name, at }),
  )
}

/** Sends back what the reviewer saw at `revision`, to one question with a reason. */
export function returnHousehold(
  store: CommuneStore,
  reviewer: Reviewer,
  household: string,
  { revision, path, reason }: ReturnRequest,
): Promise<void> {
  return step(store, reviewer, { household, revision, action: 'returned', detail: path }, ({ survey }, _, at) =>
    sendBack(survey, { path, reason: reason.normalize('NFC'), by: reviewer.name, at }),
  )
}

type Step = { household: string; revision: number; action: string; detail?: string }

async function step(
  store: CommuneStore,
  reviewer: Reviewer,
  { household: id, revision, action, detail = '' }: Step,
  decide: (household: Household, round: RoundTerms, at: string) => Survey | ReviewRefusal,
): Promise<void> {
  await write(store, async (writing) => {
    const round = await theOpenRound(writing.trx)
    const household = await seenHousehold(writing, id, round, revision)
    const survey = decide(household, round, writing.at)
    if (typeof survey === 'string') throw new Problem(survey)
    const seq = await takeNumbers(writing.trx, 1)
    const actor = `office:${reviewer.login}`
    await putSurvey(writing, id, survey, { seq, actor, by: reviewer.name })
    await audit(writing, { actor, action, subject: id, detail })
  })
}

async function seenHousehold({ trx }: Writing, id: string, round: RoundTerms, revision: number): Promise<Household> {
  const household = await findHousehold(trx, id, round.id)
  if (!household) throw new Problem('unknown_household')
  if (household.revision !== revision) throw new Problem('changed_meanwhile')
  return household
}

function decisionOn(
  assessment: Assessment | undefined,
  round: RoundTerms,
  { by, at }: { by: string; at: string },
): Decision {
  const scorecard = scorecardBehind(round, assessment?.income)
  return {
    classification: assessment?.classification ?? 'undetermined',
    deprivations: assessment?.verdicts.filter(({ deprivation }) => deprivation === 'deprived').length ?? 0,
    standard: round.standard,
    reviewDate: round.reviewDate,
    ...(scorecard && { scorecard }),
    ...(round.awayResidents && { awayResidents: round.awayResidents }),
    by,
    at,
  }
}

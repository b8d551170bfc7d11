import type { Assessment } from '#domain/assessment/assessment.ts'
import { assessUnder } from '#domain/assessment/assessUnder.ts'
import type { Household } from '#domain/household/household.ts'
import { accept, type ReviewRefusal, sendBack } from '#domain/household/review.ts'
import { answersIn, type Decision, type Survey } from '#domain/household/survey.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import type { ReturnRequest } from '#protocol/office.ts'
import { Problem } from '#protocol/problem.ts'
import type { Reviewer } from '#server/accounts/sessions.ts'
import { audit, takeNumbers, type Writing, write } from './changeLog.ts'
import type { CommuneStore } from './commune.ts'
import { findHousehold, putSurvey, theOpenRound } from './households.ts'

/** Accepts what the reviewer saw at `revision`, with the class its answers give. Throws why it cannot be. */
export function acceptHousehold(
  store: CommuneStore,
  reviewer: Reviewer,
  household: string,
  { revision }: { revision: number },
): Promise<void> {
  return step(store, reviewer, { household, revision, action: 'accepted' }, (survey, round, at) => {
    const assessment = assessUnder(round, answersIn(survey))
    return accept(survey, decisionOn(assessment, round, { by: reviewer.name, at }), assessment)
  })
}

/** Sends back what the reviewer saw at `revision`, to one question with a reason. */
export function returnHousehold(
  store: CommuneStore,
  reviewer: Reviewer,
  household: string,
  { revision, path, reason }: ReturnRequest,
): Promise<void> {
  return step(store, reviewer, { household, revision, action: 'returned', detail: path }, (survey, _, at) =>
    sendBack(survey, { path, reason: reason.normalize('NFC'), by: reviewer.name, at }),
  )
}

type Step = { household: string; revision: number; action: string; detail?: string }

async function step(
  store: CommuneStore,
  reviewer: Reviewer,
  { household: id, revision, action, detail = '' }: Step,
  decide: (survey: Survey, round: RoundTerms, at: string) => Survey | ReviewRefusal,
): Promise<void> {
  await write(store, async (writing) => {
    const round = await theOpenRound(writing.trx)
    const household = await seenHousehold(writing, id, round, revision)
    const survey = decide(household.survey, round, writing.at)
    if (typeof survey === 'string') throw new Problem(survey)
    const seq = await takeNumbers(writing.trx, 1)
    const actor = `office:${reviewer.login}`
    await putSurvey(writing, id, survey, { seq, actor })
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
  return {
    classification: assessment?.classification ?? 'undetermined',
    deprivations: assessment?.verdicts.filter(({ deprivation }) => deprivation === 'deprived').length ?? 0,
    standard: round.standard,
    reviewDate: round.reviewDate,
    by,
    at,
  }
}

import { assessUnder } from '#domain/assessment/assessUnder.ts'
import { answersIn } from '#domain/household/survey.ts'
import { checkScorecard } from '#domain/standard/checkScorecard.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import { Problem } from '#protocol/problem.ts'
import type { LoadRequest, ScorecardEffect, ScorecardReply } from '#protocol/scorecard.ts'
import type { Reviewer } from '#server/accounts/sessions.ts'
import type { Db } from '#server/db/schema.ts'
import { audit, write } from './changeLog.ts'
import type { CommuneStore } from './commune.ts'
import { householdOf, selectHouseholds, theOpenRound } from './households.ts'
import { isPractice } from './practice.ts'

/** What the page of form B1 shows. Throws `not_set_up`. */
export async function scorecardReply(db: Db): Promise<ScorecardReply> {
  return { round: await theOpenRound(db), practice: await isPractice(db) }
}

/** What loading the table would change. Writes nothing; throws what loading it would. */
export async function effectOf(db: Db, json: unknown): Promise<ScorecardEffect> {
  const round = await theOpenRound(db)
  const scorecard = await usableIn(db, round, json)
  const rows = await selectHouseholds(db, round.id).where('surveys.body', 'is not', null).execute()
  const surveys = rows.map((row) => householdOf(row, round.id).survey)
  const open = surveys.filter(({ state }) => state !== 'accepted')
  const changes: ScorecardEffect['changes'] = []
  for (const survey of open) {
    const answers = answersIn(survey)
    const from = assessUnder(round, answers)?.classification
    const to = assessUnder({ ...round, scorecard }, answers)?.classification
    if (from === undefined || to === undefined || from === to) continue
    const same = changes.find((change) => change.from === from && change.to === to)
    if (same) same.households += 1
    else changes.push({ from, to, households: 1 })
  }
  return { open: open.length, accepted: surveys.length - open.length, changes }
}

/**
 * Gives the open round this table in place of the one the reviewer saw. Phones get it with their next pull. The audit
 * keeps it whole, since a later one takes its place. Loading the same again changes nothing.
 *
 * Throws `scorecard_invalid`, `scorecard_of_other_terms`, `scorecard_is_sample`, `scorecard_not_newer` or
 * `scorecard_changed_meanwhile`.
 */
export async function loadScorecard(
  store: CommuneStore,
  reviewer: Reviewer,
  { scorecard: json, replaces }: LoadRequest,
): Promise<void> {
  await write(store, async (writing) => {
    const { trx } = writing
    const round = await theOpenRound(trx)
    const scorecard = await usableIn(trx, round, json)
    const { scorecard: current } = round
    const body = JSON.stringify(scorecard)
    if (current && JSON.stringify(current) === body) return
    if (current?.id !== replaces?.id || current?.version !== replaces?.version)
      throw new Problem('scorecard_changed_meanwhile')
    if (current && current.id === scorecard.id && scorecard.version <= current.version)
      throw new Problem('scorecard_not_newer')
    await trx.updateTable('rounds').set({ scorecard: body }).where('id', '=', round.id).execute()
    await audit(writing, {
      actor: `office:${reviewer.login}`,
      action: 'loaded_scorecard',
      subject: round.id,
      detail: body,
    })
  })
}

/** The table, if the round can use it: read by the same check as in the office, made for its standard and area. */
async function usableIn(db: Db, round: RoundTerms, json: unknown): Promise<Scorecard> {
  const { scorecard } = checkScorecard(json, { practice: true })
  if (!scorecard) throw new Problem('scorecard_invalid')
  if (scorecard.standard !== round.standard || scorecard.area !== round.area)
    throw new Problem('scorecard_of_other_terms')
  if (scorecard.sample && !(await isPractice(db))) throw new Problem('scorecard_is_sample')
  return scorecard
}

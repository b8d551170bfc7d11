import type { Household, Listed, PreviousSurvey } from '#domain/household/household.ts'
import { type Decision, emptySurvey, type Survey } from '#domain/household/survey.ts'
import type { HamletId, HouseholdId, RoundId } from '#domain/ids.ts'
import type { CommuneFacts, RoundTerms } from '#protocol/changes.ts'
import { Problem } from '#protocol/problem.ts'
import type { AcceptedClass, Db } from '#server/db/schema.ts'
import type { Writing } from './changeLog.ts'
import { noteHistory } from './history.ts'
import { roundTermsOf } from './rounds.ts'
import { settleConflicts } from './settling.ts'
import { happenedBetween } from './surveyDiff.ts'

/** The round that is open; undefined before the commune is set up. */
export async function openRound(db: Db): Promise<RoundTerms | undefined> {
  const row = await db.selectFrom('rounds').selectAll().where('state', '=', 'open').executeTakeFirst()
  return row && roundTermsOf(row)
}

/** Those that are closed and had a scorecard. */
export async function closedRounds(db: Db): Promise<RoundTerms[]> {
  const rows = await db
    .selectFrom('rounds')
    .selectAll()
    .where('state', '=', 'closed')
    .where('scorecard', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(roundTermsOf)
}

/** Throws `not_set_up` where there is none. */
export async function theOpenRound(db: Db): Promise<RoundTerms> {
  const round = await openRound(db)
  if (!round) throw new Problem('not_set_up')
  return round
}

/** What a phone of `hamlet` is told of its commune. */
export async function factsFor(db: Db, hamlet: string, enumerator: string): Promise<CommuneFacts> {
  const row = await db
    .selectFrom('commune')
    .innerJoin('hamlets', (join) => join.on('hamlets.id', '=', hamlet))
    .select(['commune.name as commune', 'hamlets.id', 'hamlets.name', 'hamlets.households', 'hamlets.people'])
    .executeTakeFirstOrThrow()
  const { commune, id, ...counts } = row
  const round = await openRound(db)
  return { commune, hamlet: { id: id as HamletId, ...counts }, enumerator, ...(round && { round }) }
}

/** Households with their survey of `round`, to be narrowed and put through `householdOf`. */
export function selectHouseholds(db: Db, round: string) {
  return db
    .selectFrom('households')
    .leftJoin('surveys', (join) =>
      join.onRef('surveys.household', '=', 'households.id').on('surveys.round', '=', round),
    )
    .selectAll('households')
    .select('surveys.body as survey')
}
export type HouseholdRow = Awaited<ReturnType<ReturnType<typeof selectHouseholds>['executeTakeFirstOrThrow']>>

/** A household with its survey of `round`; undefined if the commune has none by this id. */
export async function findHousehold(db: Db, id: string, round: string): Promise<Household | undefined> {
  const row = await selectHouseholds(db, round).where('households.id', '=', id).executeTakeFirst()
  return row && householdOf(row, round)
}

export function householdOf(row: HouseholdRow, round: string): Household {
  return {
    id: row.id as HouseholdId,
    hamlet: row.hamlet as HamletId,
    number: row.number,
    revision: row.revision,
    ...(row.listed !== null && { listed: row.listed satisfies Listed }),
    survey: row.survey === null ? emptySurvey(round as RoundId) : (JSON.parse(row.survey) as Survey),
    ...(row.previous !== null && { previous: JSON.parse(row.previous) as PreviousSurvey }),
  }
}

/** The class of a decision as the copied columns hold it; nothing decided is null. */
export function countedClass(decision: Decision | undefined): AcceptedClass | null {
  if (!decision || decision.classification === 'undetermined') return null
  return decision.classification
}

/**
 * Stores `survey` as the household's change number `seq`, in state and change log together: the one place where a
 * survey is written, so that the history misses nothing, and whoever's value is settled by it is told.
 * `by` is the name of who did what names no author of its own.
 */
export async function putSurvey(
  writing: Writing,
  household: string,
  survey: Survey,
  change: { seq: number; actor: string; by: string; op?: string },
): Promise<void> {
  const { trx, at } = writing
  const before = await surveyOf(trx, household, survey.round)
  const row = {
    household,
    round: survey.round,
    state: survey.state,
    accepted_class: countedClass(survey.accepted),
    body: JSON.stringify(survey),
  }
  const { state, accepted_class, body } = row
  await trx
    .insertInto('surveys')
    .values(row)
    .onConflict((conflict) => conflict.columns(['household', 'round']).doUpdateSet({ state, accepted_class, body }))
    .execute()
  await trx.updateTable('households').set({ revision: change.seq }).where('id', '=', household).execute()
  await trx
    .insertInto('change_log')
    .values({ seq: change.seq, household, at, actor: change.actor, op: change.op ?? null })
    .execute()
  const { seq, by, op } = change
  await noteHistory(writing, { household, round: survey.round, seq, op }, happenedBetween(before, survey, by))
  await settleConflicts(writing, household, before, survey)
}

async function surveyOf(db: Db, household: string, round: RoundId): Promise<Survey> {
  const row = await db
    .selectFrom('surveys')
    .select('body')
    .where('household', '=', household)
    .where('round', '=', round)
    .executeTakeFirst()
  return row ? (JSON.parse(row.body) as Survey) : emptySurvey(round)
}

/** Puts a household in its hamlet's book under the next number; its first survey, the change `seq`, comes with it. */
export async function createAtTheDoor({ trx }: Writing, id: string, hamlet: string, seq: number): Promise<void> {
  const number = await nextNumber(trx, hamlet)
  await trx
    .insertInto('households')
    .values({ id, hamlet, number, listed: null, revision: seq, previous: null, start_class: null })
    .execute()
}

/** The first number of a hamlet's book above all that were ever given: that of a household which left stays its own. */
export async function nextNumber(db: Db, hamlet: string): Promise<number> {
  const { last } = await db
    .selectFrom('hamlets')
    .select('last_number as last')
    .where('id', '=', hamlet)
    .executeTakeFirstOrThrow()
  return last + 1
}

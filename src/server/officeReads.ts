import { assessUnder } from '#domain/assessment/assessUnder.ts'
import { countedResidents } from '#domain/assessment/subject.ts'
import { type Household, headNameOf, previousAnswers } from '#domain/household/household.ts'
import { answersIn } from '#domain/household/survey.ts'
import type { HamletId } from '#domain/ids.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import type { AppendixReply, HouseholdReply, HouseholdsReply } from '#protocol/office.ts'
import { Problem } from '#protocol/problem.ts'
import type { Reviewer } from '#server/accounts/sessions.ts'
import type { Db } from '#server/db/schema.ts'
import { auditRead, write } from './changeLog.ts'
import type { CommuneStore } from './commune.ts'
import { deliveredAt } from './deliveries.ts'
import { heldOperations } from './devices.ts'
import { findHousehold, householdOf, openRound, selectHouseholds, theOpenRound } from './households.ts'
import { twinsOf } from './twins.ts'

/** The plan's table as it stands now, counted in one statement. */
export async function appendixOf(db: Db): Promise<AppendixReply> {
  const round = await openRound(db)
  const hamlets = await db.selectFrom('hamlets').selectAll().orderBy('position').execute()
  const groups = await countGroups(db, round?.id ?? '')
  return {
    ...(round && { round: round.id }),
    hamlets: hamlets.map(({ id, name, people, households, to_lift }) => {
      const own = groups.filter(({ hamlet }) => hamlet === id)
      const count = (belongs: (group: Group) => boolean) =>
        own.filter(belongs).reduce((sum, group) => sum + Number(group.count), 0)
      return {
        id: id as HamletId,
        name,
        people,
        households,
        start: {
          poor: count(({ start_class }) => start_class === 'poor'),
          nearPoor: count(({ start_class }) => start_class === 'near_poor'),
        },
        toLift: to_lift,
        now: {
          poor: count((group) => nowOf(group) === 'poor'),
          nearPoor: count((group) => nowOf(group) === 'near_poor'),
        },
        progress: {
          listed: count(({ listed }) => listed !== null),
          submitted: count(({ state }) => state === 'submitted'),
          returned: count(({ state }) => state === 'returned'),
          accepted: count(({ state }) => state === 'accepted'),
        },
      }
    }),
  }
}

/** The households of a hamlet, in the book's order. Reading it is noted. Throws `unknown_hamlet`. */
export async function householdsOf(store: CommuneStore, reviewer: Reviewer, id: string): Promise<HouseholdsReply> {
  return write(store, async (writing) => {
    const hamlet = await writing.trx
      .selectFrom('hamlets')
      .select(['id', 'name'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!hamlet) throw new Problem('unknown_hamlet')
    const round = await theOpenRound(writing.trx)
    const rows = await selectHouseholds(writing.trx, round.id).where('hamlet', '=', id).orderBy('number').execute()
    await auditRead(writing, { actor: `office:${reviewer.login}`, action: 'read_hamlet', subject: id })
    const households = rows.map((row) => listedAs(householdOf(row, round.id), round))
    return { hamlet: { id: hamlet.id as HamletId, name: hamlet.name }, households }
  })
}

/** A household's whole record. Reading it is noted. Throws `unknown_household`. */
export async function householdRecord(store: CommuneStore, reviewer: Reviewer, id: string): Promise<HouseholdReply> {
  return write(store, async (writing) => {
    const { trx } = writing
    const round = await theOpenRound(trx)
    const household = await findHousehold(trx, id, round.id)
    if (!household) throw new Problem('unknown_household')
    const { name } = await trx
      .selectFrom('hamlets')
      .select('name')
      .where('id', '=', household.hamlet)
      .executeTakeFirstOrThrow()
    await auditRead(writing, { actor: `office:${reviewer.login}`, action: 'read_household', subject: id })
    const { returned } = household.survey
    const delivered = returned && (await deliveredAt(trx, id, returned.at))
    return {
      ...(delivered !== undefined && { deliveredAt: delivered }),
      household,
      hamlet: name,
      round,
      held: await heldOperations(trx, household.id),
      twins: await twinsOf(trx, household),
    }
  })
}

type Group = Awaited<ReturnType<typeof countGroups>>[number]

function countGroups(db: Db, round: string) {
  return db
    .selectFrom('households')
    .leftJoin('surveys', (join) =>
      join.onRef('surveys.household', '=', 'households.id').on('surveys.round', '=', round),
    )
    .select(['hamlet', 'listed', 'start_class', 'state', 'accepted_class'])
    .select((row) => row.fn.countAll().as('count'))
    .groupBy(['hamlet', 'listed', 'start_class', 'state', 'accepted_class'])
    .execute()
}

/** This round's accepted class, none where the household departed; while nothing is accepted, last round's. */
function nowOf({ state, accepted_class, start_class }: Group): Group['start_class'] {
  return state === 'accepted' ? accepted_class : start_class
}

function listedAs(household: Household, round: RoundTerms): HouseholdsReply['households'][number] {
  const { id, number, listed, survey, previous } = household
  const answers = answersIn(survey)
  const isVisited = answers.residents.length > 0 || !previous
  const shown = isVisited ? answers : previousAnswers(previous)
  const decision = isVisited ? survey.accepted : previous.accepted
  const departed = survey.departed?.event
  const now = survey.accepted?.classification ?? (departed ? undefined : assessUnder(round, answers)?.classification)
  const receivedAt = survey.receipts.at(-1)?.at
  return {
    id,
    number,
    head: headNameOf(household),
    residents: countedResidents(shown, (decision ?? round).awayResidents).length,
    ...(listed !== undefined && { listed }),
    state: survey.state,
    ...(previous?.accepted && { start: previous.accepted.classification }),
    ...(now !== undefined && { now }),
    ...(departed && { departed }),
    hasRivals: Object.keys(survey.rivals).length > 0,
    ...(receivedAt !== undefined && { receivedAt }),
  }
}

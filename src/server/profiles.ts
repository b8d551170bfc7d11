import { assessUnder, decidedTerms } from '#domain/assessment/assessUnder.ts'
import { countedResidents } from '#domain/assessment/subject.ts'
import { type Household, previousAnswers } from '#domain/household/household.ts'
import { answersIn, type Decision } from '#domain/household/survey.ts'
import type { HamletId } from '#domain/ids.ts'
import { type AssessedHousehold, profileOf } from '#domain/profile/alkireFoster.ts'
import { listOf, type Passage, type Standing } from '#domain/profile/movement.ts'
import { movementReports } from '#domain/profile/movementReport.ts'
import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { standardOf } from '#domain/standard/inForce.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import type { MeasuresReply, MovementReply } from '#protocol/office.ts'
import type { Db } from '#server/db/schema.ts'
import { householdOf, selectHouseholds, theOpenRound } from './households.ts'

/** Reports 2 and 3 of each hamlet, as they would be if the round closed now. Throws `not_set_up`. */
export async function movementReply(db: Db): Promise<MovementReply> {
  const round = await theOpenRound(db)
  const households = await householdsIn(db, round)
  const hamlets = await db.selectFrom('hamlets').select(['id', 'name']).orderBy('position').execute()
  return {
    round: round.id,
    hamlets: hamlets.map(({ id, name }) => {
      const own = households.filter(({ hamlet }) => hamlet === id)
      return {
        id: id as HamletId,
        name,
        reports: movementReports(own.flatMap((household) => passageOf(household) ?? [])),
        open: own.filter(({ listed, survey }) => listed !== undefined && survey.state !== 'accepted').length,
      }
    }),
  }
}

/**
 * The unofficial measures over all households that are here and have an accepted class, beside the official counts.
 * Throws `not_set_up`.
 */
export async function measuresReply(db: Db): Promise<MeasuresReply> {
  const round = await theOpenRound(db)
  const households = (await householdsIn(db, round)).filter(({ survey }) => !survey.departed)
  const standings = households.map(latest)
  const known = standings.filter((standing) => standing !== undefined)
  const assessed = known.map((standing) => assessedUnder(round, standing))
  const standard = standardOf(round.standard)
  if (!standard) throw new RangeError(`no standard ${round.standard}`)
  const thisRound = households.filter((household) => thisRounds(household) !== undefined).length
  return {
    round: round.id,
    household: profileOf(assessed, standard, 'household'),
    resident: profileOf(assessed, standard, 'resident'),
    official: {
      poor: countOf(known.filter((standing) => listOf(standing) === 'poor')),
      near_poor: countOf(known.filter((standing) => listOf(standing) === 'near_poor')),
      all: countOf(known),
    },
    basis: { thisRound, lastRound: known.length - thisRound, neither: households.length - known.length },
  }
}

/** What a reviewer decided of a household, with the answers it was decided on. */
type Decided = Standing & { decision: Decision; answers: SurveyAnswers }

async function householdsIn(db: Db, round: RoundTerms): Promise<Household[]> {
  const rows = await selectHouseholds(db, round.id).execute()
  return rows.map((row) => householdOf(row, round.id))
}

/**
 * With what the reviewer said of why its list changed; without an end where the household departed. Undefined for a
 * household that no round has given a class: it is in neither report.
 */
function passageOf(household: Household): Passage | undefined {
  const { accepted, departed } = household.survey
  const start = lastRounds(household)
  if (departed) return start && { start, event: departed.event }
  const end = latest(household)
  return end && { end, ...(start && { start }), ...factsIn(accepted) }
}

function factsIn({ event, earlierExits }: Partial<Decision> = {}): Pick<Passage, 'event' | 'earlierExits'> {
  return { ...(event && { event }), ...(earlierExits && { earlierExits }) }
}

function latest(household: Household): Decided | undefined {
  return thisRounds(household) ?? lastRounds(household)
}

function thisRounds({ survey }: Household): Decided | undefined {
  return survey.accepted && decidedAs(survey.accepted, answersIn(survey))
}

function lastRounds({ previous }: Household): Decided | undefined {
  return previous?.accepted && decidedAs(previous.accepted, previousAnswers(previous))
}

function decidedAs(decision: Decision, answers: SurveyAnswers): Decided | undefined {
  const { classification } = decision
  if (classification === 'undetermined') return undefined
  const residents = countedResidents(answers, decision.awayResidents).map(({ id }) => id)
  return { classification, residents, decision, answers }
}

/** The class is the accepted one, the deprivations are derived anew; without a standard of this build none is known. */
function assessedUnder(round: RoundTerms, { decision, answers, residents }: Decided): AssessedHousehold {
  const { classification } = decision
  const derived = assessUnder(decidedTerms(round, decision), answers)
  return {
    assessment: { verdicts: derived?.verdicts ?? [], classification: derived ? classification : 'undetermined' },
    residents: residents.length,
  }
}

function countOf(standings: readonly Standing[]) {
  return {
    households: standings.length,
    people: standings.reduce((sum, { residents }) => sum + residents.length, 0),
  }
}

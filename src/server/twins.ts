import { type Household, previousAnswers } from '#domain/household/household.ts'
import { answersIn } from '#domain/household/survey.ts'
import { isGiven } from '#domain/questionnaire/answer.ts'
import { pathOf, presentResidents, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { Twins } from '#protocol/office.ts'
import type { Db } from '#server/db/schema.ts'
import { householdOf, selectHouseholds } from './households.ts'

/** Which other households of the commune hold a citizen number of this one, in the order of its residents. */
export async function twinsOf(db: Db, { id, survey, previous }: Household): Promise<Twins[]> {
  const numbers = citizenNumbersIn({ survey, ...(previous && { previous }) })
  if (numbers.length === 0) return []
  const texts = [...new Set(numbers.map(({ number }) => number))]
  const others = await holdersOf(db, { id, round: survey.round }, texts)
  return numbers.flatMap(({ path, number }) => {
    const households = others.filter(({ held }) => held.has(number)).map(({ held: _, ...household }) => household)
    return households.length === 0 ? [] : [{ path, households }]
  })
}

/**
 * Households other than `id` that may hold one of `numbers`: the text is searched first, then read as answers. Nobody
 * lives any more in one that departed.
 */
async function holdersOf(db: Db, { id, round }: { id: string; round: string }, numbers: readonly string[]) {
  const rows = await selectHouseholds(db, round)
    .innerJoin('hamlets', 'hamlets.id', 'households.hamlet')
    .select('hamlets.name as hamletName')
    .where('households.id', '!=', id)
    .where((where) =>
      where.or(
        numbers.flatMap((number) => [
          where('surveys.body', 'like', `%"${number}"%`),
          where('households.previous', 'like', `%"${number}"%`),
        ]),
      ),
    )
    .orderBy('hamlets.position')
    .orderBy('households.number')
    .execute()
  return rows.flatMap((row) => {
    const household = householdOf(row, round)
    if (household.survey.departed) return []
    const held = new Set(citizenNumbersIn(household).map(({ number }) => number))
    return [{ id: household.id, hamlet: row.hamletName, number: row.number, held }]
  })
}

/** The citizen numbers of those who live in a household, each with its path. */
function citizenNumbersIn(household: Pick<Household, 'survey' | 'previous'>) {
  return presentResidents(rosterAnswers(household)).flatMap(({ id, citizen_number: number }) =>
    isGiven(number) ? [{ path: pathOf('citizen_number', id), number }] : [],
  )
}

/** This round's answers once they name anybody, else last round's. */
function rosterAnswers({ survey, previous }: Pick<Household, 'survey' | 'previous'>): SurveyAnswers {
  const answers = answersIn(survey)
  return answers.residents.length > 0 || !previous ? answers : previousAnswers(previous)
}

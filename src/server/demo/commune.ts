import { assess } from '#domain/assessment/assess.ts'
import type { Listed, PreviousSurvey } from '#domain/household/household.ts'
import { type HouseholdId, HouseholdId as HouseholdIdSchema, RoundId } from '#domain/ids.ts'
import { answersOf } from '#domain/questionnaire/answers.ts'
import type { Area } from '#domain/standard/standard.ts'
import { standard2022 } from '#domain/standard/standard2022.ts'
import { day } from '#domain/units.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import { type Chance, chanceFrom, uuidOf } from './chance.ts'
import { nearPoorDeprivations, notPoorDeprivations, poorDeprivations } from './deprivations.ts'
import { type Ethnicity, largestFamily } from './family.ts'
import { emptyRegistry } from './papers.ts'
import type { Wanted } from './people.ts'
import plan from './plan2024.json' with { type: 'json' }
import { anyFamily, familyFor, type Surveyed, surveyOf, type World } from './survey.ts'

/** A commune of invented people that adds up to the real plan. */
export type DemoCommune = {
  commune: string
  area: Area
  /** The open round. */
  round: RoundTerms
  hamlets: DemoHamlet[]
}
type DemoHamlet = {
  name: string
  /** As the plan's appendix has them; the households below add up to the same. */
  people: number
  households: number
  toLift: number
  surveyed: DemoHousehold[]
}
export type DemoHousehold = { id: HouseholdId; number: number; listed?: Listed; previous: PreviousSurvey }

const lastRound = { id: RoundId.parse('2023'), reviewDate: day('2023-10-15'), acceptedAt: '2023-12-14T03:00:00.000Z' }
const lastReviewer = 'Nguyễn Hữu Tuyên'

/** What the plan does not say of its hamlets: the near-poor (21 in all), and who lives there. Invented. */
const invented: Readonly<Record<string, { nearPoor: number; ethnicity: Ethnicity }>> = {
  'Quang Trung': { nearPoor: 1, ethnicity: { '01': 8, '03': 1, '24': 1 } },
  'Làng Gió': { nearPoor: 3, ethnicity: { '03': 6, '24': 3, '01': 1 } },
  'Thắng Lộc': { nearPoor: 3, ethnicity: { '01': 5, '24': 3, '06': 2 } },
  'Làng Sao': { nearPoor: 2, ethnicity: { '24': 5, '03': 4, '01': 1 } },
  'Hợp Thành': { nearPoor: 5, ethnicity: { '06': 5, '24': 3, '01': 2 } },
  'Làng Mài': { nearPoor: 7, ethnicity: { '03': 8, '24': 1, '01': 1 } },
}

/** Households that were neither poor nor near-poor and asked to be reviewed, in each hamlet. */
const requestsPerHamlet = 2
const poorSizes = [1, 2, 3, 3, 4, 4, 5, 5, 6, 7]
/** How common households of 1, 2, 3 … people are, before they are made to add up. */
const sizeWeights = { 1: 6, 2: 11, 3: 17, 4: 30, 5: 19, 6: 11, 7: 4, 8: 2 }

/** The same seed gives the same commune, to the letter. */
export function generateDemo(seed = 20_241_015): DemoCommune {
  const chance = chanceFrom(seed)
  const registry = emptyRegistry()
  const poor = poorDeprivations(chance)
  const nearPoor = nearPoorDeprivations(chance)
  return {
    commune: plan.commune,
    area: 'rural',
    round: { id: RoundId.parse('2024'), standard: standard2022.id, area: 'rural', reviewDate: day('2024-10-15') },
    hamlets: plan.hamlets.map((hamlet) => {
      const { nearPoor: nearPoorCount, ethnicity } = factsOf(hamlet.name)
      const world: World = { chance, ethnicity, registry, on: lastRound.reviewDate }
      const wanted = [
        ...poor.splice(0, hamlet.poor).map((deprived): Wanted => ({ standing: 'poor', deprived })),
        ...nearPoor.splice(0, nearPoorCount).map((deprived): Wanted => ({ standing: 'near_poor', deprived })),
      ]
      const { name, people, households, toLift } = hamlet
      return { name, people, households, toLift, surveyed: householdsOf(world, hamlet, wanted) }
    }),
  }
}

function householdsOf(world: World, plan: { people: number; households: number }, wanted: Wanted[]): DemoHousehold[] {
  const { chance } = world
  const within = wanted.map((each) => surveyOf(world, familyFor(world, each, poorSizes), each))
  const peopleWithin = within.reduce((sum, { residents }) => sum + residents, 0)
  const sizes = sizesAddingUp(chance, plan.households - within.length, plan.people - peopleWithin)
  const above = sizes.map((size) => {
    const { family, wanted: own } = anyFamily(world, size, notPoorDeprivations(chance))
    return surveyOf(world, family, own)
  })
  const asking = new Set(above.slice(0, requestsPerHamlet))
  return chance.shuffled([...within, ...above]).map((survey, i) => {
    const previous = acceptedSurvey(survey)
    const listed = listedAs(previous, asking.has(survey))
    return { id: HouseholdIdSchema.parse(uuidOf(chance)), number: i + 1, ...(listed && { listed }), previous }
  })
}

/** Last round's survey, with the class that the rules give its answers. */
function acceptedSurvey({ answers }: Surveyed): PreviousSurvey {
  const { reviewDate, acceptedAt, id } = lastRound
  const assessment = assess(answersOf(answers), { standard: standard2022, area: 'rural', reviewDate })
  return {
    round: id,
    answers: Object.fromEntries(answers),
    accepted: {
      classification: assessment.classification,
      deprivations: assessment.verdicts.filter(({ deprivation }) => deprivation === 'deprived').length,
      standard: assessment.standard,
      reviewDate,
      by: lastReviewer,
      at: acceptedAt,
    },
  }
}

function listedAs({ accepted }: PreviousSurvey, asked: boolean): Listed | undefined {
  if (accepted?.classification === 'poor' || accepted?.classification === 'near_poor') return accepted.classification
  return asked ? 'request' : undefined
}

/** `count` natural family sizes that add up to `people`. */
function sizesAddingUp(chance: Chance, count: number, people: number): number[] {
  const sizes = Array.from({ length: count }, () => Number(chance.weighted(sizeWeights)))
  let over = sizes.reduce((sum, size) => sum + size, 0) - people
  while (over !== 0) {
    const at = chance.whole(0, count - 1)
    const size = (sizes[at] ?? 0) - Math.sign(over)
    if (size < 1 || size > largestFamily) continue
    sizes[at] = size
    over -= Math.sign(over)
  }
  return sizes
}

function factsOf(hamlet: string) {
  const facts = invented[hamlet]
  if (!facts) throw new RangeError(`nothing is invented for the hamlet ${hamlet}`)
  return facts
}

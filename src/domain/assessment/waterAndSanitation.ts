import { isGiven } from '#domain/questionnaire/answer.ts'
import type { Indicators } from '#domain/standard/standard.ts'
import type { Verdict } from './assessment.ts'
import type { Subject } from './subject.ts'
import { unanswered } from './unanswered.ts'

/** Deprived if the main source is none of the clean ones. */
export function water({ household }: Subject, cutoffs: Indicators['water']): Verdict {
  const source = household.water_source
  const verdict = { indicator: 'water', article: cutoffs.article } as const
  if (!isGiven(source)) return { ...verdict, deprivation: 'unknown', reasons: [unanswered('water_source')] }
  const things = [{ question: 'water_source', code: source } as const]
  return cutoffs.clean.includes(source)
    ? { ...verdict, deprivation: 'not_deprived', reasons: [{ rule: 'water_clean', things }] }
    : { ...verdict, deprivation: 'deprived', reasons: [{ rule: 'water_not_clean', things }] }
}

/** Deprived if the latrine is none of the hygienic ones. */
export function sanitation({ household }: Subject, cutoffs: Indicators['sanitation']): Verdict {
  const latrine = household.latrine
  const verdict = { indicator: 'sanitation', article: cutoffs.article } as const
  if (!isGiven(latrine)) return { ...verdict, deprivation: 'unknown', reasons: [unanswered('latrine')] }
  const things = [{ question: 'latrine', code: latrine } as const]
  return cutoffs.hygienic.includes(latrine)
    ? { ...verdict, deprivation: 'not_deprived', reasons: [{ rule: 'latrine_hygienic', things }] }
    : { ...verdict, deprivation: 'deprived', reasons: [{ rule: 'latrine_not_hygienic', things }] }
}

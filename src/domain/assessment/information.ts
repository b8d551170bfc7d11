import { isGiven } from '#domain/questionnaire/answer.ts'
import type { Indicators } from '#domain/standard/standard.ts'
import type { Verdict } from './assessment.ts'
import type { Subject } from './subject.ts'
import { unanswered } from './unanswered.ts'

/** Deprived if no resident uses an internet service. */
export function internet({ household }: Subject, { article }: Indicators['internet']): Verdict {
  const verdict = { indicator: 'internet', article } as const
  const use = household.internet_use
  if (!isGiven(use)) return { ...verdict, deprivation: 'unknown', reasons: [unanswered('internet_use')] }
  return use
    ? { ...verdict, deprivation: 'not_deprived', reasons: [{ rule: 'internet_used' }] }
    : { ...verdict, deprivation: 'deprived', reasons: [{ rule: 'no_internet' }] }
}

/** Deprived if the household has none of the means to reach information. */
export function devices({ household }: Subject, { article }: Indicators['devices']): Verdict {
  const verdict = { indicator: 'devices', article } as const
  const owned = household.devices
  if (!isGiven(owned)) return { ...verdict, deprivation: 'unknown', reasons: [unanswered('devices')] }
  if (owned.length === 0) return { ...verdict, deprivation: 'deprived', reasons: [{ rule: 'no_devices' }] }
  const things = owned.map((code) => ({ question: 'devices', code }) as const)
  return { ...verdict, deprivation: 'not_deprived', reasons: [{ rule: 'has_devices', things }] }
}

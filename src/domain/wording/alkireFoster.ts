import type { IndicatorMeasure, Measures, PovertyRule, Profile } from '#domain/profile/alkireFoster.ts'
import type { IndicatorId } from '#domain/standard/standard.ts'

type Measure = Exclude<keyof Measures<IndicatorId>, 'indicators'> | keyof IndicatorMeasure

/** The profile of Alkire and Foster in one language; every screen that shows a figure of it shows `unofficial` too. */
export type ProfileWords = {
  title: string
  unofficial: string
  rules: Record<PovertyRule, string>
  measures: Record<Measure, { name: string; meaning: string }>
  leftOut: (profile: Pick<Profile, 'measured' | 'leftOut'>) => string
}

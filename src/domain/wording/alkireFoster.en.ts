import type { ProfileWords } from './alkireFoster.ts'
import { numberText } from './numbers.ts'

export const profileWords: ProfileWords = {
  title: 'Multidimensional poverty after Alkire and Foster',
  unofficial: 'For orientation only: these are not the decree’s official figures',
  rules: {
    counting: 'By the number of deprivations alone, without income',
    official: 'Poor households of the decree: by income and deprivations',
  },
  measures: {
    headcountRatio: { name: 'H, headcount ratio', meaning: 'The poor among all' },
    intensity: { name: 'A, intensity', meaning: 'The mean share of indicators in which the poor are deprived' },
    adjustedHeadcount: { name: 'M₀ = H × A, adjusted headcount', meaning: 'The headcount ratio with its intensity' },
    censoredHeadcount: {
      name: 'Censored headcount',
      meaning: 'The poor who are deprived in this indicator, among all',
    },
    contribution: { name: 'Contribution to M₀', meaning: 'This indicator’s share of M₀' },
  },
  leftOut: ({ measured, leftOut }) =>
    `Households measured: ${numberText(measured, 'en')}; left out since something is not known: ${numberText(leftOut, 'en')}`,
}

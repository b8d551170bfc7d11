import { use } from 'react'
import { useLanguage } from './language.tsx'
import { type SafetyWords, safetyVi } from './safety.vi.ts'

/** The words of hand-over, forgotten PIN and shared phones in the language chosen. For pages that are loaded lazily. */
export function useSafetyWords(): SafetyWords {
  const { language } = useLanguage()
  return language === 'vi' ? safetyVi : use(english())
}

let loading: Promise<SafetyWords> | undefined

function english(): Promise<SafetyWords> {
  loading ??= import('./safety.en.ts').then((module) => module.safetyEn)
  return loading
}

import { use } from 'react'
import { type ConflictWords, conflictVi } from './conflict.vi.ts'
import { useLanguage } from './language.tsx'

/** The words of two answers, decisions and history in the language chosen. For pages that are loaded lazily. */
export function useConflictWords(): ConflictWords {
  const { language } = useLanguage()
  return language === 'vi' ? conflictVi : use(english())
}

let loading: Promise<ConflictWords> | undefined

function english(): Promise<ConflictWords> {
  loading ??= import('./conflict.en.ts').then((module) => module.conflictEn)
  return loading
}

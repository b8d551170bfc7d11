import { use } from 'react'
import type { CheckWords } from '#domain/wording/consistency.ts'
import { checkWords as vi } from '#domain/wording/consistency.vi.ts'
import { useLanguage } from '#phone/wording/language.tsx'

/** The sentences of the checks in the language chosen; English comes as its own chunk. */
export function useCheckWords(): CheckWords {
  const { language } = useLanguage()
  return language === 'vi' ? vi : use(english())
}

let loading: Promise<CheckWords> | undefined

function english(): Promise<CheckWords> {
  loading ??= import('#domain/wording/consistency.en.ts').then((module) => module.checkWords)
  return loading
}

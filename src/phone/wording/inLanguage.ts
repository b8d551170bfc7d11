import { use } from 'react'
import { useLanguage } from './language.tsx'

/**
 * The hook of words that only lazily loaded pages ask for: Vietnamese at hand, English in the one chunk that
 * `language.tsx` has already seen arrive.
 */
export function inLanguage<Said>(vi: Said, english: () => Promise<Said>): () => Said {
  let loading: Promise<Said> | undefined
  return () => {
    const { language } = useLanguage()
    if (language === 'vi') return vi
    loading ??= english()
    return use(loading)
  }
}

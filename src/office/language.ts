import { useEffect, useState } from 'react'
import { en as englishWords } from '#domain/wording/en.ts'
import { vi as vietnameseWords } from '#domain/wording/vi.ts'
import type { Language, Words } from '#domain/wording/words.ts'
import { en } from '#office/wording/en.ts'
import { vi, type Wording } from '#office/wording/vi.ts'

/** The language chosen, and all that is said in it: the office's own wording and the field's words. */
export type Speech = { language: Language; wording: Wording; words: Words; switchLanguage: () => void }

const key = 'so-thon-language'

const spoken = {
  vi: { language: 'vi', wording: vi, words: vietnameseWords },
  en: { language: 'en', wording: en, words: englishWords },
} satisfies Record<Language, Omit<Speech, 'switchLanguage'>>

/** Vietnamese unless this browser was switched to English; the document's `lang` follows. */
export function useSpeech(): Speech {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(key) === 'en' ? 'en' : 'vi'))
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const switchLanguage = () => {
    const other = language === 'vi' ? 'en' : 'vi'
    localStorage.setItem(key, other)
    setLanguage(other)
  }
  return { ...spoken[language], switchLanguage }
}

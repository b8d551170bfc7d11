import { createContext, type ReactNode, startTransition, use, useEffect, useState } from 'react'
import { type PhoneWords, vi } from './vi.ts'

export type Language = 'vi' | 'en'

type Spoken = {
  language: Language
  words: PhoneWords
  choose: (language: Language) => void
  /** English was chosen, is not on this phone yet, and there was no line to fetch it by. */
  englishMissing: boolean
}

const Spoken = createContext<Spoken>({ language: 'vi', words: vi, choose: () => undefined, englishMissing: false })

const remembered = 'so-thon-language'

/**
 * Vietnamese is at hand; English comes as its own chunk when somebody wants it, and Vietnamese is spoken where it cannot
 * come. The choice stays on this phone.
 */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState<Language>(() => (localStorage.getItem(remembered) === 'en' ? 'en' : 'vi'))
  const english = chosen === 'en' ? use(askedEnglish()) : undefined
  const language = english ? 'en' : 'vi'
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const choose = (wanted: Language) => {
    localStorage.setItem(remembered, wanted)
    if (!english) loading = undefined
    startTransition(() => setChosen(wanted))
  }
  const englishMissing = language !== chosen
  return <Spoken value={{ language, words: english ?? vi, choose, englishMissing }}>{children}</Spoken>
}

export function useWords(): PhoneWords {
  return use(Spoken).words
}

export function useLanguage(): Spoken {
  return use(Spoken)
}

let loading: Promise<PhoneWords | undefined> | undefined

function askedEnglish(): Promise<PhoneWords | undefined> {
  loading ??= fetchEnglish()
  return loading
}

async function fetchEnglish(): Promise<PhoneWords | undefined> {
  try {
    return (await import('./en.ts')).en
  } catch (error) {
    console.warn('English did not arrive', error)
    return undefined
  }
}

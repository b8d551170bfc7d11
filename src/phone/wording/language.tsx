import { createContext, type ReactNode, startTransition, use, useEffect, useState } from 'react'
import { type PhoneWords, vi } from './vi.ts'

export type Language = 'vi' | 'en'

type Spoken = { language: Language; words: PhoneWords; choose: (language: Language) => void }

const Spoken = createContext<Spoken>({ language: 'vi', words: vi, choose: () => undefined })

const remembered = 'so-thon-language'

/** Vietnamese is at hand; English comes as its own chunk when somebody wants it. The choice stays on this phone. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(remembered) === 'en' ? 'en' : 'vi'))
  const words = language === 'vi' ? vi : use(english())
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const choose = (chosen: Language) => {
    localStorage.setItem(remembered, chosen)
    startTransition(() => setLanguage(chosen))
  }
  return <Spoken value={{ language, words, choose }}>{children}</Spoken>
}

export function useWords(): PhoneWords {
  return use(Spoken).words
}

export function useLanguage(): Spoken {
  return use(Spoken)
}

let loading: Promise<PhoneWords> | undefined

function english(): Promise<PhoneWords> {
  loading ??= import('./en.ts').then((module) => module.en)
  return loading
}

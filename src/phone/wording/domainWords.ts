import { use } from 'react'
import { vi } from '#domain/wording/vi.ts'
import type { Words } from '#domain/wording/words.ts'
import { useLanguage } from './language.tsx'

/** The words of the form and of the law in the language chosen. Only pages that are loaded lazily ask for them. */
export function useDomainWords(): Words {
  const { language } = useLanguage()
  return language === 'vi' ? vi : use(english())
}

let loading: Promise<Words> | undefined

function english(): Promise<Words> {
  loading ??= import('#domain/wording/en.ts').then((module) => module.en)
  return loading
}

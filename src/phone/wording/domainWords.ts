import { vi } from '#domain/wording/vi.ts'
import type { Words } from '#domain/wording/words.ts'
import { inLanguage } from './inLanguage.ts'

/** The words of the form and of the law. */
export const useDomainWords = inLanguage<Words>(vi, async () => (await import('#domain/wording/en.ts')).en)

import type { CheckWords } from '#domain/wording/consistency.ts'
import { checkWords as vi } from '#domain/wording/consistency.vi.ts'
import { inLanguage } from '#phone/wording/inLanguage.ts'

/** The sentences of the checks in the language chosen. */
export const useCheckWords = inLanguage<CheckWords>(
  vi,
  async () => (await import('#domain/wording/consistency.en.ts')).checkWords,
)

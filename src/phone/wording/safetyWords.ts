import { inLanguage } from './inLanguage.ts'
import { safetyVi } from './safety.vi.ts'

/** The words of hand-over, shared phones and how safe this phone is. */
export const useSafetyWords = inLanguage(safetyVi, async () => (await import('./safety.en.ts')).safetyEn)

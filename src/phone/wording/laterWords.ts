import { inLanguage } from './inLanguage.ts'
import { laterVi } from './later.vi.ts'

/** The words of what comes after the rest of the app. */
export const useLaterWords = inLanguage(laterVi, async () => (await import('./later.en.ts')).laterEn)

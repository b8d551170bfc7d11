import { inLanguage } from './inLanguage.ts'
import { startVi } from './start.vi.ts'

/** The words of enrolment, of another person on this phone and of a forgotten PIN. */
export const useStartWords = inLanguage(startVi, async () => (await import('./start.en.ts')).startEn)

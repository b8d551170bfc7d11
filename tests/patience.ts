import { vi } from 'vitest'

/** As long as a busy machine may need, in milliseconds: no test says anything about speed. */
const patience = 30_000

/** Every wait for a screen under test is this patient. */
export async function waitPatiently(): Promise<void> {
  const { configure } = await import('@testing-library/react')
  configure({ asyncUtilTimeout: patience })
}

/** Waits until `check` no longer throws, where there is no screen. */
export function patiently<Found>(check: () => Found | Promise<Found>): Promise<Found> {
  return vi.waitFor(check, { timeout: patience })
}

if (typeof document !== 'undefined') await waitPatiently()

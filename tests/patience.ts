/** A screen under test is waited for as long as a busy machine may need: no test says anything about speed. */
export async function waitPatiently(): Promise<void> {
  const { configure } = await import('@testing-library/react')
  configure({ asyncUtilTimeout: 30_000 })
}

if (typeof document !== 'undefined') await waitPatiently()

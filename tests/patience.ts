/** A screen under test is waited for as long as a busy machine may need: no test says anything about speed. */
if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react')
  configure({ asyncUtilTimeout: 30_000 })
}

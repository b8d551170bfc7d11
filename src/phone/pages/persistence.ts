import { askToPersist } from '#phone/shell/storage.ts'

/** Asks the browser to keep what is stored. Its answer is shown where the phone's safety is; no answer is none. */
export function askOnce(): void {
  askToPersist().catch((error: unknown) =>
    console.warn('the browser did not say whether it keeps what is stored', error),
  )
}

import type { Vault } from '#phone/store/vault.ts'

/**
 * Starts the schedule of sending for the open vault, or for locked ones; returns how to stop. It is loaded beside the
 * first screen, not before it: the list is read from this phone, and nothing waits for the line.
 */
export function startSending(vault: Vault | undefined): () => void {
  let isOver = false
  let stop = () => {
    isOver = true
  }
  import('#phone/sync/schedule.ts').then(
    ({ startSchedule }) => {
      if (!isOver) stop = startSchedule(() => vault)
    },
    (error: unknown) => console.error(error),
  )
  return () => stop()
}

import { useState } from 'react'

/** Runs one save at a time. `failed` says that the last one did not reach the disk; what it was about is still on the screen. */
export function useSaving(): { busy: boolean; failed: boolean; run: (save: () => Promise<void>) => Promise<void> } {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const run = async (save: () => Promise<void>) => {
    setState('busy')
    try {
      await save()
      setState('idle')
    } catch (error) {
      console.error(error)
      setState('failed')
    }
  }
  return { busy: state === 'busy', failed: state === 'failed', run }
}

/**
 * The worker of browsers that have Background Sync (Chromium): the same as `sw.ts`, and it deposits letters while the app
 * is closed or locked. A module, so that it shares the phone's own chunk for storing and sending.
 */
import '/sw.js'
import { backgroundTag, depositInBackground } from '#phone/sync/background.ts'

type SyncEvent = ExtendableEvent & { tag: string }

self.addEventListener('sync', (event) => {
  const wake = event as SyncEvent
  if (wake.tag === backgroundTag) wake.waitUntil(depositInBackground())
})

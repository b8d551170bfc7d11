import { backgroundTag, waitingOnPhone } from '#phone/sync/background.ts'

/** Where the browser knows Background Sync (Chromium). */
type Registration = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }

/**
 * Asks the browser to wake the worker as soon as there is a line, if anything waits. Asked anew at every trigger: the
 * browser gives up after a few tries. Where it cannot be asked, or says no, the app sends when it is next looked at.
 */
export async function askForBackground(): Promise<void> {
  if (!('serviceWorker' in navigator) || (await waitingOnPhone()) === 0) return
  const registration: Registration = await navigator.serviceWorker.ready
  await registration.sync?.register(backgroundTag)
}

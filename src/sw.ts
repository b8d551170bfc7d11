import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst } from 'workbox-strategies'
import { askedForPart } from '#phone/shell/askedFor.ts'

declare const self: ServiceWorkerGlobalScope

/** The build writes the list in: every file with a revision, or with a hash in its name. */
const manifest = self.__WB_MANIFEST.filter((entry) => typeof entry !== 'string')
const askedFor = manifest.map(({ url }) => url).filter((url) => askedForPart(url))
const askedForCache = 'so-thon-asked-for'

/**
 * Keeps the phone app in one cache and answers every page of it from there, with or without a line. What only some ask
 * for is kept beside it once it was fetched, and comes along into every later version. The office, the API and the
 * rescue page are left alone. A new version waits until a person lets it in.
 */
cleanupOutdatedCaches()
precacheAndRoute(manifest.filter(({ url }) => !askedForPart(url)))
registerRoute(
  ({ sameOrigin, url }) => sameOrigin && askedForPart(url.pathname) !== undefined,
  new CacheFirst({ cacheName: askedForCache }),
)
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/xa/, /^\/api/, /^\/rescue\.html/] }),
)

self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting())
  if (event.data?.type === 'FETCH_LATER') event.waitUntil(fetchLater())
})

self.addEventListener('install', (event) => event.waitUntil(carryOver()))

// The first visit is under this worker's care at once; a later version takes over only after a person's click.
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))

/** Nothing here waits for a line: until it is over, no page is answered. */
async function takeOver(): Promise<void> {
  await forgetOlder()
  await self.clients.claim()
}

/** A worker that is busy holds up the version after it, so this has its time; what did not come is asked for again. */
async function fetchLater(): Promise<void> {
  const cache = await caches.open(askedForCache)
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname.slice(1)))
  const missing = askedFor.filter((url) => askedForPart(url) === 'later' && !kept.has(url))
  const requests = missing.map((url) => new Request(url, { signal: AbortSignal.timeout(20_000) }))
  await cache.addAll(requests).catch((error: unknown) => console.warn('the rest comes later', error))
}

/** Whoever speaks English in the old version does so in this one, without a line too: without it, it is not installed. */
async function carryOver(): Promise<void> {
  const cache = await caches.open(askedForCache)
  const kept = new Set((await cache.keys()).map(({ url }) => askedForPart(url)))
  await cache.addAll(askedFor.filter((url) => kept.has(askedForPart(url))))
}

async function forgetOlder(): Promise<void> {
  const cache = await caches.open(askedForCache)
  const older = (await cache.keys()).filter(({ url }) => !askedFor.includes(new URL(url).pathname.slice(1)))
  await Promise.all(older.map((request) => cache.delete(request)))
}

import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (string | { url: string; revision: string | null })[] }

/**
 * Keeps the whole phone app in one cache and answers every page of it from there, with or without a line. The office,
 * the API and the rescue page are left alone. A new version waits until a person lets it in.
 */
cleanupOutdatedCaches()
precacheAndRoute(self.__WB_MANIFEST)
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/xa/, /^\/api/, /^\/rescue\.html/] }),
)

self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting())
})

// The first visit is under this worker's care at once; a later version takes over only after a person's click.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

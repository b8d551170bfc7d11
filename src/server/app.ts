import { type Context, Hono } from 'hono'
import { Problem } from '#protocol/problem.ts'
import { changeRoutes } from '#server/routes/changes.ts'
import { enrolmentRoutes } from '#server/routes/enrolment.ts'
import { historyRoutes } from '#server/routes/history.ts'
import { letterRoutes } from '#server/routes/letters.ts'
import { officeRoutes } from '#server/routes/office.ts'
import { recoveryRoutes } from '#server/routes/recovery.ts'
import { staticRoutes } from '#server/routes/static.ts'
import type { CommuneStore } from './commune.ts'

export type AppDeps = CommuneStore & {
  /** The built app's folder; without it only `/api` is served. */
  dist?: string
  /** How many households a page of changes holds. */
  pageSize?: number
}

/** The commune's endpoint, without a port: routes, and the one place where a refusal or a fault becomes an answer. */
export function createApp({ dist, pageSize = 200, ...store }: AppDeps): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    const isOfApi = c.req.path.startsWith('/api/')
    for (const [name, value] of Object.entries(isOfApi ? dataHeaders : pageHeaders)) c.header(name, value)
  })
  app.route('/api/letters', letterRoutes(store))
  app.route('/api/changes', changeRoutes(store, pageSize))
  app.route('/api/history', historyRoutes(store))
  app.route('/api/enrolment', enrolmentRoutes(store))
  app.route('/api/recovery', recoveryRoutes(store))
  app.route('/api/office', officeRoutes(store))
  app.all('/api/*', () => {
    throw new Problem('not_found')
  })
  if (dist !== undefined) app.route('/', staticRoutes(dist))
  app.notFound((c) => c.json({ problem: 'not_found' }, 404))
  app.onError((fault, c) => answerTo(fault, c, store))
  return app
}

/** A refusal travels as its code; anything else is logged once and says nothing of itself. */
function answerTo(fault: Error, c: Context, store: CommuneStore): Response {
  if (fault instanceof Problem) return c.json({ problem: fault.code }, fault.status)
  store.log(`fault at ${c.req.method} ${c.req.path}: ${fault.stack}`)
  return c.json({ problem: 'server_fault' }, 500)
}

/** Of every reply. */
const safetyHeaders = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }

/** Of what is data: no cache keeps it, so that a phone needs not ask for that in each request. */
const dataHeaders = { ...safetyHeaders, 'cache-control': 'no-store' }

/** Of what a browser may show as a page. Data is never one, and goes over slow lines without them. */
const pageHeaders = {
  ...safetyHeaders,
  'content-security-policy': [
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "style-src 'self'",
    "script-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
}

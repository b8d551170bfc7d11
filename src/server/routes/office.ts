import { type Context, Hono } from 'hono'
import encodeQR from 'qr'
import type { z } from 'zod/mini'
import {
  AcceptRequest,
  DepartRequest,
  EnrolmentRequest,
  LoginRequest,
  NextRoundRequest,
  ReturnRequest,
  type SessionReply,
  SetupRequest,
} from '#protocol/office.ts'
import { Problem } from '#protocol/problem.ts'
import { EffectRequest, LoadRequest } from '#protocol/scorecard.ts'
import { endSession, logIn, reviewerOf, startSession } from '#server/accounts/sessions.ts'
import { checkSetupCode } from '#server/accounts/setupCode.ts'
import { countTries, type Tries } from '#server/accounts/tries.ts'
import type { CommuneStore } from '#server/commune.ts'
import { devicesOf, revokeDevice } from '#server/devices.ts'
import { makeEnrolment } from '#server/enrolments.ts'
import { closedRounds, openRound } from '#server/households.ts'
import { openNextRound } from '#server/nextRound.ts'
import { appendixOf, householdRecord, householdsOf } from '#server/officeReads.ts'
import { measuresReply, movementReply } from '#server/profiles.ts'
import { acceptHousehold, departHousehold, returnHousehold } from '#server/review.ts'
import { setUpCommune } from '#server/roster.ts'
import { effectOf, loadScorecard, scorecardReply } from '#server/scorecards.ts'
import { householdIn, officeReviewRoutes } from './officeReview.ts'
import { safetyRoutes } from './officeSafety.ts'
import { compactJson } from './reply.ts'
import { jsonOf } from './request.ts'
import { addressOf, sessionToken, setSessionCookie, theReviewer } from './session.ts'

/** How long an enrolment link from the office is good for. */
const enrolmentDays = 7

/** `/api/office`: the commune's screen. Whatever changes something needs a header that a foreign page cannot send. */
export function officeRoutes(store: CommuneStore): Hono {
  const tries = countTries(store.clock)
  const app = new Hono()
  app.use(async (c, next) => {
    if (!['GET', 'HEAD'].includes(c.req.method) && c.req.header('x-so-thon') !== '1')
      throw new Problem('invalid_request')
    c.header('cache-control', 'no-store')
    await next()
  })
  accountRoutes(app, store, tries)
  readingRoutes(app, store)
  changingRoutes(app, store)
  safetyRoutes(app, store)
  app.route('/', officeReviewRoutes(store))
  return app
}

function accountRoutes(app: Hono, store: CommuneStore, tries: Tries): void {
  app.get('/session', async (c) => c.json(await sessionReply(c, store)))
  app.post('/session', async (c) => {
    const token = await logIn(store, tries, await jsonOf(c, LoginRequest), addressOf(c))
    setSessionCookie(c, store, token)
    return c.json({})
  })
  app.delete('/session', async (c) => {
    await endSession(store, sessionToken(c) ?? '')
    setSessionCookie(c, store)
    return c.json({})
  })
  app.post('/setup', async (c) => {
    const { code, ...setup } = await jsonOf(c, SetupRequest)
    const key = `set-up\n${addressOf(c)}`
    tries.begin(key)
    await checkSetupCode(store, code)
    tries.succeed(key)
    await setUpCommune(store, setup)
    setSessionCookie(c, store, await startSession(store, setup.login))
    return c.json({})
  })
}

function readingRoutes(app: Hono, store: CommuneStore): void {
  app.get('/appendix', async (c) => {
    await theReviewer(c, store)
    return compactJson(c, await appendixOf(store.db))
  })
  app.get('/movement', async (c) => {
    await theReviewer(c, store)
    return compactJson(c, await movementReply(store.db))
  })
  app.get('/measures', async (c) => {
    await theReviewer(c, store)
    return compactJson(c, await measuresReply(store.db))
  })
  app.get('/scorecard', async (c) => {
    await theReviewer(c, store)
    return compactJson(c, await scorecardReply(store.db))
  })
  app.get('/hamlets/:id/households', async (c) => {
    const reviewer = await theReviewer(c, store)
    return compactJson(c, await householdsOf(store, reviewer, c.req.param('id')))
  })
  app.get('/households/:id', async (c) => {
    const reviewer = await theReviewer(c, store)
    return compactJson(c, await householdRecord(store, reviewer, householdIn(c)))
  })
  app.get('/devices', async (c) => {
    await theReviewer(c, store)
    return compactJson(c, await devicesOf(store.db))
  })
}

function changingRoutes(app: Hono, store: CommuneStore): void {
  app.post('/households/:id/accept', async (c) => {
    const reviewer = await theReviewer(c, store)
    await acceptHousehold(store, reviewer, householdIn(c), await jsonOf(c, AcceptRequest))
    return c.json({})
  })
  app.post('/households/:id/depart', async (c) => {
    const reviewer = await theReviewer(c, store)
    await departHousehold(store, reviewer, householdIn(c), await jsonOf(c, DepartRequest))
    return c.json({})
  })
  app.post('/households/:id/return', async (c) => {
    const reviewer = await theReviewer(c, store)
    await returnHousehold(store, reviewer, householdIn(c), await jsonOf(c, ReturnRequest))
    return c.json({})
  })
  app.post('/round', async (c) => {
    const reviewer = await theReviewer(c, store)
    await openNextRound(store, reviewer, await jsonOf(c, NextRoundRequest))
    return c.json({})
  })
  app.post('/scorecard/effect', async (c) => {
    await theReviewer(c, store)
    const { scorecard } = await jsonOf(c, EffectRequest)
    return compactJson(c, await effectOf(store.db, scorecard))
  })
  app.post('/scorecard', async (c) => {
    const reviewer = await theReviewer(c, store)
    await loadScorecard(store, reviewer, await jsonOf(c, LoadRequest))
    return c.json({})
  })
  app.post('/enrolments', async (c) => {
    const { login } = await theReviewer(c, store)
    const request: z.infer<typeof EnrolmentRequest> = await jsonOf(c, EnrolmentRequest)
    const made = await makeEnrolment(store, { ...request, days: enrolmentDays, actor: `office:${login}` })
    return c.json({ link: made.link, qr: encodeQR(made.link, 'svg'), expiresAt: made.expiresAt })
  })
  app.post('/devices/:id/revoke', async (c) => {
    const { login } = await theReviewer(c, store)
    await revokeDevice(store, c.req.param('id'), login)
    return c.json({})
  })
}

async function sessionReply(c: Context, store: CommuneStore): Promise<SessionReply> {
  const commune = await store.db.selectFrom('commune').select('name').executeTakeFirst()
  if (!commune) return { state: 'setup' }
  const reviewer = await reviewerOf(store, sessionToken(c))
  if (!reviewer) return { state: 'signed_out', commune: commune.name }
  const round = await openRound(store.db)
  const closed = await closedRounds(store.db)
  return {
    state: 'signed_in',
    commune: commune.name,
    reviewer: reviewer.name,
    ...(round && { round }),
    ...(closed.length > 0 && { closedRounds: closed }),
  }
}

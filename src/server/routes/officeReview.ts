import { type Context, Hono } from 'hono'
import { DeviceId, HouseholdId, OpId } from '#domain/ids.ts'
import { Problem } from '#protocol/problem.ts'
import { DeviceHamletRequest, HeldRequest, MoveRequest, SettleRequest } from '#protocol/review.ts'
import type { CommuneStore } from '#server/commune.ts'
import { declineHeld, type HeldAsSeen, type HeldKey, heldReply, takeHeld } from '#server/held.ts'
import { historyForOffice } from '#server/history.ts'
import { moveDevice, moveHousehold } from '#server/moving.ts'
import { settleRivalValues } from '#server/rivals.ts'
import { compactJson } from './reply.ts'
import { jsonOf } from './request.ts'
import { theReviewer } from './session.ts'

/** Below `/api/office`: what a person decides about rival values, held letters and who lives where; and the history. */
export function officeReviewRoutes(store: CommuneStore): Hono {
  const app = new Hono()
  householdRoutes(app, store)
  heldRoutes(app, store)
  app.post('/devices/:id/hamlet', async (c) => {
    const reviewer = await theReviewer(c, store)
    const { hamlet } = await jsonOf(c, DeviceHamletRequest)
    await moveDevice(store, reviewer, c.req.param('id'), hamlet)
    return c.json({})
  })
  return app
}

function householdRoutes(app: Hono, store: CommuneStore): void {
  app.post('/households/:id/settle', async (c) => {
    const reviewer = await theReviewer(c, store)
    await settleRivalValues(store, reviewer, householdIn(c), await jsonOf(c, SettleRequest))
    return c.json({})
  })
  app.post('/households/:id/move', async (c) => {
    const reviewer = await theReviewer(c, store)
    const { hamlet } = await jsonOf(c, MoveRequest)
    await moveHousehold(store, reviewer, householdIn(c), hamlet)
    return c.json({})
  })
  app.get('/households/:id/history', async (c) => {
    const reviewer = await theReviewer(c, store)
    return compactJson(c, await historyForOffice(store, reviewer, householdIn(c)))
  })
}

function heldRoutes(app: Hono, store: CommuneStore): void {
  app.get('/held/:device/:op', async (c) => {
    const reviewer = await theReviewer(c, store)
    return compactJson(c, await heldReply(store, reviewer, heldKey(c, { device: c.req.param('device') })))
  })
  app.post('/held/:op/take', async (c) => {
    const reviewer = await theReviewer(c, store)
    await takeHeld(store, reviewer, await heldAsSeen(c))
    return c.json({})
  })
  app.post('/held/:op/decline', async (c) => {
    const reviewer = await theReviewer(c, store)
    await declineHeld(store, reviewer, await heldAsSeen(c))
    return c.json({})
  })
}

async function heldAsSeen(c: Context): Promise<HeldAsSeen> {
  const { standing, ...sender } = await jsonOf(c, HeldRequest)
  return { ...heldKey(c, sender), standing }
}

/** An id that is no id names nothing that is held. */
function heldKey(c: Context, { device }: { device: string }): HeldKey {
  const [op, sender] = [OpId.safeParse(c.req.param('op')), DeviceId.safeParse(device)]
  if (!op.success || !sender.success) throw new Problem('not_held', { cause: op.error ?? sender.error })
  return { op: op.data, device: sender.data }
}

/** An id that is no id is a household the commune does not know. */
export function householdIn(c: Context): HouseholdId {
  const parsed = HouseholdId.safeParse(c.req.param('id'))
  if (!parsed.success) throw new Problem('unknown_household', { cause: parsed.error })
  return parsed.data
}

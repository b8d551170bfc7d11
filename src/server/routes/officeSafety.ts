import type { Hono } from 'hono'
import { longestHandover } from '#protocol/handover.ts'
import { ApproveRequest } from '#protocol/officeSafety.ts'
import type { CommuneStore } from '#server/commune.ts'
import { takeInHandover } from '#server/handover.ts'
import { restoredReply } from '#server/phonesAhead.ts'
import { approveRecovery, declineRecovery, recoveriesReply } from '#server/recoveries.ts'
import { compactJson } from './reply.ts'
import { bytesOf, jsonOf } from './request.ts'
import { theReviewer } from './session.ts'

/** What the office does when a phone, a line or the server itself has failed. */
export function safetyRoutes(app: Hono, store: CommuneStore): void {
  app.get('/restored', async (c) => {
    await theReviewer(c, store)
    return compactJson(c, await restoredReply(store.db))
  })
  app.post('/import', async (c) => {
    const { login } = await theReviewer(c, store)
    const file = await bytesOf(c, longestHandover)
    return compactJson(c, await takeInHandover(store, file, `office:${login}`))
  })
  app.get('/recoveries', async (c) => {
    await theReviewer(c, store)
    return c.json(await recoveriesReply(store))
  })
  app.post('/recoveries/:device/approve', async (c) => {
    const { login } = await theReviewer(c, store)
    const { fingerprint } = await jsonOf(c, ApproveRequest)
    return c.json(await approveRecovery(store, c.req.param('device'), { fingerprint, login }))
  })
  app.post('/recoveries/:device/decline', async (c) => {
    const { login } = await theReviewer(c, store)
    await declineRecovery(store, c.req.param('device'), login)
    return c.json({})
  })
}

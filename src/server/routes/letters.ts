import { Hono } from 'hono'
import { type DepositReply, depositLimits, protocolVersion, readBatch } from '#protocol/deposit.ts'
import { Problem } from '#protocol/problem.ts'
import { type CommuneStore, instantOf } from '#server/commune.ts'
import { standingOf } from '#server/epoch.ts'
import { takeIn } from '#server/intake.ts'
import { certificateIn } from '#server/keyring.ts'
import { compactJson } from './reply.ts'
import { bearerOf, bytesOf } from './request.ts'

/** `POST /api/letters`: a batch of letters under a deposit token. */
export function letterRoutes(store: CommuneStore): Hono {
  return new Hono().post('/', async (c) => {
    const sender = certificateIn(store.keyring, bearerOf(c) ?? '')
    if (!sender) throw new Problem('not_authorised')
    const read = readBatch(await bytesOf(c, depositLimits.batchBytes))
    if (!read) throw new Problem('invalid_request')
    const results = await takeIn(store, read.letters, sender, depositLimits.dayBytes)
    return compactJson(c, {
      protocol: protocolVersion,
      batch: read.batch,
      ...(await standingOf(store)),
      serverTime: instantOf(store),
      results,
      limits: depositLimits,
    } satisfies DepositReply)
  })
}

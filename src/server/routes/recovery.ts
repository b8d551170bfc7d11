import type { Context } from 'hono'
import { Hono } from 'hono'
import type { z } from 'zod/mini'
import { Problem } from '#protocol/problem.ts'
import { RecoveryAsk, type RecoveryAsked, RecoveryOpen, type RecoveryReply } from '#protocol/recovery.ts'
import type { CommuneStore } from '#server/commune.ts'
import { certificateIn } from '#server/keyring.ts'
import { askRecovery, openRecoveryFor } from '#server/recoveries.ts'
import { bearerOf, jsonOf } from './request.ts'

/** `/api/recovery/ask` and `/open`, under a deposit token: a forgotten PIN. */
export function recoveryRoutes(store: CommuneStore): Hono {
  return new Hono()
    .post('/ask', async (c) => {
      const sender = senderOf(c, store)
      await askRecovery(store, sender, await jsonOf(c, RecoveryAsk))
      return c.json({ asked: true } satisfies z.infer<typeof RecoveryAsked>)
    })
    .post('/open', async (c) => {
      const sender = senderOf(c, store)
      const { code } = await jsonOf(c, RecoveryOpen)
      return c.json({ sealed: await openRecoveryFor(store, sender, code) } satisfies RecoveryReply)
    })
}

function senderOf(c: Context, store: CommuneStore) {
  const sender = certificateIn(store.keyring, bearerOf(c) ?? '')
  if (!sender) throw new Problem('not_authorised')
  return sender
}

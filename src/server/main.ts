import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { backUpDaily } from '#server/backup/daily.ts'
import { createApp } from './app.ts'
import type { CommuneStore } from './commune.ts'
import { openKept } from './keptLetters.ts'

/** What the server is told from outside. */
export type Environment = { folder: string; port: number; publicUrl: string }

/** `SO_THON_FOLDER`, `PORT` and `PUBLIC_URL`, each with what holds where it is not set. Throws for a port that is none. */
export function environmentOf(variables: NodeJS.ProcessEnv, folder: string): Environment {
  const port = Number(variables.PORT ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT phải là một số từ 0 đến 65535 / must be a number from 0 to 65535: ${variables.PORT}`)
  return {
    folder: variables.SO_THON_FOLDER ?? folder,
    port,
    publicUrl: variables.PUBLIC_URL ?? `http://localhost:${port}`,
  }
}

/** The built app, where `npm run build` leaves it. */
const builtApp = fileURLToPath(new URL('../../dist', import.meta.url))

/**
 * Listens, and resolves once it does; rejects with the system's error where it cannot, as for a busy port. Closes by
 * itself on SIGINT or SIGTERM: the requests under way finish, then the database is closed.
 */
export async function serve(
  store: CommuneStore,
  { port, publicUrl = store.publicUrl, dist = builtApp }: { port: number; publicUrl?: string; dist?: string },
): Promise<{ port: number; close: () => Promise<void> }> {
  const entered = await openKept(store)
  if (entered > 0) store.log(`${entered} letters that had not opened before are in the ledger now`)
  const app = createApp({ ...store, publicUrl, ...(existsSync(dist) && { dist }) })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => resolve())
  })
  const endBackups = backUpDaily(store)
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= stop(server, store, endBackups)
    return closing
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, close)
    server.once('close', () => process.off(signal, close))
  }
  return { port: (server.address() as AddressInfo).port, close }
}

/** Milliseconds for the requests under way. A connection that a browser opened in advance would hold the server a minute. */
const grace = 5_000

async function stop(server: Server, store: CommuneStore, endBackups: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), grace).unref()
  })
  await endBackups()
  await store.close()
}

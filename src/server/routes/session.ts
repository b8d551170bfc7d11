import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { Problem } from '#protocol/problem.ts'
import { type Reviewer, reviewerOf, sessionHours } from '#server/accounts/sessions.ts'
import type { CommuneStore } from '#server/commune.ts'

const cookieName = 'so_thon_session'

/** Who is logged in. Throws `not_authorised` where nobody is. */
export async function theReviewer(c: Context, store: CommuneStore): Promise<Reviewer> {
  const reviewer = await reviewerOf(store, sessionToken(c))
  if (!reviewer) throw new Problem('not_authorised')
  return reviewer
}

export function sessionToken(c: Context): string | undefined {
  return getCookie(c, cookieName)
}

/** Gives the browser the session, or takes it away where there is no token. */
export function setSessionCookie(c: Context, store: CommuneStore, token?: string): void {
  setCookie(c, cookieName, token ?? '', {
    path: '/api/office',
    maxAge: token === undefined ? 0 : sessionHours * 3_600,
    httpOnly: true,
    sameSite: 'Strict',
    secure: store.publicUrl.startsWith('https:'),
  })
}

/**
 * Where a request comes from; `inside` when it came through no socket. A proxy on this machine says whom it speaks for
 * in the last entry of `X-Forwarded-For`; from anywhere else that header is anybody's word and does not count.
 */
export function addressOf(c: Context): string {
  const env = c.env as { incoming?: { socket: { remoteAddress?: string } } } | undefined
  const peer = env?.incoming?.socket.remoteAddress ?? 'inside'
  if (!/^(::1|(::ffff:)?127\.)/.test(peer)) return peer
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || peer
}

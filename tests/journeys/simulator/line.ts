import { communeOverHttp, type Fetch, type Commune as Line } from '#phone/sync/http.ts'
import type { Commune } from './commune.ts'
import { power } from './patches.ts'
import { gate, stillness } from './tasks.ts'

/** What may happen to one exchange between a phone and the commune. */
export const mishaps = [
  'none',
  'lost_request',
  'lost_reply',
  'twice',
  'portal',
  'server_fault',
  'cut_request',
  'cut_reply',
  'other_batch',
  /** The request lies about on the way, and arrives when the phone has long given up. */
  'delayed',
] as const
export type Mishap = (typeof mishaps)[number]

export type Parked = { url: string; request: RequestInit }

/** The way between the phones and the commune; `mishaps` are for the next exchanges, one each. */
export type Way = { commune: Commune; parked: Parked[] }

/** One phone's line in one exchange, over which these things happen; then all goes well. */
export function lineOver(way: Way, planned: readonly Mishap[] = []): Line {
  const left = [...planned]
  let before: Promise<void> = Promise.resolve()
  return communeOverHttp(async (url, request) => {
    const turn = before.then(stillness)
    const reply = turn.then(async () => {
      await gate('phone')
      const response = await exchange(way, left.shift() ?? 'none', url, request)
      await gate('phone')
      return response
    })
    before = reply.then(
      () => undefined,
      () => undefined,
    )
    return reply
  })
}

/** A request that was delayed arrives; nobody waits for the reply. */
export async function deliver(way: Way, { url, request }: Parked): Promise<string> {
  return String((await send(way)(url, request)).status)
}

async function exchange(way: Way, mishap: Mishap, url: string, request: RequestInit): Promise<Response> {
  switch (mishap) {
    case 'none':
      return send(way)(url, request)
    case 'lost_request':
      throw lost()
    case 'lost_reply':
      await send(way)(url, request)
      throw lost()
    case 'twice':
      await send(way)(url, request)
      return send(way)(url, request)
    case 'portal':
      return new Response('<!doctype html><title>Đăng nhập Wi-Fi</title>', { headers: { 'content-type': 'text/html' } })
    case 'server_fault':
      return Response.json({ problem: 'server_fault' }, { status: 500 })
    case 'cut_request':
      await send(way)(url, { ...request, body: cut(request.body) })
      throw lost()
    case 'cut_reply':
      return altered(await send(way)(url, request), (text) => text.slice(0, text.length / 2))
    case 'other_batch':
      return altered(await send(way)(url, request), (text) =>
        text.replace(/"batch":"\w+"/, `"batch":"${'0'.repeat(32)}"`),
      )
    case 'delayed':
      way.parked.push({ url, request: { ...request, signal: null } })
      throw lost()
  }
}

/** A server whose plug was pulled answers nothing. */
function send(way: Way): Fetch {
  return async (url, request) => {
    const { app } = way.commune
    const response = await app.request(url, { ...request, signal: null })
    if (app !== way.commune.app || (power.statements ?? 0) < 0) throw lost()
    return response
  }
}

function lost(): TypeError {
  return new TypeError('Failed to fetch')
}

function cut(body: RequestInit['body']): BodyInit {
  if (body instanceof Uint8Array) return body.slice(0, Math.floor(body.length / 2))
  const text = String(body)
  return text.slice(0, text.length / 2)
}

async function altered(response: Response, change: (text: string) => string): Promise<Response> {
  return new Response(change(await response.text()), {
    status: response.status,
    headers: { 'content-type': 'application/json' },
  })
}

import { communeOverHttp, type Fetch, type Commune as Line } from '#phone/sync/http.ts'
import type { ChangesRequest } from '#protocol/changes.ts'
import { readBatch, writeBatch } from '#protocol/deposit.ts'
import type { Commune } from './commune.ts'
import { atTheCommune, power, standstill } from './patches.ts'
import { gate, stillness } from './tasks.ts'
import { damagedCopy, noteUnopened, type Unopened } from './unopened.ts'

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
  /** A bit of the first letter is another when it arrives. */
  'damaged',
  /** It stands still in the server while the phone's next request goes past it. */
  'overtaken',
] as const
export type Mishap = (typeof mishaps)[number]

export type Parked = { url: string; request: RequestInit }

/** The way between the phones and the commune. `unopened`: by hash, bytes of which the commune said that they did not open. */
export type Way = { commune: Commune; parked: Parked[]; unopened: Map<string, Unopened> }

type Plan = {
  /** For the next exchanges, one each; then all goes well. */
  mishaps?: readonly Mishap[]
  /** The requests are an older build's. */
  isOld?: boolean
  /** Which bit of a letter is damaged, and where a request stands still. */
  at?: number
}

/** One phone's line in one exchange. */
export function lineOver(way: Way, plan: Plan = {}): Line {
  return communeOverHttp(fetchOver(way, plan))
}

/** The same, as requests and replies. */
export function fetchOver(way: Way, { mishaps: planned = [], isOld = false, at = 0 }: Plan): Fetch {
  const left = [...planned]
  const queue = inOrder(at)
  return (url, request) => {
    const mishap = left.shift() ?? 'none'
    const own = isOld ? ofAnOlderBuild(url, request) : request
    return queue(mishap === 'overtaken', async () => {
      await gate('phone')
      const response = await exchange(way, { mishap, at }, url, own)
      await gate('phone')
      return response
    })
  }
}

/**
 * Requests go out one after the other, each when what went before it has come to rest. One that is to be overtaken
 * stands still in the server until the next one is answered, if a next one comes.
 */
function inOrder(at: number) {
  let before: Promise<unknown> = Promise.resolve()
  let asked = 0
  const overtaken: (() => void)[] = []
  const letGo = () => {
    for (const proceed of overtaken.splice(0)) proceed()
  }
  return (isOvertaken: boolean, exchanged: () => Promise<Response>): Promise<Response> => {
    asked += 1
    const number = asked
    const turn = before.then(stillness)
    if (!isOvertaken) {
      const reply = turn.then(exchanged).finally(letGo)
      before = reply.catch(() => undefined)
      return reply
    }
    const until = new Promise<void>((proceed) => overtaken.push(proceed))
    const reply = turn.then(() => standstill.run({ left: at % 6, until }, exchanged)).finally(letGo)
    before = turn.then(stillness)
    before.then(stillness).then(() => asked === number && letGo())
    return reply
  }
}

/** An older build says less of itself and of what it has, and reads households as they are stored. */
function ofAnOlderBuild(url: string, request: RequestInit): RequestInit {
  if (!url.endsWith('/changes')) return request
  const { cursor, mark, epoch, key } = JSON.parse(textOf(request.body)) as ChangesRequest
  return { ...request, body: JSON.stringify({ cursor, mark, epoch, schema: 1, key }) }
}

function textOf(body: RequestInit['body']): string {
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body)
}

/** A request that was delayed arrives; nobody waits for the reply. */
export async function deliver(way: Way, { url, request }: Parked): Promise<string> {
  return String((await send(way)(url, request)).status)
}

type Happening = { mishap: Mishap; at: number }

async function exchange(way: Way, { mishap, at }: Happening, url: string, request: RequestInit): Promise<Response> {
  switch (mishap) {
    case 'none':
    case 'overtaken':
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
    case 'damaged':
      return damaged(way, at, url, request)
    case 'delayed':
      way.parked.push({ url, request: { ...request, signal: null } })
      throw lost()
  }
}

/** A server whose plug was pulled answers nothing. */
function send(way: Way): Fetch {
  return async (url, request) => {
    const { app } = way.commune
    const response = await atTheCommune.run(true, async () => app.request(url, { ...request, signal: null }))
    if (app !== way.commune.app || (power.statements ?? 0) < 0) throw lost()
    return response
  }
}

async function damaged(way: Way, at: number, url: string, request: RequestInit): Promise<Response> {
  const isDeposit = url.endsWith('/letters') && request.body instanceof Uint8Array
  const batch = isDeposit ? readBatch(request.body as Uint8Array) : undefined
  if (!batch) return send(way)(url, request)
  const letters = batch.letters.map((letter, i) => (i === 0 ? damagedCopy(letter, at) : letter))
  const response = await send(way)(url, { ...request, body: writeBatch(batch.batch, letters) })
  return altered(response, (text) => {
    noteUnopened(way, letters, text)
    return text
  })
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

import { z } from 'zod/mini'
import { DepositReply, protocolVersion } from '#protocol/deposit.ts'
import { type ProblemCode, problems } from '#protocol/problem.ts'
import { Refusal, Unreachable } from './failure.ts'

export type Fetch = (url: string, request: RequestInit) => Promise<Response>

/** All that the sending of letters needs of the far end. Throws as `Commune` does. */
export type DepositLine = { deposit(batch: Uint8Array<ArrayBuffer>, token: string): Promise<DepositReply> }

/** Milliseconds, long enough for a batch of 48 kB, or a page of changes, at 20 kbit/s. */
export const timeLimit = 60_000

export function depositOverHttp(send?: Fetch, limit?: number): DepositLine {
  const post = posting(send, limit)
  return { deposit: (batch, token) => post(DepositReply, 'letters', batch, token) }
}

/** One exchange with the commune: posts below `/api`, and reads the reply by its schema. Throws as `Commune` does. */
export function posting(send: Fetch = (url, request) => fetch(url, request), limit = timeLimit) {
  return async <Schema extends z.ZodMiniType>(schema: Schema, path: string, body: Body, token?: string) => {
    const reply = await exchange(send, `/api/${path}`, request(body, token, limit))
    return understood(schema, reply)
  }
}

type Body = Uint8Array<ArrayBuffer> | object

/**
 * Bytes, so that no header says what they are, and nothing about caches: the commune's answers forbid them. On a slow
 * line every header costs as much as an answer in a letter.
 */
function request(body: Body, token: string | undefined, limit: number): RequestInit {
  const headers = new Headers()
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
  return {
    method: 'POST',
    headers,
    body: body instanceof Uint8Array ? body : new TextEncoder().encode(JSON.stringify(body)),
    credentials: 'omit',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(limit),
  }
}

/** Sends and reads one JSON reply. A captive portal answers 200 with a page of its own, or sends us elsewhere. */
async function exchange(send: Fetch, url: string, request: RequestInit): Promise<unknown> {
  const { response, text } = await received(send, url, request)
  const json = isJson(response) ? parsed(text) : undefined
  if (response.ok && json !== undefined) return json
  const problem = z.object({ problem: z.string() }).safeParse(json)
  if (problem.success && Object.hasOwn(problems, problem.data.problem))
    throw new Refusal(problem.data.problem as ProblemCode)
  throw new Unreachable(response.status >= 500 ? 'server_down' : 'not_our_server')
}

async function received(send: Fetch, url: string, request: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    const response = await send(url, request)
    return { response, text: await response.text() }
  } catch (error) {
    const isTimeout = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
    throw new Unreachable(isTimeout ? 'timed_out' : 'no_line', { cause: error })
  }
}

function understood<Schema extends z.ZodMiniType>(schema: Schema, json: unknown): z.infer<Schema> {
  const reply = schema.safeParse(json)
  if (reply.success) return reply.data
  const newer = z.looseObject({ protocol: z.int().check(z.gt(protocolVersion)) }).safeParse(json)
  throw new Unreachable(newer.success ? 'newer_protocol' : 'not_our_server', { cause: reply.error })
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('application/json') ?? false
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // cut off on the way, or no JSON at all: not a reply either way
  }
}

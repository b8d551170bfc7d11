import { z } from 'zod/mini'
import { ChangesReply, type ChangesRequest } from '#protocol/changes.ts'
import { DepositReply, protocolVersion } from '#protocol/deposit.ts'
import { ClaimReply, type ClaimRequest, ConfirmReply, LookReply, ProblemReply } from '#protocol/enrolment.ts'
import { type ProblemCode, problems } from '#protocol/problem.ts'
import { Refusal, Unreachable } from './failure.ts'

/**
 * The far end, as the phone sees it. Every call throws `Refusal` where the commune's server says no, and `Unreachable`
 * where nobody we know answered within the time limit.
 */
export type Commune = {
  look(code: string): Promise<LookReply>
  claim(request: ClaimRequest): Promise<ClaimReply>
  confirm(request: { code: string; device: string }, reading: string): Promise<void>
  deposit(batch: Uint8Array<ArrayBuffer>, token: string): Promise<DepositReply>
  changes(request: ChangesRequest, reading: string): Promise<ChangesReply>
}

export type Fetch = (url: string, request: RequestInit) => Promise<Response>

/** Long enough for a batch of 48 kB, or a page of changes, at 20 kbit/s. */
const timeLimit = 60_000

/** The real line. Tests put the server's own app behind `send`. */
export function communeOverHttp(send: Fetch = (url, request) => fetch(url, request), limit = timeLimit): Commune {
  const post = async <Schema extends z.ZodMiniType>(schema: Schema, path: string, body: Body, token?: string) => {
    const reply = await exchange(send, `/api/${path}`, request(body, token, limit))
    return understood(schema, reply)
  }
  return {
    look: (code) => post(LookReply, 'enrolment/look', { code }),
    claim: (request) => post(ClaimReply, 'enrolment/claim', request),
    confirm: async (request, reading) => {
      await post(ConfirmReply, 'enrolment/confirm', request, reading)
    },
    deposit: (batch, token) => post(DepositReply, 'letters', batch, token),
    changes: (request, reading) => post(ChangesReply, 'changes', request, reading),
  }
}

type Body = Uint8Array<ArrayBuffer> | object

function request(body: Body, token: string | undefined, limit: number): RequestInit {
  const isBytes = body instanceof Uint8Array
  const headers = new Headers({ 'content-type': isBytes ? 'application/octet-stream' : 'application/json' })
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
  return {
    method: 'POST',
    headers,
    body: isBytes ? body : JSON.stringify(body),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'manual',
    signal: AbortSignal.timeout(limit),
  }
}

/** Sends and reads one JSON reply. A captive portal answers 200 with a page of its own, or sends us elsewhere. */
async function exchange(send: Fetch, url: string, request: RequestInit): Promise<unknown> {
  const { response, text } = await received(send, url, request)
  const json = isJson(response) ? parsed(text) : undefined
  if (response.ok && json !== undefined) return json
  const problem = ProblemReply.safeParse(json)
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

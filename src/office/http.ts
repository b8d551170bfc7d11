import { z } from 'zod/mini'
import type { DeviceId, HamletId, HouseholdId, OpId } from '#domain/ids.ts'
import { ProblemReply } from '#protocol/enrolment.ts'
import { HistoryReply } from '#protocol/history.ts'
import {
  type AcceptRequest,
  AppendixReply,
  type DepartRequest,
  DevicesReply,
  EnrolmentReply,
  type EnrolmentRequest,
  HouseholdReply,
  HouseholdsReply,
  type LoginRequest,
  MeasuresReply,
  MovementReply,
  type NextRoundRequest,
  type ReturnRequest,
  SessionReply,
  type SetupRequest,
} from '#protocol/office.ts'
import { ApproveReply, ImportReply, RecoveriesReply, RestoredReply } from '#protocol/officeSafety.ts'
import { type ProblemCode, problems } from '#protocol/problem.ts'
import { HeldReply, type HeldRequest, type SettleRequest } from '#protocol/review.ts'
import { type EffectRequest, type LoadRequest, ScorecardEffect, ScorecardReply } from '#protocol/scorecard.ts'

/** How a request leaves this screen. `fetch` is the real one; tests put the server's own app here. */
export type Wire = (path: string, init: RequestInit) => Promise<Response>

/** Why something was not done: the server's refusal, or that no reply of our server came. */
export type RefusalCode = ProblemCode | 'no_line' | 'not_our_server'

/** Nothing was changed, or it is not known that it was; `code` picks the sentence. */
export class Refusal extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode, options?: ErrorOptions) {
    super(code, options)
    this.name = 'Refusal'
    this.code = code
  }
}

/** The longest a reply may take before the line counts as gone. */
const patienceMs = 20_000
/** The same for a file, which may hold hundreds of letters to open. */
const filePatienceMs = 180_000

/** What a step answers that has nothing to tell: an object of ours, never a foreign page. */
const Done = z.looseObject({})

/** The commune's server as the office sees it. Every reply has passed its schema; every failure is a `Refusal`. */
export type OfficeLine = ReturnType<typeof officeLine>

export function officeLine(wire: Wire) {
  return {
    session: () => ask(wire, SessionReply, 'GET', 'session'),
    logIn: (request: LoginRequest) => ask(wire, Done, 'POST', 'session', request),
    logOut: () => ask(wire, Done, 'DELETE', 'session'),
    setUp: (request: SetupRequest) => ask(wire, Done, 'POST', 'setup', request),
    appendix: () => ask(wire, AppendixReply, 'GET', 'appendix'),
    movement: () => ask(wire, MovementReply, 'GET', 'movement'),
    measures: () => ask(wire, MeasuresReply, 'GET', 'measures'),
    households: (hamlet: HamletId) => ask(wire, HouseholdsReply, 'GET', `hamlets/${hamlet}/households`),
    household: (id: HouseholdId) => ask(wire, HouseholdReply, 'GET', `households/${id}`),
    accept: (id: HouseholdId, request: AcceptRequest) => ask(wire, Done, 'POST', `households/${id}/accept`, request),
    depart: (id: HouseholdId, request: DepartRequest) => ask(wire, Done, 'POST', `households/${id}/depart`, request),
    sendBack: (id: HouseholdId, request: ReturnRequest) => ask(wire, Done, 'POST', `households/${id}/return`, request),
    settle: (id: HouseholdId, request: SettleRequest) => ask(wire, Done, 'POST', `households/${id}/settle`, request),
    history: (id: HouseholdId) => ask(wire, HistoryReply, 'GET', `households/${id}/history`),
    move: (id: HouseholdId, hamlet: HamletId) => ask(wire, Done, 'POST', `households/${id}/move`, { hamlet }),
    held: (device: DeviceId, op: OpId) => ask(wire, HeldReply, 'GET', `held/${device}/${op}`),
    takeHeld: (op: OpId, request: HeldRequest) => ask(wire, Done, 'POST', `held/${op}/take`, request),
    declineHeld: (op: OpId, request: HeldRequest) => ask(wire, Done, 'POST', `held/${op}/decline`, request),
    openNextRound: (request: NextRoundRequest) => ask(wire, Done, 'POST', 'round', request),
    scorecard: () => ask(wire, ScorecardReply, 'GET', 'scorecard'),
    scorecardEffect: (request: EffectRequest) => ask(wire, ScorecardEffect, 'POST', 'scorecard/effect', request),
    loadScorecard: (request: LoadRequest) => ask(wire, Done, 'POST', 'scorecard', request),
    devices: () => ask(wire, DevicesReply, 'GET', 'devices'),
    enrol: (request: z.infer<typeof EnrolmentRequest>) => ask(wire, EnrolmentReply, 'POST', 'enrolments', request),
    moveDevice: (device: DeviceId, hamlet: HamletId) => ask(wire, Done, 'POST', `devices/${device}/hamlet`, { hamlet }),
    revoke: (device: string) => ask(wire, Done, 'POST', `devices/${device}/revoke`),
    importFile: (file: Uint8Array<ArrayBuffer>) => ask(wire, ImportReply, 'POST', 'import', file),
    restored: () => ask(wire, RestoredReply, 'GET', 'restored'),
    recoveries: () => ask(wire, RecoveriesReply, 'GET', 'recoveries'),
    approveRecovery: (device: string, fingerprint: string) =>
      ask(wire, ApproveReply, 'POST', `recoveries/${device}/approve`, { fingerprint }),
    declineRecovery: (device: string) => ask(wire, Done, 'POST', `recoveries/${device}/decline`),
  }
}

type Method = 'GET' | 'POST' | 'DELETE'

async function ask<Reply>(
  wire: Wire,
  schema: z.ZodMiniType<Reply>,
  method: Method,
  path: string,
  request?: unknown,
): Promise<Reply> {
  const response = await send(wire, method, path, request)
  const body = await bodyOf(response)
  if (!response.ok) throw new Refusal(refusalIn(body))
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new Refusal('not_our_server', { cause: parsed.error })
  return parsed.data
}

async function send(wire: Wire, method: Method, path: string, request: unknown): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['x-so-thon'] = '1'
  const isFile = request instanceof Uint8Array
  if (request !== undefined) headers['content-type'] = isFile ? 'application/octet-stream' : 'application/json'
  const signal = AbortSignal.timeout(isFile ? filePatienceMs : patienceMs)
  const init: RequestInit = { method, headers, signal, credentials: 'same-origin' }
  if (request !== undefined) init.body = isFile ? request.slice() : JSON.stringify(request)
  try {
    return await wire(`/api/office/${path}`, init)
  } catch (cause) {
    throw new Refusal('no_line', { cause })
  }
}

/** A reply without a body stands for an empty object; anything that is not JSON is not our server's. */
async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return {}
  let text: string
  try {
    text = await response.text()
  } catch (cause) {
    throw new Refusal('no_line', { cause })
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Refusal('not_our_server', { cause })
  }
}

/** A newer server may refuse with a code this build has no sentence for. */
function refusalIn(body: unknown): RefusalCode {
  const reply = ProblemReply.safeParse(body)
  if (!reply.success) return 'not_our_server'
  return Object.hasOwn(problems, reply.data.problem) ? (reply.data.problem as ProblemCode) : 'server_fault'
}

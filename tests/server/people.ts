import type { Hono } from 'hono'
import type { z } from 'zod/mini'
import { type HouseholdChange, Operation } from '#domain/household/operation.ts'
import { DeviceId, type HouseholdId, OpId, RoundId } from '#domain/ids.ts'
import type { AnswerValue, SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { day } from '#domain/units.ts'
import { ChangesReply, type HouseholdState, type OperationSettled } from '#protocol/changes.ts'
import { DepositReply, type LetterResult, writeBatch } from '#protocol/deposit.ts'
import { ClaimReply, LookReply } from '#protocol/enrolment.ts'
import { makeKeyPair, publicKeyBytes, publicKeyFrom } from '#protocol/keys.ts'
import { sealEscrow, sealLetter } from '#protocol/letter.ts'
import { HouseholdReply } from '#protocol/office.ts'
import type { HeldReply } from '#protocol/review.ts'
import { createApp } from '#server/app.ts'
import { type CommuneStore, openCommune } from '#server/commune.ts'
import { makeEnrolment } from '#server/enrolments.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { householdId } from '../builders.ts'

/** A commune of two hamlets, whose clock stands where the test puts it. */
export type TestCommune = {
  store: CommuneStore
  app: Hono
  time: { now: Date }
  logged: string[]
}

export const reviewer = { name: 'Lê Thị Hoài', login: 'hoai', password: 'mật-khẩu-rất-dài' }

export async function aCommune(options: { pageSize?: number; folder?: string } = {}): Promise<TestCommune> {
  const { folder, ...ofApp } = options
  const time = { now: new Date('2024-10-20T01:00:00.000Z') }
  const logged: string[] = []
  const store = await openCommune({
    ...(folder !== undefined && { folder }),
    clock: () => time.now,
    log: (line) => logged.push(line),
    publicUrl: 'https://xa.example.vn/',
  })
  return { store, app: createApp({ ...store, ...ofApp }), time, logged }
}

/** The same, set up, with households 1 to 5 in Làng Mài and 6 to 7 in Làng Gió. */
export async function aCommuneWithHouseholds(options: { pageSize?: number } = {}): Promise<TestCommune> {
  const commune = await aCommune(options)
  await setUpCommune(commune.store, setup)
  await addHouseholds(
    commune.store,
    [1, 2, 3, 4, 5, 6, 7].map((number) => ({
      id: householdId(number),
      hamlet: number <= 5 ? 'lang-mai' : 'lang-gio',
      number,
    })),
  )
  return commune
}

export const setup = {
  commune: 'Bình Lương',
  area: 'rural' as const,
  round: {
    id: RoundId.parse('2024'),
    standard: '2022-2025',
    area: 'rural' as const,
    reviewDate: day('2024-10-15'),
    awayResidents: 'counted' as const,
  },
  hamlets: [
    { name: 'Làng Mài', people: 464, households: 98, toLift: 6 },
    { name: 'Làng Gió', people: 485, households: 126, toLift: 0 },
  ],
  reviewer: reviewer.name,
  login: reviewer.login,
  password: reviewer.password,
}

/** A phone as the server meets it: keys, tokens, and a counter. */
export type Phone = {
  commune: TestCommune
  device: DeviceId
  keys: CryptoKeyPair
  recipient: { id: string; publicKey: CryptoKey }
  deposit: string
  reading: string
  n: number
  /** The mark that came with each cursor, to go back with it. */
  marks: Map<number, string>
}

/** Enrols by a new link, claimed and confirmed over the wire. */
export async function anEnrolledPhone(
  commune: TestCommune,
  { enumerator = 'Lương Văn Thịnh', hamlet = 'lang-mai' } = {},
): Promise<Phone> {
  const { code } = await makeEnrolment(commune.store, { enumerator, hamlet, days: 7 })
  const { phone } = await claimed(commune, code)
  await post(commune.app, '/api/enrolment/confirm', { code, device: phone.device }, phone.reading)
  return phone
}

/** Looks and claims as a new phone does, without confirming. */
export async function claimed(commune: TestCommune, code: string) {
  const { key } = LookReply.parse(await (await post(commune.app, '/api/enrolment/look', { code })).json())
  const recipient = { id: key.id, publicKey: await publicKeyFrom(Buffer.from(key.publicKey, 'base64url')) }
  const keys = await makeKeyPair()
  const device = DeviceId.parse(crypto.randomUUID())
  const publicKey = Buffer.from(await publicKeyBytes(keys.publicKey)).toString('base64url')
  const dataKey = crypto.getRandomValues(new Uint8Array(32))
  const escrow = Buffer.from(await sealEscrow(dataKey, device, recipient.publicKey)).toString('base64url')
  const request = { code, device, publicKey, escrow }
  const reply = ClaimReply.parse(await (await post(commune.app, '/api/enrolment/claim', request)).json())
  const phone: Phone = {
    commune,
    device,
    keys,
    recipient,
    deposit: reply.deposit,
    reading: reply.reading,
    n: 0,
    marks: new Map(),
  }
  return { phone, request, reply, dataKey }
}

type Change = Omit<Partial<HouseholdChange>, 'facts'> & { facts?: Record<string, { value: unknown; seen: number }> }

/** The phone's next operation on one household. */
export function operationOf(
  phone: Phone,
  household: HouseholdId,
  { facts = {}, ...change }: Change,
  more: Partial<Operation> = {},
): Operation {
  phone.n += 1
  return Operation.parse({
    op: OpId.parse(`019${crypto.randomUUID().slice(3)}`),
    device: phone.device,
    n: phone.n,
    round: '2024',
    households: { [household]: { ...change, facts } },
    at: '2024-10-20T00:59:00.000Z',
    ...more,
  })
}

export function sealed(phone: Phone, operation: Operation): Promise<Uint8Array<ArrayBuffer>> {
  return sealLetter(operation, { sender: phone.keys, recipient: phone.recipient })
}

/** Deposits operations as letters of their own and returns what became of each. */
export async function send(phone: Phone, ...operations: Operation[]): Promise<LetterResult[]> {
  return sendBytes(phone, await Promise.all(operations.map((operation) => sealed(phone, operation))))
}

export async function sendBytes(phone: Phone, letters: Uint8Array[]): Promise<LetterResult[]> {
  const batch = '00112233445566778899aabbccddeeff'
  const response = await postBytes(phone.commune.app, phone.deposit, writeBatch(batch, letters))
  const reply = DepositReply.parse(await response.json())
  if (reply.batch !== batch) throw new Error('another batch was answered')
  return reply.results
}

export async function sendOne(phone: Phone, operation: Operation): Promise<LetterResult> {
  const [result] = await send(phone, operation)
  return result!
}

export async function postBytes(app: Hono, token: string, body: Uint8Array<ArrayBuffer>): Promise<Response> {
  return app.request('/api/letters', { method: 'POST', headers: { authorization: `Bearer ${token}` }, body })
}

export async function post(app: Hono, path: string, body: unknown, token?: string): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  return app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

export async function pull(phone: Phone, cursor: number, epoch = phone.commune.store.epoch): Promise<ChangesReply> {
  const request = { cursor, mark: phone.marks.get(cursor), epoch, schema: 1 }
  const page = ChangesReply.parse(await (await post(phone.commune.app, '/api/changes', request, phone.reading)).json())
  if (page.mark !== undefined) phone.marks.set(page.cursor, page.mark)
  return page
}

/** The household rows of a page. */
export function statesIn({ changes }: ChangesReply): z.infer<typeof HouseholdState>[] {
  return changes.flatMap((change) => ('state' in change ? [change] : []))
}

/** The rows of a page about the phone's own operations. */
export function settledIn({ changes }: ChangesReply): z.infer<typeof OperationSettled>[] {
  return changes.flatMap((change) => ('status' in change ? [change] : []))
}

/** A reviewer's browser: it keeps its cookie and sends the office's header. */
export type Desk = {
  get: (path: string) => Promise<Response>
  post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>
  sendBytes: (path: string, body: Uint8Array<ArrayBuffer>) => Promise<Response>
  delete: (path: string) => Promise<Response>
  household: (id: HouseholdId) => Promise<HouseholdReply>
}

export function aDesk({ app }: TestCommune): Desk {
  let cookie = ''
  const request = async (method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) => {
    const response = await app.request(`/api/office/${path}`, {
      method,
      headers: { cookie, ...(method !== 'GET' && { 'x-so-thon': '1' }), ...headers },
      ...(body !== undefined && { body }),
    })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return response
  }
  return {
    get: (path) => request('GET', path),
    post: (path, body, headers) => request('POST', path, body === undefined ? body : JSON.stringify(body), headers),
    sendBytes: (path, body) => request('POST', path, body),
    delete: (path) => request('DELETE', path),
    household: async (id) => HouseholdReply.parse(await (await request('GET', `households/${id}`)).json()),
  }
}

export async function aSignedInDesk(commune: TestCommune): Promise<Desk> {
  const desk = aDesk(commune)
  const response = await desk.post('session', { login: reviewer.login, password: reviewer.password })
  if (!response.ok) throw new Error(`log-in refused: ${await response.text()}`)
  return desk
}

/** Decides on a held operation as the reviewer sees it now. */
export async function decide(desk: Desk, what: 'take' | 'decline', { op, device }: Operation): Promise<Response> {
  const { standing = '' } = (await (await desk.get(`held/${device}/${op}`)).json()) as Partial<HeldReply>
  return desk.post(`held/${op}/${what}`, { device, standing })
}

/** Every answer as a fact by path, none of them seen before. */
export function factsOf(
  { household, residents }: SurveyAnswers,
  seen = 0,
): Record<string, { value: AnswerValue; seen: number }> {
  const ofResidents = residents.flatMap(({ id, ...answers }) =>
    Object.entries(answers).map(([question, value]) => [`${id}/${question}`, value] as const),
  )
  const all = [...Object.entries(household), ...ofResidents] as [string, AnswerValue][]
  return Object.fromEntries(all.map(([path, value]) => [path, { value, seen }]))
}

/** A finished survey: these answers, and the step to the commune. */
export function aFinishedSurvey(answers: SurveyAnswers, seen = 0) {
  return { facts: factsOf(answers, seen), move: { to: 'submitted', expected: 'not_started' } as const }
}

export async function problemOf(response: Response): Promise<{ status: number; problem: string }> {
  const body = (await response.json()) as { problem: string }
  return { status: response.status, ...body }
}

import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { expect, test } from 'vitest'
import type { Survey } from '#domain/household/survey.ts'
import { DepositReply, readBatch, writeBatch } from '#protocol/deposit.ts'
import { dictionaries } from '#protocol/dictionary.ts'
import { bufferOf, suite } from '#protocol/hpke.ts'
import { DevicesReply } from '#protocol/office.ts'
import { packed } from '#protocol/packed.ts'
import { hashOf } from '#server/commune.ts'
import { openKept } from '#server/keptLetters.ts'
import { aHousehold, householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  aFinishedSurvey,
  anEnrolledPhone,
  aSignedInDesk,
  type Desk,
  factsOf,
  operationOf,
  type Phone,
  post,
  postBytes,
  sealed,
  type TestCommune,
} from './people.ts'

/** How many mutations, and from which seed: `SO_THON_MUTATIONS=10000 SO_THON_SEED=7 vitest run …`. */
const numRuns = Number(process.env.SO_THON_MUTATIONS ?? 300)
const seed = Number(process.env.SO_THON_SEED ?? 2024)

const oddValues: unknown[] = [
  null,
  '',
  'rain',
  '\u0000',
  'Ế́\u202e',
  'x'.repeat(3_000),
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  true,
  [],
  ['television', 'television'],
  {},
  { __proto__: null, constructor: 1 },
  '__proto__',
  '../../etc',
  "' or 1=1 --",
  householdId(6),
]

/** One change of a JSON value: at the `where`th place in it, another value, or the member gone or given another name. */
type Edit = { where: number; how: 'replace' | 'remove' | 'rename' | 'double'; value: unknown }
const edit: fc.Arbitrary<Edit> = fc.record({
  where: fc.nat({ max: 200 }),
  how: fc.constantFrom('replace', 'replace', 'remove', 'rename', 'double'),
  value: fc.constantFrom(...oddValues),
})

function edited(body: unknown, { where, how, value }: Edit): unknown {
  const copy = structuredClone(body)
  const places: [Record<string, unknown>, string][] = []
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key])
      walk((node as Record<string, unknown>)[key])
    }
  }
  walk(copy)
  const [node, key] = places[where % Math.max(1, places.length)] ?? []
  if (!node || key === undefined) return value
  if (how === 'replace') node[key] = value
  if (how === 'double') node[`${key}x`] = node[key]
  if (how === 'rename') node[JSON.stringify(value).slice(0, 40)] = node[key]
  if (how === 'remove' || how === 'rename') delete node[key]
  return copy
}

/** One change of bytes: a bit flipped, an end cut off, or something behind it. */
const bytesEdit = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('flip', 'cut', 'more', 'none'),
  bit: fc.nat({ max: 7 }),
})

function altered(
  bytes: Uint8Array,
  { at, how, bit }: { at: number; how: string; bit: number },
): Uint8Array<ArrayBuffer> {
  const place = at % bytes.length
  if (how === 'cut') return bytes.slice(0, place)
  if (how === 'more') return Uint8Array.from([...bytes, ...bytes.slice(0, place % 64)])
  const copy = Uint8Array.from(bytes)
  if (how === 'flip') copy[place]! ^= 1 << bit
  return copy
}

const action = fc.record({
  kind: fc.constantFrom('batch', 'letter', 'operation', 'operation', 'wire', 'office', 'good'),
  phone: fc.nat({ max: 2 }),
  household: fc.constantFrom(1, 2, 6, 70, 71),
  value: fc.constantFrom('rain', 'piped', 'bottled', null),
  seen: fc.nat({ max: 60 }),
  whole: fc.boolean(),
  token: fc.nat({ max: 5 }),
  target: fc.nat({ max: 20 }),
  edit,
  bytes: bytesEdit,
})
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never

/** The commune under test, and all that was ever said to it. */
type Trial = {
  commune: TestCommune
  desk: Desk
  phones: Phone[]
  said: Set<string>
  ops: Set<string>
  /** What it answered to have: the operation's id of its device, or the bytes' hash. */
  acknowledged: { device: string; op: string; hash: string }[]
}

async function aTrial(): Promise<Trial> {
  const commune = await aCommuneWithHouseholds({ pageSize: 3 })
  const phones = [
    await anEnrolledPhone(commune),
    await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' }),
    await anEnrolledPhone(commune, { enumerator: 'Ngân Văn Bảy', hamlet: 'lang-gio' }),
  ]
  const desk = await aSignedInDesk(commune)
  return { commune, desk, phones, said: new Set(), ops: new Set(), acknowledged: [] }
}

async function act(trial: Trial, what: Action): Promise<number> {
  if (what.kind === 'wire') return askOnTheWire(trial, what)
  if (what.kind === 'office') return askAtTheOffice(trial, what)
  return deposit(trial, what)
}

/** A letter as a phone makes it; of the kind `operation`, with something wrong before it is sealed. */
async function letterFor(trial: Trial, what: Action): Promise<Uint8Array<ArrayBuffer>> {
  const { kind, phone, household, value, seen, whole } = what
  const sender = trial.phones[phone]!
  const facts = { water_source: { value, seen } }
  const change = whole ? aFinishedSurvey(aHousehold(), seen) : { facts }
  const operation = operationOf(sender, householdId(household), change as never)
  const said = JSON.parse(packed(operation))
  const content = kind === 'operation' ? edited(said, what.edit) : said
  trial.ops.add(operation.op)
  for (const one of valuesIn(content)) trial.said.add(JSON.stringify(one))
  const letter = await sealed(sender, operation)
  return kind === 'operation' ? sealedAnew(sender, letter, content) : letter
}

/** The same letter with another content, sealed by the same phone, as a program with a fault would. */
async function sealedAnew({ keys, recipient }: Phone, letter: Uint8Array, content: unknown) {
  const header = letter.slice(0, 41)
  const text = new TextEncoder().encode(JSON.stringify(content))
  const sender = await suite.createSenderContext({
    recipientPublicKey: recipient.publicKey,
    senderKey: keys,
    info: bufferOf(new TextEncoder().encode('so-thon letter 1')),
  })
  const plain = deflateSync(text, { dictionary: dictionaries[1]! })
  const ciphertext = await sender.seal(bufferOf(plain), header.buffer)
  return Uint8Array.from([...header, ...new Uint8Array(sender.enc), ...new Uint8Array(ciphertext)])
}

async function deposit(trial: Trial, what: Action): Promise<number> {
  const sender = trial.phones[what.phone]!
  const letter = await letterFor(trial, what)
  const batch = writeBatch('0123456789abcdef0123456789abcdef', [
    what.kind === 'letter' ? altered(letter, what.bytes) : letter,
    ...(what.whole ? [letter] : []),
  ])
  const body = what.kind === 'batch' ? altered(batch, what.bytes) : batch
  const token = what.token === 0 ? sender.reading : what.token === 1 ? `${sender.deposit}x` : sender.deposit
  const response = await postBytes(trial.commune.app, token, body)
  if (response.status !== 200) return response.status
  const letters = readBatch(body)!.letters
  const { results } = DepositReply.parse(await response.json())
  expect(results).toHaveLength(letters.length)
  for (const [i, { op, status, reason }] of results.entries()) {
    expect(status, reason).not.toBe('later')
    const isKept = status !== 'reseal' && reason !== 'letter_too_large'
    if (isKept) trial.acknowledged.push({ device: sender.device, op, hash: hashOf(letters[i]!) })
  }
  return response.status
}

/** Whatever stands anywhere in it. */
function valuesIn(content: unknown): unknown[] {
  if (typeof content !== 'object' || content === null) return [content]
  return [content, ...Object.values(content).flatMap(valuesIn)]
}

async function askOnTheWire({ commune, phones }: Trial, { phone, target, token, edit, seen }: Action): Promise<number> {
  const { device, reading, deposit } = phones[phone]!
  const code = 'A'.repeat(22)
  const asks: [string, object][] = [
    ['/api/changes', { cursor: seen, schema: 1, storage: { persisted: true, usage: 5 }, failure: 'fault', waiting: 2 }],
    ['/api/changes', { cursor: 0, epoch: commune.store.epoch, schema: 1, build: '1', key: 'x' }],
    ['/api/history', { household: householdId(1) }],
    ['/api/enrolment/look', { code }],
    ['/api/enrolment/claim', { code, device, publicKey: 'B'.repeat(87), escrow: 'C'.repeat(120) }],
    ['/api/enrolment/confirm', { code, device }],
  ]
  const [path, body] = asks[target % asks.length]!
  return (await post(commune.app, path, edited(body, edit), token === 0 ? deposit : reading)).status
}

async function askAtTheOffice(trial: Trial, { phone, household, target, value, edit, seen }: Action): Promise<number> {
  const { device } = trial.phones[phone]!
  const [id, op] = [householdId(household), [...trial.ops].at(seen) ?? 'nothing']
  const revision = (
    await trial.commune.store.db.selectFrom('households').select('revision').where('id', '=', id).executeTakeFirst()
  )?.revision
  const { standing = '' } = await (await trial.desk.get(`held/${device}/${op}`)).json()
  const asks: [string, object][] = [
    [`households/${id}/settle`, { revision, path: 'water_source', value }],
    [`households/${id}/accept`, { revision }],
    [`households/${id}/return`, { revision, path: 'latrine', reason: 'Xem lại' }],
    [`households/${id}/move`, { hamlet: seen % 3 ? 'lang-mai' : 'lang-gio' }],
    [`held/${op}/take`, { device, standing }],
    [`held/${op}/decline`, { device, standing }],
    ['enrolments', { enumerator: 'Lò Thị Ba', hamlet: 'lang-mai' }],
    ['session', { login: 'ai-do', password: 'khong-dung' }],
  ]
  const [path, body] = asks[target % asks.length]!
  const sent = target % 3 === 0 ? body : edited(body, edit)
  if (typeof sent === 'object' && sent !== null && 'value' in sent) trial.said.add(JSON.stringify(sent.value))
  return (await trial.desk.post(path, sent)).status
}

test('odd requests by the hundred: no fault, nothing lost, nothing invented, and all that is strange lies open', async () => {
  const trial = await aTrial()
  for (const value of Object.values(factsOf(aHousehold()))) trial.said.add(JSON.stringify(value.value))
  await fc.assert(
    fc.asyncProperty(action, async (what) => {
      expect(await act(trial, what)).toBeLessThan(500)
      // A phone that names a number we never gave makes a new epoch, and says so: no fault.
      expect(trial.commune.logged.filter((line) => !line.includes('a new epoch begins'))).toEqual([])
    }),
    { numRuns, seed, endOnFailure: true },
  )
  await openKept(trial.commune.store)
  const { db } = trial.commune.store
  const ledger = await db.selectFrom('ledger').selectAll().execute()
  const unopened = await db.selectFrom('unopened').selectAll().execute()
  const [entered, kept] = [
    new Set(ledger.map(({ device, op }) => `${device} ${op}`)),
    new Set(unopened.map(({ hash }) => hash)),
  ]
  const lost = trial.acknowledged.filter(({ device, op, hash }) => !entered.has(`${device} ${op}`) && !kept.has(hash))
  expect(lost).toEqual([])
  expect(ledger.filter(({ op }) => !trial.ops.has(op))).toEqual([])
  for (const { body } of await db.selectFrom('surveys').select('body').execute()) {
    const { fields, rivals } = JSON.parse(body) as Survey
    for (const { value } of [...Object.values(fields), ...Object.values(rivals).flat()])
      expect(trial.said).toContain(JSON.stringify(value))
  }
  const { held } = DevicesReply.parse(await (await trial.desk.get('devices')).json())
  expect(held).toHaveLength(ledger.filter(({ outcome }) => outcome === 'held').length + unopened.length)
  expect(held.length).toBeGreaterThan(numRuns / 20)
  expect(new Set(ledger.map(({ outcome }) => outcome)).size).toBeGreaterThan(2)
})

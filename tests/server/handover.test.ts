import { createHash, createHmac } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { sealBox } from '#phone/store/box.ts'
import { DepositReply, writeBatch } from '#protocol/deposit.ts'
import { AnsweredOperations, type HandoverHead, readHandover } from '#protocol/handover.ts'
import { writeHandover } from '#protocol/handoverFile.ts'
import { answerIn, fragmentOf, longestFragment } from '#protocol/handoverLink.ts'
import { sealEscrow } from '#protocol/letter.ts'
import { ImportReply } from '#protocol/officeSafety.ts'
import { makeEnrolment } from '#server/enrolments.ts'
import { takeInHandover } from '#server/handover.ts'
import { openKeyRing } from '#server/keyring.ts'
import { householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  anEnrolledPhone,
  aSignedInDesk,
  claimed,
  type Desk,
  operationOf,
  type Phone,
  postBytes,
  problemOf,
  sealed,
  sendOne,
  type TestCommune,
} from './people.ts'

let commune: TestCommune
let phone: Phone
let desk: Desk

beforeEach(async () => {
  commune = await aCommuneWithHouseholds()
  phone = await anEnrolledPhone(commune)
  desk = await aSignedInDesk(commune)
})

const edit = (value: string, household = 1) =>
  operationOf(phone, householdId(household), { facts: { latrine: { value, seen: 0 } } })

function headOf(deposit: string, more: Partial<HandoverHead> = {}): HandoverHead {
  const proof = createHash('sha256').update(deposit).digest('base64url')
  return { certificate: deposit.split('.')[0]!, proof, savedAt: '2024-10-20T00:00:00.000Z', ...more }
}
const fileOf = (letters: Uint8Array[], more: Partial<HandoverHead> = {}) =>
  writeHandover(headOf(phone.deposit, more), letters)

async function bring(file: Uint8Array<ArrayBuffer>): Promise<Response> {
  return desk.sendBytes('import', file)
}
const brought = async (file: Uint8Array<ArrayBuffer>) => {
  const response = await bring(file)
  return ImportReply.parse(await response.json())
}
const ledger = () => commune.store.db.selectFrom('ledger').selectAll().orderBy('n').execute()
const everything = async () => {
  const { db } = commune.store
  const [households, rescued, log] = [
    await db.selectFrom('households').selectAll().execute(),
    await db.selectFrom('rescued').selectAll().execute(),
    await db.selectFrom('change_log').selectAll().execute(),
  ]
  return { ledger: await ledger(), households, rescued, log }
}

describe('a hand-over file', () => {
  test('is taken in as if its letters had come over the line, and answered one by one', async () => {
    const [first, second] = [edit('septic'), edit('none', 99)]
    const reply = await brought(fileOf([await sealed(phone, first), await sealed(phone, second)]))
    expect(reply).toMatchObject({
      device: phone.device,
      enumerator: 'Lương Văn Thịnh',
      hamlet: 'Làng Mài',
      isCut: false,
    })
    expect(reply.results).toMatchObject([
      { op: first.op, status: 'applied', receipt: expect.any(String) },
      { op: second.op, status: 'held', reason: 'unknown_household' },
    ])
    expect((await ledger()).map(({ op }) => op)).toEqual([first.op, second.op])
  })

  test('brought twice, and its letters over the line as well, changes nothing', async () => {
    const letter = await sealed(phone, edit('septic'))
    const first = await brought(fileOf([letter]))
    const before = await everything()
    expect((await brought(fileOf([letter]))).results).toEqual(first.results)
    const deposit = await postBytes(commune.app, phone.deposit, writeBatch('0'.repeat(32), [letter]))
    expect(DepositReply.parse(await deposit.json()).results).toEqual(first.results)
    expect(await everything()).toEqual(before)
  })

  test('of letters that came over the line before says so, and changes nothing', async () => {
    const operation = edit('septic')
    const answered = await sendOne(phone, operation)
    const before = await everything()
    expect((await brought(fileOf([await sealed(phone, operation)]))).results).toEqual([answered])
    expect(await everything()).toEqual(before)
  })

  test('of more letters than one transaction takes is taken in whole', async () => {
    const letters: Uint8Array[] = []
    for (let i = 0; i < 101; i++) letters.push(await sealed(phone, edit(i % 2 === 0 ? 'septic' : 'none')))
    const { results, qr } = await brought(fileOf(letters))
    expect(results.filter(({ status }) => status === 'applied')).toHaveLength(101)
    expect(qr, 'too long for one code').toBeUndefined()
  })

  test('cut in the middle gives its whole letters, and says that it is cut', async () => {
    const [first, second] = [edit('septic'), edit('none', 2)]
    const whole = fileOf([await sealed(phone, first), await sealed(phone, second)])
    const reply = await brought(whole.slice(0, whole.length - 5))
    expect([reply.isCut, reply.results.map(({ op }) => op)]).toEqual([true, [first.op]])
  })

  test('with a letter that is damaged keeps it, and takes in the others', async () => {
    const [first, second] = [edit('septic'), edit('none', 2)]
    const damaged = await sealed(phone, first)
    damaged[damaged.length - 1]! ^= 1
    const { results } = await brought(fileOf([damaged, await sealed(phone, second)]))
    expect(results.map(({ status }) => status)).toEqual(['held', 'applied'])
    expect(await commune.store.db.selectFrom('unopened').selectAll().execute()).toHaveLength(1)
  })

  test('of a revoked phone is held for the reviewer', async () => {
    await desk.post(`devices/${phone.device}/revoke`)
    const { results } = await brought(fileOf([await sealed(phone, edit('septic'))]))
    expect(results).toMatchObject([{ status: 'held', reason: 'device_revoked' }])
  })

  test('of a phone that only its certificate remembers makes it known, with its reading token', async () => {
    await commune.store.db.deleteFrom('enrolments').execute()
    await commune.store.db.deleteFrom('devices').execute()
    expect((await brought(fileOf([await sealed(phone, edit('septic'))]))).results).toMatchObject([
      { status: 'applied' },
    ])
    expect(
      (await commune.store.db.selectFrom('devices').select('reading_hash').execute())[0]?.reading_hash,
    ).toBeTruthy()
  })

  test.each([
    ['that is none', () => new TextEncoder().encode('PK\u0003\u0004 một tệp khác'), 400, 'not_a_handover'],
    ['of a newer app', () => Uint8Array.from([...new TextEncoder().encode('SOTHON'), 9, 0, 0]), 400, 'newer_handover'],
    ['cut in its head', () => fileOf([]).slice(0, 60), 400, 'damaged_handover'],
    ['of another commune’s phone', () => writeHandover(headOf('eyJ9.x'), []), 403, 'foreign_handover'],
    [
      'with the certificate but not its proof',
      () => writeHandover({ ...headOf(phone.deposit), proof: 'A'.repeat(43) }, []),
      403,
      'foreign_handover',
    ],
  ])('%s is refused, and nothing is written', async (_, file, status, problem) => {
    const before = await everything()
    expect(await problemOf(await bring(file()))).toEqual({ status, problem })
    expect(await everything()).toEqual(before)
  })

  test('is taken from nobody who is not logged in', async () => {
    await desk.delete('session')
    expect(await problemOf(await bring(fileOf([])))).toEqual({ status: 401, problem: 'not_authorised' })
  })
})

describe('the answer to a file', () => {
  test('is signed for its phone, and names phone, epoch, operations and what is backed up', async () => {
    await commune.store.db
      .insertInto('meta')
      .values({ key: 'backed_up_to', value: '2024-10-19T00:00:00.000Z' })
      .execute()
    const operation = edit('septic')
    const { answer, results } = await brought(fileOf([await sealed(phone, operation)]))
    expect(answer.signature).toBe(createHmac('sha256', phone.reading).update(answer.body).digest('base64url'))
    expect(AnsweredOperations.parse(JSON.parse(answer.body))).toEqual({
      device: phone.device,
      epoch: commune.store.epoch,
      at: '2024-10-20T01:00:00.000Z',
      backedUpTo: '2024-10-19T00:00:00.000Z',
      results,
    })
  })

  test('is a QR code of a link to this commune, which holds the whole answer', async () => {
    const { answer, qr } = await brought(fileOf([await sealed(phone, edit('septic'))]))
    expect(qr).toMatch(/^<svg /)
    const fragment = fragmentOf(answer)
    expect(fragment).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(await answerIn(fragment)).toEqual(answer)
  })

  test.each([
    ['nothing', ''],
    ['no base64', '!!!'],
    ['nothing deflated', 'AAAA'],
    ['more than a code holds', 'A'.repeat(longestFragment + 1)],
  ])('read from a link of %s is nobody’s', async (_, fragment) => {
    expect(await answerIn(fragment)).toBeUndefined()
  })
})

describe('what a rescue page saved', () => {
  const draft = { path: 'latrine', value: 'septic', seen: 3, at: '2024-10-19T02:00:00.000Z' }

  /** A phone with a data key of its own, and rows boxed as the phone boxes them. */
  async function rescued() {
    const { code } = await makeEnrolment(commune.store, { enumerator: 'Vi Thị Lan', hamlet: 'lang-mai', days: 7 })
    const made = await claimed(commune, code)
    const key = await crypto.subtle.importKey('raw', made.dataKey, 'AES-GCM', false, ['encrypt'])
    const rowOf = async (table: string, id: string, value: unknown, household?: string) => {
      const box = Buffer.from(await sealBox(key, { table, id }, value))
      const [iv, boxed] = [box.subarray(0, 12).toString('base64url'), box.subarray(12).toString('base64url')]
      return { table, id, iv, sealed: boxed, ...(household !== undefined && { household }) }
    }
    return { ...made, rowOf }
  }
  const keep = (deposit: string, rows: NonNullable<HandoverHead['rescued']>['rows'], escrow?: string) =>
    brought(writeHandover(headOf(deposit, { rescued: { rows, ...(escrow !== undefined && { escrow }) } }), []))

  test('is opened and shown with its household, question and value, and merged into nothing', async () => {
    const { phone: other, request, rowOf } = await rescued()
    const before = (await everything()).households
    const row = await rowOf('drafts', 'x1', draft, householdId(1))
    const reply = await keep(other.deposit, [row, await rowOf('operations', 'x2', { op: 'x2' })], request.escrow)
    expect(reply.rescued).toEqual([
      { kind: 'operations', body: { op: 'x2' } },
      { kind: 'drafts', household: householdId(1), hamlet: 'Làng Mài', number: 1, body: draft },
    ])
    expect((await everything()).households).toEqual(before)
  })

  test('opens with the escrow of the enrolment where the file has none, and with a key of before a change', async () => {
    const { phone: other, rowOf } = await rescued()
    const row = await rowOf('drafts', 'x1', draft, householdId(1))
    expect((await keep(other.deposit, [row])).rescued).toMatchObject([{ body: draft }])
    await commune.store.db.updateTable('devices').set({ escrow: null }).execute()
    const foreign = (await openKeyRing()).letterKeys.values().next().value!
    const useless = Buffer.from(await sealEscrow(new Uint8Array(32), other.device, foreign.publicKey)).toString(
      'base64url',
    )
    const another = await rowOf('drafts', 'x2', { ...draft, value: 'none' }, householdId(1))
    const { rescued: rows } = await keep(other.deposit, [another], useless)
    expect(rows).toContainEqual({ kind: 'drafts', household: householdId(1), hamlet: 'Làng Mài', number: 1 })
  })

  test('is kept as it came where no key opens it, and opened once a later file brings the key', async () => {
    const { phone: other, request, rowOf } = await rescued()
    await commune.store.db.updateTable('devices').set({ escrow: null }).execute()
    const row = await rowOf('drafts', 'x1', draft, householdId(1))
    expect((await keep(other.deposit, [row])).rescued[0]).not.toHaveProperty('body')
    expect((await keep(other.deposit, [row], request.escrow)).rescued).toMatchObject([{ body: draft }])
  })

  test('of a row that was moved to another place does not open', async () => {
    const { phone: other, request, rowOf } = await rescued()
    const row = { ...(await rowOf('drafts', 'x1', draft)), id: 'x2' }
    expect((await keep(other.deposit, [row], request.escrow)).rescued[0]).not.toHaveProperty('body')
  })

  test('brought twice is there once; another version of a row is there beside it', async () => {
    const { phone: other, request, rowOf } = await rescued()
    const row = await rowOf('drafts', 'x1', draft, householdId(1))
    await keep(other.deposit, [row], request.escrow)
    expect((await keep(other.deposit, [row], request.escrow)).rescued).toHaveLength(1)
    const newer = await rowOf('drafts', 'x1', { ...draft, value: 'none' }, householdId(1))
    expect((await keep(other.deposit, [newer], request.escrow)).rescued).toHaveLength(2)
  })
})

test('the same function serves the command line', async () => {
  const operation = edit('septic')
  const file = fileOf([await sealed(phone, operation)])
  expect(readHandover(file)).toMatchObject({ outcome: 'read' })
  const reply = await takeInHandover(commune.store, file, 'server')
  expect(reply.results).toMatchObject([{ op: operation.op, status: 'applied' }])
})

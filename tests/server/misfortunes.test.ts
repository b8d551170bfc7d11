import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emptySurvey, type Rival } from '#domain/household/survey.ts'
import { DeviceId, OpId, RoundId } from '#domain/ids.ts'
import { ChangesReply } from '#protocol/changes.ts'
import { writeBatch } from '#protocol/deposit.ts'
import { readHandover } from '#protocol/handover.ts'
import { writeHandover } from '#protocol/handoverFile.ts'
import { fragmentOf } from '#protocol/handoverLink.ts'
import { makeKeyPair, publicKeyBytes } from '#protocol/keys.ts'
import { backUpIfDue } from '#server/backup/daily.ts'
import { sealBackup } from '#server/backup/file.ts'
import { restore } from '#server/backup/restore.ts'
import { setUpSecret } from '#server/backup/setUp.ts'
import { hashOf } from '#server/commune.ts'
import { revokeDevice } from '#server/devices.ts'
import { makeEnrolment } from '#server/enrolments.ts'
import { standingOf } from '#server/epoch.ts'
import { openKept } from '#server/keptLetters.ts'
import { readKeyRing } from '#server/keyring.ts'
import { approveRecovery, recoveriesReply } from '#server/recoveries.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { happenedBetween } from '#server/surveyDiff.ts'
import { householdId } from '../builders.ts'
import {
  aCommune,
  aCommuneWithHouseholds,
  anEnrolledPhone,
  claimed,
  operationOf,
  type Phone,
  post,
  postBytes,
  sealed,
  sendBytes,
  sendOne,
  setup,
  type TestCommune,
} from './people.ts'

const edit = (phone: Phone, household = 1) =>
  operationOf(phone, householdId(household), { facts: { latrine: { value: 'septic', seen: 0 } } })
const headOf = async ({ store }: TestCommune) =>
  (await store.db.selectFrom('counter').select('head').executeTakeFirstOrThrow()).head

async function ask(phone: Phone, request: object): Promise<ChangesReply> {
  const body = { epoch: phone.commune.store.epoch, schema: 1, ...request }
  return ChangesReply.parse(await (await post(phone.commune.app, '/api/changes', body, phone.reading)).json())
}

describe('a commune in a folder', () => {
  let folder: string
  let commune: TestCommune
  const more: string[] = []

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'so-thon-misfortune-'))
    commune = await aCommune({ folder })
    await setUpCommune(commune.store, setup)
    await addHouseholds(
      commune.store,
      [1, 2, 3].map((number) => ({ id: householdId(number), hamlet: 'lang-mai', number })),
    )
  })
  afterEach(async () => {
    await commune.store.close()
    for (const one of [folder, ...more.splice(0)]) rmSync(one, { recursive: true, force: true })
  })

  test('a folder that was copied back whole and went on is told by the mark of a phone’s cursor', async () => {
    const a = await anEnrolledPhone(commune)
    const b = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    await commune.store.close()
    const copy = mkdtempSync(join(tmpdir(), 'so-thon-copy-'))
    more.push(copy)
    cpSync(folder, copy, { recursive: true })
    commune = await aCommune({ folder })
    await sendOne({ ...a, commune }, edit(a))
    const { cursor, mark, epoch } = await ask({ ...a, commune }, { cursor: 0 })
    expect(mark).toMatch(/^[0-9a-f]{8} lang-mai$/)
    expect(await ask({ ...a, commune }, { cursor, mark })).not.toHaveProperty('reset')
    await commune.store.close()
    rmSync(folder, { recursive: true })
    cpSync(copy, folder, { recursive: true })
    commune = await aCommune({ folder })
    for (const household of [2, 3]) await sendOne({ ...b, commune }, edit(b, household))
    expect(await headOf(commune)).toBeGreaterThanOrEqual(cursor)
    const page = await ask({ ...a, commune }, { cursor, mark })
    expect(page).toMatchObject({ reset: true, changes: [] })
    expect(page.epoch).not.toBe(epoch)
  })

  test('a backup dated by a clock that ran ahead vouches for nothing, and the next is due', async () => {
    await setUpSecret({ folder, random: commune.store.random })
    commune.time.now = new Date('2027-03-01T00:00:00Z')
    expect(await backUpIfDue(commune.store)).toBeDefined()
    commune.time.now = new Date('2024-10-21T00:00:00.000Z')
    expect(await standingOf(commune.store)).not.toHaveProperty('backedUpTo')
    expect(await backUpIfDue(commune.store)).toBeDefined()
    expect(await standingOf(commune.store)).toHaveProperty('backedUpTo', '2024-10-21T00:00:00.000Z')
  })

  test('a backup of a newer build is refused before anything is written', async () => {
    const secret = await setUpSecret({ folder, random: commune.store.random })
    await commune.store.close()
    const file = join(folder, 'so-thon.sqlite')
    const db = new DatabaseSync(file)
    db.exec('pragma user_version = 99')
    db.close()
    const keyring = join(folder, 'keyring.json')
    const at = '2024-10-20T01:00:00.000Z'
    const contents = { at, keyring: readFileSync(keyring), database: readFileSync(file) }
    const backup = join(folder, 'newer.backup')
    writeFileSync(backup, sealBackup(contents, readKeyRing(keyring).backup!, commune.store.random))
    const to = join(folder, 'restored')
    await expect(restore({ file: backup, folder: to, secret: secret! })).rejects.toThrow('newer')
    expect(existsSync(to)).toBe(false)
  })
})

describe('a letter that does not open', () => {
  test('is answered with the hash of its bytes', async () => {
    const commune = await aCommuneWithHouseholds()
    const phone = await anEnrolledPhone(commune)
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    const broken = await sealed(phone, edit(phone))
    broken[broken.length - 1]! ^= 1
    const letters = [broken, await sealed(other, edit(other)), new Uint8Array(5)]
    const results = await sendBytes(phone, letters)
    expect(results.map(({ reason }) => reason)).toEqual(['not_authentic', 'wrong_device', 'malformed_letter'])
    expect(results.map(({ hash }) => hash)).toEqual(letters.map((letter) => hashOf(letter)))
    const nothing = await sealed(phone, { ...edit(phone), households: {} })
    expect(await sendBytes(phone, [nothing])).toMatchObject([{ reason: 'not_understood', hash: hashOf(nothing) }])
    expect(await sendOne(phone, edit(phone))).not.toHaveProperty('hash')
  })

  test('and meets a fault when it is tried again keeps no other from the record', async () => {
    const commune = await aCommuneWithHouseholds()
    const a = await anEnrolledPhone(commune)
    const b = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    await sendBytes(a, [await sealed(b, edit(b, 1)), await sealed(b, edit(b, 2))])
    await sendOne(a, edit(a, 1))
    const { db } = commune.store
    await db.updateTable('surveys').set({ body: '{}' }).where('household', '=', householdId(1)).execute()
    expect(await openKept(commune.store)).toBe(1)
    expect(commune.logged.join()).toContain('kept letter')
    expect(await db.selectFrom('unopened').select('hash').execute()).toHaveLength(1)
  })
})

describe('a certificate of a hamlet that the database lacks', () => {
  test('is told to come later, reads nothing, and is no fault', async () => {
    const commune = await aCommuneWithHouseholds()
    const phone = await anEnrolledPhone(commune)
    const empty = await aCommune()
    Object.assign(empty.store.keyring, commune.store.keyring)
    const letter = await sealed(phone, edit(phone))
    const batch = await postBytes(empty.app, phone.deposit, writeBatch('0'.repeat(32), [letter]))
    expect([batch.status, (await batch.json()).results]).toMatchObject([200, [{ status: 'later' }]])
    const pulled = await post(empty.app, '/api/changes', { cursor: 0, schema: 1 }, phone.reading)
    expect(await pulled.json()).toMatchObject({ problem: 'not_authorised' })
    expect(pulled.status).toBeLessThan(500)
  })
})

test('a hand-over of thousands of letters is answered, without a code too long for a camera', () => {
  const body = Array.from({ length: 600_000 }, (_, i) => hashOf(`${i >> 5}`)[i % 32]).join('')
  expect(fragmentOf({ body, signature: 'A' }).length).toBeGreaterThan(100_000)
})

test('a hand-over file cut between two letters is known as cut', () => {
  const head = { certificate: 'c', proof: 'A'.repeat(43), savedAt: '2024-10-20T01:00:00.000Z' }
  const file = writeHandover(head, [new Uint8Array(20), new Uint8Array(30)])
  expect(readHandover(file)).toMatchObject({ isCut: false })
  expect(readHandover(file.subarray(0, file.length - 34))).toMatchObject({ isCut: true })
})

test('a revoked phone recovers nothing', async () => {
  const commune = await aCommuneWithHouseholds()
  const { code } = await makeEnrolment(commune.store, { enumerator: 'Vi Thị Lan', hamlet: 'lang-mai', days: 7 })
  const { request, reply } = await claimed(commune, code)
  const publicKey = Buffer.from(await publicKeyBytes((await makeKeyPair()).publicKey)).toString('base64url')
  const { escrow, device } = request
  await post(commune.app, '/api/recovery/ask', { publicKey, escrow }, reply.deposit)
  const [asked] = (await recoveriesReply(commune.store)).recoveries
  const approve = () => approveRecovery(commune.store, device, { fingerprint: asked!.fingerprint, login: 'hoai' })
  const { code: approved } = await approve()
  const { db } = commune.store
  await db.updateTable('devices').set({ state: 'revoked' }).where('id', '=', device).execute() // as a second claim does
  expect((await recoveriesReply(commune.store)).recoveries).toEqual([])
  await expect(approve()).rejects.toThrow('recovery_not_asked')
  const opened = await post(commune.app, '/api/recovery/open', { code: approved }, reply.deposit)
  expect(await opened.json()).toMatchObject({ problem: 'device_revoked' })
  await revokeDevice(commune.store, device, 'hoai')
  expect(await db.selectFrom('recoveries').select('device').execute()).toEqual([])
})

test('a phone that names a number nobody ever gave moves nothing', async () => {
  const commune = await aCommuneWithHouseholds()
  const phone = await anEnrolledPhone(commune)
  const head = await headOf(commune)
  expect(await ask(phone, { cursor: head + 1e12 + 1 })).toMatchObject({ reset: true, epoch: commune.store.epoch })
  expect(await headOf(commune)).toBe(head)
  await ask(phone, { cursor: head + 1e12 })
  expect(await headOf(commune)).toBeGreaterThan(head)
})

test('two phones’ operations under one id are two in the history', () => {
  const before = emptySurvey(RoundId.parse('2024'))
  const op = OpId.parse(`019${crypto.randomUUID().slice(3)}`)
  const rival = (by: string): Rival => ({
    ...{ value: 1, seen: 0, revision: 1, n: 1, at: '2024-10-20T01:00:00.000Z' },
    ...{ op, by, device: DeviceId.parse(crypto.randomUUID()) },
  })
  const [first, second] = [rival('Vi Thị Lan'), rival('Hà Văn Ba')]
  const from = { ...before, rivals: { latrine: [first] } }
  const to = { ...before, rivals: { latrine: [first, second] } }
  expect(happenedBetween(from, to, '')).toMatchObject([{ what: 'rival_kept', by: 'Hà Văn Ba' }])
})

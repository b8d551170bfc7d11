import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ChangesReply } from '#protocol/changes.ts'
import { publicKeyFrom } from '#protocol/keys.ts'
import { readKeyRing, withNewLetterKey, writeKeyRing } from '#server/keyring.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { householdId } from '../builders.ts'
import {
  aCommune,
  anEnrolledPhone,
  operationOf,
  type Phone,
  post,
  sealed,
  sendBytes,
  sendOne,
  setup,
  type TestCommune,
} from './people.ts'

let folder: string
let commune: TestCommune
let phone: Phone

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'so-thon-keys-'))
  commune = await aCommune({ folder })
  await setUpCommune(commune.store, setup)
  await addHouseholds(commune.store, [{ id: householdId(1), hamlet: 'lang-mai', number: 1 }])
  phone = await anEnrolledPhone(commune)
})
afterEach(async () => {
  await commune.store.close()
  rmSync(folder, { recursive: true })
})

const edit = (value: string) => operationOf(phone, householdId(1), { facts: { latrine: { value, seen: 0 } } })
const pulled = async (key?: string) =>
  ChangesReply.parse(
    await (await post(commune.app, '/api/changes', { cursor: 0, schema: 1, key }, phone.reading)).json(),
  )

async function rotate(): Promise<void> {
  const file = join(folder, 'keyring.json')
  writeKeyRing(file, await withNewLetterKey(readKeyRing(file)))
  await commune.store.close()
  commune = await aCommune({ folder })
  phone = { ...phone, commune }
}

test('after a new letter key the old one still opens what was sealed to it, and the phones stay who they are', async () => {
  const letter = await sealed(phone, edit('septic'))
  const old = phone.recipient.id
  await rotate()
  expect(commune.store.keyring.current.id).not.toBe(old)
  expect(await sendBytes(phone, [letter])).toMatchObject([{ status: 'applied' }])
  expect((await pulled()).changes).toHaveLength(1)
})

test('a phone that seals to another key than the current one is given it, and only such a phone', async () => {
  expect(await pulled(phone.recipient.id)).not.toHaveProperty('key')
  await rotate()
  expect(await pulled(), 'a phone that names none').not.toHaveProperty('key')
  const { key } = await pulled(phone.recipient.id)
  expect(key).toEqual(commune.store.keyring.current)
  phone.recipient = { id: key!.id, publicKey: await publicKeyFrom(Buffer.from(key!.publicKey, 'base64url')) }
  expect(await sendOne(phone, edit('septic'))).toMatchObject({ status: 'applied' })
  expect(await pulled(key!.id)).not.toHaveProperty('key')
})

test('the changed key ring is its owner’s alone', async () => {
  await rotate()
  expect((statSync(join(folder, 'keyring.json')).mode & 0o777).toString(8)).toBe('600')
})

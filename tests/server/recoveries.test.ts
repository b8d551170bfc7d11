import { beforeEach, describe, expect, test } from 'vitest'
import { makeKeyPair, publicKeyBytes } from '#protocol/keys.ts'
import { ApproveReply, RecoveriesReply } from '#protocol/officeSafety.ts'
import { fingerprintOf, RecoveryAsked, RecoveryReply } from '#protocol/recovery.ts'
import { openRecovery } from '#protocol/recoverySeal.ts'
import { makeEnrolment } from '#server/enrolments.ts'
import {
  aCommuneWithHouseholds,
  aSignedInDesk,
  claimed,
  type Desk,
  post,
  problemOf,
  type TestCommune,
} from './people.ts'

let commune: TestCommune
let desk: Desk
let deposit: string
let device: string
let escrow: string
let dataKey: Uint8Array
let fresh: CryptoKeyPair
let publicKey: string

async function aFreshKey(): Promise<void> {
  fresh = await makeKeyPair()
  publicKey = Buffer.from(await publicKeyBytes(fresh.publicKey)).toString('base64url')
}

beforeEach(async () => {
  commune = await aCommuneWithHouseholds()
  desk = await aSignedInDesk(commune)
  const { code } = await makeEnrolment(commune.store, { enumerator: 'Vi Thị Lan', hamlet: 'lang-mai', days: 7 })
  const made = await claimed(commune, code)
  ;({ dataKey } = made)
  ;({ escrow, device } = made.request)
  deposit = made.reply.deposit
  await aFreshKey()
})

const ask = (more = {}) => post(commune.app, '/api/recovery/ask', { publicKey, escrow, ...more }, deposit)
const open = (code: string) => post(commune.app, '/api/recovery/open', { code }, deposit)
const waiting = async () => RecoveriesReply.parse(await (await desk.get('recoveries')).json()).recoveries
const approve = async () => {
  const { fingerprint } = (await waiting())[0]!
  return ApproveReply.parse(await (await desk.post(`recoveries/${device}/approve`, { fingerprint })).json())
}
const minutes = (count: number) => {
  commune.time.now = new Date(commune.time.now.getTime() + count * 60_000)
}
const refused = async (response: Response | Promise<Response>) => (await problemOf(await response)).problem
const auditOf = async () =>
  await commune.store.db.selectFrom('audit').select(['actor', 'action']).where('action', 'like', '%recover%').execute()
const wrong = (code: string) => (code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`)

describe('a phone whose PIN is forgotten', () => {
  test('gets its data key by the code that the officer reads out, and nobody else can open the answer', async () => {
    expect(RecoveryAsked.parse(await (await ask()).json())).toEqual({ asked: true })
    const { code, expiresAt } = await approve()
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    expect(expiresAt).toBe('2024-10-20T01:10:00.000Z')
    const { sealed } = RecoveryReply.parse(await (await open(code)).json())
    const bytes = Buffer.from(sealed, 'base64url')
    expect(await openRecovery(bytes, { device, code }, fresh)).toEqual(dataKey)
    await expect(openRecovery(bytes, { device, code: wrong(code) }, fresh)).rejects.toThrow()
    await expect(openRecovery(bytes, { device, code }, await makeKeyPair())).rejects.toThrow()
    expect(await auditOf()).toEqual([
      { actor: device, action: 'asked_recovery' },
      { actor: 'office:hoai', action: 'approved_recovery' },
      { actor: device, action: 'recovered' },
    ])
  })

  test('stands in the office with the fingerprint that it shows itself', async () => {
    await ask()
    expect(await waiting()).toEqual([
      {
        device,
        enumerator: 'Vi Thị Lan',
        hamlet: 'Làng Mài',
        fingerprint: await fingerprintOf(new Uint8Array(Buffer.from(publicKey, 'base64url'))),
        askedAt: '2024-10-20T01:00:00.000Z',
      },
    ])
  })

  test('asking again with the same key keeps its approval; with another key it begins anew', async () => {
    await ask()
    const { code } = await approve()
    await ask()
    expect((await waiting())[0]).toHaveProperty('expiresAt')
    await aFreshKey()
    await ask()
    expect((await waiting())[0]).not.toHaveProperty('expiresAt')
    expect(await refused(open(code))).toBe('recovery_not_approved')
  })

  test('that a restored server has never met is met by its certificate, with the escrow that it kept', async () => {
    await commune.store.db.deleteFrom('enrolments').execute()
    await commune.store.db.deleteFrom('devices').execute()
    await ask()
    const { code } = await approve()
    expect((await open(code)).status).toBe(200)
  })

  test('is answered alike where the reply was lost, until the code is over; then no more', async () => {
    await ask()
    const { code } = await approve()
    const first = await (await open(code)).json()
    expect(await (await open(code)).json()).toEqual(first)
    expect(await refused(open(wrong(code)))).toBe('recovery_wrong_code')
    expect(await waiting()).toEqual([])
    minutes(10)
    expect(await refused(open(code))).toBe('recovery_expired')
  })
})

describe('a code', () => {
  test('is good for ten minutes', async () => {
    await ask()
    const { code } = await approve()
    minutes(9.9)
    expect((await open(code)).status).toBe(200)
    await aFreshKey()
    await ask()
    const other = await approve()
    minutes(10)
    expect(await refused(open(other.code))).toBe('recovery_expired')
  })

  test('may be tried five times, also by tries at once, and never after; a new approval makes a new one', async () => {
    await ask()
    const { code } = await approve()
    const tries = await Promise.all(Array.from({ length: 5 }, () => refused(open(wrong(code)))))
    expect(tries).toEqual(Array.from({ length: 5 }, () => 'recovery_wrong_code'))
    expect(await refused(open(code))).toBe('recovery_expired')
    const again = await approve()
    expect(await refused(open(code))).toBe('recovery_wrong_code')
    expect((await open(again.code)).status).toBe(200)
  })

  test('is kept nowhere in clear', async () => {
    await ask()
    const { code } = await approve()
    expect(JSON.stringify(await commune.store.db.selectFrom('recoveries').selectAll().execute())).not.toContain(code)
    expect(JSON.stringify(await commune.store.db.selectFrom('audit').selectAll().execute())).not.toContain(code)
  })
})

describe('refused is', () => {
  test('a code before anybody asked, and before the officer approved', async () => {
    expect(await refused(open('ABCDEFGH'))).toBe('recovery_not_asked')
    await ask()
    expect(await refused(open('ABCDEFGH'))).toBe('recovery_not_approved')
  })

  test('an approval of another fingerprint than the one that stands there now', async () => {
    await ask()
    const { fingerprint } = (await waiting())[0]!
    await aFreshKey()
    await ask()
    expect(await refused(desk.post(`recoveries/${device}/approve`, { fingerprint }))).toBe('changed_meanwhile')
  })

  test('what the officer declined', async () => {
    await ask()
    const { code } = await approve()
    expect((await desk.post(`recoveries/${device}/decline`)).status).toBe(200)
    expect(await waiting()).toEqual([])
    expect(await refused(open(code))).toBe('recovery_not_asked')
    expect(await refused(desk.post(`recoveries/${device}/decline`))).toBe('recovery_not_asked')
  })

  test('a revoked phone, a key that is none, and an escrow that the commune cannot open', async () => {
    expect(await refused(ask({ publicKey: 'A'.repeat(87) }))).toBe('invalid_request')
    expect(await refused(ask({ escrow: 'A'.repeat(160) }))).toBe('invalid_request')
    await desk.post(`devices/${device}/revoke`)
    expect(await refused(ask())).toBe('device_revoked')
  })

  test('whoever has no deposit token, or is not logged in', async () => {
    const nobody = post(commune.app, '/api/recovery/ask', { publicKey, escrow }, 'x.y')
    expect(await refused(nobody)).toBe('not_authorised')
    await ask()
    await desk.delete('session')
    expect(await refused(desk.get('recoveries'))).toBe('not_authorised')
    expect(await refused(desk.post(`recoveries/${device}/approve`, { fingerprint: '' }))).toBe('not_authorised')
  })
})

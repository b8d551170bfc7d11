import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { DeviceId, HamletId } from '#domain/ids.ts'
import { makeKeyPair, publicKeyBytes } from '#protocol/keys.ts'
import { type Certificate, readCertificate, writeCertificate } from '#server/certificate.ts'
import {
  certificateIn,
  depositTokenOf,
  type KeyRing,
  openKeyRing,
  readerIn,
  readingTokenBeside,
  readingTokenOf,
} from '#server/keyring.ts'

let ring: KeyRing
let certificate: Certificate

beforeAll(async () => {
  ring = await openKeyRing()
  certificate = {
    device: DeviceId.parse('0b9f3c52-7d0e-4a43-9d0f-00ff10e2c3d4'),
    enumerator: 'Lương Văn Thịnh',
    hamlet: HamletId.parse('lang-mai'),
    publicKey: await aPublicKey(),
  }
})

const aPublicKey = async () => Buffer.from(await publicKeyBytes((await makeKeyPair()).publicKey)).toString('base64url')

/** As phones bear it that enrolled before certificates were bytes. */
function earlier(purpose: 'deposit' | 'reading') {
  const { device, enumerator, hamlet, publicKey } = certificate
  const payload = Buffer.from(JSON.stringify({ device, enumerator, hamlet, publicKey })).toString('base64url')
  const signature = createHmac('sha256', ring.secret).update(`${purpose} ${payload}`).digest()
  return { payload, signature, token: `${payload}.${signature.toString('base64url')}` }
}

describe('a certificate', () => {
  test('comes back as it was, whoever bears it', async () => {
    const keys = await Promise.all([1, 2, 3, 4, 5, 6].map(aPublicKey))
    const borne = fc.record({
      device: fc.uuid().map((id) => DeviceId.parse(id)),
      enumerator: fc.string({ minLength: 1, unit: 'grapheme' }),
      hamlet: fc.stringMatching(/^[a-z0-9-]{1,40}$/).map((id) => HamletId.parse(id)),
      publicKey: fc.constantFrom(...keys),
    })
    fc.assert(
      fc.property(borne, (one) => {
        expect(readCertificate(writeCertificate(one))).toEqual(one)
      }),
    )
  })

  test('makes tokens that cost a slow line little, the same at every asking', () => {
    const tokens = [depositTokenOf(ring, certificate), readingTokenOf(ring, certificate)]
    expect(tokens.map(({ length }) => length)).toEqual([129, 129])
    expect([depositTokenOf(ring, certificate), readingTokenOf(ring, certificate)]).toEqual(tokens)
  })
})

describe('a token', () => {
  test('is taken for its own purpose, by its own commune', async () => {
    const [deposit, reading] = [depositTokenOf(ring, certificate), readingTokenOf(ring, certificate)]
    expect([certificateIn(ring, deposit), readerIn(ring, reading)]).toEqual([certificate, certificate])
    expect([certificateIn(ring, reading), readerIn(ring, deposit)]).toEqual([undefined, undefined])
    expect(certificateIn(await openKeyRing(), deposit)).toBeUndefined()
  })

  test('with any character changed, left out or added is nobody’s', () => {
    const token = depositTokenOf(ring, certificate)
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A'
      expect(certificateIn(ring, token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined()
      expect(certificateIn(ring, token.slice(0, at))).toBeUndefined()
    }
    for (const added of ['A', '.', '.A']) expect(certificateIn(ring, token + added)).toBeUndefined()
    for (const nothing of ['', '.', '..']) expect(certificateIn(ring, nothing)).toBeUndefined()
  })

  test('of the earlier form goes on working, with its whole signature only', () => {
    const [deposit, reading] = [earlier('deposit'), earlier('reading')]
    expect([certificateIn(ring, deposit.token), readerIn(ring, reading.token)]).toEqual([certificate, certificate])
    const cut = `${deposit.payload}.${deposit.signature.subarray(0, 16).toString('base64url')}`
    expect(certificateIn(ring, cut)).toBeUndefined()
    expect(readingTokenBeside(ring, deposit.payload)).toBe(reading.token)
  })
})

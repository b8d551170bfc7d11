import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Operation } from '#domain/household/operation.ts'
import { dictionaries } from '#protocol/dictionary.ts'
import { makeKeyPair, publicKeyBytes, publicKeyFrom } from '#protocol/keys.ts'
import { headerOf, longestOperation, openEscrow, openLetter, sealEscrow, sealLetter } from '#protocol/letter.ts'
import { aHousehold, anOperation } from '../builders.ts'
import { factsOf } from '../server/people.ts'

const key = 'a1b2c3d4e5f60718'
const headerLength = 41
let commune: CryptoKeyPair
let phone: CryptoKeyPair
let operation: Operation
let letter: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  commune = await makeKeyPair()
  phone = await makeKeyPair()
  operation = anOperation({ op: 7, facts: factsOf(aHousehold()) }).operation
  letter = await sealLetter(operation, { sender: phone, recipient: { id: key, publicKey: commune.publicKey } })
})

const open = (bytes: Uint8Array, sender = phone, recipient = commune) =>
  openLetter(bytes, { recipient, sender: sender.publicKey })

describe('a letter', () => {
  test('opens to the operation that was sealed', async () => {
    expect(await open(letter)).toEqual({ outcome: 'opened', operation })
  })

  test('opens from a view into a larger buffer, as a server reads it', async () => {
    expect(await open(Buffer.concat([Buffer.from('xx'), letter]).subarray(2))).toEqual({ outcome: 'opened', operation })
  })

  test('names version, key, device and operation in clear, and nothing of the household', () => {
    expect(headerOf(letter)).toEqual({ version: 1, key, device: operation.device, op: operation.op })
    expect(Buffer.from(letter).toString('latin1')).not.toContain('Mai')
  })

  test('of a household of three, whole, stays below 900 bytes', () => {
    expect(letter.length).toBeLessThan(900)
  })

  test('from another device’s key is not authentic', async () => {
    expect(await open(letter, await makeKeyPair())).toEqual({ outcome: 'not_authentic' })
  })

  test('to another commune’s key does not open', async () => {
    expect(await open(letter, phone, await makeKeyPair())).toEqual({ outcome: 'not_authentic' })
  })

  test('sealed without a sender does not pass for one with', async () => {
    const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
    const info = new TextEncoder().encode('so-thon letter 1').buffer
    const context = await suite.createSenderContext({ recipientPublicKey: commune.publicKey, info })
    expect(await open(await sealedBy(context))).toEqual({ outcome: 'not_authentic' })
  })

  test('with a bit flipped anywhere in its header does not open', async () => {
    for (let at = 0; at < headerLength; at++) {
      const altered = letter.slice()
      altered[at]! ^= 1
      expect(await open(altered), `byte ${at}`).toEqual({ outcome: at === 0 ? 'not_understood' : 'not_authentic' })
    }
  })

  test('with any byte changed, or its end cut off, does not open', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(letter.length - 2), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const altered = letter.slice()
        altered[at + 1]! ^= change
        expect(await open(altered)).toEqual({ outcome: 'not_authentic' })
        expect((await open(letter.slice(0, at + 1))).outcome).not.toBe('opened')
      }),
      { numRuns: 60 },
    )
  })

  test('of a version nobody released is not understood', async () => {
    expect(await open(Uint8Array.from([99, ...letter.slice(1)]))).toEqual({ outcome: 'not_understood' })
  })

  test('too short to have a header has none', () => {
    expect(headerOf(letter.slice(0, 106))).toBeUndefined()
  })
})

describe('an authentic letter', () => {
  test('that inflates beyond the limit is too large, whatever it would have been', async () => {
    expect(await open(await sealedPlain(new Uint8Array(longestOperation + 1)))).toEqual({ outcome: 'letter_too_large' })
  })

  test.each([
    ['no JSON', 'hello'],
    ['no operation', '{"op":1}'],
    ['an answer the question does not have', '{"water_source":"moon"}'],
  ])('with %s inside is not understood', async (_, text) => {
    expect(await open(await sealedPlain(new TextEncoder().encode(text)))).toEqual({ outcome: 'not_understood' })
  })

  test('whose inside is not UTF-8, or not deflated, is not understood', async () => {
    expect(await open(await sealedPlain(Uint8Array.from([0xff, 0xfe])))).toEqual({ outcome: 'not_understood' })
    expect(await open(await sealedRaw(Uint8Array.from([7, 7, 7])))).toEqual({ outcome: 'not_understood' })
  })
})

describe('the escrow of a data key', () => {
  test('opens with the commune’s key for its own device', async () => {
    const dataKey = crypto.getRandomValues(new Uint8Array(32))
    const escrow = await sealEscrow(dataKey, operation.device, commune.publicKey)
    expect(await openEscrow(escrow, operation.device, commune)).toEqual(dataKey)
    expect(await openEscrow(Buffer.from(escrow), operation.device, commune)).toEqual(dataKey)
  })

  test('opens for no other device and with no other key', async () => {
    const escrow = await sealEscrow(new Uint8Array(32), operation.device, commune.publicKey)
    await expect(openEscrow(escrow, anOperation({ op: 1, device: 2 }).operation.device, commune)).rejects.toThrow()
    await expect(openEscrow(escrow, operation.device, phone)).rejects.toThrow()
  })
})

test('a public key survives its bytes, and bytes off the curve are refused', async () => {
  const bytes = await publicKeyBytes(phone.publicKey)
  expect(bytes).toHaveLength(65)
  expect(await publicKeyBytes(await publicKeyFrom(bytes))).toEqual(bytes)
  await expect(publicKeyFrom(new Uint8Array(65).fill(4))).rejects.toThrow()
})

test('the released dictionary is the same, byte for byte, for ever', async () => {
  const digest = await crypto.subtle.digest('SHA-256', dictionaries[1]!.slice())
  expect(Buffer.from(digest).toString('hex')).toMatchInlineSnapshot(
    `"362e917e1cfc63e0aa98650cca9620e74a5130392ec7f90f30feebf1d467e072"`,
  )
})

/** A letter of this phone whose inside is `plain`, deflated as it should be. */
function sealedPlain(plain: Uint8Array) {
  return sealedRaw(deflateSync(plain, { dictionary: dictionaries[1]! }))
}

async function sealedRaw(inside: Uint8Array) {
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
  const info = new TextEncoder().encode('so-thon letter 1').buffer
  const context = await suite.createSenderContext({ recipientPublicKey: commune.publicKey, senderKey: phone, info })
  return sealedBy(context, inside)
}

async function sealedBy(
  context: Awaited<ReturnType<CipherSuite['createSenderContext']>>,
  inside: Uint8Array = new Uint8Array(10),
) {
  const header = letter.slice(0, headerLength)
  const ciphertext = await context.seal(new Uint8Array(inside).buffer, header.buffer)
  return Uint8Array.from([...header, ...new Uint8Array(context.enc), ...new Uint8Array(ciphertext)])
}

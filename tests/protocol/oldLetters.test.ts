import { expect, test } from 'vitest'
import { type Operation, Operation as OperationSchema } from '#domain/household/operation.ts'
import { makeKeyPair, publicKeyBytes, publicKeyFrom } from '#protocol/keys.ts'
import { openLetter, sealLetter } from '#protocol/letter.ts'
import { deviceId, householdId, opId, round2024 } from '../builders.ts'
import { saved } from '../fixtures/saved.ts'
import { completeAnswers } from '../phone/kit.ts'

/** Letters of version 1, the commune's private key that opens them, and what they say; everybody in them is invented. */
type OldLetters = {
  key: { id: string; privateKey: JsonWebKey }
  sender: Uint8Array<ArrayBuffer>
  letters: { sealed: Uint8Array<ArrayBuffer>; says: Operation }[]
}

const id = '00112233aabbccdd'

function anOperation(n: number, facts: readonly (readonly [string, unknown])[]): Operation {
  return OperationSchema.parse({
    op: opId(n),
    device: deviceId(1),
    n,
    round: round2024,
    households: {
      [householdId(n)]: {
        facts: Object.fromEntries(facts.map(([path, value]) => [path, { value, seen: n }])),
        move: { to: 'submitted', expected: 'not_started' },
      },
    },
    ...(n > 1 && { after: opId(n - 1) }),
    at: '2024-10-20T01:00:00.000Z',
  })
}

async function makeOldLetters(): Promise<OldLetters> {
  const [recipient, sender] = [await makeKeyPair(), await makeKeyPair()]
  const says = [
    anOperation(1, completeAnswers(140)),
    anOperation(2, [
      ['visit_outcome', 'absent'],
      ['visit_note', 'Đi làm xa, tháng sau mới về'],
    ]),
    anOperation(3, [['water_source', null]]),
  ]
  const seal = (operation: Operation) =>
    sealLetter(operation, { sender, recipient: { id, publicKey: recipient.publicKey } })
  return {
    key: { id, privateKey: await crypto.subtle.exportKey('jwk', recipient.privateKey) },
    sender: await publicKeyBytes(sender.publicKey),
    letters: await Promise.all(says.map(async (operation) => ({ sealed: await seal(operation), says: operation }))),
  }
}

test('lesson 25: letters of version 1 open for ever, and say what they said', async () => {
  const { key, sender, letters } = await saved('letters-v1.json', makeOldLetters)
  const recipient = await keyPairOf(key.privateKey)
  expect(letters).toHaveLength(3)
  for (const { sealed, says } of letters) {
    expect(sealed[0]).toBe(1)
    expect(await openLetter(sealed, { recipient, sender: await publicKeyFrom(sender) })).toEqual({
      outcome: 'opened',
      operation: says,
    })
  }
})

async function keyPairOf(jwk: JsonWebKey): Promise<CryptoKeyPair> {
  const algorithm = { name: 'ECDH', namedCurve: 'P-256' }
  const { d: _, ...point } = jwk
  return {
    privateKey: await crypto.subtle.importKey('jwk', jwk, algorithm, true, ['deriveBits']),
    publicKey: await crypto.subtle.importKey('jwk', { ...point, key_ops: [] }, algorithm, true, []),
  }
}

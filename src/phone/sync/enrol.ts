import { DeviceId } from '#domain/ids.ts'
import { fromBase64url, toBase64url } from '#phone/store/base64url.ts'
import { type PullState, vaultDatabase } from '#phone/store/database.ts'
import { pinIterations, wrapKey } from '#phone/store/pin.ts'
import { registry, type VaultCard } from '#phone/store/registry.ts'
import { durably } from '#phone/store/storageFailure.ts'
import {
  keysOf,
  openVault,
  type StoredKeys,
  sealMeta,
  storedKeys,
  tryPin,
  type UnlockOutcome,
  type Vault,
  type VaultKeys,
} from '#phone/store/vault.ts'
import { type ClaimReply, EnrolmentCode, type LookReply } from '#protocol/enrolment.ts'
import { makeKeyPair, publicKeyBytes, publicKeyFrom } from '#protocol/keys.ts'
import { sealEscrow } from '#protocol/letter.ts'
import { Refusal } from './failure.ts'
import { type Commune, communeOverHttp } from './http.ts'
import { pull } from './pull.ts'

/** This phone has enrolled by this link already, under another PIN. */
export class WrongPin extends Error {
  readonly waitSeconds: number
  constructor(waitSeconds: number) {
    super('wrong_pin')
    this.name = 'WrongPin'
    this.waitSeconds = waitSeconds
  }
}

/** Whose link is this? Changes nothing. Throws `Refusal` or `Unreachable`. */
export async function lookUp(code: string, line: Commune = communeOverHttp()): Promise<LookReply> {
  if (!EnrolmentCode.safeParse(code).success) throw new Refusal('enrolment_unknown')
  return line.look(code)
}

/**
 * The vault of this phone that the commune knows by this link: enrolled, or claimed by a phone that never heard its
 * confirmation answered. To be asked before `lookUp`: to everybody else the link may be used by now.
 */
export async function vaultBehind(code: string): Promise<VaultCard | undefined> {
  const cards = await cardsOf(await fingerprintOf(code))
  return cards.find(({ state }) => state === 'ready') ?? cards.find(({ deposit }) => deposit !== undefined)
}

/**
 * Ends an enrolment whose claim the commune has answered, with the PIN chosen then. Safe to repeat after any failure.
 *
 * Throws `Refusal`, `Unreachable` or `StorageFailure`.
 */
export async function resume(
  { card, code, pin }: { card: VaultCard; code: string; pin: string },
  line: Commune = communeOverHttp(),
): Promise<UnlockOutcome> {
  const attempt = await tryPin(card.device, pin, Date.now())
  if (attempt.outcome !== 'right') return attempt
  const keys = await keysOf(attempt.raw)
  return { outcome: 'unlocked', vault: await confirmed({ device: card.device, keys, code }, line) }
}

/**
 * Enrols: claims the link for a new key, stores the tokens, confirms that they are stored, pulls the hamlet's list.
 * Safe to repeat with the same link after any failure: the same vault, keys and device are offered again.
 *
 * Throws `Refusal`, `Unreachable`, `StorageFailure`, or `WrongPin` if this link enrolled this phone under another PIN.
 */
export async function enrol(
  input: { code: string; pin: string; look: LookReply },
  line: Commune = communeOverHttp(),
  iterations = pinIterations,
): Promise<Vault> {
  const link = await fingerprintOf(input.code)
  const begun = await unlockBegun(link, input.pin)
  const { device, raw } = begun ?? (await begin(link, input, iterations))
  const escrowed = raw.slice()
  const keys = await keysOf(raw)
  await claim(device, keys.dataKey, escrowed, input, line)
  escrowed.fill(0)
  return confirmed({ device, keys, code: input.code }, line)
}

/** The tokens are stored: says so to the commune, and fetches the hamlet's list. */
async function confirmed(
  { device, keys, code }: { device: DeviceId; keys: VaultKeys; code: string },
  line: Commune,
): Promise<Vault> {
  if ((await cardOf(device)).state === 'enrolling') await confirm(device, keys.dataKey, code, line)
  await dropUnfinished(await fingerprintOf(code), device)
  const vault = await openVault(device, keys)
  await pull(vault, line, () => new Date())
  return vault
}

type Begun = { device: DeviceId; raw: Uint8Array<ArrayBuffer> }

/**
 * The vault this link has begun here, opened. Where the commune may not know it yet, another PIN begins anew: nothing
 * is in it. Where it does, only the same PIN will do.
 */
async function unlockBegun(link: string, pin: string): Promise<Begun | undefined> {
  for (const card of await cardsOf(link)) {
    const attempt = await tryPin(card.device, pin, Date.now())
    if (attempt.outcome === 'right') return { device: card.device, raw: attempt.raw }
    if (card.state === 'ready' || card.deposit !== undefined) throw new WrongPin(attempt.waitSeconds)
  }
  return undefined
}

/** A new vault: a data key under the PIN, and in its box the key pair that will sign this device's letters. */
async function begin(link: string, input: { pin: string; look: LookReply }, iterations: number): Promise<Begun> {
  const device = DeviceId.parse(crypto.randomUUID())
  const raw = crypto.getRandomValues(new Uint8Array(32))
  const { facts } = input.look
  const pair = await makeKeyPair()
  const keys: StoredKeys = {
    privateKey: await crypto.subtle.exportKey('jwk', pair.privateKey),
    publicKey: toBase64url(await publicKeyBytes(pair.publicKey)),
  }
  const { dataKey } = await keysOf(raw.slice())
  await putKeys(device, dataKey, keys)
  const card: VaultCard = {
    device,
    state: 'enrolling',
    enumerator: facts.enumerator,
    hamlet: facts.hamlet.name,
    commune: facts.commune,
    link,
    wrapped: await wrapKey(raw, input.pin, device, iterations),
    wrongPins: 0,
    notBefore: 0,
  }
  await durably(registry, () => registry.vaults.add(card))
  return { device, raw }
}

/** Offers our public key and the escrowed data key; stores what comes back. Nothing to do where it has come already. */
async function claim(
  device: DeviceId,
  dataKey: CryptoKey,
  raw: Uint8Array<ArrayBuffer>,
  { code, look }: { code: string; look: LookReply },
  line: Commune,
): Promise<void> {
  if ((await cardOf(device)).deposit !== undefined) return
  const db = vaultDatabase(device)
  const keys = (await storedKeys(db, dataKey))!
  const commune = await publicKeyFrom(fromBase64url(look.key.publicKey))
  const escrow = toBase64url(await sealEscrow(raw, device, commune))
  const reply = await line.claim({ code, device, publicKey: keys.publicKey, escrow })
  await putKeys(device, dataKey, { ...keys, reading: reply.reading, commune: look.key })
  await putStart(device, dataKey, reply, look)
  const stored = { deposit: reply.deposit, escrow }
  await putCopy(device, stored)
  await durably(registry, () => registry.vaults.update(device, stored))
}

/** Only now is the link used up. */
async function confirm(device: DeviceId, dataKey: CryptoKey, code: string, line: Commune): Promise<void> {
  const keys = (await storedKeys(vaultDatabase(device), dataKey))!
  await line.confirm({ code, device }, keys.reading!)
  await durably(registry, () => registry.vaults.update(device, { state: 'ready' }))
}

async function putKeys(device: DeviceId, dataKey: CryptoKey, keys: StoredKeys): Promise<void> {
  const db = vaultDatabase(device)
  const row = await sealMeta(dataKey, 'keys', keys)
  await durably(db, () => db.meta.put(row))
}

async function putStart(device: DeviceId, dataKey: CryptoKey, reply: ClaimReply, look: LookReply): Promise<void> {
  const db = vaultDatabase(device)
  const facts = await sealMeta(dataKey, 'facts', look.facts)
  const value: PullState = { epoch: reply.epoch, cursor: 0, generation: 0, filling: { generation: 1, cursor: 0 } }
  await durably(db, () => db.meta.bulkPut([facts, { key: 'pull', value }, { key: 'counter', value: 0 }]))
}

/** What the rescue page needs of the card, once more beside the letters themselves, where the registry is lost. */
async function putCopy(device: DeviceId, stored: Required<Pick<VaultCard, 'deposit' | 'escrow'>>): Promise<void> {
  const { enumerator, hamlet } = await cardOf(device)
  const db = vaultDatabase(device)
  await durably(db, () => db.meta.put({ key: 'card', value: { enumerator, hamlet, ...stored } }))
}

/** A vault that this link began under another PIN and never finished: it was never opened to work, so it is empty. */
async function dropUnfinished(link: string, kept: DeviceId): Promise<void> {
  for (const { device, state } of await cardsOf(link)) {
    if (device === kept || state === 'ready') continue
    await vaultDatabase(device).delete()
    await durably(registry, () => registry.vaults.delete(device))
  }
}

async function cardsOf(link: string): Promise<VaultCard[]> {
  return durably(registry, () => registry.vaults.where('link').equals(link).toArray())
}

async function cardOf(device: DeviceId): Promise<VaultCard> {
  const card = await durably(registry, () => registry.vaults.get(device))
  if (!card) throw new RangeError('no such vault on this phone')
  return card
}

async function fingerprintOf(code: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code))
  return toBase64url(new Uint8Array(digest))
}

import type { DeviceId } from '#domain/ids.ts'
import type { CommuneKey } from '#protocol/communeKey.ts'
import { publicKeyFrom } from '#protocol/keys.ts'
import { fromBase64url } from './base64url.ts'
import { type Box, openBox, type Place, sealBox } from './box.ts'
import { newVersion, type VaultDatabase, vaultDatabase } from './database.ts'
import { unwrapKey, waitAfter } from './pin.ts'
import { registry } from './registry.ts'
import { laySpareTries, spendSpareTry } from './spareTries.ts'
import { durably, StorageFailure } from './storageFailure.ts'

/** What the PIN gives. Neither key can be read out again. */
export type VaultKeys = {
  /** Opens the boxes. */
  dataKey: CryptoKey
  /** Names rows whose ids stand in clear but must not tell what they are about. */
  nameKey: CryptoKey
}

/** An unlocked vault. Lives in memory only, from the PIN until the lock. */
export type Vault = VaultKeys & {
  device: DeviceId
  db: VaultDatabase
  /** This device's key pair: the sender of its letters. */
  sender: CryptoKeyPair
  /** Whom letters are sealed to. */
  recipient: { id: string; publicKey: CryptoKey }
  /** May pull. */
  reading: string
  /** Boxes already opened, by row and version. */
  opened: Map<string, { version: string; value: unknown }>
}

export type UnlockOutcome =
  | { outcome: 'unlocked'; vault: Vault }
  | { outcome: 'wrong_pin'; waitSeconds: number }
  | { outcome: 'wait'; waitSeconds: number }

/** What stands in a vault's box of keys. `reading` and `commune` come with the commune's reply to the enrolment. */
export type StoredKeys = { privateKey: JsonWebKey; publicKey: string; reading?: string; commune?: CommuneKey }

export async function unlock(device: DeviceId, pin: string, now = Date.now()): Promise<UnlockOutcome> {
  const attempt = await tryPin(device, pin, now)
  if (attempt.outcome !== 'right') return attempt
  return { outcome: 'unlocked', vault: await openVault(device, await keysOf(attempt.raw)) }
}

/** Forgets everything that was read. Whoever holds the vault drops it. */
export function lock(vault: Vault): void {
  vault.opened.clear()
}

export type PinAttempt =
  | { outcome: 'right'; raw: Uint8Array<ArrayBuffer> }
  | { outcome: 'wrong_pin' | 'wait'; waitSeconds: number }

/** Tries a PIN. It is counted before it is tried, so that closing the app in between gains nothing. */
export async function tryPin(device: DeviceId, pin: string, now: number): Promise<PinAttempt> {
  const counted = await countAttempt(device, now)
  if (counted.outcome === 'wait') return counted
  const raw = await unwrapKey(counted.card.wrapped, pin, device)
  if (!raw) return { outcome: 'wrong_pin', waitSeconds: waitAfter(counted.wrongPins) }
  await forgetAttempts(device)
  return { outcome: 'right', raw }
}

/** On a full phone they stay, and the book opens all the same. */
async function forgetAttempts(device: DeviceId): Promise<void> {
  try {
    await durably(registry, () => registry.vaults.update(device, { wrongPins: 0, notBefore: 0 }))
    await laySpareTries(vaultDatabase(device))
  } catch (error) {
    if (!isFull(error)) throw error
  }
}

/** On the card; a full phone takes a spare try away instead, as long as it has one and nobody is to wait. */
async function countAttempt(device: DeviceId, now: number) {
  try {
    return await countOnCard(device, now)
  } catch (error) {
    if (!isFull(error)) throw error
    const card = await durably(registry, () => registry.vaults.get(device))
    if (!card || card.notBefore > now || !(await spendSpareTry(vaultDatabase(device)))) throw error
    return { outcome: 'counted' as const, card, wrongPins: 0 }
  }
}

const isFull = (error: unknown) => error instanceof StorageFailure && error.problem === 'full'

async function countOnCard(device: DeviceId, now: number) {
  return durably(registry, () =>
    registry.transaction('rw', registry.vaults, async () => {
      const card = await registry.vaults.get(device)
      if (!card) throw new RangeError('no such vault on this phone')
      const most = waitAfter(card.wrongPins)
      const wait = Math.min(Math.ceil((card.notBefore - now) / 1000), most)
      // A clock that was ahead must not lock anybody out for longer than the wait itself, counted from here.
      if (card.notBefore > now + most * 1000) await registry.vaults.update(device, { notBefore: now + most * 1000 })
      if (wait > 0) return { outcome: 'wait' as const, waitSeconds: wait }
      const wrongPins = card.wrongPins + 1
      await registry.vaults.update(device, { wrongPins, notBefore: now + waitAfter(wrongPins) * 1000 })
      return { outcome: 'counted' as const, card, wrongPins }
    }),
  )
}

/** The keys for use; the raw bytes are wiped. */
export async function keysOf(raw: Uint8Array<ArrayBuffer>): Promise<VaultKeys> {
  const dataKey = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  const secret = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey'])
  raw.fill(0)
  const info = new TextEncoder().encode('so-thon/row-names')
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  return { dataKey, nameKey: await crypto.subtle.deriveKey(hkdf, secret, hmac, false, ['sign']) }
}

/** Reads an enrolled vault's keys. Throws for a vault whose enrolment the commune has not answered. */
export async function openVault(device: DeviceId, keys: VaultKeys): Promise<Vault> {
  const db = vaultDatabase(device)
  const stored = await storedKeys(db, keys.dataKey)
  if (!stored?.reading || !stored.commune) throw new RangeError('this vault is not enrolled')
  return {
    ...keys,
    device,
    db,
    sender: await senderOf(stored),
    recipient: { id: stored.commune.id, publicKey: await publicKeyFrom(fromBase64url(stored.commune.publicKey)) },
    reading: stored.reading,
    opened: new Map(),
  }
}

export async function storedKeys(db: VaultDatabase, dataKey: CryptoKey): Promise<StoredKeys | undefined> {
  const row = await durably(db, () => db.meta.get('keys'))
  return row?.box && openBox<StoredKeys>(dataKey, { table: 'meta', id: 'keys' }, row.box)
}

/** Seals something of the vault's own, to be put under its key in `meta`. */
export async function sealMeta(dataKey: CryptoKey, key: string, value: unknown) {
  return { key, version: newVersion(), box: await sealBox(dataKey, { table: 'meta', id: key }, value) }
}

/** Opens a row's box once per version. */
export async function openRow<Value>(
  vault: Vault,
  place: Place,
  row: { version?: string; box?: Box } | undefined,
): Promise<Value | undefined> {
  if (!row?.box || row.version === undefined) return undefined
  const at = `${place.table}/${place.id}`
  const known = vault.opened.get(at)
  if (known?.version === row.version) return known.value as Value
  const value = await openBox<Value>(vault.dataKey, place, row.box)
  vault.opened.set(at, { version: row.version, value })
  return value
}

async function senderOf(keys: StoredKeys): Promise<CryptoKeyPair> {
  const privateKey = await crypto.subtle.importKey('jwk', keys.privateKey, p256, false, ['deriveBits'])
  return { privateKey, publicKey: await publicKeyFrom(fromBase64url(keys.publicKey)) }
}

const p256 = { name: 'ECDH', namedCurve: 'P-256' }

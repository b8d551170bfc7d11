/**
 * A forgotten PIN. The phone offers the commune a fresh public key and the escrowed data key; the reviewer compares the
 * key's fingerprint and reads out a code; the data key comes back sealed to the fresh key, and goes under a new PIN.
 * Drafts, operations and outbox are not touched.
 */
import type { DeviceId } from '#domain/ids.ts'
import { fromBase64url, toBase64url } from '#phone/store/base64url.ts'
import { vaultDatabase } from '#phone/store/database.ts'
import { pinIterations, wrapKey } from '#phone/store/pin.ts'
import { type Recovery, registry, type VaultCard } from '#phone/store/registry.ts'
import { durably } from '#phone/store/storageFailure.ts'
import { keysOf, openVault, storedKeys, type Vault } from '#phone/store/vault.ts'
import { publicKeyBytes } from '#protocol/keys.ts'
import { fingerprintOf, RecoveryAsked, RecoveryOpen, RecoveryReply } from '#protocol/recovery.ts'
import { openRecovery } from '#protocol/recoverySeal.ts'
import { type Fetch, posting } from './line.ts'

/**
 * Asks the commune, and gives the fingerprint to compare. Safe to repeat: what was asked for is asked for with the same
 * key. `anew` makes another key, where the commune has let the first one lapse.
 *
 * Throws `Refusal`, `Unreachable` or `StorageFailure`.
 */
export async function askForRecovery(device: DeviceId, anew = false, send?: Fetch): Promise<string> {
  const { escrow, deposit, recovery: begun } = await cardOf(device)
  if (escrow === undefined || deposit === undefined) throw new RangeError('this vault is not enrolled')
  const recovery = begun && !anew ? begun : await newRecovery()
  await keep(device, { ...recovery, isAsked: false })
  const publicKey = toBase64url(await publicKeyBytes(recovery.keys.publicKey))
  await posting(send)(RecoveryAsked, 'recovery/ask', { publicKey, escrow }, deposit)
  await keep(device, { ...recovery, isAsked: true })
  return recovery.fingerprint
}

/**
 * The data key, against the code that the reviewer read out. Throws as `askForRecovery` does, and an `OperationError`
 * or `OpenError` if what came back is not this vault's key.
 */
export async function openByCode(device: DeviceId, code: string, send?: Fetch): Promise<Uint8Array<ArrayBuffer>> {
  const { deposit, recovery } = await cardOf(device)
  if (recovery === undefined) throw new RangeError('nothing was asked for')
  const { sealed } = await posting(send)(RecoveryReply, 'recovery/open', { code }, deposit)
  const raw = new Uint8Array(await openRecovery(fromBase64url(sealed), { device, code }, recovery.keys))
  // A key that opens nothing here must never take the place of the one that does.
  if (!(await storedKeys(vaultDatabase(device), (await keysOf(raw.slice())).dataKey)))
    throw new RangeError('this vault has no keys')
  return raw
}

/** Puts the data key under a new PIN in the place of the forgotten one, and opens the vault. Wipes `raw`. */
export async function renewPin(
  device: DeviceId,
  raw: Uint8Array<ArrayBuffer>,
  pin: string,
  iterations = pinIterations,
): Promise<Vault> {
  const wrapped = await wrapKey(raw, pin, device, iterations)
  await durably(registry, () =>
    registry.vaults.where({ device }).modify((card) => {
      Object.assign(card, { wrapped, wrongPins: 0, notBefore: 0 })
      delete card.recovery
    }),
  )
  return openVault(device, await keysOf(raw))
}

/** The code as it was meant: case, spaces, hyphens and look-alikes do not matter. Undefined if it cannot be one. */
export function codeIn(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return RecoveryOpen.shape.code.safeParse(code).success ? code : undefined
}

async function newRecovery(): Promise<Recovery> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
  return { keys, fingerprint: await fingerprintOf(await publicKeyBytes(keys.publicKey)), isAsked: false }
}

async function keep(device: DeviceId, recovery: Recovery): Promise<void> {
  await durably(registry, () => registry.vaults.update(device, { recovery }))
}

async function cardOf(device: DeviceId): Promise<VaultCard> {
  const card = await durably(registry, () => registry.vaults.get(device))
  if (!card) throw new RangeError('no such vault on this phone')
  return card
}

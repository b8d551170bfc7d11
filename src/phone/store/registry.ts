import type { Dexie, Table } from 'dexie'
import type { DeviceId } from '#domain/ids.ts'
import { openDurably } from './database.ts'
import type { WrappedKey } from './pin.ts'
import { durably } from './storageFailure.ts'

/** A vault of this phone: one enumerator, one device. In clear, so that letters go out while the app is locked. */
export type VaultCard = {
  device: DeviceId
  /** `ready` once the commune knows that the tokens are stored. */
  state: 'enrolling' | 'ready'
  enumerator: string
  hamlet: string
  commune: string
  /** May deposit letters, nothing else. */
  deposit?: string
  /** SHA-256 of the enrolment code, by which the same link is known again. */
  link: string
  wrapped: WrappedKey
  /** The data key sealed to the commune, for a forgotten PIN and for the rescue page. */
  escrow?: string
  /** A new PIN is being asked of the commune: the fresh key pair, whose private half cannot be read out. */
  recovery?: Recovery
  wrongPins: number
  /** No PIN is tried before this instant, in milliseconds. */
  notBefore: number
}

export type Recovery = { keys: CryptoKeyPair; fingerprint: string; isAsked: boolean }

export type Registry = Dexie & { vaults: Table<VaultCard, DeviceId> }

export const registry = makeRegistry()

export async function vaultCards(): Promise<VaultCard[]> {
  return durably(registry, () => registry.vaults.toArray())
}

function makeRegistry(): Registry {
  const db = openDurably('so-thon') as Registry
  db.version(1).stores({ vaults: 'device, link' })
  return db
}

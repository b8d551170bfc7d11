import type { Dexie, Table } from 'dexie'
import { useLiveQuery } from 'dexie-react-hooks'
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
  wrongPins: number
  /** No PIN is tried before this instant, in milliseconds. */
  notBefore: number
}

export type Registry = Dexie & { vaults: Table<VaultCard, DeviceId> }

export const registry = makeRegistry()

/** The vaults of this phone, live; undefined while they are being read. */
export function useVaultCards(): VaultCard[] | undefined {
  return useLiveQuery(vaultCards, [])
}

export async function vaultCards(): Promise<VaultCard[]> {
  return durably(registry, () => registry.vaults.toArray())
}

function makeRegistry(): Registry {
  const db = openDurably('so-thon') as Registry
  db.version(1).stores({ vaults: 'device, link' })
  return db
}

import { z } from 'zod/mini'
import { DeviceId } from '#domain/ids.ts'
import { vaultDatabase } from './database.ts'
import type { VaultCard } from './registry.ts'
import { durably } from './storageFailure.ts'

/**
 * Tells that storage was wiped, which a browser does without a word. The vaults of this phone are named a second time in
 * another kind of storage (`localStorage`), which is not cleared to make room; nothing personal stands there.
 */
const marker = 'so-thon-vaults'

/** Whether a vault that this phone had is gone, or is there and empty. */
export async function isWiped(cards: readonly VaultCard[]): Promise<boolean> {
  const ready = devicesOf(cards)
  if (remembered().some((device) => !ready.includes(device))) return true
  for (const device of ready) {
    const { meta } = vaultDatabase(device)
    if (!(await durably(meta.db, () => meta.get('keys')))) return true
  }
  return false
}

/** From here on these are the vaults of this phone. */
export function rememberVaults(cards: readonly VaultCard[]): void {
  try {
    localStorage.setItem(marker, JSON.stringify(devicesOf(cards)))
  } catch (error) {
    console.warn('the vaults of this phone are not named a second time', error)
  }
}

function devicesOf(cards: readonly VaultCard[]): DeviceId[] {
  return cards.filter(({ state }) => state === 'ready').map(({ device }) => device)
}

function remembered(): DeviceId[] {
  try {
    return z.array(DeviceId).parse(JSON.parse(localStorage.getItem(marker) ?? '[]'))
  } catch {
    return [] // a browser that keeps nothing here, or another app's text: nothing to compare with
  }
}

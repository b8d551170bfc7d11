import type { CommuneKey } from '#protocol/communeKey.ts'
import { publicKeyFrom } from '#protocol/keys.ts'
import { fromBase64url } from './base64url.ts'
import { durably } from './storageFailure.ts'
import { sealMeta, storedKeys, type Vault } from './vault.ts'

/** The commune's key is another one now: kept under the data key, and what this vault seals to from here on. */
export async function adoptKey(vault: Vault, key: CommuneKey): Promise<void> {
  const publicKey = await publicKeyFrom(fromBase64url(key.publicKey))
  const stored = await storedKeys(vault.db, vault.dataKey)
  const row = await sealMeta(vault.dataKey, 'keys', { ...stored, commune: key })
  await durably(vault.db, () => vault.db.meta.put(row))
  vault.recipient = { id: key.id, publicKey }
}

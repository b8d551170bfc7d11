import { existsSync } from 'node:fs'
import { filesOf } from '#server/commune.ts'
import { readKeyRing, writeKeyRing } from '#server/keyring.ts'
import { refusal } from './refusals.ts'
import { backupKeyFrom, makeSecret, typedSecret } from './secret.ts'

/**
 * Makes sure that the commune can be backed up. `given` is the secret from outside, which then counts from now on;
 * without it, one is made where there is none, and returned this once: only a key made of it is kept.
 */
export async function setUpSecret({
  folder,
  given,
  random,
}: {
  folder: string
  given?: string | undefined
  random: (bytes: number) => Buffer
}): Promise<string | undefined> {
  const { database, keyring } = filesOf(folder)
  if (!existsSync(database)) throw refusal('no_commune')
  const ring = readKeyRing(keyring)
  if (given === undefined && ring.backup) return undefined
  const secret = given ?? makeSecret(random)
  const typed = typedSecret(secret)
  if (typed === undefined) throw refusal('not_a_secret')
  const same = ring.backup && (await backupKeyFrom(typed, ring.backup.salt)).key === ring.backup.key
  if (same) return undefined
  writeKeyRing(keyring, { ...ring, backup: await backupKeyFrom(typed, random(16).toString('base64url')) })
  return given === undefined ? secret : undefined
}

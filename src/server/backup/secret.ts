import { scrypt } from 'node:crypto'
import { crockford } from '#server/crockford.ts'
import type { BackupKey } from '#server/keyring.ts'

/** 32 characters of Crockford's base 32: 160 random bits. */
const characters = 32
/** 32 MiB for each try. The secret is long and random, so no more is needed. */
const cost = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

/** A new recovery secret as it is written down: eight groups of four, `7K4M-2QXA-…`. */
export function makeSecret(random: (bytes: number) => Buffer): string {
  return crockford(random(characters)).match(/.{4}/g)!.join('-')
}

/** The secret as a person typed it, without what does not matter; undefined if it cannot be one. */
export function typedSecret(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{32}$/.test(plain) ? plain : undefined
}

/** The key that backups are sealed with, from the secret as `typedSecret` gives it; `salt` is 16 bytes, base64url. */
export function backupKeyFrom(secret: string, salt: string): Promise<BackupKey> {
  return new Promise((resolve, reject) => {
    scrypt(secret, Buffer.from(salt, 'base64url'), 32, cost, (fault, key) =>
      fault ? reject(fault) : resolve({ salt, key: key.toString('base64url') }),
    )
  })
}

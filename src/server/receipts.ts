import { createHash } from 'node:crypto'
import { crockford } from './crockford.ts'

/** A short code that both sides can read out, `7K4-M2`: from device and operation, and unlike any of `given`. */
export function receiptFor({ device, op }: { device: string; op: string }, given: readonly string[]): string {
  for (let attempt = 0; ; attempt++) {
    const digest = createHash('sha256').update(`${device} ${op} ${attempt}`).digest()
    const code = crockford(digest.subarray(0, 5))
    const receipt = `${code.slice(0, 3)}-${code.slice(3)}`
    if (!given.includes(receipt)) return receipt
  }
}

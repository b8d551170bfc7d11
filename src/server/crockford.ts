const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** One character of Crockford's base 32 for each byte (its low five bits): no I, L, O or U to misread. */
export function crockford(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => digits[byte % 32]).join('')
}

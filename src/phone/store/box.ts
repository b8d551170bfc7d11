/** Where a box stands. Both are associated data: a box moved to another row does not open. */
export type Place = { table: string; id: string }
export type Box = Uint8Array<ArrayBuffer>

const ivLength = 12

/** Seals `value` as JSON under the vault's data key (AES-256-GCM): the initialisation vector, then the ciphertext. */
export async function sealBox(key: CryptoKey, place: Place, value: unknown): Promise<Box> {
  const iv = crypto.getRandomValues(new Uint8Array(ivLength))
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: dataOf(place) }, key, plain)
  const box = new Uint8Array(ivLength + sealed.byteLength)
  box.set(iv)
  box.set(new Uint8Array(sealed), ivLength)
  return box
}

/** The reverse. Only this vault wrote the box, so its shape is trusted. Throws for any other key, place or byte. */
export async function openBox<Value>(key: CryptoKey, place: Place, box: Box): Promise<Value> {
  const iv = box.slice(0, ivLength)
  const sealed = box.slice(ivLength)
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: dataOf(place) }, key, sealed)
  return JSON.parse(new TextDecoder().decode(plain)) as Value
}

function dataOf(place: Place): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${place.table}/${place.id}`)
}

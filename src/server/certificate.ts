import { ECDH } from 'node:crypto'
import { z } from 'zod'
import { DeviceId, HamletId } from '#domain/ids.ts'
import { PublicKey } from '#protocol/communeKey.ts'

/** Who a deposit token speaks for. Signed by the key ring, so that a restored server still knows it. */
export const Certificate = z.object({
  device: DeviceId,
  enumerator: z.string().min(1),
  hamlet: HamletId,
  publicKey: PublicKey,
})
export type Certificate = z.infer<typeof Certificate>

const version = 1
const curve = 'prime256v1'

/**
 * The certificate as it travels with every request, in base64url: a version byte, the device's 16, the 33 of its
 * public key as a point's x and the sign of its y, then the hamlet and the person's name as text. The same certificate
 * gives the same text for ever.
 */
export function writeCertificate({ device, enumerator, hamlet, publicKey }: Certificate): string {
  return Buffer.concat([
    Buffer.of(version),
    Buffer.from(device.replaceAll('-', ''), 'hex'),
    pointAs('compressed', Buffer.from(publicKey, 'base64url')),
    Buffer.from(`${hamlet}\n${enumerator}`),
  ]).toString('base64url')
}

/** The reverse, also of the JSON that phones bear which enrolled before. To be called only once it is known to be signed. */
export function readCertificate(payload: string): Certificate {
  const bytes = Buffer.from(payload, 'base64url')
  if (bytes[0] !== version) return Certificate.parse(JSON.parse(bytes.toString()))
  const [hamlet = '', ...name] = bytes.subarray(50).toString().split('\n')
  return Certificate.parse({
    device: bytes.toString('hex', 1, 17).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    publicKey: pointAs('uncompressed', bytes.subarray(17, 50)).toString('base64url'),
    hamlet,
    enumerator: name.join('\n'),
  })
}

/** Whether it is of this version. A base64url digit holds the first six bits: an opening brace is none of ours. */
export function isShort(payload: string): boolean {
  return Buffer.from(payload.slice(0, 4), 'base64url')[0] === version
}

function pointAs(form: 'compressed' | 'uncompressed', point: Buffer): Buffer {
  return ECDH.convertKey(point, curve, undefined, undefined, form) as Buffer
}

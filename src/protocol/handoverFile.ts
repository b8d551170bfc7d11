import type { HandoverHead } from './handover.ts'

/**
 * The hand-over file `.sothon`: a phone's letters on a stick or in a message, where there is no line.
 *
 *   6 bytes  "SOTHON"
 *   1 byte   version of the file
 *   4 bytes  length of the head (big-endian), then the head: JSON, `HandoverHead`
 *   n times  4 bytes length, then a letter
 *
 * Letters are sealed; the head names only what an enrolment link names too. Apart from `handover.ts`, so that the
 * rescue page writes one without loading a schema.
 */
export const handoverExtension = '.sothon'
export const handoverMagic = new TextEncoder().encode('SOTHON')
export const handoverVersion = 1

export function writeHandover(head: HandoverHead, letters: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const parts = [new TextEncoder().encode(JSON.stringify({ ...head, count: letters.length })), ...letters]
  const start = handoverMagic.length + 1
  const file = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, start))
  file.set(handoverMagic)
  file[handoverMagic.length] = handoverVersion
  const view = new DataView(file.buffer)
  let at = start
  for (const part of parts) {
    view.setUint32(at, part.length)
    file.set(part, at + 4)
    at += 4 + part.length
  }
  return file
}

/** The file's name: `so-thon-lang-mai-2024-10-15.sothon`, for a hamlet and a calendar day. */
export function handoverName(hamlet: string, day: string): string {
  const plain = hamlet.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')
  return `so-thon-${plain.replace(/[^a-z0-9]+/g, '-')}-${day}${handoverExtension}`
}

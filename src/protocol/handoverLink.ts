import { deflateSync } from 'fflate'
import { HandoverAnswer } from './handover.ts'

/** The most characters of a fragment: what one QR code holds and a cheap camera still reads. */
export const longestFragment = 1_800

/** The commune's answer as the fragment of its link `/tra-loi#…`: JSON, raw deflate, base64url. */
export function fragmentOf(answer: HandoverAnswer): string {
  const bytes = deflateSync(new TextEncoder().encode(JSON.stringify(answer)), { level: 9 })
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * The reverse; undefined for anything else. Whether the commune wrote it is shown by its signature alone. Inflated by
 * the browser: a phone carries no code for it.
 */
export async function answerIn(fragment: string): Promise<HandoverAnswer | undefined> {
  if (fragment.length > longestFragment) return undefined
  try {
    const bytes = Uint8Array.from(atob(fragment.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    return HandoverAnswer.safeParse(await new Response(inflated).json()).data
  } catch {
    return undefined // not base64url, not deflated, or not JSON: somebody else's link
  }
}

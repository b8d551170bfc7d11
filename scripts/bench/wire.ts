import { benchCommune } from './commune.ts'
import { inChromium } from './inChromium.ts'
import { inNode } from './inNode.ts'

const households = 100

/**
 * What sending and fetching cost over a slow link, against the real server: bytes are those of HTTP, headers included.
 * In Chromium it is the app as built in `dist`, with its own worker and storage; in Node, the phone's code alone.
 */
export async function benchWire(phones: ('chromium' | 'node')[], dist: string) {
  const measured: Record<string, unknown> = {}
  for (const phone of phones) {
    const commune = await benchCommune(households, { dist })
    try {
      measured[phone] = phone === 'node' ? await inNode(commune) : await inChromium(commune)
    } finally {
      await commune.close()
    }
  }
  return { name: 'wire', households, ...measured }
}

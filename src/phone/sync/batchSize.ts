import type { LinkNote } from '#phone/store/notes.ts'

/**
 * How much is sent, or asked for, at once: bytes of a batch of letters, or households of a page. What a link nobody
 * knows is tried with, and the least and most that any link is given.
 */
export type Sizes = { start: number; least: number; most: number }
export const batchBytes: Sizes = { start: 6_144, least: 4_096, most: 49_152 }
export const pageHouseholds: Sizes = { start: 200, least: 1, most: 200 }

/** One batch or page on its way: its size, how long it took or lived, and when it ended. */
export type Trip = { size: number; ms: number; at: Date }

/** How long one should take, in seconds: short beside the life of a bad connection, long beside its round trip. */
const seconds = 5
/** What broke sooner tells of the line, and nothing of its own size. */
export const tellingMs = 1_000
const dayMs = 86_400_000
/** A link so many times as fast as the one that was cut is another one. */
const fasterLink = 4

/** How large the next may be. */
export function sizeOn(link: LinkNote | undefined, sizes: Sizes, now: Date): number {
  const most = isRecent(link, now) ? link.cut.size : sizes.most
  return within(sizes, Math.min(link?.size ?? sizes.start, most))
}

/** What an answer tells: as much as that link carries in the time it should take, at most doubled. */
export function afterAnswer(link: LinkNote | undefined, { size: sent, ms, at }: Trip, sizes: Sizes): LinkNote {
  const size = sizeOn(link, sizes, at)
  if (2 * sent < size) return link ?? { size } // too small to tell the link from its round trip
  const rate = (sent * 1_000) / Math.max(ms, 1)
  const isSame = isRecent(link, at) && rate < fasterLink * link.cut.rate
  const most = isSame ? link.cut.size : sizes.most
  const next = within(sizes, Math.min(2 * size, rate * seconds, most))
  return { size: next, ...(isSame && { cut: link.cut }) }
}

/** What a cut tells: on this link half as much, and never more until the link is another one. */
export function afterCut(link: LinkNote | undefined, { size: sent, ms, at }: Trip, sizes: Sizes): LinkNote {
  if (ms < tellingMs) return link ?? { size: sizes.start }
  const half = within(sizes, Math.min(sent, sizeOn(link, sizes, at)) / 2)
  return { size: half, cut: { size: half, rate: (sent * 1_000) / ms, at: at.toISOString() } }
}

type Cut = LinkNote & Required<Pick<LinkNote, 'cut'>>

function isRecent(link: LinkNote | undefined, now: Date): link is Cut {
  return link?.cut !== undefined && now.getTime() - Date.parse(link.cut.at) < dayMs
}

function within({ least, most }: Sizes, size: number): number {
  return Math.floor(Math.min(most, Math.max(least, size)))
}

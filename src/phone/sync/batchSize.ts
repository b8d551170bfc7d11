import type { LinkNote } from '#phone/store/notes.ts'

/** Bytes of a batch: what a link nobody knows is tried with, and the least and most that any link is given. */
export type BatchBytes = { start: number; least: number; most: number }
export const batchBytes: BatchBytes = { start: 6_144, least: 4_096, most: 49_152 }

/** One batch on its way: its bytes, how long it took or lived, and when it ended. */
export type Trip = { bytes: number; ms: number; at: Date }

/** How long a batch should take, in seconds: short beside the life of a bad connection, long beside its round trip. */
const seconds = 5
/** A batch that broke sooner tells of the line, and nothing of its own size. */
export const tellingMs = 1_000
const dayMs = 86_400_000
/** A link so many times as fast as the one that was cut is another one. */
const fasterLink = 4

/** How large the next batch may be. */
export function sizeOn(link: LinkNote | undefined, sizes: BatchBytes, now: Date): number {
  const most = isRecent(link, now) ? link.cut.bytes : sizes.most
  return within(sizes, Math.min(link?.bytes ?? sizes.start, most))
}

/** What an answered batch tells: as many bytes as that link carries in the time a batch should take, at most doubled. */
export function afterAnswer(link: LinkNote | undefined, { bytes, ms, at }: Trip, sizes: BatchBytes): LinkNote {
  const size = sizeOn(link, sizes, at)
  if (2 * bytes < size) return link ?? { bytes: size } // too small to tell the link from its round trip
  const rate = (bytes * 1_000) / Math.max(ms, 1)
  const isSame = isRecent(link, at) && rate < fasterLink * link.cut.rate
  const most = isSame ? link.cut.bytes : sizes.most
  const next = within(sizes, Math.min(2 * size, rate * seconds, most))
  return { bytes: next, ...(isSame && { cut: link.cut }) }
}

/** What a batch tells that was cut on its way: on this link half as much, and never more until the link is another one. */
export function afterCut(link: LinkNote | undefined, { bytes, ms, at }: Trip, sizes: BatchBytes): LinkNote {
  if (ms < tellingMs) return link ?? { bytes: sizes.start }
  const half = within(sizes, Math.min(bytes, sizeOn(link, sizes, at)) / 2)
  return { bytes: half, cut: { bytes: half, rate: (bytes * 1_000) / ms, at: at.toISOString() } }
}

type Cut = LinkNote & Required<Pick<LinkNote, 'cut'>>

function isRecent(link: LinkNote | undefined, now: Date): link is Cut {
  return link?.cut !== undefined && now.getTime() - Date.parse(link.cut.at) < dayMs
}

function within({ least, most }: BatchBytes, bytes: number): number {
  return Math.floor(Math.min(most, Math.max(least, bytes)))
}

/** One direction of a slow link: one thing at a time, in the order in which it was given. Times in milliseconds. */
export type Lane = {
  /** When the last of `bytes` bytes, given at `now`, has been put on the link, and when it comes out at the far end. */
  carry: (bytes: number, now: number) => { sentAt: number; arrivesAt: number }
}

export function makeLane({ bitsPerSecond, delay }: { bitsPerSecond: number; delay: number }): Lane {
  let freeAt = 0
  return {
    carry: (bytes, now) => {
      freeAt = Math.max(now, freeAt) + (bytes * 8 * 1_000) / bitsPerSecond
      return { sentAt: freeAt, arrivesAt: freeAt + delay }
    },
  }
}

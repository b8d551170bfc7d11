import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as until } from 'node:timers/promises'
import { type Lane, makeLane } from './lane.ts'

/** A link as the phone has it: bits per second each way, its round trip, and how long a connection lives on it. */
export type Shape = {
  upBitsPerSecond: number
  downBitsPerSecond: number
  roundTripMs: number
  cutAfterMs?: number | undefined
}

/** What crossed the link since it was last shaped: bytes of headers and bodies, and requests begun. */
export type Traffic = { up: number; down: number; requests: number; connections: number; cuts: number }

export type ShapedProxy = {
  port: number
  traffic: () => Traffic
  /** Makes the link another one and counts from nought; connections of before are gone. Without a shape it is fast. */
  shape: (shape?: Shape) => Promise<void>
  close: () => Promise<void>
}

/** As much as a packet on the way carries: two connections take turns by it. */
const segment = 1_400

/** Milliseconds in which the near end finds its connections gone. */
const noticed = 100

type Link = { up: Lane; down: Lane; roundTripMs: number; cutAfterMs?: number; traffic: Traffic }

/** Listens on a free port and passes everything to `target` over a link that can be shaped. */
export async function shapedProxy(target: number): Promise<ShapedProxy> {
  let link = linkOf()
  const open = new Set<Socket>()
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: target, noDelay: true })
    carryBetween(near, far, link)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.once('close', () => open.delete(socket))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const cutAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    traffic: () => ({ ...link.traffic }),
    shape: async (shape) => {
      cutAll()
      link = linkOf(shape)
      await until(noticed)
    },
    close: async () => {
      cutAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const fast: Shape = { upBitsPerSecond: 1e9, downBitsPerSecond: 1e9, roundTripMs: 0 }

function linkOf({ upBitsPerSecond, downBitsPerSecond, roundTripMs, cutAfterMs }: Shape = fast): Link {
  const delay = roundTripMs / 2
  return {
    up: makeLane({ bitsPerSecond: upBitsPerSecond, delay }),
    down: makeLane({ bitsPerSecond: downBitsPerSecond, delay }),
    roundTripMs,
    ...(cutAfterMs !== undefined && { cutAfterMs }),
    traffic: { up: 0, down: 0, requests: 0, connections: 0, cuts: 0 },
  }
}

/** One connection: its first bytes wait for the round trip in which it is made. */
function carryBetween(near: Socket, far: Socket, link: Link): void {
  link.traffic.connections += 1
  const end = () => {
    near.destroy()
    far.destroy()
  }
  near.once('close', end)
  // Either end may break off at any moment: then so does the other.
  for (const socket of [near, far]) socket.once('error', end)
  if (link.cutAfterMs !== undefined) {
    const cut = setTimeout(() => {
      link.traffic.cuts += 1
      near.resetAndDestroy()
      end()
    }, link.cutAfterMs)
    near.once('close', () => clearTimeout(cut))
  }
  const connected = until(link.roundTripMs)
  const counted = requestCounter(link.traffic)
  const up = (bytes: Buffer) => {
    link.traffic.up += bytes.length
    counted(bytes)
  }
  const down = (bytes: Buffer) => {
    link.traffic.down += bytes.length
  }
  void carry(near, far, { lane: link.up, count: up, connected }).then(end, end)
  void carry(far, near, { lane: link.down, count: down, connected }).then(end, end)
}

type Way = { lane: Lane; count: (bytes: Buffer) => void; connected: Promise<void> }

/**
 * Takes a segment only when the one before is on its way, so that a cut loses what a real one would lose. Resolves when
 * `from` has ended and its last byte has arrived.
 */
async function carry(from: Socket, to: Socket, { lane, count, connected }: Way): Promise<void> {
  await connected
  let last = Promise.resolve()
  for await (const chunk of from as AsyncIterable<Buffer>)
    for (let at = 0; at < chunk.length; at += segment) {
      const bytes = chunk.subarray(at, at + segment)
      const now = performance.now()
      const { sentAt, arrivesAt } = lane.carry(bytes.length, now)
      await until(sentAt - now)
      if (to.destroyed) return
      count(bytes)
      last = until(Math.round(arrivesAt - sentAt)).then(() => {
        if (!to.destroyed) to.write(bytes)
      })
    }
  await last
}

/** Counts requests by the line that each begins with, wherever the segments are cut. */
function requestCounter(traffic: Traffic): (bytes: Buffer) => void {
  const begins = / HTTP\/1\.1\r\n/g
  let tail = ''
  return (bytes) => {
    const text = tail + bytes.toString('latin1')
    traffic.requests += [...text.matchAll(begins)].length
    tail = text.slice(-10)
  }
}

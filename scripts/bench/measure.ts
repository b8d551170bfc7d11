import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Operation } from '#domain/household/operation.ts'
import type { BenchCommune } from './commune.ts'
import { type Shape, type ShapedProxy, shapedProxy, type Traffic } from './shapedProxy.ts'

export const twoG: Shape = { upBitsPerSecond: 20_000, downBitsPerSecond: 50_000, roundTripMs: 500 }

/** The links on which a phone's surveys are sent. */
const profiles: Record<string, Shape | undefined> = {
  '2g': twoG,
  'slow-3g': { upBitsPerSecond: 400_000, downBitsPerSecond: 400_000, roundTripMs: 400 },
  none: undefined,
  '2g cut after 10 s': { ...twoG, cutAfterMs: 10_000 },
  '2g cut after 30 s': { ...twoG, cutAfterMs: 30_000 },
}

export type Measure = { seconds: number } & Traffic

/** 100 surveys on one link, beside the floor on the same link. */
export type Sending = Measure & { bytesPerHousehold: number; floor: Measure; ratioOfSeconds: number }

/** Reading first, then sending on every link, all through one proxy. */
export async function readingAndSending<Reading extends object>(
  commune: BenchCommune,
  measureReading: (commune: BenchCommune, proxy: ShapedProxy) => Promise<Reading>,
  measureSending: (commune: BenchCommune, proxy: ShapedProxy, shape: Shape | undefined) => Promise<Sending>,
): Promise<Reading & { sending: Record<string, Sending> }> {
  const proxy = await shapedProxy(commune.port)
  try {
    const reading = await measureReading(commune, proxy)
    const sending: Record<string, Sending> = {}
    for (const [name, shape] of Object.entries(profiles)) sending[name] = await measureSending(commune, proxy, shape)
    return { ...reading, sending }
  } finally {
    await proxy.close()
  }
}

export async function timed(proxy: ShapedProxy, work: () => Promise<unknown>): Promise<Measure> {
  const started = performance.now()
  await work()
  return { seconds: (performance.now() - started) / 1_000, ...proxy.traffic() }
}

/** The same operations as one gzip JSON batch to a bare server over the same link, uncut. */
export async function besideFloor(
  measured: Measure,
  operations: Operation[],
  shape: Shape | undefined,
): Promise<Sending> {
  const floor = await measureFloor(operations, shape && { ...shape, cutAfterMs: undefined })
  const bytesPerHousehold = measured.up / operations.length
  return { ...measured, bytesPerHousehold, floor, ratioOfSeconds: measured.seconds / floor.seconds }
}

async function measureFloor(operations: Operation[], shape: Shape | undefined): Promise<Measure> {
  const body = gzipSync(JSON.stringify(operations))
  const server = createServer((request, response) => request.resume().on('end', () => response.end('ok')))
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const proxy = await shapedProxy((server.address() as AddressInfo).port)
  await proxy.shape(shape)
  const measured = await timed(proxy, async () => {
    const response = await fetch(`http://localhost:${proxy.port}/`, { method: 'POST', body })
    await response.text()
  })
  await proxy.close()
  server.close()
  server.closeAllConnections()
  return measured
}

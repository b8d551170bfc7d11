import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Operation } from '#domain/household/operation.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import type { Vault } from '#phone/store/vault.ts'
import { type BenchCommune, benchCommune, surveyOperation } from './commune.ts'
import { enrolledPhone, lineTo, queue, syncPhone } from './phone.ts'
import { type Shape, type ShapedProxy, shapedProxy, type Traffic } from './shapedProxy.ts'

const twoG: Shape = { upBitsPerSecond: 20_000, downBitsPerSecond: 50_000, roundTripMs: 500 }
const profiles: Record<string, Shape | undefined> = {
  '2g': twoG,
  'slow-3g': { upBitsPerSecond: 400_000, downBitsPerSecond: 400_000, roundTripMs: 400 },
  none: undefined,
  '2g cut after 10 s': { ...twoG, cutAfterMs: 10_000 },
  '2g cut after 30 s': { ...twoG, cutAfterMs: 30_000 },
}

const households = 100
/** An exchange ends at a second cut in a row; the phone's schedule begins another. Never so many. */
const mostExchanges = 50

type Measure = { seconds: number } & Traffic
type Sending = Measure & { exchanges: number; bytesPerHousehold: number; floor: Measure; ratioOfSeconds: number }

/**
 * The phone's own code in Node against the real server over a shaped link: bytes are those of HTTP, headers included.
 * Reading comes first, while the households are as a new round finds them; `surveyedPull` is a new phone's list once one
 * phone has sent them all.
 * `floor` is the same operations as one gzip JSON batch to a bare server over the same link, uncut.
 */
export async function benchWire() {
  const commune = await benchCommune(households)
  const proxy = await shapedProxy(commune.port)
  try {
    const reading = await measureReading(commune, proxy)
    const sending: Record<string, Sending> = {}
    for (const [name, shape] of Object.entries(profiles)) sending[name] = await measureSending(commune, proxy, shape)
    return { name: 'wire', phone: 'node', households, ...reading, sending }
  } finally {
    await proxy.close()
    await commune.close()
  }
}

async function measureSending(commune: BenchCommune, proxy: ShapedProxy, shape: Shape | undefined): Promise<Sending> {
  await proxy.shape()
  const line = lineTo(proxy.port)
  const vault = await enrolledPhone(line, await commune.link())
  const operations = await finishAll(commune, vault)
  const before = await commune.arrived()
  let exchanges = 0
  await proxy.shape(shape)
  const measured = await timed(proxy, async () => {
    for (; exchanges < mostExchanges && (await commune.arrived()) - before < households; exchanges++)
      await syncPhone(vault, line, { locked: true })
  })
  const floor = await measureFloor(operations, shape && { ...shape, cutAfterMs: undefined })
  const ratioOfSeconds = measured.seconds / floor.seconds
  return { ...measured, exchanges, bytesPerHousehold: measured.up / households, floor, ratioOfSeconds }
}

/** A new phone's first list, an exchange with nothing to send or fetch, and one with one answer changed; all on 2G. */
async function measureReading(commune: BenchCommune, proxy: ShapedProxy) {
  const { pull, vault, line } = await measurePull(commune, proxy)
  await proxy.shape(twoG)
  const idle = await timed(proxy, () => syncPhone(vault, line))
  await queue(vault, (by) => oneAnswer(commune, by))
  await proxy.shape(twoG)
  const oneAnswerSent = await timed(proxy, () => syncPhone(vault, line, { locked: true }))
  await proxy.shape()
  const surveyor = await enrolledPhone(line, await commune.link())
  await finishAll(commune, surveyor)
  await syncPhone(surveyor, line, { locked: true })
  const { pull: surveyedPull } = await measurePull(commune, proxy)
  return { pull, idle, oneAnswerSent, surveyedPull }
}

/** A new phone is enrolled over a fast link, and fetches its list on 2G. */
async function measurePull(commune: BenchCommune, proxy: ShapedProxy) {
  await proxy.shape()
  const line = lineTo(proxy.port)
  const started: number[] = []
  const vault = await enrolledPhone(
    {
      ...line,
      changes: async (request, token) => {
        if (started.length === 0) await proxy.shape(twoG)
        started.push(performance.now())
        return line.changes(request, token)
      },
    },
    await commune.link(),
  )
  const pull: Measure = { seconds: (performance.now() - (started[0] ?? 0)) / 1_000, ...proxy.traffic() }
  return { pull, vault, line }
}

type By = { op: string; device: Operation['device']; n: number }

function oneAnswer({ households: [household] }: BenchCommune, by: By): Operation {
  if (!household) throw new RangeError('the commune has no household')
  const path = pathOf('water_source')
  const previous = { ...household.previous, answers: { [path]: 'rain' } } as typeof household.previous
  return surveyOperation({ ...household, previous }, { ...by, seen: 1, at: new Date().toISOString() })
}

async function finishAll(commune: BenchCommune, vault: Vault): Promise<Operation[]> {
  const operations: Operation[] = []
  for (const [i, household] of commune.households.entries())
    await queue(vault, (by) => {
      const operation = surveyOperation(household, { ...by, seen: i + 1, at: new Date().toISOString() })
      operations.push(operation)
      return operation
    })
  return operations
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

async function timed(proxy: ShapedProxy, work: () => Promise<unknown>): Promise<Measure> {
  const started = performance.now()
  await work()
  return { seconds: (performance.now() - started) / 1_000, ...proxy.traffic() }
}

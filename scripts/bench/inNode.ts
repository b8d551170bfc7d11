import type { BenchCommune } from './commune.ts'
import { besideFloor, type Measure, readingAndSending, type Sending, timed, twoG } from './measure.ts'
import { enrolledPhone, lineTo, queue, syncPhone } from './phone.ts'
import type { Shape, ShapedProxy } from './shapedProxy.ts'
import { finishAll, oneAnswer } from './surveys.ts'

/** An exchange ends at a second cut in a row; the phone's schedule begins another. Never so many. */
const mostExchanges = 50

/**
 * The phone's own code in Node, its store in memory. Reading comes first, while the households are as a new round finds
 * them; `surveyedPull` is a new phone's list once one phone has sent them all.
 */
export function inNode(commune: BenchCommune) {
  return readingAndSending(commune, measureReading, measureSending)
}

async function measureSending(commune: BenchCommune, proxy: ShapedProxy, shape: Shape | undefined): Promise<Sending> {
  await proxy.shape()
  const line = lineTo(proxy.port)
  const vault = await enrolledPhone(line, await commune.link())
  const operations = await finishAll(commune, vault)
  const before = await commune.arrived()
  await proxy.shape(shape)
  const measured = await timed(proxy, async () => {
    for (let i = 0; i < mostExchanges && (await commune.arrived()) - before < operations.length; i++)
      await syncPhone(vault, line, { locked: true })
  })
  return besideFloor(measured, operations, shape)
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

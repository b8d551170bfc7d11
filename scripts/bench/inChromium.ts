import { setTimeout as until } from 'node:timers/promises'
import type { PullState } from '#phone/store/database.ts'
import type { SyncNotes } from '#phone/store/notes.ts'
import { type ChromiumPhone, chromiumPhone } from './chromiumPhone.ts'
import type { BenchCommune } from './commune.ts'
import { besideFloor, type Measure, readingAndSending, type Sending, twoG } from './measure.ts'
import { queue } from './phone.ts'
import type { Shape, ShapedProxy } from './shapedProxy.ts'
import { finishAll, oneAnswer } from './surveys.ts'

/**
 * The app as it is built, with its worker and its own storage, in Chromium. It sends by itself; only what waits in its
 * outbox was put there from outside. Of every measure the phone itself says when it is over. Reading comes first, as in
 * Node.
 */
export function inChromium(commune: BenchCommune) {
  return readingAndSending(commune, measureReading, measureSending)
}

async function measureReading(commune: BenchCommune, proxy: ShapedProxy) {
  const phone = await enrolled(commune, proxy)
  const pull = await measurePull(phone, proxy)
  const idle = await measured(phone, proxy, twoG)
  await queue(phone.twin, (by) => oneAnswer(commune, by))
  await phone.carry()
  const oneAnswerExchanged = await measured(phone, proxy, twoG)
  await locked(phone, proxy)
  await queue(phone.twin, (by) => oneAnswer(commune, by))
  await phone.carry()
  const oneAnswerSent = await measuredSending(phone, proxy, twoG)
  await phone.remove()
  await proxy.shape()
  const surveyor = await enrolled(commune, proxy)
  await finishAll(commune, surveyor.twin)
  await surveyor.carry()
  await measured(surveyor, proxy, undefined)
  const surveyedPull = await measurePull(surveyor, proxy)
  await surveyor.remove()
  return { pull, idle, oneAnswerSent, oneAnswerExchanged, surveyedPull }
}

/** The phone is as it was before its first pull, and fetches its list on 2G. */
async function measurePull(phone: ChromiumPhone, proxy: ShapedProxy): Promise<Measure> {
  await quiet(proxy)
  const { epoch, generation } = await pullState(phone)
  const filling = { generation: generation + 1, cursor: 0 }
  await phone.put('meta', [{ key: 'pull', value: { epoch, cursor: 0, generation, filling } satisfies PullState }])
  const pull = await measured(phone, proxy, twoG)
  if ((await pullState(phone)).generation !== filling.generation) throw new Error('the list did not come')
  return pull
}

/** One exchange of the open app, until it says that everything was sent and fetched. */
async function measured(phone: ChromiumPhone, proxy: ShapedProxy, shape: Shape | undefined): Promise<Measure> {
  const doneAt = async () => (await notes(phone)).lastDoneAt
  const before = await doneAt()
  await proxy.shape(shape)
  return untilNoted(phone, proxy, doneAt, async () => (await doneAt()) !== before)
}

/** Begins an exchange and looks for its end now and then; when that was, the phone has noted itself. */
async function untilNoted(
  phone: ChromiumPhone,
  proxy: ShapedProxy,
  noted: () => Promise<string | undefined>,
  isOver: () => Promise<boolean>,
): Promise<Measure> {
  const started = Date.now()
  await phone.lineIsBack()
  while (!(await isOver())) await until(500)
  return { seconds: (Date.parse((await noted()) ?? '') - started) / 1_000, ...proxy.traffic() }
}

async function measureSending(commune: BenchCommune, proxy: ShapedProxy, shape: Shape | undefined): Promise<Sending> {
  await proxy.shape()
  const phone = await enrolled(commune, proxy)
  await locked(phone, proxy)
  const operations = await finishAll(commune, phone.twin)
  await phone.carry()
  const sent = await measuredSending(phone, proxy, shape)
  await phone.remove()
  return besideFloor(sent, operations, shape)
}

/** What waits is sent by the locked app, until the phone knows all of it to be received. */
async function measuredSending(phone: ChromiumPhone, proxy: ShapedProxy, shape: Shape | undefined): Promise<Measure> {
  await proxy.shape(shape)
  const receivedAt = async () => (await notes(phone)).lastReceivedAt
  return untilNoted(phone, proxy, receivedAt, async () =>
    (await phone.rows('outbox')).every(({ state }) => state === 'in'),
  )
}

async function enrolled(commune: BenchCommune, proxy: ShapedProxy): Promise<ChromiumPhone> {
  const phone = await chromiumPhone(`http://localhost:${proxy.port}/ghi-danh#${await commune.link()}`)
  await quiet(proxy)
  return phone
}

/** Started anew, the app asks for the PIN. */
async function locked(phone: ChromiumPhone, proxy: ShapedProxy): Promise<void> {
  await proxy.shape()
  await phone.page().reload()
  await phone.page().getByLabel('Mã PIN 6 số').waitFor()
  await quiet(proxy)
}

/** What the browser and the app fetch by themselves has come, and is drawn. */
async function quiet(proxy: ShapedProxy): Promise<void> {
  for (let before = -1; before !== proxy.traffic().down; ) {
    before = proxy.traffic().down
    await until(4_000)
  }
}

async function pullState(phone: ChromiumPhone): Promise<PullState> {
  return (await phone.rows('meta')).find(({ key }) => key === 'pull')?.value as PullState
}

async function notes(phone: ChromiumPhone): Promise<SyncNotes> {
  return ((await phone.rows('meta')).find(({ key }) => key === 'sync')?.value ?? {}) as SyncNotes
}

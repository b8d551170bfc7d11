import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { OpId } from '#domain/ids.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { push } from '#phone/sync/push.ts'
import { readBatch } from '#protocol/deposit.ts'
import { headerOf } from '#protocol/letter.ts'
import { householdId } from '../../builders.ts'
import { aHousehold, enrolled, type Line, lineWith } from '../kit.ts'

let line: Line
let vault: Vault
/** Batches that wait for their answer, in the order they came, and how to answer the oldest. */
let underWay: { ops: OpId[]; answer: () => void }[]

beforeEach(async () => {
  await registry.vaults.clear()
  line = await lineWith([1, 2, 3, 4].map((number) => aHousehold(number)))
  vault = await enrolled(line)
  underWay = []
  line.deposit = async (body) => {
    const { batch, letters } = readBatch(body)!
    const ops = letters.map((letter) => OpId.parse(headerOf(letter)!.op))
    await new Promise<void>((answer) => underWay.push({ ops, answer }))
    const results = ops.map((op) => ({ op, status: 'applied' as const }))
    const limits = { batchBytes: 262_144, letterBytes: 65_536 }
    return { protocol: 1, batch, epoch: 'epoch-1', serverTime: '2024-10-20T00:45:00.000Z', results, limits }
  }
})

async function finishHousehold(number: number, note: string): Promise<OpId> {
  await saveAnswer(vault, householdId(number), pathOf('visit_outcome'), 'absent', 1)
  await saveAnswer(vault, householdId(number), pathOf('visit_note'), note, 1)
  const outcome = await finish(vault, householdId(number))
  if (outcome.outcome !== 'queued') throw new Error(outcome.outcome)
  return outcome.op
}

/** Long enough for whatever would be sent to have been sent: the outbox is as it was, over and over. */
async function settled(): Promise<void> {
  for (let same = 0, before = ''; same < 10; ) {
    const now = JSON.stringify([(await vault.db.outbox.toArray()).map(({ state }) => state), underWay.length])
    same = now === before ? same + 1 : 0
    before = now
  }
}

test('two batches are under way at once, not three, and letters of one household only in one of them', async () => {
  const ops = [
    await finishHousehold(1, 'vắng nhà'),
    await finishHousehold(1, 'đi viện'),
    await finishHousehold(2, 'vắng nhà'),
    await finishHousehold(3, 'vắng nhà'),
  ]
  const one = { start: 1, least: 1, most: 1 }
  const now = () => new Date('2024-10-20T01:00:00.000Z')
  const ended = push({ db: vault.db, token: 'a deposit token', line, sizes: one, now })
  const order: OpId[] = []
  for (let answered = 0; answered < ops.length; answered++) {
    await settled()
    expect(underWay.length).toBeLessThanOrEqual(2)
    if (answered === 0) expect(underWay.map((batch) => batch.ops)).toEqual([[ops[0]], [ops[2]]])
    const [oldest] = underWay.splice(0, 1)
    order.push(...oldest!.ops)
    oldest!.answer()
  }
  expect(await ended).toBe(4)
  expect(order.filter((op) => op === ops[0] || op === ops[1])).toEqual([ops[0], ops[1]])
  expect([...order].sort()).toEqual([...ops].sort())
})

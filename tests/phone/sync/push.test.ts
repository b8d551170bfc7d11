import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { type OpId, OpId as OpIdSchema } from '#domain/ids.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import type { LetterRow } from '#phone/store/database.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { householdView } from '#phone/store/households.ts'
import { syncNotes } from '#phone/store/notes.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { Unreachable } from '#phone/sync/failure.ts'
import { pull } from '#phone/sync/pull.ts'
import { push } from '#phone/sync/push.ts'
import { type DepositReply, type LetterResult, readBatch } from '#protocol/deposit.ts'
import { headerOf } from '#protocol/letter.ts'
import { householdId } from '../../builders.ts'
import { aHousehold, enrolled, type Line, lineWith } from '../kit.ts'

let line: Line
let vault: Vault
let batches: OpId[][]

beforeEach(async () => {
  await registry.vaults.clear()
  line = await lineWith([aHousehold(1), aHousehold(2), aHousehold(3)])
  vault = await enrolled(line)
  batches = []
  clock = 0
})

const sizes = { start: 16_384, least: 4_096, most: 49_152 }
let clock = 0
const now = () => new Date(Date.parse('2024-10-20T01:00:00.000Z') + clock)
const context = (change: Partial<typeof sizes> = {}) => ({
  db: vault.db,
  token: 'a deposit token',
  line,
  sizes: { ...sizes, ...change },
  now,
})

/** Answers each letter with `answer`, and remembers what came. */
function answering(answer: (op: OpId) => Partial<LetterResult> | undefined, change: Partial<DepositReply> = {}): void {
  line.deposit = async (body) => {
    const { batch, letters } = readBatch(body)!
    const ops = letters.map((letter) => OpIdSchema.parse(headerOf(letter)!.op))
    batches.push(ops)
    const results = ops.flatMap((op): LetterResult[] => {
      const given = answer(op)
      return given ? [{ op, status: 'applied', ...given }] : []
    })
    const serverTime = '2024-10-20T00:45:00.000Z'
    const limits = { batchBytes: 262_144, letterBytes: 65_536 }
    return { protocol: 1, batch, epoch: 'epoch-1', serverTime, results, limits, ...change }
  }
}

/** Closes household `number` as incomplete: the shortest way to a letter. */
async function finishHousehold(number: number): Promise<OpId> {
  await saveAnswer(vault, householdId(number), pathOf('visit_outcome'), 'absent', 1)
  await saveAnswer(vault, householdId(number), pathOf('visit_note'), `Vắng nhà lần ${number}`, 1)
  const outcome = await finish(vault, householdId(number))
  if (outcome.outcome !== 'queued') throw new Error(outcome.outcome)
  return outcome.op
}

async function states(): Promise<LetterRow['state'][]> {
  return (await vault.db.outbox.orderBy('n').toArray()).map(({ state }) => state)
}

describe('a deposit settles', () => {
  test('lessons 37 and 41: each operation by its own answer, and never the cursor', async () => {
    const [one, two, three] = [await finishHousehold(1), await finishHousehold(2), await finishHousehold(3)]
    const before = await vault.db.meta.get('pull')
    answering((op) => {
      if (op === one) return { status: 'conflict', receipt: '7K4-M2', at: '2024-10-20T00:45:00.000Z' }
      return op === two ? { status: 'held', reason: 'late' } : { status: 'refused', reason: 'letter_too_large' }
    })
    expect(await push(context())).toBe(3)
    expect(batches).toEqual([[one, two, three]])
    expect(await states()).toEqual(['in', 'held', 'refused'])
    expect(await vault.db.meta.get('pull')).toEqual(before)
    const views = await Promise.all([1, 2, 3].map((number) => householdView(vault, householdId(number))))
    expect(views.map((view) => view?.status)).toEqual(['received', 'needs_you', 'needs_you'])
    expect(views[0]?.receipt).toEqual({ code: '7K4-M2', at: '2024-10-20T00:45:00.000Z' })
    expect(views.map((view) => view?.needs?.reason)).toEqual([undefined, 'late', 'letter_too_large'])
  })

  test('nothing that was not sent: an answer about a stranger changes nothing', async () => {
    const one = await finishHousehold(1)
    answering((op) => (op === one ? undefined : { status: 'applied' }))
    expect(await push(context())).toBe(0)
    expect(await states()).toEqual(['queued'])
  })

  test('nothing where the answer is “not now”, and does not ask again in the same exchange', async () => {
    const later = await finishHousehold(1)
    await finishHousehold(2)
    answering((op) => ({ status: op === later ? 'later' : 'applied', receipt: '7K4-M2' }))
    expect(await push(context({ start: 10 }))).toBe(1)
    expect(await states()).toEqual(['queued', 'in'])
    expect(batches.flat()).toHaveLength(2)
    answering(() => ({ status: 'reseal' }))
    await push(context())
    expect(await states()).toEqual(['queued', 'in'])
  })

  test.each<[string, Partial<LetterResult>, boolean]>([
    ['was stored', { status: 'merged' }, true],
    ['is held', { status: 'held', reason: 'late' }, true],
    ['was held as other bytes than ours', { status: 'held', reason: 'not_authentic', hash: '0'.repeat(64) }, false],
    ['was refused', { status: 'refused', reason: 'letter_too_large' }, false],
    ['is to come later', { status: 'later' }, false],
  ])('the time of “the commune has received”, where what was sent %s: %o is %s', async (_, answer, isReceived) => {
    await finishHousehold(1)
    answering(() => answer)
    await push(context())
    expect((await syncNotes(vault.db)).lastReceivedAt !== undefined).toBe(isReceived)
  })

  test('no such time where only a stranger was stored', async () => {
    const one = await finishHousehold(1)
    const stranger = OpIdSchema.parse(crypto.randomUUID().replace(/^.{8}-.{4}-4/, '01920000-0000-7'))
    answering(() => ({ op: stranger }))
    expect(await push(context())).toBe(0)
    expect([await states(), one === stranger]).toEqual([['queued'], false])
    expect(await syncNotes(vault.db)).not.toHaveProperty('lastReceivedAt')
  })

  test('nothing where the reply echoes another batch', async () => {
    await finishHousehold(1)
    answering(() => ({ status: 'applied' }), { batch: '0'.repeat(32) })
    await expect(push(context())).rejects.toThrow(new Unreachable('not_our_server'))
    expect(await states()).toEqual(['queued'])
  })
})

describe('where the line breaks', () => {
  test('everything waits as before, and what broke is not tried as large again', async () => {
    await finishHousehold(1)
    let tried = 0
    line.deposit = () => {
      tried += 1
      clock += 9_000
      return Promise.reject(new Unreachable('timed_out'))
    }
    await expect(push(context())).rejects.toThrow(Unreachable)
    expect(tried).toBe(2) // once more within the exchange, then it is left to the schedule
    expect(await states()).toEqual(['queued'])
    expect((await syncNotes(vault.db)).link?.cut?.size).toBe(sizes.least)
  })

  test('a break at once says nothing of the size', async () => {
    await finishHousehold(1)
    line.deposit = () => Promise.reject(new Unreachable('no_line'))
    await expect(push(context())).rejects.toThrow(Unreachable)
    expect((await syncNotes(vault.db)).link).toEqual({ size: sizes.start })
  })

  test('lesson 10: a letter that was on its way when the app was killed is sent again', async () => {
    const op = await finishHousehold(1)
    await vault.db.outbox.update(op, { state: 'sending' })
    answering(() => ({ status: 'applied', receipt: '7K4-M2' }))
    await push(context())
    expect(await states()).toEqual(['in'])
  })

  test('a batch is no larger than asked for, one letter at least, the oldest first', async () => {
    const ops = [await finishHousehold(1), await finishHousehold(2), await finishHousehold(3)]
    answering(() => ({ status: 'applied' }))
    await push(context({ start: 1, most: 1 }))
    expect(batches).toEqual(ops.map((op) => [op]))
  })
})

describe('from another epoch', () => {
  test('no acknowledgement counts: every kept letter is sent anew and the pull starts from the beginning', async () => {
    const one = await finishHousehold(1)
    answering(() => ({ status: 'applied', receipt: '7K4-M2' }))
    await push(context())
    const two = await finishHousehold(2)
    answering(() => ({ status: 'applied', receipt: '9A1-B2' }), { epoch: 'epoch-2' })
    await push(context())
    expect(batches).toEqual([[one], [two], [one, two]])
    expect((await vault.db.outbox.toArray()).map(({ epoch, receipt }) => [epoch, receipt])).toEqual([
      ['epoch-2', '9A1-B2'],
      ['epoch-2', '9A1-B2'],
    ])
    const { value } = (await vault.db.meta.get('pull'))!
    expect(value).toEqual({ epoch: 'epoch-2', cursor: 0, generation: 1, filling: { generation: 2, cursor: 0 } })
  })

  test('and another at every reply, it gives up instead of sending for ever', async () => {
    await finishHousehold(1)
    let epoch = 1
    line.deposit = async (body) => {
      const serverTime = now().toISOString()
      const limits = { batchBytes: 262_144, letterBytes: 65_536 }
      epoch += 1
      return { protocol: 1, batch: readBatch(body)!.batch, epoch: `e${epoch}`, serverTime, results: [], limits }
    }
    await expect(push(context())).rejects.toThrow(new Unreachable('fault'))
    expect(await states()).toEqual(['queued'])
  })
})

describe('a pull', () => {
  test('after a restore shows the old rows until the new ones are complete, across a broken line', async () => {
    const change = (number: number) => ({ seq: number, household: householdId(number), state: aHousehold(number) })
    const whole = { ...line.pages[0]!, epoch: 'epoch-2' }
    const first = { ...whole, changes: [change(1)], cursor: 1, more: true }
    const second = { ...whole, changes: [change(2)], cursor: 2, more: false }
    const asked: number[] = []
    const pages = [first, first, new Unreachable('no_line'), second]
    line.changes = async ({ cursor }) => {
      asked.push(cursor)
      const page = pages.shift()!
      if (page instanceof Error) throw page
      return page
    }
    await expect(pull(vault, line, now)).rejects.toThrow(Unreachable)
    expect(await householdView(vault, householdId(3))).toBeDefined()
    await pull(vault, line, now)
    expect(asked).toEqual([3, 0, 1, 1])
    expect(await householdView(vault, householdId(3))).toBeUndefined()
    expect(await vault.db.households.count()).toBe(2)
  })

  test('keeps a household whole, with what this version does not know', async () => {
    const state = { ...aHousehold(1, { revision: 9 }), brandNew: { answer: 42 } }
    line.pages = [{ ...line.pages[0]!, changes: [{ seq: 9, household: state.id, state }], cursor: 9 }]
    await pull(vault, line, now)
    expect((await householdView(vault, householdId(1)))?.revision).toBe(9)
    const row = await vault.db.households.get([1, householdId(1)])
    const { openBox } = await import('#phone/store/box.ts')
    const stored = await openBox(vault.dataKey, { table: 'households', id: householdId(1) }, row!.box)
    expect(stored).toMatchObject({ brandNew: { answer: 42 } })
  })

  test('never touches drafts, operations or outbox', async () => {
    await finishHousehold(1)
    await saveAnswer(vault, householdId(2), pathOf('visit_outcome'), 'absent', 1)
    const tables = [vault.db.drafts, vault.db.operations, vault.db.outbox]
    const before = await Promise.all(tables.map((table) => table.toArray()))
    await pull(vault, line, now)
    expect(await Promise.all(tables.map((table) => table.toArray()))).toEqual(before)
  })

  test('lesson 40: that was overtaken by another window’s starts again', async () => {
    const { changes } = line
    let asked = 0
    line.changes = async (request, token) => {
      asked += 1
      if (asked === 1) await pull(vault, { ...line, changes }, now)
      return changes(request, token)
    }
    line.pages = [{ ...line.pages[0]!, cursor: 10 }]
    await pull(vault, line, now)
    expect((await vault.db.meta.get('pull'))?.value).toMatchObject({ cursor: 10, generation: 1 })
    expect(asked).toBe(2)
  })

  test('whose cursor stands still while there is more stops instead of asking for ever', async () => {
    line.pages = [{ ...line.pages[0]!, more: true }]
    await expect(pull(vault, line, now)).rejects.toThrow(new Unreachable('fault'))
  })

  test('says by how many minutes this phone’s clock is off', async () => {
    line.pages = [{ ...line.pages[0]!, serverTime: '2024-10-20T00:40:00.000Z' }]
    await pull(vault, line, now)
    expect((await syncNotes(vault.db)).clockOffsetMinutes).toBe(20)
  })
})

import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Survey } from '#domain/household/survey.ts'
import { RoundId } from '#domain/ids.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { addHousehold, discardDraft, saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { householdView } from '#phone/store/households.ts'
import { keptLetters } from '#phone/store/kept.ts'
import { putAside, refusedLetters } from '#phone/store/outbox.ts'
import { ownOperations } from '#phone/store/own.ts'
import { registry } from '#phone/store/registry.ts'
import { openRow, type Vault } from '#phone/store/vault.ts'
import { pull } from '#phone/sync/pull.ts'
import { householdId } from '../../builders.ts'
import { aHousehold, enrolled, facts, type Line, lineWith, personPath } from '../kit.ts'

const id = householdId(1)
const [water, note] = [pathOf('water_source'), pathOf('visit_note')]
const next = RoundId.parse('2025')
let line: Line
let vault: Vault

beforeEach(async () => {
  await registry.vaults.clear()
  line = await lineWith([aHousehold(1)])
  vault = await enrolled(line)
})

async function pullState(survey: Partial<Survey>, revision: number): Promise<void> {
  const state = aHousehold(1, { revision, survey })
  const round = { ...facts.round!, id: state.survey.round }
  const changes = [{ seq: revision, household: id, state }]
  line.pages = [{ ...line.pages[0]!, facts: { ...facts, round }, changes, cursor: revision }]
  await pull(vault, line, () => new Date())
}

async function close(household = id): Promise<void> {
  await saveAnswer(vault, household, personPath('name'), 'Quách Thị Ngân', 1)
  await saveAnswer(vault, household, pathOf('visit_outcome'), 'absent', 1)
  await saveAnswer(vault, household, note, 'đi làm xa', 1)
  expect((await finish(vault, household)).outcome).toBe('queued')
}

async function lastOperation() {
  const row = await vault.db.operations.orderBy('n').last()
  return openRow<{ round: string; households: Record<string, { facts: object }> }>(
    vault,
    { table: 'operations', id: row!.op },
    row,
  )
}

describe('when a new round begins', () => {
  test('lesson 24: a draft that was left on the accepted household is kept as late, and never becomes an answer of the new round', async () => {
    await pullState({ state: 'accepted' }, 5)
    await saveAnswer(vault, id, water, 'rain', 5)
    expect((await householdView(vault, id))?.needs).toEqual({ reason: 'late_draft' })
    await pullState({ round: next }, 8)
    const view = await householdView(vault, id)
    expect(view?.values.has(water)).toBe(false)
    expect(view).toMatchObject({ status: 'needs_you', needs: { reason: 'earlier_round' }, isReadOnly: false })
    expect(view?.late).toMatchObject([{ path: water, value: 'rain', why: 'earlier_round' }])
    await close()
    expect(Object.keys((await lastOperation())!.households[id]!.facts)).not.toContain(water)
    expect((await lastOperation())!.round).toBe(next)
    expect((await householdView(vault, id))?.late).toHaveLength(1)
  })

  test('the same question answered anew is an answer of its own, and letting the late one go leaves it', async () => {
    await saveAnswer(vault, id, water, 'rain', 1)
    await pullState({ round: next }, 8)
    await saveAnswer(vault, id, water, 'piped', 8)
    expect(await vault.db.drafts.count()).toBe(2)
    const view = (await householdView(vault, id))!
    expect([view.values.get(water), view.late.map(({ value }) => value)]).toEqual(['piped', ['rain']])
    await discardDraft(
      vault,
      id,
      view.late.flatMap(({ row }) => row ?? []),
    )
    const after = (await householdView(vault, id))!
    expect([after.values.get(water), after.late]).toEqual(['piped', []])
  })

  test('what was finished for the earlier one is not shown as an answer of the new one, and still waits', async () => {
    await close()
    await pullState({ round: next }, 8)
    const view = (await householdView(vault, id))!
    expect([...view.values]).toEqual([])
    expect(view.status).toBe('waiting')
  })

  test('what was received in the earlier one leaves the household unvisited, without its old receipt', async () => {
    await close()
    await vault.db.outbox.toCollection().modify({ state: 'in', receipt: '7K4-M2', at: '2024-10-20T03:00:00.000Z' })
    await pullState({ round: next }, 8)
    const view = (await householdView(vault, id))!
    expect(view.status).toBe('not_visited')
    expect(view).not.toHaveProperty('receipt')
    expect([...view.values]).toEqual([])
  })

  test('what the commune refused in the earlier one is not sent as an answer of the new one', async () => {
    await saveAnswer(vault, id, water, 'rain', 1)
    await close()
    await vault.db.outbox.toCollection().modify({ state: 'refused', reason: 'letter_too_large' })
    await pullState({ round: next }, 8)
    await close()
    expect(Object.keys((await lastOperation())!.households[id]!.facts)).not.toContain(water)
  })

  test('what the commune refused in the earlier one stays before people and in the file until somebody has read it, whatever is finished since', async () => {
    await close()
    const [refused] = await vault.db.outbox.toArray()
    await vault.db.outbox.toCollection().modify({ state: 'refused', reason: 'letter_too_large' })
    expect((await householdView(vault, id))?.needs).toEqual({ reason: 'letter_too_large' })
    await pullState({ round: next }, 8)
    await close()
    const stillThere = { reason: 'letter_too_large', toRead: [refused!.op] }
    expect((await householdView(vault, id))?.needs).toEqual(stillThere)
    expect(await refusedLetters(vault.db)).toHaveLength(1)
    await putAside(vault.db, id, [refused!.op])
    const view = await householdView(vault, id)
    expect([view?.status, view?.needs]).toEqual(['waiting', undefined])
    expect(await refusedLetters(vault.db)).toEqual([])
    expect((await keptLetters(vault.db, 'not_in')).map(({ op }) => op)).toContain(refused!.op)
    expect((await ownOperations(vault, id)).map(({ operation }) => operation.op)).toContain(refused!.op)
  })

  test('the draft of a household met at the door and never finished is late too', async () => {
    const made = await addHousehold(vault)
    await saveAnswer(vault, made, water, 'rain', 0)
    await pullState({ round: next }, 8)
    const view = (await householdView(vault, made))!
    expect([view.values.has(water), view.late.map(({ why }) => why)]).toEqual([false, ['earlier_round']])
  })
})

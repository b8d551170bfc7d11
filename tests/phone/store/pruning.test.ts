import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { pathOf } from '#domain/questionnaire/answers.ts'
import type { LetterRow } from '#phone/store/database.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { pull } from '#phone/sync/pull.ts'
import { householdId } from '../../builders.ts'
import { aHousehold, enrolled, type Line, lineWith, personPath } from '../kit.ts'

const id = householdId(1)
const serverTime = '2024-12-01T00:00:00.000Z'
const [old, young] = ['2024-10-31T23:59:59.000Z', '2024-11-01T00:00:01.000Z']
let line: Line
let vault: Vault

beforeEach(async () => {
  await registry.vaults.clear()
  line = await lineWith([aHousehold(1)])
  vault = await enrolled(line)
  await saveAnswer(vault, id, personPath('name'), 'Quách Thị Ngân', 1)
  await saveAnswer(vault, id, pathOf('visit_outcome'), 'absent', 1)
  await saveAnswer(vault, id, pathOf('visit_note'), 'đi làm xa', 1)
  await finish(vault, id)
})

/** How many letters and plain operations are left after a pull, the letter standing as told. */
async function left(letter: Partial<LetterRow>, backedUpTo?: string): Promise<[number, number]> {
  await vault.db.outbox.toCollection().modify(letter)
  line.pages = [{ ...line.pages[0]!, serverTime, ...(backedUpTo !== undefined && { backedUpTo }) }]
  // The phone's own clock is a year ahead: it must not count.
  await pull(vault, line, () => new Date('2025-12-01T00:00:00.000Z'))
  return [await vault.db.outbox.count(), await vault.db.operations.count()]
}

describe('a letter is let go, and its plain operation with it', () => {
  test('once it has been received for thirty days and is in a backup', async () => {
    expect(await left({ state: 'in', at: old }, '2024-11-30T00:00:00.000Z')).toEqual([0, 0])
  })

  test.each<[string, Partial<LetterRow>, string | undefined]>([
    ['received for less than thirty days', { state: 'in', at: young }, '2024-11-30T00:00:00.000Z'],
    ['received after the last backup', { state: 'in', at: old }, '2024-10-31T00:00:00.000Z'],
    ['received, where nothing was ever backed up', { state: 'in', at: old }, undefined],
    ['received at a time that nobody told', { state: 'in' }, '2024-11-30T00:00:00.000Z'],
    ['received, where the backup lies in the future', { state: 'in', at: old }, '2024-12-01T00:00:00.001Z'],
    ['held', { state: 'held', at: old, reason: 'late' }, '2024-11-30T00:00:00.000Z'],
    ['refused', { state: 'refused', at: old, reason: 'letter_too_large' }, '2024-11-30T00:00:00.000Z'],
    ['waiting', { state: 'queued' }, '2024-11-30T00:00:00.000Z'],
  ])('but never one %s', async (_, letter, backedUpTo) => {
    expect(await left(letter, backedUpTo)).toEqual([1, 1])
  })
})

import { describe, expect, test } from 'vitest'
import { recoveryProblem } from '#phone/pages/start/recoveryProblem.ts'
import { isInDanger, type Safety, storageWarnings } from '#phone/pages/sync/storageWarnings.ts'
import { StorageFailure } from '#phone/store/storageFailure.ts'
import { Refusal, Unreachable } from '#phone/sync/failure.ts'
import { en } from '#phone/wording/en.ts'
import { laterVi } from '#phone/wording/later.vi.ts'
import { safetyEn } from '#phone/wording/safety.en.ts'
import { safetyVi } from '#phone/wording/safety.vi.ts'
import { startEn } from '#phone/wording/start.en.ts'
import { startVi } from '#phone/wording/start.vi.ts'
import { vi } from '#phone/wording/vi.ts'
import { problems } from '#protocol/problem.ts'

/** Every sentence of a language, functions called with something recognisable. */
function sentencesIn(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (typeof words === 'function') return [String(words(7, 7))]
  return Object.values(words as object).flatMap(sentencesIn)
}

describe('the words of safety', () => {
  test('are NFC in Vietnamese, and each language is by itself', () => {
    const [vietnamese, english] = [sentencesIn([safetyVi, startVi]), sentencesIn([safetyEn, startEn])]
    expect(vietnamese.length).toBeGreaterThan(60)
    expect(english).toHaveLength(vietnamese.length)
    expect(vietnamese.filter((sentence) => sentence !== sentence.normalize('NFC'))).toEqual([])
    expect(vietnamese.filter((sentence) => /\b(the|is|and|of|not|you|please|file|send)\b/i.test(sentence))).toEqual([])
    const named = english.map((sentence) => sentence.replaceAll('Sổ Thôn', ''))
    expect(named.filter((sentence) => /[ăâđêôơưạảấầậếềệịọốồộớờợụứừự]/i.test(sentence))).toEqual([])
  })

  test('never call saved, locked or asked what the commune has not taken: only its answer says received', () => {
    const { handover, people } = safetyVi
    const { light } = laterVi
    const { forgotten } = startVi
    const claims = sentencesIn({ handover, people, forgotten, light }).filter((sentence) =>
      /xã đã nhận|thành công|đã gửi xong/i.test(sentence),
    )
    expect(claims).toEqual(['Lưu cả phiếu xã đã nhận'])
  })
})

describe('why a PIN could not be changed', () => {
  test.each([
    ['recovery_not_asked', 'hỏi xã lại từ đầu'],
    ['recovery_not_approved', 'chưa đồng ý'],
    ['recovery_wrong_code', 'Mã không đúng'],
    ['recovery_expired', 'hết hạn'],
    ['device_revoked', 'ngừng máy này'],
    ['server_fault', 'đang không làm việc'],
  ] as const)('%s', (code, says) => {
    expect(recoveryProblem(new Refusal(code), vi, startVi).toLowerCase()).toContain(says.toLowerCase())
  })

  test('no line, a phone without room, and whatever else', () => {
    expect(recoveryProblem(new Unreachable('no_line'), vi, startVi)).toContain('cần có mạng')
    expect(recoveryProblem(new Unreachable('not_our_server'), vi, startVi)).toContain('wifi')
    expect(recoveryProblem(new StorageFailure('full'), vi, startVi)).toContain('đầy')
    expect(recoveryProblem(new Error('?'), vi, startVi)).toBe(startVi.forgotten.failed)
    for (const code of Object.keys(problems) as (keyof typeof problems)[])
      expect(recoveryProblem(new Refusal(code), en, startEn)).not.toBe('')
  })
})

describe('the storage light', () => {
  const now = new Date('2024-10-20T02:00:00Z')
  const good: Safety = {
    offlineReady: true,
    rosterComplete: true,
    persisted: true,
    usage: 4_000_000,
    unsent: { letters: 1, households: [], oldestAt: '2024-10-19T02:00:00Z' },
    trouble: undefined,
  }
  const warningsOf = (change: Partial<Safety>) => storageWarnings({ ...good, ...change }, laterVi.light, now)

  test('is green on a phone that keeps, with yesterday’s work unsent', () => {
    expect([isInDanger(good), warningsOf({})]).toEqual([false, []])
  })

  test.each([{ offlineReady: false }, { rosterComplete: false }, { persisted: false }])(
    'is amber with %o',
    (change) => {
      expect(isInDanger({ ...good, ...change })).toBe(true)
    },
  )

  test('a browser that was not asked is no danger', () => {
    expect(isInDanger({ ...good, persisted: undefined })).toBe(false)
  })

  test.each([
    [{ usage: 200_000_000 }, undefined],
    [{ usage: 200_000_001 }, 'đã nhiều'],
    [{ usage: undefined }, undefined],
    [{ unsent: { ...good.unsent, oldestAt: '2024-10-17T02:00:00Z' } }, undefined],
    [{ unsent: { ...good.unsent, oldestAt: '2024-10-17T01:59:59Z' } }, 'chờ gửi đã lâu'],
    [{ unsent: { letters: 0, households: [] } }, undefined],
    [{ trouble: { problem: 'full', at: '2024-10-20T01:00:00Z' } }, 'không ghi được'],
  ] as [Partial<Safety>, string | undefined][])('with %o says %s', (change, says) => {
    const warnings = warningsOf(change)
    expect(warnings).toHaveLength(says === undefined ? 0 : 1)
    if (says !== undefined) expect(warnings[0]).toContain(says)
  })
})

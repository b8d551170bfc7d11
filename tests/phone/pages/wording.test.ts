import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { enrolProblem } from '#phone/pages/start/enrolProblem.ts'
import { pinProblem } from '#phone/pages/start/pin.ts'
import { reportText } from '#phone/pages/sync/syncWords.ts'
import { syncLineOf } from '#phone/pages/syncLine.ts'
import type { SyncFailure } from '#phone/store/notes.ts'
import { StorageFailure } from '#phone/store/storageFailure.ts'
import { Refusal, Unreachable } from '#phone/sync/failure.ts'
import { en } from '#phone/wording/en.ts'
import { startEn } from '#phone/wording/start.en.ts'
import { startVi } from '#phone/wording/start.vi.ts'
import { clockText, timeText } from '#phone/wording/times.ts'
import { vi } from '#phone/wording/vi.ts'
import { problems } from '#protocol/problem.ts'

/** Every sentence of a language, functions called with something recognisable. */
function sentencesIn(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (typeof words === 'function') return [String(words(7, 7, 7))]
  return Object.values(words as object).flatMap(sentencesIn)
}

describe('the app’s words', () => {
  test('are NFC in Vietnamese', () => {
    const sentences = [...sentencesIn(vi), ...sentencesIn(startVi)]
    expect(sentences.length).toBeGreaterThan(150)
    expect(sentences.filter((sentence) => sentence !== sentence.normalize('NFC'))).toEqual([])
  })

  test('have no English in the Vietnamese and no Vietnamese in the English', () => {
    const english = /\b(the|is|and|of|not|you|please|save[ds]?|error|send|household|survey)\b/i
    expect([...sentencesIn(vi), ...sentencesIn(startVi)].filter((sentence) => english.test(sentence))).toEqual([])
    const vietnamese = /[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]/i
    const named = (sentence: string) => sentence.replaceAll('Sổ Thôn', '')
    expect(
      [...sentencesIn(en), ...sentencesIn(startEn)].filter((sentence) => vietnamese.test(named(sentence))),
    ).toEqual([])
  })

  test('say the same number of things in both languages', () => {
    expect(sentencesIn(en)).toHaveLength(sentencesIn(vi).length)
    expect(sentencesIn(startEn)).toHaveLength(sentencesIn(startVi).length)
  })

  test('stand in the catalogues, not in the pages', () => {
    const pages = readFileSync('src/phone/pages/AppPage.tsx', 'utf8') + readFileSync('src/phone/Phone.tsx', 'utf8')
    expect(pages).not.toMatch(/>[^<{]*[ăâđêôơư][^<{]*</)
  })
})

describe('a refused enrolment has its sentence', () => {
  test.each([
    ['enrolment_unknown', 'không biết mã'],
    ['enrolment_used', 'đã được dùng'],
    ['enrolment_expired', 'hết hạn'],
    ['invalid_request', 'quét lại'],
    ['server_fault', 'đang không làm việc'],
    ['newer_protocol', 'mới hơn'],
  ] as const)('%s', (code, says) => {
    expect(enrolProblem(new Refusal(code), vi, startVi.enrol)).toContain(says)
  })

  test.each([
    ['no_line', 'Chưa có mạng'],
    ['server_down', 'đang không làm việc'],
    ['not_our_server', 'wifi'],
    ['timed_out', 'quá chậm'],
  ] as const)('%s', (failure, says) => {
    expect(enrolProblem(new Unreachable(failure), vi, startVi.enrol)).toContain(says)
  })

  test('a phone without room, a browser that keeps nothing, and whatever else', () => {
    expect(enrolProblem(new StorageFailure('full'), vi, startVi.enrol)).toContain('đầy')
    expect(enrolProblem(new StorageFailure('unavailable'), vi, startVi.enrol)).toContain('ẩn danh')
    expect(enrolProblem(new Error('?'), vi, startVi.enrol)).toBe(startVi.enrol.problems.fault)
    for (const code of Object.keys(problems) as (keyof typeof problems)[])
      expect(enrolProblem(new Refusal(code), en, startEn.enrol)).not.toBe('')
  })
})

describe('a PIN', () => {
  test.each([
    ['482915', undefined],
    ['112233', undefined],
    ['12345', 'not_six_digits'],
    ['12345a', 'not_six_digits'],
    ['123456', 'too_simple'],
    ['654321', 'too_simple'],
    ['000000', 'too_simple'],
  ] as const)('%s: %s', (pin, problem) => {
    expect(pinProblem(pin)).toBe(problem)
  })
})

describe('the line about sending', () => {
  const now = new Date('2024-10-15T08:00:00Z')
  const nobody = { needs: 0, drafts: 0 }
  const idle = {
    waitingOperations: 0,
    waitingHouseholds: 0,
    refusedOperations: 0,
    running: false,
    offlineReady: true,
    rosterComplete: true,
  }

  test('says how many households wait, and never at the same time that the commune has all', () => {
    const line = syncLineOf(
      { ...idle, waitingOperations: 6, waitingHouseholds: 5, lastDoneAt: now.toISOString() },
      nobody,
      vi,
      now,
    )
    expect(line.map(({ text }) => text)).toEqual(['Chờ gửi – 5 hộ (tự gửi khi có mạng)'])
  })

  test('says when the commune had everything, in this phone’s time', () => {
    const at = '2024-10-15T07:32:00.000Z'
    const [line] = syncLineOf({ ...idle, lastDoneAt: at }, nobody, vi, now)
    expect(line?.text).toBe(`Xã đã nhận hết, lần cuối ${clockText(at)}`)
  })

  test('with drafts says how many households are saved here only, not that the commune has everything', () => {
    const texts = (drafts: number, change = {}) =>
      syncLineOf({ ...idle, lastDoneAt: now.toISOString(), ...change }, { needs: 0, drafts }, vi, now).map(
        ({ text }) => text,
      )
    expect(texts(2)).toEqual(['Đã lưu trên máy này – 2 hộ'])
    expect(texts(2, { waitingOperations: 1, waitingHouseholds: 1 })).toEqual([
      'Chờ gửi – 1 hộ (tự gửi khi có mạng)',
      'Đã lưu trên máy này – 2 hộ',
    ])
  })

  test('with a survey that the commune refused says only that it needs somebody', () => {
    const state = { ...idle, lastDoneAt: now.toISOString(), refusedOperations: 1 }
    expect(syncLineOf(state, { needs: 1, drafts: 0 }, vi, now).map(({ text }) => text)).toEqual(['Cần xem lại – 1 hộ'])
  })

  test('puts what needs somebody first', () => {
    expect(
      syncLineOf({ ...idle, waitingOperations: 1, waitingHouseholds: 1 }, { needs: 2, drafts: 0 }, vi, now)[0]?.text,
    ).toBe('Cần xem lại – 2 hộ')
  })

  test('a failure says why, and that the work is safe; success is said by the server alone', () => {
    const failures: SyncFailure[] = ['no_line', 'not_our_server', 'server_down', 'timed_out', 'device_revoked', 'fault']
    for (const failure of failures)
      expect(reportText({ outcome: 'failed', failure }, vi)).toEqual([
        vi.sync.failures[failure],
        'Chưa gửi được. Dữ liệu vẫn an toàn trên máy.',
      ])
    expect(reportText({ outcome: 'done' }, vi)).toEqual([vi.sync.outcomes.done])
    expect(reportText({ outcome: 'still_waiting' }, vi)[0]).toContain('Xã chưa nhận được hết, máy sẽ tự gửi lại')
  })

  test('a time of another day carries its day', () => {
    expect(timeText('2024-03-05T07:32:00.000Z', now)).toMatch(/^\d\d:\d\d, 05\/03\/2024$/)
  })
})

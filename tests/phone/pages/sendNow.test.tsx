// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { SessionContext } from '#phone/pages/session.ts'
import { SendNow } from '#phone/pages/sync/SendNow.tsx'
import { SyncPage } from '#phone/pages/sync/SyncPage.tsx'
import { noteActivity } from '#phone/store/activity.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import type { Vault } from '#phone/store/vault.ts'
import { type SyncReport, startSchedule, syncNow } from '#phone/sync/schedule.ts'
import { LanguageProvider } from '#phone/wording/language.tsx'
import { timeText } from '#phone/wording/times.ts'
import { householdId } from '../../builders.ts'
import { aHousehold, enrolled, lineWith } from '../kit.ts'

vi.mock(import('#phone/sync/schedule.ts'), async (original) => ({ ...(await original()), syncNow: vi.fn() }))

const day = 86_400_000
let stop = () => {}
afterEach(() => {
  stop()
  cleanup()
})

function sendNow(report: SyncReport): void {
  vi.mocked(syncNow).mockResolvedValue(report)
  const session = { vault: {} as Vault, lockNow: () => undefined }
  render(
    <LanguageProvider>
      <SessionContext value={session}>
        <SendNow />
      </SessionContext>
    </LanguageProvider>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Gửi ngay' }))
}

/** A schedule that has tried once, in vain, and rests for a day; how often it has tried since. */
async function aLongWait(): Promise<() => number> {
  let runs = 0
  const run = async (): Promise<SyncReport> => {
    runs += 1
    return { outcome: 'failed', failure: 'no_line' }
  }
  await act(async () => {
    stop = startSchedule(
      () => undefined,
      run,
      { first: day, last: day },
      async () => {},
    )
  })
  expect(runs).toBe(1)
  return () => runs - 1
}

test.each<SyncReport>([{ outcome: 'failed', failure: 'no_line' }, { outcome: 'still_waiting' }])(
  'lesson 2: a tap on “send now” that came to %o makes the schedule count its waits anew',
  async (report) => {
    const tries = await aLongWait()
    sendNow(report)
    await waitFor(() => expect(tries()).toBe(1))
  },
)

test('a tap that sent everything leaves the schedule at rest', async () => {
  const tries = await aLongWait()
  sendNow({ outcome: 'done' })
  await screen.findByText(/xã đã nhận hết/)
  expect(tries()).toBe(0)
})

test('lesson 2: while something waits, the page of sending says when it is tried next', async () => {
  const vault = await enrolled(await lineWith([aHousehold(1)]))
  await saveAnswer(vault, householdId(1), pathOf('visit_outcome'), 'absent', 1)
  await saveAnswer(vault, householdId(1), pathOf('visit_note'), 'đi làm xa', 1)
  expect((await finish(vault, householdId(1))).outcome).toBe('queued')
  const nextTryAt = new Date(Date.now() + 2 * day).toISOString()
  noteActivity({ nextTryAt })
  render(
    <LanguageProvider>
      <SessionContext value={{ vault, lockNow: () => undefined }}>
        <Suspense fallback={null}>
          <SyncPage />
        </Suspense>
      </SessionContext>
    </LanguageProvider>,
  )
  const label = await screen.findByText('Tự thử lại lúc')
  expect(label.nextElementSibling?.textContent).toBe(timeText(nextTryAt, new Date()))
})

// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { Router } from 'wouter'
import { HouseholdsPage } from '#phone/pages/households/HouseholdsPage.tsx'
import { SessionContext } from '#phone/pages/session.ts'
import { registry } from '#phone/store/registry.ts'
import { pull } from '#phone/sync/pull.ts'
import { LanguageProvider } from '#phone/wording/language.tsx'
import { aHousehold, enrolled, lineWith } from '../kit.ts'
import './kit.tsx'

beforeEach(() => registry.vaults.clear())

test.each([
  ['2024-10-20T01:11:00.000Z', 'Đồng hồ máy này lệch 11 phút so với xã. Hãy bật ngày giờ tự động.'],
  ['2024-10-20T00:49:00.000Z', 'Đồng hồ máy này lệch 11 phút so với xã. Hãy bật ngày giờ tự động.'],
  ['2024-10-20T01:10:00.000Z', undefined],
])('lesson 43: a phone at %s, while it is 01:00 at the commune, is told in the list: %s', async (now, sentence) => {
  const line = await lineWith([aHousehold(1)])
  const vault = await enrolled(line)
  line.pages = [{ ...line.pages[0]!, serverTime: '2024-10-20T01:00:00.000Z' }]
  await pull(vault, line, () => new Date(now))
  render(
    <LanguageProvider>
      <SessionContext value={{ vault, lockNow: () => undefined }}>
        <Router>
          <HouseholdsPage />
        </Router>
      </SessionContext>
    </LanguageProvider>,
  )
  if (sentence) await screen.findByText(sentence)
  else {
    await screen.findByText('Chưa có gì phải gửi')
    expect(screen.queryByText(/Đồng hồ máy này lệch/)).toBeNull()
  }
})

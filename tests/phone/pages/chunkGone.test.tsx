// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { Phone } from '#phone/Phone.tsx'
import { saveAnswer } from '#phone/store/drafts.ts'
import { registry } from '#phone/store/registry.ts'
import { householdId } from '../../builders.ts'
import { aHousehold, enrolled, lineWith, pin } from '../kit.ts'

// As in a window of the old version once another window has let the new one in, and no server has the old pages.
vi.mock('#phone/pages/sync/SyncPage.tsx', () => {
  throw new TypeError('Failed to fetch dynamically imported module')
})

beforeEach(() => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch'))))
afterEach(async () => {
  cleanup()
  vi.unstubAllGlobals()
  localStorage.clear()
  await registry.vaults.clear()
})

test('lesson 13: a page that can no longer be loaded ends in words and a reload, not in a dead screen; what was saved stays', async () => {
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined)
  const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const vault = await enrolled(await lineWith([aHousehold(1)]))
  await saveAnswer(vault, householdId(1), pathOf('water_source'), 'rain', 1)
  history.replaceState(null, '', '/dong-bo')
  render(<Phone />)
  fireEvent.change(await screen.findByLabelText('Mã PIN 6 số'), { target: { value: pin } })
  fireEvent.click(screen.getByRole('button', { name: 'Mở sổ' }))
  fireEvent.click(await screen.findByRole('link', { name: /Đã lưu trên máy này – 1 hộ/ }))
  await screen.findByRole('heading', { level: 1, name: 'Có lỗi ngoài dự kiến' })
  expect(screen.getByRole('link', { name: /tệp/ }).getAttribute('href')).toBe('/rescue.html')
  fireEvent.click(screen.getByRole('button', { name: /Tải lại/ }))
  expect(reload).toHaveBeenCalledTimes(1)
  expect(await vault.db.drafts.count()).toBe(1)
  for (const spy of [reload, silent]) spy.mockRestore()
})

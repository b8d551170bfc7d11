import './browser.ts'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { openRound } from '#server/households.ts'
import { openNextRound } from '#server/nextRound.ts'
import { round2024 } from '../builders.ts'
import { aCommune, loggedIn, openOffice, title } from './kit.tsx'

afterEach(cleanup)

const step = 'Kết thúc đợt và mở đợt mới'
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const button = () => screen.findByRole('button', { name: step })

async function filledIn() {
  const commune = await aCommune()
  openOffice(await loggedIn(commune.wire))
  fireEvent.click(await screen.findByRole('link', { name: step }))
  await title(step)
  await screen.findByText('Đợt đang mở: 2024.')
  expect(await button()).toHaveProperty('disabled', true)
  type('Ký hiệu đợt rà soát', '2025')
  for (const [label, value] of [
    ['Ngày', '15'],
    ['Tháng', '10'],
    ['Năm', '2025'],
  ] as const)
    type(label, value)
  await waitFor(async () => expect(await button()).toHaveProperty('disabled', false))
  return commune
}

test('the next round is opened from its page, after being asked once more', async () => {
  const { store } = await filledIn()
  fireEvent.click(await button())
  await screen.findByText('Kết thúc đợt 2024 và mở đợt 2025?')
  expect(screen.getByText(/^Không mở lại đợt cũ được/)).toBeTruthy()
  expect((await openRound(store.db))?.id).toBe('2024')
  fireEvent.click(screen.getByRole('button', { name: 'Đúng, mở đợt mới' }))
  expect(await screen.findByText('Đã mở đợt 2025.')).toBeTruthy()
  expect(await openRound(store.db)).toMatchObject({ id: '2025', standard: '2022-2025', reviewDate: '2025-10-15' })
})

test('a round that another officer has opened meanwhile is not ended again: the officer is told', async () => {
  const { store } = await filledIn()
  fireEvent.click(await button())
  const confirm = await screen.findByRole('button', { name: 'Đúng, mở đợt mới' })
  const round = { id: '2025b' as typeof round2024, standard: '2022-2025', reviewDate: '2025-09-01' as never }
  await openNextRound(store, { login: 'khac', name: 'Người khác' }, { ends: round2024, round })
  fireEvent.click(confirm)
  expect(await screen.findByText(/^Đợt rà soát đang mở vừa đổi/)).toBeTruthy()
  expect((await openRound(store.db))?.id).toBe('2025b')
})

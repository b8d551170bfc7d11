// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { cleanup, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Phone } from '#phone/Phone.tsx'
import { useWiped } from '#phone/pages/start/WipedPage.tsx'
import { isWiped, rememberVaults } from '#phone/store/canary.ts'
import { registry, vaultCards } from '#phone/store/registry.ts'
import { aHousehold, enrolled, lineWith } from '../kit.ts'

beforeEach(async () => {
  await registry.vaults.clear()
  localStorage.clear()
  history.replaceState(null, '', '/')
})
afterEach(cleanup)

const aPhone = async () => enrolled(await lineWith([aHousehold(1)]))

describe('lesson 17: storage that the browser wiped', () => {
  test('whole is known by what stands beside it', async () => {
    await aPhone()
    rememberVaults(await vaultCards())
    expect(await isWiped(await vaultCards())).toBe(false)
    await registry.vaults.clear()
    expect(await isWiped(await vaultCards())).toBe(true)
  })

  test('of one vault is known by its emptiness', async () => {
    const vault = await aPhone()
    for (const table of vault.db.tables) await table.clear()
    expect(await isWiped(await vaultCards())).toBe(true)
  })

  test('is no wipe on a phone that never had a vault, nor where only the words beside it are gone', async () => {
    expect(await isWiped([])).toBe(false)
    await aPhone()
    localStorage.setItem('so-thon-vaults', 'not ours')
    expect(await isWiped(await vaultCards())).toBe(false)
  })

  test('is said before anything else, until a person knows; then the phone can be enrolled anew', async () => {
    await aPhone()
    rememberVaults(await vaultCards())
    await registry.vaults.clear()
    render(<Phone />)
    await screen.findByRole('heading', { name: 'Dữ liệu trên máy này đã bị xóa' })
    expect(screen.getByText(/phần chưa gửi không còn trên máy/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Tôi đã biết' }))
    await screen.findByRole('heading', { name: 'Bắt đầu với Sổ Thôn' })
    expect(await isWiped(await vaultCards())).toBe(false)
  })
})

test('a look at vaults that have changed since leaves no word beside the storage', async () => {
  const vault = await aPhone()
  const before = await vaultCards()
  const noted = () => localStorage.getItem('so-thon-vaults')
  const { rerender } = renderHook(({ cards }) => useWiped(cards), { initialProps: { cards: before } })
  rerender({ cards: [] })
  await waitFor(() => expect(noted()).toBe('[]'))
  await vault.db.meta.get('keys')
  await isWiped(before)
  expect(noted()).toBe('[]')
})

test('what stands beside the storage names nobody', async () => {
  const { device } = await aPhone()
  rememberVaults(await vaultCards())
  expect({ ...localStorage }).toEqual({ 'so-thon-vaults': JSON.stringify([device]) })
})

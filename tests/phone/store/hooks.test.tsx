// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { noteActivity } from '#phone/store/activity.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { useFacts, useHousehold, useHouseholds, useSyncState, useVaultCards } from '#phone/store/hooks.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { householdId } from '../../builders.ts'
import { aHousehold, completeAnswers, enrolled, facts, lineWith } from '../kit.ts'

const [first, second] = [householdId(1), householdId(2)]
const water = pathOf('water_source')
let vault: Vault

afterEach(cleanup)

beforeEach(async () => {
  await registry.vaults.clear()
  vault = await enrolled(await lineWith([{ ...aHousehold(1) }, { ...aHousehold(2), listed: 'poor' }]))
})

test('the list shows listed households first, and follows a draft as it is saved', async () => {
  const { result } = renderHook(() => useHouseholds(vault))
  expect(result.current).toBeUndefined()
  await waitFor(() => expect(result.current?.map(({ id }) => id)).toEqual([second, first]))
  await act(() => saveAnswer(vault, first, water, 'rain', 1))
  await waitFor(() => expect(result.current?.find(({ id }) => id === first)?.status).toBe('draft'))
})

describe('a household on the screen', () => {
  test('follows its answers, and is never another household’s', async () => {
    await saveAnswer(vault, second, water, 'piped', 1)
    const { result, rerender } = renderHook(({ id }) => useHousehold(vault, id), { initialProps: { id: first } })
    await waitFor(() => expect(result.current).toMatchObject({ id: first }))
    await act(() => saveAnswer(vault, first, water, 'rain', 1))
    await waitFor(() => expect(result.current).toMatchObject({ answers: { household: { water_source: 'rain' } } }))
    rerender({ id: second })
    expect(result.current).toBeUndefined()
    await waitFor(() => expect(result.current).toMatchObject({ id: second }))
    rerender({ id: householdId(77) })
    expect(result.current).toBeUndefined()
    await waitFor(() => expect(result.current).toBe('unknown'))
  })
})

test('the line of the phone counts what waits, and knows whether something is running', async () => {
  const { result } = renderHook(() => useSyncState(vault))
  await waitFor(() =>
    expect(result.current).toMatchObject({ waitingOperations: 0, running: false, rosterComplete: true }),
  )
  for (const [path, value] of completeAnswers()) await saveAnswer(vault, first, path, value, 1)
  await act(() => finish(vault, first))
  await waitFor(() => expect(result.current).toMatchObject({ waitingOperations: 1, waitingHouseholds: 1 }))
  act(() => noteActivity({ running: true }))
  expect(result.current?.running).toBe(true)
  act(() => noteActivity({ running: false }))
})

test('the facts name commune, hamlet and enumerator', async () => {
  const { result } = renderHook(() => useFacts(vault))
  await waitFor(() => expect(result.current).toEqual(facts))
})

test('the vaults of this phone are known before any PIN', async () => {
  const { result } = renderHook(useVaultCards)
  await waitFor(() => expect(result.current?.map(({ enumerator }) => enumerator)).toEqual(['Lương Văn Thắng']))
})

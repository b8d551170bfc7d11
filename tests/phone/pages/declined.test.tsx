import 'fake-indexeddb/auto'
import '../../office/browser.ts'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OpId } from '#domain/ids.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { pullStateOf } from '#phone/store/database.ts'
import { discardDraft } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { householdView } from '#phone/store/households.ts'
import { putAside } from '#phone/store/outbox.ts'
import { ownOperations } from '#phone/store/own.ts'
import type { Vault } from '#phone/store/vault.ts'
import { declineHeld, heldReply, takeHeld } from '#server/held.ts'
import { aCommune, answer, aPhone, closeHousehold, ledgerOf, syncPhone, type World } from '../../journeys/world.ts'
import { acceptAnyhow } from './communeSide.ts'
import { householdId, openHousehold } from './kit.tsx'

// Like a browser without locks; happy-dom has neither them nor the word undefined.
Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined })

const id = householdId(1)
const latrine = pathOf('latrine')
const reviewer = { login: 'hoa', name: 'Lê Thị Hoa' }
const declined = 'Xã đã xem và không đưa vào hồ sơ. Xã vẫn giữ phiếu.'
let world: World
let thang: Vault

beforeEach(async () => {
  world = await aCommune()
  thang = await aPhone(world)
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** Two corrections that came after the commune had accepted, and that it holds. */
async function twoLate(): Promise<OpId[]> {
  await answer(thang, id, latrine, 'septic')
  await closeHousehold(thang, id, 'Cả nhà đi vắng')
  await syncPhone(world, thang)
  for (const value of ['none', 'double_vault']) {
    await answer(thang, id, latrine, value)
    await finish(thang, id)
  }
  await acceptAnyhow(world, id)
  await syncPhone(world, thang)
  return (await ledgerOf(world, thang.device)).slice(-2).map(({ op }) => op as OpId)
}

const seen = (op: OpId) => heldReply(world.store, reviewer, { device: thang.device, op })

async function decline(op: OpId): Promise<void> {
  await declineHeld(world.store, reviewer, await seen(op))
  await syncPhone(world, thang)
}

const view = async () => (await householdView(thang, id))!
const letter = (op: OpId) => thang.db.outbox.get(op)

/** Everything is told once more, from the start. */
async function loadAnew(): Promise<void> {
  const { mark: _, ...state } = (await pullStateOf(thang.db))!
  await thang.db.meta.put({ key: 'pull', value: { ...state, cursor: 0 } })
  await syncPhone(world, thang)
}

describe('what the commune declined', () => {
  test('is put aside once it is read: the household needs nobody for it, and nothing is lost', async () => {
    const ops = await twoLate()
    for (const op of ops) await decline(op)
    expect(await view()).toMatchObject({ status: 'needs_you', needs: { reason: 'declined', toRead: ops } })
    openHousehold(thang)
    await screen.findByText(declined)
    fireEvent.click(screen.getByRole('button', { name: 'Đã đọc' }))
    await waitFor(() => expect(screen.queryByText(declined)).toBeNull())
    expect((await view()).status).toBe('accepted')
    for (const op of ops) expect(await letter(op)).toMatchObject({ state: 'held', reason: 'declined' })
    const own = await ownOperations(thang, id)
    expect(own.slice(0, 2).map(({ operation }) => operation.op)).toEqual(ops.toReversed())
    await loadAnew()
    expect((await view()).status).toBe('accepted')
  })

  test('leaves what is not decided yet before people, and comes back for what is declined later', async () => {
    const [first, second] = (await twoLate()) as [OpId, OpId]
    await decline(first)
    await putAside(thang.db, id, [first, second])
    expect((await view()).needs).toEqual({ reason: 'late' })
    await decline(second)
    expect((await view()).needs).toEqual({ reason: 'declined', toRead: [second] })
  })

  test('is aside on the page where it was read, not on that of another household that it names', async () => {
    const ops = await twoLate()
    for (const op of ops) await decline(op)
    await putAside(thang.db, householdId(2), ops)
    expect((await view()).status).toBe('needs_you')
  })

  test('needs somebody again for a new thing, and is no longer aside once it is taken after all', async () => {
    const [first, second] = (await twoLate()) as [OpId, OpId]
    for (const op of [first, second]) await decline(op)
    await putAside(thang.db, id, [first, second])
    await answer(thang, id, latrine, 'septic')
    expect((await view()).needs).toEqual({ reason: 'late_draft' })
    await discardDraft(thang, id)
    expect((await view()).status).toBe('accepted')
    await takeHeld(world.store, reviewer, await seen(second))
    await syncPhone(world, thang)
    expect(await letter(second)).toMatchObject({ state: 'in' })
    expect(await letter(second)).not.toHaveProperty('readIn')
    expect((await view()).status).toBe('received')
  })

  test('stays before people where the phone cannot note that it was read, and says so', async () => {
    for (const op of await twoLate()) await decline(op)
    openHousehold(thang)
    await screen.findByText(declined)
    vi.spyOn(console, 'error').mockReturnValue()
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    fireEvent.click(screen.getByRole('button', { name: 'Đã đọc' }))
    await screen.findByText('Chưa ghi được là đã đọc. Hãy thử lại.')
    expect(screen.getByText(declined)).toBeTruthy()
  })
})

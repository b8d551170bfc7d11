import './browser.ts'
import { createHash } from 'node:crypto'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Operation } from '#domain/household/operation.ts'
import type { DeviceId, HamletId } from '#domain/ids.ts'
import type { Wire } from '#office/http.ts'
import { sealBox } from '#phone/store/box.ts'
import type { HandoverHead } from '#protocol/handover.ts'
import { writeHandover } from '#protocol/handoverFile.ts'
import { makeKeyPair, publicKeyBytes } from '#protocol/keys.ts'
import { sealEscrow, sealLetter } from '#protocol/letter.ts'
import { fingerprintOf } from '#protocol/recovery.ts'
import { write } from '#server/changeLog.ts'
import { certifiedDevice } from '#server/devices.ts'
import { depositTokenOf } from '#server/keyring.ts'
import { noteKnown } from '#server/phonesAhead.ts'
import { askRecovery, openRecoveryFor } from '#server/recoveries.ts'
import { deviceId, householdId, opId, round2024 } from '../builders.ts'
import { aCommune, enterHousehold, langMai, loggedIn, openOffice, settled, title } from './kit.tsx'

let commune: Awaited<ReturnType<typeof aCommune>>
let wire: Wire

beforeEach(async () => {
  commune = await aCommune()
  wire = await loggedIn(commune.wire)
})
afterEach(() => {
  cleanup()
  localStorage.clear()
  vi.restoreAllMocks()
})

/** A phone of Vi Thị Lan with keys, certificate and escrow, as the commune knows it. */
async function aPhoneInNeed() {
  const sender = await makeKeyPair()
  const device: DeviceId = deviceId(1)
  const publicKey = Buffer.from(await publicKeyBytes(sender.publicKey)).toString('base64url')
  const certificate = { device, enumerator: 'Vi Thị Lan', hamlet: langMai as HamletId, publicKey }
  const { id } = commune.store.keyring.current
  const recipient = commune.store.keyring.letterKeys.get(id)!
  const dataKey = crypto.getRandomValues(new Uint8Array(32))
  const escrow = Buffer.from(await sealEscrow(dataKey, device, recipient.publicKey)).toString('base64url')
  const letter = (n: number, household: number) =>
    sealLetter(
      Operation.parse({
        op: opId(n),
        device,
        n,
        round: round2024,
        households: { [householdId(household)]: { facts: { latrine: { value: 'septic', seen: 0 } } } },
        at: '2024-10-15T07:32:00Z',
      }),
      { sender, recipient: { id, publicKey: recipient.publicKey } },
    )
  const token = depositTokenOf(commune.store.keyring, certificate)
  const head: HandoverHead = {
    certificate: token.split('.')[0]!,
    proof: createHash('sha256').update(token).digest('base64url'),
    savedAt: '2024-10-15T08:00:00.000Z',
  }
  return { certificate, dataKey, escrow, letter, head }
}

describe('the page of hand-over files', () => {
  const choose = async (bytes: Uint8Array<ArrayBuffer>) => {
    openOffice(wire, '/xa/nhap-tep')
    await title('Nhập tệp bàn giao')
    const file = new File([bytes], 'may.sothon')
    fireEvent.change(screen.getByLabelText('Tệp bàn giao (.sothon)'), { target: { files: [file] } })
  }

  test('says of each letter what became of it, and gives the answer to take back', async () => {
    await enterHousehold(commune.store, 1)
    const { head, letter } = await aPhoneInNeed()
    await choose(writeHandover(head, [await letter(1, 1), await letter(2, 9)]))
    const heading = await screen.findByRole('heading', { level: 2, name: 'Tệp của Vi Thị Lan' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1)
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^1đã ghi vào sổ[0-9A-Z]{3}-[0-9A-Z]{2}$/),
      '2xã giữ, chưa ghi vào sổ: không có hộ này trong sổ của xã–',
    ])
    expect(screen.getByAltText('Mã QR của câu trả lời')).toBeTruthy()
    const saved = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x')
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    fireEvent.click(screen.getByRole('button', { name: 'Lưu tệp trả lời' }))
    const answer = JSON.parse(await (saved.mock.calls[0]![0] as Blob).text())
    expect(JSON.parse(answer.body).results).toHaveLength(2)
  })

  test('says that a file is cut, and that another is none of ours', async () => {
    await enterHousehold(commune.store, 1)
    const { head, letter } = await aPhoneInNeed()
    const whole = writeHandover(head, [await letter(1, 1), await letter(2, 1)])
    await choose(whole.slice(0, whole.length - 3))
    expect(await screen.findByText(/Tệp bị cắt ở cuối/)).toBeTruthy()
    await choose(new TextEncoder().encode('một tệp khác'))
    expect(await screen.findByText('Tệp này không phải tệp bàn giao (.sothon).')).toBeTruthy()
  })

  test('shows what was rescued by household, question and value', async () => {
    await enterHousehold(commune.store, 1)
    const { head, dataKey, escrow } = await aPhoneInNeed()
    const key = await crypto.subtle.importKey('raw', dataKey, 'AES-GCM', false, ['encrypt'])
    const rowOf = async (id: string, body: unknown, household?: string) => {
      const box = Buffer.from(await sealBox(key, { table: 'drafts', id }, body))
      const [iv, boxed] = [box.subarray(0, 12).toString('base64url'), box.subarray(12).toString('base64url')]
      return { table: 'drafts', id, iv, sealed: boxed, ...(household && { household }) }
    }
    const rows = [
      await rowOf('a', { path: 'dwelling_area_m2', value: 48, seen: 0 }, householdId(1)),
      { ...(await rowOf('b', {})), id: 'moved' },
    ]
    await choose(writeHandover({ ...head, rescued: { escrow, rows } }, []))
    expect(await screen.findByText('Trong tệp không có thư nào.')).toBeTruthy()
    const table = screen.getByRole('table', { name: 'Các câu trả lời cứu được, theo hộ' })
    expect(within(table).getByRole('link', { name: 'Làng Mài, hộ số 1' }).getAttribute('href')).toBe(
      `/xa/ho/${householdId(1)}`,
    )
    expect(within(table).getByText('48 m²')).toBeTruthy()
    expect(screen.getByText(/Có 1 mục xã không mở được/)).toBeTruthy()
  })
})

describe('a forgotten PIN', () => {
  test('is asked for with a fingerprint, and answered with a code in large type, which the phone can use', async () => {
    const { certificate, escrow } = await aPhoneInNeed()
    const fresh = await publicKeyBytes((await makeKeyPair()).publicKey)
    await askRecovery(commune.store, certificate, { publicKey: Buffer.from(fresh).toString('base64url'), escrow })
    openOffice(wire, '/xa/may')
    expect(await screen.findByText(await fingerprintOf(fresh))).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Dãy ký tự giống hệt, cấp mã cho Vi Thị Lan' }))
    const heading = await screen.findByRole('heading', { name: 'Mã mở lại cho Vi Thị Lan' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    const code = screen.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/, { selector: 'p' }).textContent!.replace('-', '')
    expect(await openRecoveryFor(commune.store, certificate, code)).toBeTruthy()
  })

  test('is declined', async () => {
    const { certificate, escrow } = await aPhoneInNeed()
    const fresh = await publicKeyBytes((await makeKeyPair()).publicKey)
    await askRecovery(commune.store, certificate, { publicKey: Buffer.from(fresh).toString('base64url'), escrow })
    openOffice(wire, '/xa/may')
    fireEvent.click(await screen.findByRole('button', { name: 'Từ chối Vi Thị Lan' }))
    expect(await screen.findByText('Không có ai xin mở lại.')).toBeTruthy()
  })
})

describe('after a restore', () => {
  async function phoneKnows(household: number, seq: number) {
    const { certificate } = await aPhoneInNeed()
    await write(commune.store, async (writing) => {
      const device = await certifiedDevice(writing, certificate, commune.store)
      await noteKnown(writing, commune.store, device, [{ household: householdId(household), seq }])
    })
  }

  test('the first page and that of the phones name the households that a phone had seen in a newer state', async () => {
    await enterHousehold(commune.store, 1)
    await phoneKnows(1, 500)
    for (const place of ['/xa', '/xa/may']) {
      openOffice(wire, place)
      expect(await screen.findByText(/một điện thoại biết nhiều hơn máy chủ/)).toBeTruthy()
      expect((await screen.findByRole('link', { name: 'Làng Mài, hộ số 1' })).getAttribute('href')).toBe(
        `/xa/ho/${householdId(1)}`,
      )
    }
  })

  test('the first page is silent once something came in for each of them, and where there was none', async () => {
    await enterHousehold(commune.store, 1)
    openOffice(wire, '/xa')
    await screen.findByRole('table', { name: /Phụ lục kế hoạch/ })
    await settled()
    expect(screen.queryByText(/biết nhiều hơn máy chủ/)).toBeNull()
    await phoneKnows(1, 500)
    await commune.store.db.updateTable('households').set({ revision: 9_000_000_000_000 }).execute()
    openOffice(wire, '/xa')
    await screen.findByRole('table', { name: /Phụ lục kế hoạch/ })
    await settled()
    expect(screen.queryByText(/biết nhiều hơn máy chủ/)).toBeNull()
    openOffice(wire, '/xa/may')
    expect(await screen.findByText(/đã có nội dung mới sau khi khôi phục/)).toBeTruthy()
  })
})

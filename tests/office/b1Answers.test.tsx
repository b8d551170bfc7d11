import './browser.ts'
import { createHash } from 'node:crypto'
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { PreviousSurvey } from '#domain/household/household.ts'
import { RoundId } from '#domain/ids.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import { en } from '#domain/wording/en.ts'
import { vi } from '#domain/wording/vi.ts'
import type { Wire } from '#office/http.ts'
import { sealBox } from '#phone/store/box.ts'
import type { HandoverHead } from '#protocol/handover.ts'
import { writeHandover } from '#protocol/handoverFile.ts'
import { makeKeyPair, publicKeyBytes } from '#protocol/keys.ts'
import { sealEscrow } from '#protocol/letter.ts'
import { HouseholdReply } from '#protocol/office.ts'
import type { CommuneStore } from '#server/commune.ts'
import { depositTokenOf } from '#server/keyring.ts'
import { aHousehold, aScorecard, deviceId, householdId, round2024, without } from '../builders.ts'
import { factsOf } from './facts.ts'
import { aCommune, aPhone, enterHousehold, langMai, loggedIn, openOffice, title } from './kit.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

const [round2022, round2023] = [RoundId.parse('2022'), RoundId.parse('2023')]
const question = vi.questions.b1_answers.label

/** Form B1 of a round: the codes are every round's, what they mean is its own. */
function table(house: string): Scorecard {
  const options = ['brick', 'leaf', 'wood'].map((id) => ({ id, label: `${house} ${id}`, points: 70 }))
  return aScorecard({ items: [{ kind: 'one_option', id: 'house', label: 'Mục', options }] })
}
const [thisYear, lastYear] = [table('Tường nhà'), table('Mái nhà')]
const now = { brick: 'Mục: Tường nhà brick', leaf: 'Mục: Tường nhà leaf', wood: 'Mục: Tường nhà wood' }
const before = { brick: 'Mục: Mái nhà brick' }

const plain = aHousehold()
const answers = (house: string) =>
  factsOf({ ...plain, household: { ...without(plain.household, 'b1_points'), b1_answers: [`house:${house}`] } })

const previousIn = (round: RoundId): PreviousSurvey => ({ round, answers: answers('brick') })

/** Household 1 as Thịnh sent it this round, and Xuân with a phone; form B1 of this round and the last is known. */
async function aSubmitted(previous = previousIn(round2023)) {
  const commune = await aCommune()
  const { db } = commune.store
  await db
    .updateTable('rounds')
    .set({ scorecard: JSON.stringify(thisYear) })
    .execute()
  const open = await db.selectFrom('rounds').selectAll().executeTakeFirstOrThrow()
  await db
    .insertInto('rounds')
    .values({ ...open, id: round2023, scorecard: JSON.stringify(lastYear), state: 'closed' })
    .execute()
  await enterHousehold(commune.store, 1, { listed: 'poor', previous })
  const thinh = await aPhone(commune.store, 'Lương Văn Thịnh')
  const xuan = await aPhone(commune.store, 'Hà Thị Xuân', 2)
  await thinh.send(householdId(1), answers('leaf'))
  return { ...commune, wire: await loggedIn(commune.wire), thinh, xuan }
}

async function openHousehold(wire: Wire) {
  openOffice(wire, `/xa/ho/${householdId(1)}`)
  await title(/Lò Thị Mai/)
}

async function step(wire: Wire, name: string, more: object = {}) {
  const record = await (await wire(`/api/office/households/${householdId(1)}`, { method: 'GET' })).json()
  const { revision } = HouseholdReply.parse(record).household
  const reply = await wire(`/api/office/households/${householdId(1)}/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-so-thon': '1' },
    body: JSON.stringify({ revision, ...more }),
  })
  expect(reply.status, name).toBe(200)
  return revision
}

/** An answer of an earlier round, as the history has it. */
async function noteWritten({ db }: CommuneStore, round: RoundId, seq: number) {
  const entries = JSON.stringify([{ by: 'Vi Thị Lan', what: 'written', path: 'b1_answers', after: ['house:brick'] }])
  const at = '2023-10-20T02:00:00Z'
  await db
    .insertInto('history')
    .values({ seq, household: householdId(1), round, at, op: null, entries })
    .execute()
}

describe('the items of form B1', () => {
  test('are named by this round’s scorecard and, of last round, by its own, in what changed and among the answers', async () => {
    const { wire } = await aSubmitted()
    await openHousehold(wire)
    expect(screen.getByText(`${question}: ${before.brick} → ${now.leaf}`)).toBeTruthy()
    const [row] = screen.getAllByRole('row', { name: new RegExp(`^${question}`) })
    const [current, previous] = within(row!).getAllByRole('cell')
    expect([current!.textContent, previous!.textContent]).toEqual([now.leaf, `${before.brick} (khác đợt trước)`])
  })

  test.each([
    ['vi', vi],
    ['en', en],
  ] as const)(
    'of a round whose scorecard is not there stay codes, and say so in one sentence (%s)',
    async (language, words) => {
      const { wire } = await aSubmitted(previousIn(round2022))
      localStorage.setItem('so-thon-language', language)
      await openHousehold(wire)
      const codes = words.codesOnly('house:brick')
      expect(screen.getByText(`${words.questions.b1_answers.label}: ${codes} → ${now.leaf}`)).toBeTruthy()
      localStorage.clear()
    },
  )

  test('are named in a correction', async () => {
    const { wire, thinh } = await aSubmitted()
    await step(wire, 'return', { path: 'b1_answers', reason: 'Xem lại nhà' })
    await thinh.send(householdId(1), { b1_answers: ['house:wood'] })
    await openHousehold(wire)
    const [corrected] = (await screen.findAllByText(/^Sau khi trả lại/)).map((each) => each.closest('details')!)
    expect(within(corrected!).getByText(`${question}: ${now.leaf} → ${now.wood}`)).toBeTruthy()
  })

  test('are named where two people answered differently, with what stood before, and when one is chosen', async () => {
    const { store, wire, xuan } = await aSubmitted()
    await noteWritten(store, round2023, 0)
    await xuan.send(householdId(1), { b1_answers: ['house:wood'] })
    await openHousehold(wire)
    await screen.findAllByText(/trước đó chưa có câu trả lời/)
    const group = screen.getByRole('group', { name: `Câu trả lời nào đúng: ${question}` })
    expect(group.textContent).not.toContain('house:')
    expect(within(group).getByRole('radio', { name: new RegExp(`^${now.leaf} .* – xã đang ghi`) })).toBeTruthy()
    fireEvent.click(within(group).getByRole('radio', { name: new RegExp(`^${now.wood} `) }))
    fireEvent.click(screen.getByRole('button', { name: `Ghi câu trả lời đã chọn: ${question}` }))
    expect(screen.getByText(`Ghi “${now.wood}” cho câu “${question}”?`)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Đúng, ghi' }))
    expect(await screen.findByText(`Đã ghi “${now.wood}” cho câu “${question}”.`)).toBeTruthy()
  })

  test('are named in a held letter, on the household’s page and on its own', async () => {
    const { wire, thinh } = await aSubmitted()
    const revision = await step(wire, 'accept', { classification: 'near_poor' })
    const { op } = await thinh.send(householdId(1), { b1_answers: ['house:wood'] }, revision)
    await openHousehold(wire)
    const letter = within(await screen.findByRole('article', { name: /^Xem thư của Lương Văn Thịnh/ }))
    expect(letter.getAllByRole('row')[1]!.textContent).toBe(`${question}${now.leaf}${now.wood}`)
    openOffice(wire, `/xa/thu/${deviceId(1)}/${op}`)
    await title('Thư xã giữ của Lương Văn Thịnh')
    expect(screen.getAllByRole('row')[1]!.textContent).toBe(`${question}${now.leaf}${now.wood}`)
  })

  test('are named entry by entry in the history', async () => {
    const { store, wire } = await aSubmitted()
    for (const round of [round2022, round2023]) await noteWritten(store, round, 1)
    openOffice(wire, `/xa/ho/${householdId(1)}/lich-su`)
    await screen.findByText(/^Đang hiện/)
    const told = screen
      .getAllByRole('row')
      .filter((row) => row.textContent.includes(question))
      .map((row) => within(row).getAllByRole('cell').at(-1)!.textContent)
    expect(told).toEqual([before.brick, vi.codesOnly('house:brick'), now.leaf])
  })

  test('are named in what was rescued, each by the scorecard of its round', async () => {
    const { store, wire } = await aSubmitted()
    openOffice(wire, '/xa/nhap-tep')
    await title('Nhập tệp bàn giao')
    const drafts = [round2024, round2023, undefined].map((round) => ({
      path: 'b1_answers',
      value: ['house:brick'],
      seen: 0,
      ...(round && { round }),
    }))
    const file = new File([await aRescue(store, drafts)], 'may.sothon')
    fireEvent.change(screen.getByLabelText('Tệp bàn giao (.sothon)'), { target: { files: [file] } })
    const rows = within(await screen.findByRole('table', { name: 'Các câu trả lời cứu được, theo hộ' }))
    expect(
      rows
        .getAllByRole('row')
        .slice(1)
        .map((row) => within(row).getAllByRole('cell')[1]!.textContent),
    ).toEqual([now.brick, before.brick, vi.codesOnly('house:brick')])
  })
})

/** The file of a broken phone with these drafts of household 1, in their order. */
async function aRescue({ keyring }: CommuneStore, drafts: readonly object[]): Promise<Uint8Array<ArrayBuffer>> {
  const publicKey = Buffer.from(await publicKeyBytes((await makeKeyPair()).publicKey)).toString('base64url')
  const certificate = { device: deviceId(3), enumerator: 'Vi Thị Lan', hamlet: langMai as never, publicKey }
  const dataKey = crypto.getRandomValues(new Uint8Array(32))
  const key = await crypto.subtle.importKey('raw', dataKey, 'AES-GCM', false, ['encrypt'])
  const recipient = keyring.letterKeys.get(keyring.current.id)!
  const rows = await Promise.all(
    drafts.map(async (draft, i) => {
      const box = Buffer.from(await sealBox(key, { table: 'drafts', id: `${i}` }, draft))
      const [iv, sealed] = [box.subarray(0, 12).toString('base64url'), box.subarray(12).toString('base64url')]
      return { table: 'drafts', id: `${i}`, iv, sealed, household: householdId(1) }
    }),
  )
  const token = depositTokenOf(keyring, certificate)
  const head: HandoverHead = {
    certificate: token.split('.')[0]!,
    proof: createHash('sha256').update(token).digest('base64url'),
    savedAt: '2024-10-15T08:00:00.000Z',
    rescued: {
      escrow: Buffer.from(await sealEscrow(dataKey, certificate.device, recipient.publicKey)).toString('base64url'),
      rows,
    },
  }
  return writeHandover(head, [])
}

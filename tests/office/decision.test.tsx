import './browser.ts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { PreviousSurvey } from '#domain/household/household.ts'
import { type AnswerValue, pathOf, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { Classification } from '#domain/standard/standard.ts'
import { day } from '#domain/units.ts'
import { movementWords } from '#domain/wording/movement.vi.ts'
import type { Wire } from '#office/http.ts'
import { vi } from '#office/wording/vi.ts'
import { HouseholdReply } from '#protocol/office.ts'
import { aHousehold, householdId, type round2024 } from '../builders.ts'
import { factsOf } from './facts.ts'
import { aCommune, aPhone, enterHousehold, loggedIn, openOffice, title } from './kit.tsx'

afterEach(cleanup)

const { events } = movementWords
const { facts, departure } = vi
const wanting = { water_source: 'river_or_pond', latrine: 'none', internet_use: false } as const
const poor = aHousehold({ household: { b1_points: 100, ...wanting } })
const notPoor = aHousehold()

function lastYear(classification: Classification): PreviousSurvey {
  const decided = { deprivations: 0, standard: '2022-2025', reviewDate: day('2023-10-15') }
  const accepted = { classification, ...decided, by: 'Bùi Thị Hạnh', at: '2023-12-14T02:00:00Z' }
  return { round: '2023' as typeof round2024, answers: factsOf(notPoor), accepted }
}

/** Household 1 as the phone has sent it, with last year's class where it had one, on the reviewer's screen. */
async function opened(sent: Record<string, AnswerValue>, previous?: PreviousSurvey) {
  const { store, wire } = await aCommune()
  await enterHousehold(store, 1, previous && { previous })
  const phone = await aPhone(store, 'Lương Văn Thịnh')
  await phone.send(householdId(1), sent)
  openOffice(await loggedIn(wire), `/xa/ho/${householdId(1)}`)
  await title(/^Hộ số 1/)
  return { wire, phone }
}

const sending = (answers: SurveyAnswers) => factsOf(answers)
const notFound = (visit_outcome: 'moved_away' | 'dissolved' | 'absent') => ({ visit_outcome, visit_note: 'Nhà khóa' })

async function surveyOf(wire: Wire) {
  const reply = await wire(`/api/office/households/${householdId(1)}`, { method: 'GET' })
  return HouseholdReply.parse(await reply.json()).household.survey
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const choicesOf = (label: string) =>
  within(screen.getByLabelText(label))
    .getAllByRole('option')
    .map((option) => option.textContent)

describe('why a list changed', () => {
  test('is asked of a household that came onto a list: the event, and what it was recognised as before', async () => {
    await opened(sending(poor), lastYear('not_poor'))
    expect(choicesOf(facts.event)).toEqual([facts.noEvent, events.members_changed, events.split, events.merged])
    expect(screen.getByText(facts.eventHint)).toBeTruthy()
    expect(screen.getByLabelText(facts.exitNames.poor)).toHaveProperty('checked', false)
    expect(screen.getByText(facts.exitsHint)).toBeTruthy()
  })

  test('of one that left both lists is the event alone', async () => {
    await opened(sending(notPoor), lastYear('poor'))
    expect(choicesOf(facts.event)).toHaveLength(4)
    expect(screen.queryByLabelText(facts.exitNames.poor)).toBeNull()
  })

  test('of one that is new in the book is that it moved in or was split off', async () => {
    await opened(sending(poor))
    expect(choicesOf(facts.event)).toEqual([facts.noEvent, events.moved_in, events.split])
  })

  test('is not asked where no list changed', async () => {
    await opened(sending(poor), lastYear('poor'))
    expect(screen.queryByLabelText(facts.event)).toBeNull()
    expect(screen.queryByLabelText(facts.exitNames.poor)).toBeNull()
  })

  test('stands in the question, is recorded as it stood there, and on the page afterwards', async () => {
    const { wire } = await opened(sending(poor), lastYear('not_poor'))
    fireEvent.change(screen.getByLabelText(facts.event), { target: { value: 'split' } })
    fireEvent.click(screen.getByLabelText(facts.exitNames.near_poor))
    fireEvent.click(screen.getByLabelText(facts.exitNames.poor))
    press('Duyệt hộ này')
    const event = facts.chosenEvent('Tách hộ')
    const exits = facts.chosenExits('Thoát nghèo, Thoát cận nghèo')
    expect(screen.getByText(`${event} ${exits} ${vi.household.acceptWarning}`)).toBeTruthy()
    press('Đúng, duyệt')
    await title('Thôn Làng Mài')
    expect((await surveyOf(wire)).accepted).toMatchObject({ event: 'split', earlierExits: ['poor', 'near_poor'] })
    openOffice(wire, `/xa/ho/${householdId(1)}`)
    expect(await screen.findByText(event)).toBeTruthy()
    expect(screen.getByText(exits)).toBeTruthy()
  })

  test('may be taken back, and nothing is recorded where nothing was chosen', async () => {
    const { wire } = await opened(sending(poor), lastYear('not_poor'))
    fireEvent.change(screen.getByLabelText(facts.event), { target: { value: 'split' } })
    fireEvent.change(screen.getByLabelText(facts.event), { target: { value: '' } })
    fireEvent.click(screen.getByLabelText(facts.exitNames.poor))
    fireEvent.click(screen.getByLabelText(facts.exitNames.poor))
    press('Duyệt hộ này')
    expect(screen.getByText(vi.household.acceptWarning)).toBeTruthy()
    press('Đúng, duyệt')
    await title('Thôn Làng Mài')
    const { accepted } = await surveyOf(wire)
    expect(accepted).not.toHaveProperty('event')
    expect(accepted).not.toHaveProperty('earlierExits')
  })

  test('that was chosen is dropped when the answers changed so that it can no longer be why', async () => {
    const { wire, phone } = await opened(sending(poor), lastYear('not_poor'))
    fireEvent.change(screen.getByLabelText(facts.event), { target: { value: 'split' } })
    fireEvent.click(screen.getByLabelText(facts.exitNames.poor))
    await phone.send(householdId(1), { [pathOf('b1_points')]: 200 })
    window.dispatchEvent(new Event('focus'))
    await waitFor(() => expect(screen.queryByLabelText(facts.event)).toBeNull())
    press('Duyệt hộ này')
    press('Đúng, duyệt')
    await title('Thôn Làng Mài')
    expect((await surveyOf(wire)).accepted).not.toHaveProperty('event')
  })
})

describe('a household that is no longer here', () => {
  test('is taken off the list after one more question, and every page says so', async () => {
    const { wire } = await opened(notFound('moved_away'), lastYear('poor'))
    expect(screen.getByText('Chưa duyệt được. Cuộc rà soát hộ này chưa hoàn thành.')).toBeTruthy()
    press(departure.step)
    expect(screen.getByText(departure.question('Chuyển đi nơi khác'))).toBeTruthy()
    expect((await surveyOf(wire)).state).toBe('submitted')
    press(departure.confirm)
    await title('Thôn Làng Mài')
    expect(await screen.findByText(departure.done('Lò Thị Mai'))).toBeTruthy()
    expect((await surveyOf(wire)).departed).toMatchObject({ event: 'moved_away', by: 'Bùi Thị Hạnh' })
    expect(await screen.findByText(departure.tag)).toBeTruthy()
    openOffice(wire, `/xa/ho/${householdId(1)}`)
    expect(
      await screen.findByText(/^Bùi Thị Hạnh đã đưa hộ ra khỏi danh sách thôn lúc .*: Chuyển đi nơi khác\.$/),
    ).toBeTruthy()
    expect(screen.getByText('Đợt 2023: Hộ nghèo')).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Duyệt' })).toBeNull()
  })

  test('that no longer exists is asked about: died out, merged or split, and nothing is taken for granted', async () => {
    const { wire } = await opened(notFound('dissolved'), lastYear('poor'))
    const step = () => screen.getByRole('button', { name: departure.step })
    const radios = screen.getAllByRole('radio').map((radio) => radio.getAttribute('value'))
    expect(radios).toEqual(['died_out', 'merged', 'split'])
    expect(step()).toHaveProperty('disabled', true)
    fireEvent.click(screen.getByLabelText('Nhập hộ'))
    expect(step()).toHaveProperty('disabled', false)
    press(departure.step)
    press(departure.confirm)
    await title('Thôn Làng Mài')
    expect((await surveyOf(wire)).departed).toMatchObject({ event: 'merged' })
  })

  test.each([notFound('absent'), sending(poor)])('is never one that may still be here', async (sent) => {
    await opened(sent, lastYear('poor'))
    expect(screen.queryByRole('button', { name: departure.step })).toBeNull()
  })

  test('of which two people say otherwise is first settled', async () => {
    const { store, wire } = await aCommune()
    await enterHousehold(store, 1)
    await (await aPhone(store, 'Lương Văn Thịnh')).send(householdId(1), notFound('moved_away'))
    await (await aPhone(store, 'Hà Thị Xuân', 2)).send(householdId(1), sending(poor))
    openOffice(await loggedIn(wire), `/xa/ho/${householdId(1)}`)
    await title(/^Hộ số 1/)
    expect(screen.queryByRole('button', { name: departure.step })).toBeNull()
  })

  test('that came back under the question is not taken off: the reviewer is told', async () => {
    const { wire, phone } = await opened(notFound('moved_away'))
    press(departure.step)
    await screen.findByRole('button', { name: departure.confirm })
    await phone.send(householdId(1), { visit_note: 'Vừa về' })
    window.dispatchEvent(new Event('focus'))
    expect(await screen.findByText(/Hộ này vừa có thay đổi mới/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: departure.confirm })).toBeNull()
    expect((await surveyOf(wire)).state).toBe('submitted')
  })
})

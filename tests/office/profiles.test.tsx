import './browser.ts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { PreviousSurvey } from '#domain/household/household.ts'
import type { MovementRow } from '#domain/profile/movementReport.ts'
import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { indicatorIds } from '#domain/standard/standard.ts'
import { day } from '#domain/units.ts'
import { profileWords } from '#domain/wording/alkireFoster.vi.ts'
import { checkWords } from '#domain/wording/consistency.vi.ts'
import { en as englishWords } from '#domain/wording/en.ts'
import { movementWords } from '#domain/wording/movement.vi.ts'
import { vi as words } from '#domain/wording/vi.ts'
import { whatIf } from '#domain/wording/whatIf.vi.ts'
import { isMirrored, isReckoned, percentText, reckoningText } from '#office/figures.ts'
import type { Wire } from '#office/http.ts'
import { en } from '#office/wording/en.ts'
import { vi } from '#office/wording/vi.ts'
import { HouseholdReply } from '#protocol/office.ts'
import { aHousehold, aResident, householdId, residentId, type round2024 } from '../builders.ts'
import { factsOf } from './facts.ts'
import { aCommune, aPhone, enterHousehold, loggedIn, openOffice, title } from './kit.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

const poorAnswers = aHousehold({
  household: { b1_points: 100, water_source: 'river_or_pond', latrine: 'none', internet_use: false },
})
const nearPoorAnswers = aHousehold({ household: { b1_points: 120 } })

function lastYear(classification: 'poor' | 'near_poor', answers: SurveyAnswers): PreviousSurvey {
  return {
    round: '2023' as typeof round2024,
    answers: factsOf(answers),
    accepted: {
      classification,
      deprivations: 0,
      standard: '2022-2025',
      reviewDate: day('2023-10-15'),
      by: 'Bùi Thị Hạnh',
      at: '2023-12-14T02:00:00Z',
    },
  }
}

/** Làng Mài with three households on the lists: the first left poverty to near-poor, the others wait. */
async function aYear() {
  const { store, wire } = await aCommune()
  await enterHousehold(store, 1, { listed: 'poor', previous: lastYear('poor', poorAnswers) })
  await enterHousehold(store, 2, { listed: 'poor', previous: lastYear('poor', poorAnswers) })
  await enterHousehold(store, 3, { listed: 'near_poor', previous: lastYear('near_poor', nearPoorAnswers) })
  const phone = await aPhone(store, 'Lương Văn Thịnh')
  await phone.send(householdId(1), factsOf(nearPoorAnswers))
  await accepted(await loggedIn(wire), 1)
  return { store, wire, phone }
}

async function accepted(wire: Wire, number: number): Promise<void> {
  const path = `/api/office/households/${householdId(number)}`
  const { household } = HouseholdReply.parse(await (await wire(path, { method: 'GET' })).json())
  const response = await wire(`${path}/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-so-thon': '1' },
    body: JSON.stringify({ revision: household.revision }),
  })
  expect(response.status).toBe(200)
}

/** A row's cells with a number, from column (1) on. */
function cellsOf(row: HTMLElement): string {
  return within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent)
    .join(' ')
}

function expectNoInlineStyle() {
  expect(document.body.querySelectorAll('[style]')).toHaveLength(0)
}

describe('the page of movement', () => {
  test('has both reports with their official titles and columns, two lines a hamlet, and the total', async () => {
    const { wire } = await aYear()
    openOffice(wire, '/xa/dien-bien')
    await title('Diễn biến hộ nghèo, hộ cận nghèo của xã Bình Lương')
    for (const list of ['poor', 'near_poor'] as const) {
      const { title: name, columns } = movementWords.reports[list]
      const table = await screen.findByRole('table', { name })
      const heads = within(table)
        .getAllByRole('columnheader')
        .map((head) => head.textContent)
      expect(heads.slice(0, 11)).toEqual(['Thôn', 'Dòng', ...Object.values(columns)])
      expect(heads.slice(11)).toEqual([
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `(${n})`),
        '(9) = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8',
      ])
      expect(within(table).getAllByRole('row')).toHaveLength(2 + 6 * 2 + 2)
    }
    const poor = screen.getByRole('table', { name: 'Tổng hợp diễn biến hộ nghèo' })
    const [households, people] = within(poor).getAllByRole('row').slice(-2) as [HTMLElement, HTMLElement]
    expect(cellsOf(households)).toBe('2 1 0 0 0 0 0 0 1')
    expect(cellsOf(people)).toBe('6 3 0 0 0 0 0 0 3')
    expect(cellsOf(within(poor).getByRole('row', { name: /^Làng Mài/ }))).toBe('2 1 0 0 0 0 0 0 1')
    expect(cellsOf(within(poor).getByRole('row', { name: /^Làng Gió/ }))).toBe('0 0 0 0 0 0 0 0 0')
  })

  test('shows how column (9) is reckoned, that it holds, and that the reports mirror each other', async () => {
    const { wire } = await aYear()
    openOffice(wire, '/xa/dien-bien')
    expect(await screen.findByText('Hộ, toàn xã: 2 − 1 − 0 − 0 + 0 + 0 + 0 + 0 = 1')).toBeTruthy()
    expect(screen.getByText('Nhân khẩu, toàn xã: 3 − 0 − 0 − 0 + 3 + 0 + 0 + 0 = 6')).toBeTruthy()
    expect(screen.getAllByText(vi.movement.holds)).toHaveLength(2)
    expect(screen.getByText(vi.movement.mirrors)).toBeTruthy()
  })

  test('says that it is provisional while households are open, and what columns (4), (6) and (8) rest on', async () => {
    const { wire } = await aYear()
    openOffice(wire, '/xa/dien-bien')
    expect(await screen.findByText(vi.movement.open('2'))).toBeTruthy()
    expect(screen.getByText(vi.movement.sources)).toBeTruthy()
    expectNoInlineStyle()
  })

  test('is one link away, speaks English too, and leads to the measures', async () => {
    const { wire } = await aYear()
    openOffice(wire)
    fireEvent.click(await screen.findByRole('link', { name: 'Số liệu' }))
    await title(/^Diễn biến/)
    expect(location.pathname).toBe('/xa/dien-bien')
    fireEvent.click(screen.getByRole('button', { name: 'English' }))
    await title('Movement of poor and near-poor households in Bình Lương commune')
    expect(await screen.findByRole('table', { name: 'Movement of near-poor households' })).toBeTruthy()
    expect(screen.getByText(en.movement.holds, { exact: true, selector: 'section:first-of-type p' })).toBeTruthy()
    fireEvent.click(screen.getByRole('link', { name: en.figures.measures }))
    await title('Multidimensional poverty in Bình Lương commune')
  })
})

describe('what the reports are checked by', () => {
  const row = (...counts: number[]) =>
    Object.fromEntries(counts.map((count, i) => [i + 1, { households: count, people: count * 3 }])) as MovementRow

  test('the sum of column (9) is written out as the heading reckons it', () => {
    expect(reckoningText(row(1_040, 2, 3, 4, 5, 6, 7, 8, 1_057), 'households', 'vi')).toBe(
      '1.040 − 2 − 3 − 4 + 5 + 6 + 7 + 8 = 1.057',
    )
    expect(reckoningText(row(40, 2, 3, 4, 5, 6, 7, 8, 57), 'people', 'en')).toBe(
      '120 − 6 − 9 − 12 + 15 + 18 + 21 + 24 = 171',
    )
  })

  test('a count that is off by one is seen, in households and in people', () => {
    const right = row(40, 2, 3, 4, 5, 6, 7, 8, 57)
    expect(isReckoned(right)).toBe(true)
    expect(isReckoned(row(40, 2, 3, 4, 5, 6, 7, 8, 56))).toBe(false)
    expect(isReckoned({ ...right, 9: { households: 57, people: 170 } })).toBe(false)
  })

  test.each([
    ['agree', row(0, 64, 0, 0, 9), row(0, 0, 9, 0, 64), true],
    ['differ in who left poverty to near-poor', row(0, 64, 0, 0, 9), row(0, 0, 9, 0, 63), false],
    ['differ in who fell to poor', row(0, 64, 0, 0, 9), row(0, 0, 8, 0, 64), false],
  ])('reports that %s', (_, poor, near_poor, expected) => expect(isMirrored({ poor, near_poor })).toBe(expected))

  test.each([
    [{ part: 32, whole: 729 }, '4,39 %'],
    [{ part: 0, whole: 5 }, '0,00 %'],
    [{ part: 0, whole: 0 }, '–'],
  ])('the fraction %j is %s', (ratio, text) => expect(percentText(ratio, 'vi')).toBe(text))
})

describe('the page of measures', () => {
  test('has the official counts, then H, A and M₀ named unofficial', async () => {
    const { wire } = await aYear()
    openOffice(wire, '/xa/do-luong')
    const official = await screen.findByRole('table', { name: vi.measures.officialCaption })
    expect(cellsOf(within(official).getByRole('row', { name: /^Hộ nghèo/ }))).toBe('1 33,33 3 33,33')
    expect(cellsOf(within(official).getByRole('row', { name: /^Hộ cận nghèo/ }))).toBe('2 66,67 6 66,67')
    expect(screen.getByText(vi.measures.basis('1', '2', '0'))).toBeTruthy()
    expect(screen.getByText(profileWords.unofficial)).toBeTruthy()
    const measured = screen.getByRole('table', { name: vi.measures.measuresCaption })
    expect(cellsOf(within(measured).getByRole('row', { name: /^H,/ }))).toBe('33,33 % 33,33 %')
    expect(cellsOf(within(measured).getByRole('row', { name: /^A,/ }))).toBe('25,00 % 25,00 %')
    expect(cellsOf(within(measured).getByRole('row', { name: /^M₀/ }))).toBe('8,33 % 8,33 %')
    expect(screen.getByText(profileWords.leftOut({ measured: 3, leftOut: 0 }))).toBeTruthy()
    expectNoInlineStyle()
  })

  test('has a bar for each indicator, which says in words what it shows', async () => {
    const { wire } = await aYear()
    openOffice(wire, '/xa/do-luong')
    const bars = await screen.findAllByRole('img')
    expect(bars.map((bar) => bar.getAttribute('aria-label')?.split(':')[0])).toEqual(
      indicatorIds.map((id) => words.indicators[id]),
    )
    const lengthOf = (id: (typeof indicatorIds)[number]) =>
      bars[indicatorIds.indexOf(id)]!.querySelectorAll('rect')[1]!.getAttribute('width')
    expect([lengthOf('water'), lengthOf('sanitation'), lengthOf('housingArea')]).toEqual(['400', '400', '0'])
    expect(bars[indicatorIds.indexOf('water')]!.getAttribute('aria-label')).toBe(
      'Nguồn nước sinh hoạt: 1 (33,33 %) nghèo và thiếu hụt, đóng góp 33,33 % vào M₀',
    )
  })

  test('counts people instead of households, and the poor by deprivations alone, where that is chosen', async () => {
    const { wire, store } = await aYear()
    const wanting = { ...poorAnswers, household: { ...poorAnswers.household, b1_points: 100 } }
    await enterHousehold(store, 4, { previous: lastYear('near_poor', { ...wanting, residents: [aResident()] }) })
    openOffice(wire, '/xa/do-luong')
    const water = () => screen.getAllByRole('img')[indicatorIds.indexOf('water')]!.getAttribute('aria-label')
    await screen.findAllByRole('img')
    expect(water()).toContain(': 1 (25,00 %)')
    fireEvent.click(screen.getByLabelText(profileWords.rules.counting))
    expect(water()).toContain(': 2 (50,00 %)')
    fireEvent.click(screen.getByLabelText('Nhân khẩu'))
    expect(water()).toContain(': 4 (40,00 %)')
  })

  test('of a commune without households show a dash, never 0 %', async () => {
    const { wire } = await aCommune()
    openOffice(await loggedIn(wire), '/xa/do-luong')
    const official = await screen.findByRole('table', { name: vi.measures.officialCaption })
    expect(cellsOf(within(official).getByRole('row', { name: /^Hộ nghèo/ }))).toBe('0 – 0 –')
  })
})

describe('the page of a household, beyond its result', () => {
  async function openWith(answers: SurveyAnswers, parts: { previous?: PreviousSurvey } = {}) {
    const { store, wire } = await aCommune()
    await enterHousehold(store, 1, parts)
    const phone = await aPhone(store, 'Lương Văn Thịnh')
    await phone.send(householdId(1), factsOf(answers))
    await loggedIn(wire)
    openOffice(wire, `/xa/ho/${householdId(1)}`)
    await title(/Lò Thị Mai/)
    return { store, wire, phone }
  }

  test('says that one fact would be enough, and which facts those are', async () => {
    await openWith(poorAnswers)
    expect(screen.getByRole('heading', { name: 'Điều gì sẽ làm đổi kết quả' })).toBeTruthy()
    expect(screen.getByText(whatIf.nearTheEdge)).toBeTruthy()
    expect(
      screen.getAllByText(/^Nếu “Nguồn nước ăn uống chính” là .+ thì kết quả là Hộ cận nghèo/).length,
    ).toBeGreaterThan(0)
    expectNoInlineStyle()
  })

  test('says where nothing small would change it', async () => {
    await openWith(aHousehold({ household: { b1_points: 290 } }))
    expect(screen.getByText(whatIf.nothingSmall)).toBeTruthy()
    expect(screen.queryByText(whatIf.nearTheEdge)).toBeNull()
  })

  test('of a household still open says which answer would decide it, and calls nothing near the edge', async () => {
    const { b1_points: _, ...household } = poorAnswers.household
    await openWith({ ...poorAnswers, household })
    expect(screen.getByRole('heading', { name: vi.outlook.decidesTitle })).toBeTruthy()
    expect(screen.getByText(vi.outlook.decidesIntro)).toBeTruthy()
    expect(screen.getAllByText(/^Nếu “Tổng điểm phiếu B1” là/).length).toBeGreaterThan(0)
    expect(screen.queryByText(whatIf.nearTheEdge)).toBeNull()
    expect(screen.queryByText(vi.outlook.intro)).toBeNull()
  })

  test('of a household of which much is open does not say that its result is firm', async () => {
    await openWith({
      household: { b1_points: 100 },
      residents: [{ id: residentId(1), name: 'Lò Thị Mai', relation: 'head' }],
    })
    expect(screen.getByText(whatIf.manyOpen)).toBeTruthy()
    expect(screen.queryByText(whatIf.nothingSmall)).toBeNull()
    expect(screen.queryByText(whatIf.nearTheEdge)).toBeNull()
  })

  test('has the same answers under the other standard, which says which of its parts are a draft', async () => {
    await openWith(poorAnswers)
    const summary = screen.getByText(words.underOtherStandard(words.standards['2027-2030']))
    const other = within(summary.closest('details')!)
    expect(other.getByText(vi.outlook.compareOnly)).toBeTruthy()
    expect(other.getByText(vi.outlook.undetermined)).toBeTruthy()
    expect(other.getByText(words.classRules.score_line_not_established({} as never))).toBeTruthy()
    expect(other.getByText(vi.outlook.unchanged)).toBeTruthy()
    expect(other.getByText(/^Theo dự thảo: .*Nguồn nước sinh hoạt/)).toBeTruthy()
    expect(other.getByText(words.draftNotes.waste_treatment_not_modelled)).toBeTruthy()
  })

  test('of a round of 2027 shows what the standard of 2022 would have said', async () => {
    const { store, wire } = await aCommune()
    await store.db.updateTable('rounds').set({ standard: '2027-2030' }).execute()
    await enterHousehold(store, 1, { previous: lastYear('poor', poorAnswers) })
    const phone = await aPhone(store, 'Lương Văn Thịnh')
    await phone.send(householdId(1), factsOf(poorAnswers))
    openOffice(await loggedIn(wire), `/xa/ho/${householdId(1)}`)
    await title(/Lò Thị Mai/)
    const summary = screen.getByText(words.underOtherStandard(words.standards['2022-2025']))
    expect(within(summary.closest('details')!).getByText('Xếp loại sẽ khác: Hộ nghèo.')).toBeTruthy()
    expect(screen.queryByText(words.underOtherStandard(words.standards['2027-2030']))).toBeNull()
  })

  test('says which answers cannot be right, and which to look at again', async () => {
    await openWith({
      ...poorAnswers,
      residents: [aResident({ id: residentId(1), sex: 'male', relation: 'head' }), ...poorAnswers.residents.slice(1)],
    })
    const checks = within(screen.getByRole('region', { name: 'Chỗ cần xem lại trong câu trả lời, đợt 2024' }))
    expect(checks.getByText(checkWords.kinds.must)).toBeTruthy()
    expect(checks.getByText(/Lò Thị Mai/).textContent).toContain('Phải sửa')
    expect(checks.queryByText(vi.checks.none)).toBeNull()
  })

  test('compares with last round', async () => {
    const before = { ...poorAnswers, household: { ...poorAnswers.household, dwelling_area_m2: 20 } }
    await openWith(poorAnswers, { previous: lastYear('poor', before) })
    const checks = within(screen.getByRole('region', { name: 'Chỗ cần xem lại trong câu trả lời, đợt 2024' }))
    expect(checks.getByText(/20 m².*60 m²/)).toBeTruthy()
  })

  test('says so where nothing was found', async () => {
    await openWith(poorAnswers)
    expect(screen.getByText(vi.checks.none)).toBeTruthy()
  })

  test('leads from a twin of a citizen number to the household that holds it', async () => {
    const { store, phone } = await openWith(poorAnswers)
    await enterHousehold(store, 2)
    const twin = aResident({ id: residentId(7), name: 'Hà Thị Sen' })
    await phone.send(householdId(2), factsOf(aHousehold({ residents: [twin] })))
    window.dispatchEvent(new Event('focus'))
    const link = await screen.findByRole('link', { name: 'Hộ số 2, thôn Làng Mài' })
    const line = link.closest('li')!.textContent
    expect(line).toContain(checkWords.kinds.look_again)
    expect(line).toContain('Lò Thị Mai')
    expect(line).not.toContain('Hà Thị Sen')
    fireEvent.click(link)
    await title('Hộ số 2: Hà Thị Sen')
    await waitFor(() => expect(screen.getByRole('link', { name: 'Hộ số 1, thôn Làng Mài' })).toBeTruthy())
  })

  test('speaks English, too', async () => {
    await openWith(poorAnswers)
    fireEvent.click(screen.getByRole('button', { name: 'English' }))
    expect(screen.getByRole('heading', { name: en.outlook.title })).toBeTruthy()
    expect(screen.getByText(englishWords.underOtherStandard(englishWords.standards['2027-2030']))).toBeTruthy()
    expect(screen.getByText(en.checks.none)).toBeTruthy()
  })

  test('of a household not visited yet speaks of last round', async () => {
    const { store, wire } = await aCommune()
    await enterHousehold(store, 1, { previous: lastYear('poor', poorAnswers) })
    openOffice(await loggedIn(wire), `/xa/ho/${householdId(1)}`)
    await title(/Lò Thị Mai/)
    expect(screen.getByRole('heading', { name: 'Chỗ cần xem lại trong câu trả lời, đợt 2023' })).toBeTruthy()
    expect(screen.getByText(whatIf.nearTheEdge)).toBeTruthy()
  })

  test('of a household without any answer says nothing', async () => {
    const { store, wire } = await aCommune()
    await enterHousehold(store, 1)
    openOffice(await loggedIn(wire), `/xa/ho/${householdId(1)}`)
    await title(/Hộ số 1/)
    expect(screen.queryByRole('heading', { name: vi.outlook.title })).toBeNull()
    expect(screen.queryByRole('heading', { name: /^Chỗ cần xem lại/ })).toBeNull()
  })
})

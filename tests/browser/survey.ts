import type { Page } from 'playwright-core'
import {
  type AnswerValue,
  householdQuestions,
  type QuestionId,
  residentQuestions,
} from '#domain/questionnaire/answers.ts'
import { offeredIncomeQuestions } from '#domain/questionnaire/income.ts'
import { sectionIds } from '#domain/questionnaire/sections.ts'
import { vi } from '#domain/wording/vi.ts'

/** Answers by question for the household, and by name for its residents; each resident's in the order they are added. */
export type Interview = { household: Answers; residents: Answers[] }
export type Answers = Partial<Record<QuestionId, AnswerValue>>

const questionIds = Object.keys({ ...residentQuestions, ...householdQuestions }) as QuestionId[]

/** Path → value entries, as the demo gives them, put as an enumerator hears them: one person after the other. */
export function interviewOf(entries: readonly (readonly [string, AnswerValue])[]): Interview {
  const household: Answers = {}
  const residents = new Map<string, Answers>()
  for (const [path, value] of entries) {
    const [first = '', question] = path.split('/')
    if (question === undefined) household[first as QuestionId] = value
    else residents.set(first, { ...residents.get(first), [question]: value })
  }
  return { household, residents: [...residents.values()] }
}

export const onward = (page: Page) => page.getByRole('button', { name: 'Tiếp tục', exact: true })

/** Opens the survey's list of sections, from the household's page. */
export async function openSurvey(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^(Làm phiếu rà soát|Làm tiếp phiếu|Sửa phiếu)$/ }).click()
  await page.getByRole('heading', { name: 'Các phần của phiếu' }).waitFor()
}

/** Adds everybody of the interview to an empty household, each with the pages of the roster. */
export async function addResidents(page: Page, { residents }: Interview): Promise<void> {
  await page.getByRole('link', { name: vi.sections.roster }).click()
  for (const [i, resident] of residents.entries()) {
    if (i > 0) await page.getByRole('button', { name: 'Thêm người', exact: true }).click()
    for (const question of ['name', 'relation', 'sex'] as const) await give(page, question, resident[question])
    await page.getByRole('button', { name: 'Thêm người này' }).click()
    await page.waitForURL(/\/roster\/r[^/]+\/birth$/)
    await answerPages(page, () => resident, /\/roster$/)
  }
  await page.getByRole('link', { name: 'Tiếp tục', exact: true }).click()
}

export async function answerSection(
  page: Page,
  section: (typeof sectionIds)[number],
  interview: Interview,
): Promise<void> {
  await page.getByRole('link', { name: vi.sections[section] }).click()
  await answerPages(page, (title) => answersFor(title, interview), /\/phieu$/)
}

/** For somebody who has grown into a question since last year. */
const newlyAsked: Answers = {
  work: 'studying',
  schooling_now: 'lower_secondary',
  education_completed: 'lower_secondary',
  monthly_allowance: false,
}

/** Answers each page with last year's answers, one tap a question, but for what has `changed`. */
export async function asLastYear(page: Page, changed: Answers = {}): Promise<void> {
  await page.getByRole('link', { name: vi.sections.roster }).click()
  await page.getByRole('button', { name: 'Tất cả vẫn ở đây' }).click()
  await page.getByRole('heading', { name: 'Người trong hộ năm trước' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Tiếp tục', exact: true }).click()
  for (const section of sectionIds.filter((id) => id !== 'roster' && id !== 'visit')) {
    await page.getByRole('link', { name: vi.sections[section] }).click()
    await page.locator('form#questions').waitFor()
    await eachPage(page, /\/phieu$/, async () => {
      const same = page.getByRole('button', { name: 'Như năm trước', exact: true })
      while ((await same.count()) > 0) await same.first().click()
      for (const question of await questionsOn(page)) {
        const isOpen = !(await isAnswered(page, question))
        if (changed[question] !== undefined || isOpen)
          await give(page, question, changed[question] ?? newlyAsked[question])
      }
    })
  }
}

/** Goes on from a corrected question, past what is only offered, to the list of sections. */
export async function throughOffered(page: Page): Promise<void> {
  await eachPage(page, /\/phieu$/, async () => undefined)
}

/** Ends the visit as completed and waits for the household's page. */
export async function complete(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Kết thúc phiếu' }).click()
  await page.locator('input[name=visit_outcome][value=completed]').check()
  await page.getByRole('button', { name: 'Hoàn thành phiếu' }).click()
  await page.waitForURL(/\/ho\/[0-9a-f-]{36}$/)
}

/** Answers what the page asks; waits for each tick, so that nothing here is faster than the promise it tests. */
export async function answerPage(page: Page, answers: Answers): Promise<void> {
  for (let asked = await questionsOn(page), done = new Set<QuestionId>(); ; asked = await questionsOn(page)) {
    const next = asked.find((question) => !done.has(question))
    if (!next) return
    await give(page, next, answers[next])
    done.add(next)
  }
}

async function answerPages(page: Page, answersOn: (title: string) => Answers, end: RegExp): Promise<void> {
  await page.locator('form#questions').waitFor()
  await eachPage(page, end, async () => answerPage(page, answersOn(await page.locator('h1').innerText())))
}

async function eachPage(page: Page, end: RegExp, answer: () => Promise<void>): Promise<void> {
  for (let pages = 0; pages < 80; pages++) {
    await answer()
    const here = page.url()
    await onward(page).click()
    await page.waitForURL((url) => url.href !== here, { timeout: 60_000 })
    if (end.test(new URL(page.url()).pathname)) return
    await page.locator('form#questions').waitFor()
  }
  throw new Error('the section does not end')
}

function answersFor(title: string, { household, residents }: Interview): Answers {
  return residents.find(({ name }) => title.endsWith(`– ${name}`)) ?? household
}

async function questionsOn(page: Page): Promise<QuestionId[]> {
  return page
    .locator('form#questions')
    .evaluate((form, ids) => ids.filter((id) => form.querySelector(`#${id}, [name="${id}"]`) !== null), questionIds)
}

async function isAnswered(page: Page, question: QuestionId): Promise<boolean> {
  if ((await page.locator(`input[name="${question}"]`).count()) > 0)
    return (await page.locator(`input[name="${question}"]:checked`).count()) > 0
  return (await page.locator(`#${question}`).inputValue()) !== ''
}

async function give(page: Page, question: QuestionId, value: AnswerValue | undefined): Promise<void> {
  if (value === undefined && question in offeredIncomeQuestions) return
  if (value === undefined) throw new Error(`the interview has no answer to ${question} (${page.url()})`)
  const options = page.locator(`input[name="${question}"]`)
  if (Array.isArray(value)) {
    for (const code of value.length > 0 ? value : ['none'])
      await page.locator(`input[name="${question}"][value="${code}"]`).check()
  } else if ((await options.count()) > 0) await page.locator(`input[name="${question}"][value="${value}"]`).check()
  else if (question === 'birth' || question === 'nutrition_date') await giveDate(page, question, String(value))
  else
    await page.locator(`#${question}`).fill(typeof value === 'number' ? String(value).replace('.', ',') : String(value))
}

async function giveDate(page: Page, question: QuestionId, value: string): Promise<void> {
  const [year = '', month = '', day = ''] = value.split('-')
  await page.locator(`#${question}`).fill(day.replace(/^0/, ''))
  await page.locator(`#${question}-month`).fill(month.replace(/^0/, ''))
  await page.locator(`#${question}-year`).fill(year)
}

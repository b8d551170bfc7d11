import { useEffect, useMemo, useRef, useState } from 'react'
import { z } from 'zod/mini'
import type { FactValue } from '#domain/household/operation.ts'
import type { HouseholdId } from '#domain/ids.ts'
import {
  type HouseholdAnswers,
  type HouseholdQuestion,
  type Path,
  pathOf,
  type QuestionId,
  type Resident,
  type ResidentQuestion,
  type SurveyAnswers,
} from '#domain/questionnaire/answers.ts'
import { kinds, typedKinds } from '#domain/wording/kinds.ts'
import { isEmpty, mostArea, mostPoints, type Raw, readRaw, type Wrong } from '#domain/wording/raw.ts'
import type { Words } from '#domain/wording/words.ts'
import { useVault } from '#phone/pages/session.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import type { Vault } from '#phone/store/vault.ts'
import type { PhoneWords } from '#phone/wording/vi.ts'
import { type Autosave, makeAutosave, type Saving } from './autosave.ts'
import { useSurvey } from './context.ts'
import type { Step } from './steps.ts'
import { noteUnkept, unkeptOf } from './unkept.ts'

export type RawAnswers = Record<string, Raw>

export function pathIn(step: Step, question: QuestionId): Path {
  return step.resident === undefined
    ? pathOf(question as HouseholdQuestion)
    : pathOf(question as ResidentQuestion, step.resident)
}

/** The form's schema: each question asked must be answered, as its own schema wants it, else the sentence to say. */
export function schemaFor(asked: readonly QuestionId[], latest: string, words: PhoneWords, domain: Words) {
  const shape = Object.fromEntries(
    asked.map((question) => [
      question,
      z.pipe(
        z.union([z.string(), z.array(z.string())]),
        z.transform((raw: Raw, context) => {
          const read = readRaw(question, raw, latest)
          if (!('wrong' in read)) return read.value
          const message = wrongText(read.wrong, question, words, domain)
          context.issues.push({ code: 'custom', input: raw, message })
          return z.NEVER
        }),
      ),
    ]),
  )
  return z.object(shape)
}

export function wrongText(wrong: Wrong, question: QuestionId, { survey }: PhoneWords, domain: Words): string {
  const { label } = domain.questions[question]
  const most = kinds[question] === 'area' ? mostArea : mostPoints
  return survey.errors[wrong](label, most)
}

/** The household's answers with those of this page as they stand on the screen. */
export function withTyped(
  answers: SurveyAnswers,
  step: Step,
  typed: Partial<RawAnswers>,
  latest: string,
): SurveyAnswers {
  const given = step.questions.map((question) => [
    question,
    factFrom(question, typed[question] ?? '', latest) ?? undefined,
  ])
  const page = Object.fromEntries(given) as Partial<Resident>
  if (step.resident === undefined)
    return { ...answers, household: { ...answers.household, ...page } as HouseholdAnswers }
  const residents = answers.residents.map((resident) =>
    resident.id === step.resident ? { ...resident, ...page } : resident,
  )
  return { ...answers, residents }
}

export type Keeping = {
  /** What became of each answer changed on this page. */
  saved: ReadonlyMap<Path, Saving>
  change: (question: QuestionId, raw: Raw) => void
  flush: () => Promise<boolean>
}

/** Saves every answer of the page as it is given. What cannot be read as an answer is not saved, and stays on the screen. */
export function useKeeping(step: Step, latest: string): Keeping {
  const { view } = useSurvey()
  const vault = useVault()
  const [saved, setSaved] = useState<ReadonlyMap<Path, Saving>>(new Map())
  // The revision that was on the screen when this page opened: what its author has seen.
  const [seen] = useState(view.revision)
  const autosave = useMemo(() => {
    const seenWhenGiven = (path: Path) => unkeptOf(vault, view.id).get(path)?.seen ?? seen
    return makeAutosave(
      (path, value) => saveAnswer(vault, view.id, path, value, seenWhenGiven(path)),
      (path, saving) => {
        noteSaving(vault, view.id, path, saving)
        setSaved((before) => new Map([...before, [path, saving]]))
      },
    )
  }, [vault, view.id, seen])
  const change = (question: QuestionId, raw: Raw) => {
    const path = pathIn(step, question)
    const value = factFrom(question, raw, latest)
    const given = unkeptOf(vault, view.id).get(path)
    const isNews = value !== null || view.values.has(path) || saved.has(path) || given !== undefined
    if (!isNews) return
    noteUnkept(vault, view.id, path, { raw, seen: given?.seen ?? seen, isSaving: value !== undefined })
    if (value === undefined) autosave.drop(path)
    else (typedKinds.includes(kinds[question]) ? autosave.soon : autosave.now)(path, value)
  }
  useTriedAgain(step, change)
  useFlushOnLeaving(autosave)
  return { saved, change, flush: autosave.flush }
}

/** What is on the disk needs no other keeping; what could not be written does, wherever its author has gone meanwhile. */
function noteSaving(vault: Vault, household: HouseholdId, path: Path, { state }: Saving): void {
  const given = unkeptOf(vault, household).get(path)
  if (state === 'saved') noteUnkept(vault, household, path, undefined)
  else if (given && state === 'failed') noteUnkept(vault, household, path, { ...given, isSaving: false })
}

/** Whoever comes back to a page finds what was not kept there as it was given, and it is tried again. */
function useTriedAgain(step: Step, change: Keeping['change']): void {
  const { view } = useSurvey()
  const vault = useVault()
  const again = useRef(() => {
    for (const question of step.questions) {
      const given = unkeptOf(vault, view.id).get(pathIn(step, question))
      if (given && !given.isSaving) change(question, given.raw)
    }
  })
  useEffect(() => again.current(), [])
}

/** An emptied field withdraws its answer; something that is no answer yet is undefined. */
function factFrom(question: QuestionId, raw: Raw, latest: string): FactValue | undefined {
  if (isEmpty(raw)) return null
  const read = readRaw(question, raw, latest)
  return 'wrong' in read ? undefined : read.value
}

/** Phone call, camera, another app, the way back: what rests is saved first. */
function useFlushOnLeaving(autosave: Autosave): void {
  useEffect(() => {
    const flush = () => {
      if (document.visibilityState === 'hidden') void autosave.flush()
    }
    document.addEventListener('visibilitychange', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      void autosave.flush()
    }
  }, [autosave])
}

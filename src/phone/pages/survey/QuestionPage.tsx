import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useLocation } from 'wouter'
import type { QuestionId, SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { worksheetQuestions } from '#domain/questionnaire/income.ts'
import { isEmpty, type Raw, rawOf } from '#domain/wording/raw.ts'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { useVault } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { householdView } from '#phone/store/households.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { dayText } from '#phone/wording/times.ts'
import { Button } from '#ui/Button.tsx'
import { ErrorSummary } from '#ui/ErrorSummary.tsx'
import { AllAsLastYear } from './AllAsLastYear.tsx'
import { pathIn, type RawAnswers, schemaFor, useKeeping, withTyped } from './answerForm.ts'
import { ClassChip } from './ClassChip.tsx'
import { useSurvey } from './context.ts'
import { PerHead } from './PerHead.tsx'
import { QuestionField } from './QuestionField.tsx'
import { SavedLine } from './SavedLine.tsx'
import { askedOn, residentOf, type Step, shownOn, stepAddress, stepAfter, surveyAddress } from './steps.ts'
import { unkeptOf } from './unkept.ts'

/** One to four questions. Each answer is kept as it is given; "continue" checks the page and goes on. */
export function QuestionPage({ step, sought }: { step: Step; sought: QuestionId }) {
  const { view, round } = useSurvey()
  const words = useWords()
  const domain = useDomainWords()
  const vault = useVault()
  const [, navigate] = useLocation()
  const latest = useLatest(round.reviewDate)
  const keeping = useKeeping(step, latest)
  const { control, handleSubmit, clearErrors, setValue, shown, answers, errors, tries } = useQuestionForm(
    step,
    sought,
    latest,
  )
  const home = surveyAddress(view.id, step.section === 'roster' ? '/roster' : '')
  const goOn = async () => {
    if (!(await keeping.flush())) return
    // What is on the disk by now: the screen may be a moment behind it.
    const { answers: kept } = (await householdView(vault, view.id)) ?? view
    const next = stepAfter(step, kept, round)
    navigate(next ? stepAddress(view.id, next) : home)
  }
  const answer = (question: QuestionId, raw: Raw) => {
    setValue(question, raw)
    clearErrors(question)
    keeping.change(question, raw)
  }
  return (
    <AppPage
      title={titleOf(step, residentOf(step, view.answers)?.name, domain)}
      documentTitle={domain.sections[step.section]}
      wrong={errors.length > 0}
      backTo={home}
      place={<ClassChip />}
      footer={<Footer onLater={() => void goOn()} saved={keeping} />}
    >
      <form id="questions" className={css.stack} noValidate onSubmit={handleSubmit(goOn)}>
        <ErrorSummary key={tries} title={words.problemTitle} errors={errors} />
        <AllAsLastYear {...{ step }} asked={shown} onAnswer={answer} />
        {shown.map((question) => (
          <QuestionField
            key={question}
            {...{ control, question, step }}
            saved={keeping.saved}
            onAnswer={answer}
            isSought={question === sought && sought !== step.questions[0]}
          />
        ))}
        {shown.some((question) => question in worksheetQuestions) && <PerHead answers={answers} />}
      </form>
    </AppPage>
  )
}

/** The page's answers as they stand on the screen, what they lead to ask, and what was wrong at the last "continue". */
function useQuestionForm(step: Step, sought: QuestionId, latest: string) {
  const { view, round } = useSurvey()
  const words = useWords()
  const domain = useDomainWords()
  const unkept = unkeptOf(useVault(), view.id)
  const answersWith = (typed: Partial<RawAnswers>) => withTyped(view.answers, step, typed, latest)
  const shownWith = (answers: SurveyAnswers) => shownAt(sought, shownOn(step, answers, round), step)
  const requiredOf = (typed: Partial<RawAnswers>) => {
    const answers = answersWith(typed)
    const asked = askedOn(step, answers, round)
    return shownWith(answers).filter((question) => asked.includes(question) || !isEmpty(typed[question] ?? ''))
  }
  const { control, handleSubmit, formState, clearErrors, setValue } = useForm<
    RawAnswers,
    unknown,
    Record<string, unknown>
  >({
    resolver: (typed, context, options) =>
      zodResolver(schemaFor(requiredOf(typed), latest, words, domain))(typed, context, options),
    defaultValues: Object.fromEntries(
      step.questions.map((q) => {
        const path = pathIn(step, q)
        return [q, unkept.get(path)?.raw ?? rawOf(q, view.values.get(path))]
      }),
    ),
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  })
  const answers = answersWith(useWatch({ control }))
  const shown = shownWith(answers)
  const errors = shown.flatMap((id) => {
    const message = formState.errors[id]?.message
    return typeof message === 'string' ? [{ id, message }] : []
  })
  return { control, handleSubmit, clearErrors, setValue, shown, answers, errors, tries: formState.submitCount }
}

/** A page about the household that has nothing to ask shows the one question that its address names. */
function shownAt(sought: QuestionId, shown: QuestionId[], { resident }: Step): QuestionId[] {
  return shown.length > 0 || resident !== undefined ? shown : [sought]
}

function Footer({ onLater, saved }: { onLater: () => void; saved: ReturnType<typeof useKeeping> }) {
  const words = useWords()
  return (
    <>
      <SavedLine keeping={saved} />
      <div className={css.row}>
        <Button type="submit" form="questions">
          {words.continue}
        </Button>
        <Button kind="quiet" onClick={onLater}>
          {words.survey.later}
        </Button>
      </div>
    </>
  )
}

/** The last day an answer may name: today, or the review date where the phone's clock is behind it. */
function useLatest(reviewDate: string): string {
  const [today] = useState(() => dayText(new Date()))
  return today > reviewDate ? today : reviewDate
}

function titleOf(step: Step, name: string | undefined, domain: ReturnType<typeof useDomainWords>): string {
  const section = domain.sections[step.section]
  return step.resident === undefined ? section : `${section} – ${name ?? domain.unnamed}`
}

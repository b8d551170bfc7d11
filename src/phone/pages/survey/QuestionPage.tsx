import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useLocation } from 'wouter'
import type { QuestionId } from '#domain/questionnaire/answers.ts'
import { AppPage } from '#phone/pages/AppPage.tsx'
import css from '#phone/pages/stack.module.css'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { dayText } from '#phone/wording/times.ts'
import { Button } from '#ui/Button.tsx'
import { ErrorSummary } from '#ui/ErrorSummary.tsx'
import { AllAsLastYear } from './AllAsLastYear.tsx'
import { pathIn, type RawAnswers, schemaFor, useKeeping, withTyped } from './answerForm.ts'
import { ClassChip } from './ClassChip.tsx'
import { useSurvey } from './context.ts'
import { QuestionField } from './QuestionField.tsx'
import { type Raw, rawOf } from './raw.ts'
import { SavedLine } from './SavedLine.tsx'
import { askedOn, residentOf, type Step, stepAddress, stepAfter, surveyAddress } from './steps.ts'

/** One to four questions. Each answer is kept as it is given; "continue" checks the page and goes on. */
export function QuestionPage({ step, sought }: { step: Step; sought: QuestionId }) {
  const { view, round } = useSurvey()
  const words = useWords()
  const domain = useDomainWords()
  const [, navigate] = useLocation()
  const latest = useLatest(round.reviewDate)
  const keeping = useKeeping(step, latest)
  const { control, handleSubmit, clearErrors, setValue, asked, errors, tries } = useQuestionForm(step, latest)
  const home = surveyAddress(view.id, step.section === 'roster' ? '/roster' : '')
  const goOn = async () => {
    if (!(await keeping.flush())) return
    const next = stepAfter(step, view.answers, round.reviewDate)
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
        <AllAsLastYear {...{ step, asked }} onAnswer={answer} />
        {asked.map((question) => (
          <QuestionField
            key={question}
            {...{ control, question, step }}
            saved={keeping.saved}
            onAnswer={answer}
            isSought={question === sought && sought !== step.questions[0]}
          />
        ))}
      </form>
    </AppPage>
  )
}

/** The page's answers as they stand on the screen, what they lead to ask, and what was wrong at the last "continue". */
function useQuestionForm(step: Step, latest: string) {
  const { view, round } = useSurvey()
  const words = useWords()
  const domain = useDomainWords()
  const askedWith = (typed: Partial<RawAnswers>) =>
    askedOn(step, withTyped(view.answers, step, typed, latest), round.reviewDate)
  const { control, handleSubmit, formState, clearErrors, setValue } = useForm<
    RawAnswers,
    unknown,
    Record<string, unknown>
  >({
    resolver: (typed, context, options) =>
      zodResolver(schemaFor(askedWith(typed), latest, words, domain))(typed, context, options),
    defaultValues: Object.fromEntries(step.questions.map((q) => [q, rawOf(q, view.values.get(pathIn(step, q)))])),
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  })
  const asked = askedWith(useWatch({ control }))
  const errors = asked.flatMap((id) => {
    const message = formState.errors[id]?.message
    return typeof message === 'string' ? [{ id, message }] : []
  })
  return { control, handleSubmit, clearErrors, setValue, asked, errors, tries: formState.submitCount }
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

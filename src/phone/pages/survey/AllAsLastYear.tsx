import type { QuestionId } from '#domain/questionnaire/answers.ts'
import { type Raw, rawOf } from '#domain/wording/raw.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'
import { pathIn } from './answerForm.ts'
import { useSurvey } from './context.ts'
import type { Step } from './steps.ts'

type Props = { step: Step; asked: readonly QuestionId[]; onAnswer: (question: QuestionId, raw: Raw) => void }

/** Where several questions of the page have last year's answer and none of this year's: one tap for all of them. */
export function AllAsLastYear({ step, asked, onAnswer }: Props) {
  const { view } = useSurvey()
  const { survey: words } = useWords()
  const open = asked.filter((question) => {
    const path = pathIn(step, question)
    return !view.values.has(path) && view.previous?.values.has(path)
  })
  if (open.length < 2) return null
  const repeat = () => {
    for (const question of open) onAnswer(question, rawOf(question, view.previous?.values.get(pathIn(step, question))))
  }
  return (
    <div>
      <Button kind="secondary" onClick={repeat}>
        {words.allAsLastYear}
      </Button>
    </div>
  )
}

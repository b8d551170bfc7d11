import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { numberText } from '#domain/wording/numbers.ts'
import { assessmentOf } from '#phone/pages/assessments.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { useSurvey } from './context.ts'

/** What the income worksheet comes to with the lines on the screen: đồng per resident per month, and the class. */
export function PerHead({ answers }: { answers: SurveyAnswers }) {
  const { round } = useSurvey()
  const { survey: words } = useWords()
  const domain = useDomainWords()
  const assessment = assessmentOf(answers, round)
  const perHead = assessment?.income.perHead
  return (
    <p role="status">
      {assessment && perHead !== undefined
        ? words.perHead(
            `${numberText(perHead, domain.language)} ${domain.dong}`,
            domain.classifications[assessment.classification],
          )
        : words.linesOpen}
    </p>
  )
}

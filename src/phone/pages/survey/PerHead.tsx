import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { perHeadText } from '#domain/wording/findings.ts'
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
  return (
    <p role="status">
      {assessment?.income.perHead !== undefined
        ? words.perHead(
            `${perHeadText(assessment.income, domain)} ${domain.dong}`,
            domain.classifications[assessment.classification],
          )
        : words.linesOpen}
    </p>
  )
}

import { assessmentOf } from '#phone/pages/assessments.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { useSurvey } from './context.ts'

/** The class as the answers stand now, in the survey's header. */
export function ClassChip() {
  const { view, round } = useSurvey()
  const { household: words } = useWords()
  const domain = useDomainWords()
  const classification = assessmentOf(view.answers, round)?.classification ?? 'undetermined'
  return <span>{words.classChip(domain.classifications[classification])}</span>
}

import { numberText } from '#domain/wording/numbers.ts'
import type { Language } from '#domain/wording/words.ts'
import type { Wording } from '#office/wording/vi.ts'
import { Notice } from '#ui/Notice.tsx'
import { fieldWords } from './fieldWords.ts'
import { useOffice } from './office.ts'
import type { FileProblem } from './scorecardFile.ts'

/** Everything for which a file was refused, each reason with its place. */
export function ScorecardProblems({ problems }: { problems: readonly FileProblem[] }) {
  const { wording, words } = useOffice()
  const sentences = problems.map((problem) => problemSentence(problem, wording.scorecard, words.language))
  return (
    <Notice kind="problem" title={wording.scorecard.refusedTitle} live>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}

function problemSentence(found: FileProblem, text: Wording['scorecard'], language: Language): string {
  switch (found.kind) {
    case 'file':
      return text.fileProblems[found.code]
    case 'more':
      return text.moreProblems(numberText(found.count, language))
    case 'layout': {
      const { code, sheet, row, name = '' } = found.problem
      return text.placed(text.place(sheet, row === undefined ? '' : String(row)), text.layoutProblems[code](name))
    }
    case 'table': {
      const sentence = fieldWords[language].scorecardProblems[found.problem.code](found.problem)
      if (!found.place) return sentence
      return text.placed(text.place(found.place.sheet, found.place.rows.join(', ')), sentence)
    }
  }
}

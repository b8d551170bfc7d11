import { labelAt } from '#phone/pages/labels.ts'
import { useVault } from '#phone/pages/session.ts'
import { overruledIn, useOwnOperations } from '#phone/store/own.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useLaterWords } from '#phone/wording/laterWords.ts'
import { timeText } from '#phone/wording/times.ts'
import { Notice } from '#ui/Notice.tsx'
import { useAnswerText } from './answerText.ts'
import { useKnownHousehold } from './context.ts'

/** Where the reviewer put another answer in the place of this phone's: which, who, and what was answered here. */
export function CommuneChose() {
  const { view } = useKnownHousehold()
  const { decided: words } = useLaterWords()
  const domain = useDomainWords()
  const own = useOwnOperations(useVault(), view.id)
  const answerText = useAnswerText()
  const round = view.survey?.round
  const overruled = own && view.survey ? overruledIn(own, { id: view.id, survey: view.survey }) : []
  if (overruled.length === 0) return null
  return (
    <Notice title={words.title}>
      <ul>
        {overruled.map(({ path, own: mine, field: { value, by, at } }) => (
          <li key={path}>
            {words.line(
              labelAt(path, view.answers, domain),
              answerText(path, value, round),
              by,
              timeText(at, new Date()),
            )}{' '}
            {words.mine(answerText(path, mine, round))}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

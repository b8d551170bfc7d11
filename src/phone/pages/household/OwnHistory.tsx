import type { Path } from '#domain/questionnaire/answers.ts'
import { labelAt } from '#phone/pages/labels.ts'
import { useVault } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { useOwnOperations } from '#phone/store/own.ts'
import type { OwnOperation } from '#phone/store/parts.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { useLaterWords } from '#phone/wording/laterWords.ts'
import { timeText } from '#phone/wording/times.ts'
import { useAnswerText } from './answerText.ts'
import { useKnownHousehold } from './context.ts'

/** What this phone itself has finished about the household, and what became of each. */
export function OwnHistory() {
  const { view } = useKnownHousehold()
  const { history: words } = useLaterWords()
  const own = useOwnOperations(useVault(), view.id)
  if (!own) return null
  return (
    <section className={css.stack}>
      <h2>{words.fromHere}</h2>
      {own.length === 0 && <p>{words.nothing}</p>}
      <ol className={css.stack}>
        {own.map((each) => (
          <Own key={each.operation.op} {...each} />
        ))}
      </ol>
    </section>
  )
}

function Own({ operation, letter }: OwnOperation) {
  const { view } = useKnownHousehold()
  const domain = useDomainWords()
  const answerText = useAnswerText()
  const facts = Object.entries(operation.households[view.id]?.facts ?? {})
  return (
    <li className={css.close}>
      <small>{timeText(operation.at, new Date())}</small>
      <span>{useStanding(letter)}</span>
      <ul>
        {facts.map(([path, { value }]) => (
          <li key={path}>
            {labelAt(path, view.answers, domain)}: {answerText(path as Path, value, operation.round)}
          </li>
        ))}
      </ul>
    </li>
  )
}

/** Received with its receipt, waiting, or why it is in no record. */
function useStanding({ state, receipt, at, reason }: OwnOperation['letter']): string {
  const { status, household } = useWords()
  const { history: words } = useLaterWords()
  if (state === 'queued' || state === 'sending') return words.waiting
  if (state !== 'in') return household.needs[reason ?? 'unknown_reason']
  return receipt && at ? status.receivedAt(timeText(at, new Date()), receipt) : status.received
}

import { valueText } from '#domain/wording/value.ts'
import { labelAt } from '#phone/pages/labels.ts'
import { useVault } from '#phone/pages/session.ts'
import { overruledIn, useOwnOperations } from '#phone/store/own.ts'
import { useConflictWords } from '#phone/wording/conflictWords.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { timeText } from '#phone/wording/times.ts'
import { Notice } from '#ui/Notice.tsx'
import { useKnownHousehold } from './context.ts'

/** Where the reviewer put another answer in the place of this phone's: which, who, and what was answered here. */
export function CommuneChose() {
  const { view } = useKnownHousehold()
  const { decided: words } = useConflictWords()
  const domain = useDomainWords()
  const own = useOwnOperations(useVault(), view.id)
  const overruled = own && view.survey ? overruledIn(own, { id: view.id, survey: view.survey }) : []
  if (overruled.length === 0) return null
  return (
    <Notice title={words.title}>
      <ul>
        {overruled.map(({ path, own: mine, field: { value, by, at } }) => (
          <li key={path}>
            {words.line(
              labelAt(path, view.answers, domain),
              valueText(path, value, domain),
              by,
              timeText(at, new Date()),
            )}{' '}
            {words.mine(valueText(path, mine, domain))}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

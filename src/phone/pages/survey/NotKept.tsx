import { Link } from 'wouter'
import { type Path, placeOf } from '#domain/questionnaire/answers.ts'
import { labelAt } from '#phone/pages/labels.ts'
import { useVault } from '#phone/pages/session.ts'
import type { HouseholdView } from '#phone/store/hooks.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import type { RoundTerms } from '#protocol/changes.ts'
import { Notice } from '#ui/Notice.tsx'
import { askedOn, pathAddress, stepFor } from './steps.ts'
import { useUnkept } from './unkept.ts'

type Props = { view: HouseholdView; round: RoundTerms | undefined }

/** Questions of the form as it stands that were left with something on the screen that is not on the disk. */
export function useNotKept({ view, round }: Props): Path[] {
  return useUnkept(useVault(), view.id).filter((path) => {
    const place = placeOf(path)
    const step = place && stepFor(place)
    return round !== undefined && step !== undefined && askedOn(step, view.answers, round).includes(place!.question)
  })
}

/** The same, each leading back to its page. */
export function NotKept(survey: Props) {
  const { view } = survey
  const { survey: words } = useWords()
  const domain = useDomainWords()
  const paths = useNotKept(survey)
  if (paths.length === 0) return null
  return (
    <Notice kind="problem" title={words.notKept}>
      <p>{words.notKeptText}</p>
      <ul>
        {paths.map((path) => (
          <li key={path}>
            <Link href={pathAddress(view.id, path)}>{labelAt(path, view.answers, domain)}</Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

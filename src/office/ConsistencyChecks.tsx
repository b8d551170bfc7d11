import { Link } from 'wouter'
import { isGiven } from '#domain/questionnaire/answer.ts'
import { type Path, pathOf, presentResidents } from '#domain/questionnaire/answers.ts'
import type { Check, CheckFacts, CheckKind, Elsewhere } from '#domain/questionnaire/check.ts'
import { checksOn } from '#domain/questionnaire/consistency.ts'
import { checkSentence } from '#domain/wording/consistency.ts'
import type { HouseholdReply, Twins } from '#protocol/office.ts'
import { StateTag } from '#ui/StateTag.tsx'
import { type Basis, basisOf } from './basis.ts'
import css from './ConsistencyChecks.module.css'
import { fieldWords } from './fieldWords.ts'
import { useOffice } from './office.ts'

const looks = {
  must: { icon: 'cross', tone: 'attention' },
  look_again: { icon: 'question', tone: 'waiting' },
} as const satisfies Record<CheckKind, unknown>

/** What cannot be right in the answers and what is unusual; a twin of a citizen number leads to its household. */
export function ConsistencyChecks({ reply }: { reply: HouseholdReply }) {
  const { wording } = useOffice()
  const basis = basisOf(reply)
  if (!basis) return null
  const checks = checksOn(basis.answers, factsFor(basis, reply.twins))
  const text = wording.checks
  return (
    <section aria-labelledby="checks" className={css.checks}>
      <h2 id="checks">{text.title(basis.terms.id)}</h2>
      {checks.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <ul className={css.list}>
          {checks.map((check) => (
            <li key={`${check.code} ${check.paths.join(' ')}`}>
              <CheckLine check={check} twins={reply.twins} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function CheckLine({ check, twins }: { check: Check; twins: readonly Twins[] }) {
  const { wording, language } = useOffice()
  const words = fieldWords[language].checks
  const households = check.elsewhere ? twins.filter(({ path }) => check.paths.includes(path)) : []
  return (
    <>
      <StateTag {...looks[check.kind]}>{words.kinds[check.kind]}</StateTag> {checkSentence(check, words)}
      {households
        .flatMap((twin) => twin.households)
        .map(({ id, hamlet, number }) => (
          <Link key={id} href={`/ho/${id}`} className={css.link}>
            {wording.checks.twin(hamlet, number)}
          </Link>
        ))}
    </>
  )
}

/** The server found the twins; the checks are told of the first of each. */
function factsFor({ answers, terms: { reviewDate }, previous }: Basis, twins: readonly Twins[]): CheckFacts {
  const citizenNumberElsewhere: Partial<Record<Path, Elsewhere>> = {}
  for (const { id, citizen_number: citizenNumber } of presentResidents(answers)) {
    const path = pathOf('citizen_number', id)
    const first = twins.find((twin) => twin.path === path)?.households[0]
    if (first && isGiven(citizenNumber))
      citizenNumberElsewhere[path] = { citizenNumber, hamlet: first.hamlet, household: first.number }
  }
  return { reviewDate, citizenNumberElsewhere, ...(previous && { previous }) }
}

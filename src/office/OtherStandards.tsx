import type { Assessment } from '#domain/assessment/assessment.ts'
import { underOtherStandard } from '#domain/assessment/assessUnder.ts'
import { standards } from '#domain/standard/inForce.ts'
import type { Standard } from '#domain/standard/standard.ts'
import { classSentence } from '#domain/wording/findings.ts'
import { standardText } from '#domain/wording/standards.ts'
import type { Words } from '#domain/wording/words.ts'
import type { Wording } from '#office/wording/vi.ts'
import type { Basis } from './basis.ts'
import css from './Outlook.module.css'
import { useOffice } from './office.ts'

type Props = { basis: Basis; assessment: Assessment }

/** The same answers under every standard but the round's own, to be opened by whoever wants to compare. */
export function OtherStandards({ basis, assessment }: Props) {
  const { words } = useOffice()
  return standards
    .filter(({ id }) => id !== assessment.standard)
    .map((standard) => (
      <details key={standard.id}>
        <summary className={css.summary}>{words.underOtherStandard(words.standards[standard.id])}</summary>
        <Compared basis={basis} own={assessment} standard={standard} />
      </details>
    ))
}

function Compared({ basis, own, standard }: { basis: Basis; own: Assessment; standard: Standard }) {
  const { wording, words } = useOffice()
  const text = wording.outlook
  const other = underOtherStandard(basis.terms, basis.answers, standard.id)
  if (!other) return null
  const changed = changedIndicators(own, other).map((indicator) => words.indicators[indicator])
  return (
    <div className={css.compared}>
      <p>{text.compareOnly}</p>
      <p>
        <strong>{comparedText(own, other, text, words)}</strong>
      </p>
      <p>{classSentence(other, words)}</p>
      <p>{changed.length === 0 ? text.unchanged : text.changed(changed.join(', '))}</p>
      <StandardParts standard={standard} />
    </div>
  )
}

/** Which parts of the standard are a draft or not established; those that are official need no word. */
export function StandardParts({ standard }: { standard: Standard }) {
  const { words } = useOffice()
  const { parts, notes } = standardText(standard, words)
  return (
    <ul className={css.list}>
      {parts
        .filter(({ status }) => status !== 'official')
        .map(({ status, title, names }) => (
          <li key={status}>
            {title}: {names.join(', ')}
          </li>
        ))}
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

function comparedText(own: Assessment, other: Assessment, text: Wording['outlook'], words: Words): string {
  const { classification } = other
  if (classification === 'undetermined') return text.undetermined
  const name = words.classifications[classification]
  return classification === own.classification ? text.sameClass(name) : text.otherClass(name)
}

function changedIndicators(own: Assessment, other: Assessment) {
  const before = new Map(own.verdicts.map(({ indicator, deprivation }) => [indicator, deprivation]))
  return other.verdicts
    .filter(({ indicator, deprivation }) => before.get(indicator) !== deprivation)
    .map(({ indicator }) => indicator)
}

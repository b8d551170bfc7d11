import type { Scorecard } from '#domain/standard/scorecard.ts'
import { Notice } from '#ui/Notice.tsx'
import { useOffice } from './office.ts'

/** Which table it is, from which document, and for whom; a sample says what it is. */
export function ScorecardHead({ scorecard }: { scorecard: Scorecard }) {
  const { wording, words } = useOffice()
  const text = wording.scorecard
  const parts = [
    [text.head.id, scorecard.id],
    [text.head.version, scorecard.version],
    [text.head.standard, words.standards[scorecard.standard]],
    [text.head.area, text.areas[scorecard.area]],
    [text.head.region, scorecard.region],
    [text.head.source, scorecard.source],
    [text.head.line, scorecard.line],
  ] as const
  return (
    <>
      {scorecard.sample && (
        <Notice kind="warning">
          <p>{text.sample}</p>
        </Notice>
      )}
      <ul>
        {parts.map(([name, value]) => (
          <li key={name}>
            {name}: <strong>{value}</strong>
          </li>
        ))}
      </ul>
    </>
  )
}

import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { QueryStatus } from '#office/QueryStatus.tsx'
import { useScorecard } from '#office/queries.ts'
import { ScorecardHead } from '#office/ScorecardHead.tsx'
import { ScorecardLoad } from '#office/ScorecardLoad.tsx'
import { ScorecardTable } from '#office/ScorecardTables.tsx'
import type { RoundTerms } from '#protocol/changes.ts'

/** Form B1 of the open round: the table in use, or that none is needed; and loading another. */
export function ScorecardPage() {
  const text = useOffice().wording.scorecard
  const query = useScorecard()
  return (
    <OfficePage title={text.title}>
      <QueryStatus query={query} />
      {query.data && (
        <>
          <h2>{text.currentTitle}</h2>
          <InUse round={query.data.round} />
          <h2>{text.loadTitle}</h2>
          <ScorecardLoad reply={query.data} onLoaded={query.reload} />
        </>
      )}
    </OfficePage>
  )
}

function InUse({ round: { id, scorecard } }: { round: RoundTerms }) {
  const text = useOffice().wording.scorecard
  if (!scorecard) return <p>{text.none(id)}</p>
  return (
    <>
      <p>{text.loaded(id)}</p>
      <ScorecardHead scorecard={scorecard} />
      <ScorecardTable scorecard={scorecard} />
    </>
  )
}

import { type MovementReports, totalOf } from '#domain/profile/movementReport.ts'
import { numberText } from '#domain/wording/numbers.ts'
import { FiguresNav } from '#office/FiguresNav.tsx'
import { isMirrored } from '#office/figures.ts'
import { MovementTable } from '#office/MovementTable.tsx'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { QueryStatus } from '#office/QueryStatus.tsx'
import { useMovement } from '#office/queries.ts'
import type { MovementReply } from '#protocol/office.ts'
import { Notice } from '#ui/Notice.tsx'

/** Reports 2 and 3, hamlet by hamlet, as they would be if the round closed now. */
export function MovementPage() {
  const { wording, session } = useOffice()
  const query = useMovement()
  return (
    <OfficePage title={wording.movement.title(session.commune ?? '')}>
      <FiguresNav />
      <QueryStatus query={query} />
      {query.data && <Reports reply={query.data} />}
    </OfficePage>
  )
}

function Reports({ reply: { round, hamlets } }: { reply: MovementReply }) {
  const { wording, language } = useOffice()
  const text = wording.movement
  const open = hamlets.reduce((sum, hamlet) => sum + hamlet.open, 0)
  const total = totalOf(hamlets.map(({ reports }) => reports))
  return (
    <>
      <p>{text.basis(round)}</p>
      {open > 0 && (
        <Notice kind="warning">
          <p>{text.open(numberText(open, language))}</p>
        </Notice>
      )}
      {(['poor', 'near_poor'] as const).map((list) => (
        <MovementTable
          key={list}
          list={list}
          hamlets={hamlets.map(({ id, name, reports }) => ({ id, name, row: reports[list] }))}
          total={total[list]}
        />
      ))}
      <Mirror reports={[...hamlets.map(({ reports }) => reports), total]} />
      <p>{text.sources}</p>
    </>
  )
}

function Mirror({ reports }: { reports: readonly MovementReports[] }) {
  const text = useOffice().wording.movement
  if (reports.every(isMirrored)) return <p>{text.mirrors}</p>
  return (
    <Notice kind="problem">
      <p>{text.mirrorsBroken}</p>
    </Notice>
  )
}

import { useOffice } from './office.ts'
import type { Query } from './queries.ts'
import { RefusalNotice } from './RefusalNotice.tsx'

/** While there is nothing to show yet, and when what is shown could not be brought up to date. */
export function QueryStatus({ query }: { query: Query<unknown> }) {
  const { wording } = useOffice()
  if (query.refusal !== undefined)
    return (
      <RefusalNotice
        refusal={query.refusal}
        wording={wording}
        retry={query.reload}
        isOlder={query.data !== undefined}
      />
    )
  return query.data === undefined ? <p role="status">{wording.loading}</p> : null
}

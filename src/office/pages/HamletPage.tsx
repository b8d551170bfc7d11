import { useState } from 'react'
import { Link } from 'wouter'
import { ReviewState } from '#domain/household/survey.ts'
import { HamletId } from '#domain/ids.ts'
import { classifications } from '#domain/standard/standard.ts'
import css from '#office/Form.module.css'
import { HouseholdsTable } from '#office/HouseholdsTable.tsx'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { QueryStatus } from '#office/QueryStatus.tsx'
import { useHouseholds } from '#office/queries.ts'
import { filtered, inQueueOrder, type QueueFilter, type QueueHousehold, wholeQueue } from '#office/queue.ts'
import { SelectField, TextField } from '#ui/Field.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'

/** The households of a hamlet, those that wait for the reviewer first. */
export function HamletPage({ params }: { params: { id: string } }) {
  const id = HamletId.safeParse(params.id)
  return id.success ? <Hamlet key={id.data} id={id.data} /> : <NotFoundPage />
}

function Hamlet({ id }: { id: HamletId }) {
  const { wording } = useOffice()
  const query = useHouseholds(id)
  return (
    <OfficePage title={query.data ? wording.hamlet.title(query.data.hamlet.name) : wording.nav.hamlets}>
      <p>
        <Link href="/">{wording.nav.hamlets}</Link>
      </p>
      <QueryStatus query={query} />
      {query.data && <Households households={query.data.households} />}
    </OfficePage>
  )
}

function Households({ households }: { households: readonly QueueHousehold[] }) {
  const { wording } = useOffice()
  const [filter, setFilter] = useState(wholeQueue)
  const words = wording.hamlet
  if (households.length === 0) return <p>{words.noHouseholds}</p>
  const shown = filtered(inQueueOrder(households), filter)
  const countOf = (state: ReviewState) => households.filter((household) => household.state === state).length
  const listed = households.filter((household) => household.listed !== undefined).length
  return (
    <>
      <p>{words.progress(countOf('submitted'), countOf('accepted'), listed)}</p>
      {countOf('submitted') === 0 && <p>{words.noMoreSubmitted}</p>}
      <FilterFields filter={filter} onChange={setFilter} />
      <p role="status">{words.shown(shown.length, households.length)}</p>
      {shown.length === 0 ? <p>{words.empty}</p> : <HouseholdsTable households={shown} />}
    </>
  )
}

function FilterFields({ filter, onChange }: { filter: QueueFilter; onChange: (filter: QueueFilter) => void }) {
  const { wording, words } = useOffice()
  const states = ReviewState.options.map((value) => ({ value, label: words.reviewStates[value] }))
  const classes = classifications.map((value) => ({ value, label: words.classifications[value] }))
  return (
    <div className={css.columns}>
      <TextField
        type="search"
        label={wording.hamlet.search}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      <SelectField
        label={wording.hamlet.state}
        empty={wording.hamlet.all}
        options={states}
        value={filter.state === 'all' ? '' : filter.state}
        onChange={(event) => onChange({ ...filter, state: chosen(ReviewState.options, event.target.value) })}
      />
      <SelectField
        label={wording.hamlet.classification}
        empty={wording.hamlet.all}
        options={classes}
        value={filter.classification === 'all' ? '' : filter.classification}
        onChange={(event) => onChange({ ...filter, classification: chosen(classifications, event.target.value) })}
      />
    </div>
  )
}

function chosen<Value extends string>(values: readonly Value[], typed: string): Value | 'all' {
  return values.find((value) => value === typed) ?? 'all'
}

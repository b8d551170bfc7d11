import { useState } from 'react'
import { Link } from 'wouter'
import { headNameOf } from '#domain/household/household.ts'
import { HouseholdId } from '#domain/ids.ts'
import { placeOf } from '#domain/questionnaire/answers.ts'
import { residentNames } from '#office/answers.ts'
import { HistoryTable } from '#office/HistoryTable.tsx'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { questionText } from '#office/placeText.ts'
import { QueryStatus } from '#office/QueryStatus.tsx'
import { useAppendix, useHistory, useHousehold } from '#office/queries.ts'
import type { HistoryEntry } from '#protocol/history.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { SelectField } from '#ui/Field.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'

/** All that ever happened to one household, newest first; by question where one is chosen. */
export function HistoryPage({ params }: { params: { id: string } }) {
  const id = HouseholdId.safeParse(params.id)
  return id.success ? <HistoryOf key={id.data} id={id.data} /> : <NotFoundPage />
}

function HistoryOf({ id }: { id: HouseholdId }) {
  const { wording } = useOffice()
  const [history, household] = [useHistory(id), useHousehold(id)]
  const known = household.data?.household
  const text = wording.history
  const name = known && wording.household.title(known.number, headNameOf(known) || wording.hamlet.unnamed)
  return (
    <OfficePage
      title={name ? text.pageTitle(name) : text.title}
      {...(known && { windowTitle: text.pageTitle(wording.household.windowTitle(known.number)) })}
    >
      <p>
        <Link href={`/ho/${id}`}>{text.household}</Link>
      </p>
      <QueryStatus query={history} />
      {household.data && history.data && <Entries entries={history.data.entries} reply={household.data} />}
    </OfficePage>
  )
}

type EntriesProps = { entries: readonly HistoryEntry[]; reply: HouseholdReply }

function Entries({ entries, reply }: EntriesProps) {
  const { wording, words } = useOffice()
  const [path, setPath] = useState('')
  const appendix = useAppendix().data
  const text = wording.history
  if (entries.length === 0) return <p>{text.empty}</p>
  const names = residentNames(reply.household)
  const paths = [...new Set(entries.map((entry) => entry.path).filter((each) => each !== undefined))]
  const shown = entries.filter((entry) => path === '' || entry.path === path)
  return (
    <>
      <SelectField
        id="question"
        label={text.filter}
        empty={text.all}
        options={paths
          .map((value) => ({ value, label: questionText(placeOf(value)!, names, words) }))
          .toSorted((a, b) => a.label.localeCompare(b.label, words.language))}
        value={path}
        onChange={({ target }) => setPath(target.value)}
      />
      <p role="status">{text.shown(shown.length, entries.length)}</p>
      <HistoryTable
        entries={shown}
        names={names}
        hamlets={new Map(appendix?.hamlets.map((hamlet) => [hamlet.id, hamlet.name]))}
      />
    </>
  )
}

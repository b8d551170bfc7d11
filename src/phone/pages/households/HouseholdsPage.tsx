import { useDeferredValue, useState } from 'react'
import { useLocation } from 'wouter'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { ClockNotice } from '#phone/pages/ClockNotice.tsx'
import { SyncLine } from '#phone/pages/SyncLine.tsx'
import { useSession } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { UpdateBanner } from '#phone/pages/UpdateBanner.tsx'
import { addHousehold } from '#phone/store/drafts.ts'
import { type HouseholdCard, useFacts, useHouseholds, useSyncState } from '#phone/store/hooks.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'
import { SelectField, TextField } from '#ui/Field.tsx'
import { Notice } from '#ui/Notice.tsx'
import { HouseholdRow } from './HouseholdRow.tsx'
import { countsOf, type Filter, filterIds, found } from './search.ts'

/** The hamlet's households: those to review first, searched without diacritics, filtered by state. */
export function HouseholdsPage() {
  const { vault } = useSession()
  const words = useWords()
  const facts = useFacts(vault)
  const cards = useHouseholds(vault)
  return (
    <AppPage
      title={words.households.title}
      place={facts && <span>{words.households.place(facts.hamlet.name, facts.commune)}</span>}
      footer={<SyncLine />}
    >
      <UpdateBanner />
      <ClockNotice minutes={useSyncState(vault)?.clockOffsetMinutes} />
      {cards ? <Roster cards={cards} /> : <p role="status">{words.households.loading}</p>}
      <AddHousehold />
    </AppPage>
  )
}

function Roster({ cards }: { cards: HouseholdCard[] }) {
  const { households: words } = useWords()
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const sought = useDeferredValue(typed)
  const shown = found(cards, sought, filter)
  const counts = countsOf(cards)
  return (
    <>
      <p>{words.counts(counts.visited, counts.left, counts.returned)}</p>
      <TextField
        label={words.search}
        hint={words.searchHint}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <SelectField
        label={words.filter}
        empty={words.all}
        options={filterIds.map((id) => ({ value: id, label: id === 'listed' ? words.listedOnly : words.filters[id] }))}
        value={filter === 'all' ? '' : filter}
        onChange={(event) => setFilter(filterIds.find((id) => id === event.target.value) ?? 'all')}
      />
      <p role="status" className={css.quiet}>
        {cards.length === 0 ? words.empty : shown.length === 0 ? words.none : words.shown(shown.length)}
      </p>
      <ul>
        {shown.map((card) => (
          <HouseholdRow key={card.id} card={card} />
        ))}
      </ul>
    </>
  )
}

/** A household met at the door that no list has. */
function AddHousehold() {
  const { vault } = useSession()
  const { households: words } = useWords()
  const [, navigate] = useLocation()
  const [failed, setFailed] = useState(false)
  const add = async () => {
    setFailed(false)
    try {
      navigate(`/ho/${await addHousehold(vault)}`)
    } catch (error) {
      console.error(error)
      setFailed(true)
    }
  }
  return (
    <div className={css.close}>
      {failed && (
        <Notice kind="problem" live>
          {words.notAdded}
        </Notice>
      )}
      <Button kind="secondary" onClick={() => void add()}>
        {words.add}
      </Button>
    </div>
  )
}

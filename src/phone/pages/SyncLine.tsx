import { Link } from 'wouter'
import { useHouseholds, useSyncState } from '#phone/store/hooks.ts'
import { useWords } from '#phone/wording/language.tsx'
import { StateTag } from '#ui/StateTag.tsx'
import css from './SyncLine.module.css'
import { useVault } from './session.ts'
import { syncLineOf } from './syncLine.ts'

/** One line for the phone: what waits, what the commune has, what needs somebody. Leads to the sync page. */
export function SyncLine() {
  const vault = useVault()
  const words = useWords()
  const state = useSyncState(vault)
  const households = useHouseholds(vault)
  if (!state || !households) return null
  const needs = households.filter(({ status }) => status === 'returned' || status === 'needs_you').length
  const drafts = households.filter(({ hasDraft }) => hasDraft).length
  return (
    <Link href="/dong-bo" className={css.line} aria-live="polite">
      {syncLineOf(state, { needs, drafts }, words, new Date()).map(({ text, ...look }) => (
        <StateTag key={text} {...look}>
          {text}
        </StateTag>
      ))}
    </Link>
  )
}

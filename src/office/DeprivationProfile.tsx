import { assessUnder } from '#domain/assessment/assessUnder.ts'
import { findingsOf } from '#domain/wording/findings.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { DeprivationWheel } from '#ui/DeprivationWheel.tsx'
import { FindingList } from '#ui/FindingList.tsx'
import { basisOf } from './basis.ts'
import css from './DeprivationProfile.module.css'
import { OtherStandards } from './OtherStandards.tsx'
import { Outlook } from './Outlook.tsx'
import { useOffice } from './office.ts'

/**
 * The twelve indicators with their reasons, by this round's answers, or by last round's while there are none; then what
 * would change the result, and the same answers under another standard.
 */
export function DeprivationProfile({ reply }: { reply: HouseholdReply }) {
  const { wording, words } = useOffice()
  const text = wording.household
  const basis = basisOf(reply)
  const assessment = basis && assessUnder(basis.terms, basis.answers)
  if (!assessment) return null
  const findings = findingsOf(assessment, words)
  const groups = findings.map(({ title, items }) => ({
    title,
    items: items.map((item) => ({ id: item.indicator, title: item.title, state: item.deprivation })),
  }))
  const { least, most } = assessment.points
  return (
    <>
      <h2>{text.findingsTitle(basis.terms.id)}</h2>
      <div className={css.profile}>
        <DeprivationWheel
          groups={groups}
          label={text.wheelLabel}
          legend={words.deprivations}
          centre={least === most ? String(least) : `${least}–${most}`}
        />
        <FindingList findings={findings} />
      </div>
      <Outlook reply={reply} />
      <OtherStandards basis={basis} assessment={assessment} />
    </>
  )
}

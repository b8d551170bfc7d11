import { type Path, placeOf, presentResidents } from '#domain/questionnaire/answers.ts'
import type { Check, CheckCode } from '#domain/questionnaire/check.ts'
import { type SectionId, sectionOf } from '#domain/questionnaire/sections.ts'
import { checksOf } from '#phone/store/finish.ts'
import type { HouseholdView } from '#phone/store/hooks.ts'
import type { RoundTerms } from '#protocol/changes.ts'

/** True of every form before the roster is begun; the task list says «not started» then. */
const beforeTheRoster: readonly CheckCode[] = ['nobody_present', 'vanished']

/** What cannot be right or is unusual in the answers as they stand, against last year's too. */
export function checksIn(view: HouseholdView, round: RoundTerms): Check[] {
  const hasBegun = presentResidents(view.answers).length > 0
  return checksOf(view, round).filter(({ code }) => hasBegun || !beforeTheRoster.includes(code))
}

/** The answer to look at first; undefined where the roster as a whole is meant. */
export function pathOfCheck({ paths }: Check): Path | undefined {
  return paths[0]
}

/** The section where a check is put right. */
export function sectionOfCheck(check: Check): SectionId {
  const path = pathOfCheck(check)
  const place = path && placeOf(path)
  return place ? sectionOf(place.question) : 'roster'
}

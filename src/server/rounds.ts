import type { RoundId } from '#domain/ids.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import type { PlainDate } from '#domain/units.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import type { Tables } from '#server/db/schema.ts'

type Row = Pick<Tables['rounds'], 'id' | 'standard' | 'area' | 'review_date' | 'scorecard'> & {
  away_residents: NonNullable<RoundTerms['awayResidents']>
}

/** All that a round fixes for its households, as every screen and phone is told it. */
export function roundTermsOf({ id, standard, area, review_date, away_residents, scorecard }: Row): RoundTerms {
  return {
    id: id as RoundId,
    standard,
    area,
    reviewDate: review_date as PlainDate,
    awayResidents: away_residents,
    ...(scorecard !== null && { scorecard: JSON.parse(scorecard) as Scorecard }),
  }
}

/** The same as it is stored. Residents who are away count unless the terms say otherwise. */
export function roundRowOf({ id, standard, area, reviewDate, awayResidents, scorecard }: RoundTerms): Row {
  return {
    id,
    standard,
    area,
    review_date: reviewDate,
    away_residents: awayResidents ?? 'counted',
    scorecard: scorecard === undefined ? null : JSON.stringify(scorecard),
  }
}

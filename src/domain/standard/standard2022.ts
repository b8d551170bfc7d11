import { day, vnd } from '#domain/units.ts'
import type { Standard } from './standard.ts'

/**
 * The multidimensional poverty standard of 2022–2025: Decree 07/2021/NĐ-CP, art. 3 and annex,
 * kept in force for 2026 by Decree 351/2025/NĐ-CP. Score points: Circular 07/2021/TT-BLĐTBXH.
 * `found` was read in a public source; `our_reading` stands where the text leaves room or was not at hand.
 */
export const standard2022: Standard = {
  id: '2022-2025',
  source: 'Decree 07/2021/NĐ-CP, art. 3',
  inForce: { from: day('2022-01-01'), until: day('2026-12-31') }, // until: Decree 351/2025
  povertyLine: {
    rural: vnd(1_500_000), // art. 3, income criterion
    urban: vnd(2_000_000), // art. 3, income criterion
  },
  scoreLine: {
    rural: 140, // Circular 07/2021, form B1: stands for 1.5 million
    urban: 175, // Circular 07/2021, form B1: stands for 2 million
  },
  povertyCutoff: 3, // art. 3: three deprivations or more
  pointsPerDeprivation: 10, // Circular 07/2021, form B2
  indicators: {
    employment: {
      article: { annexIndicator: 1 },
      sureness: 'our_reading',
      // Labour Code 2019, art. 3; the upper end is the retirement age of men in 2024, doubtful (art. 169)
      workingAge: { from: 15, through: 61 },
      contractAtAnyAge: true, // the text limits «no job» to working age, not «no contract»
    },
    dependants: {
      article: { annexIndicator: 2 },
      sureness: 'our_reading',
      aboveShare: 0.5, // of all residents, strictly above
      childrenBelow: 16,
      elderlyFrom: 60, // Law on the Elderly 2009, art. 2; doubtful here
    },
    nutrition: { article: { annexIndicator: 3 }, sureness: 'found', below: 16 },
    healthInsurance: { article: { annexIndicator: 4 }, sureness: 'our_reading', from: 6 },
    adultEducation: {
      article: { annexIndicator: 5 },
      sureness: 'found',
      from: 16,
      through: 30, // ends on the 31st birthday
      lowerSecondaryBelow: 18, // below: lower secondary is enough; from here on: upper secondary or vocational
    },
    childSchooling: {
      article: { annexIndicator: 6 },
      sureness: 'our_reading',
      preschoolFrom: 3,
      primaryFrom: 6,
      lowerSecondaryFrom: 12,
      below: 16,
    },
    housingQuality: {
      article: { annexIndicator: 7 },
      sureness: 'our_reading',
      nonDurableParts: 2, // of column, wall and roof
      // the statistics office's practice; what is not listed is not durable
      durable: {
        columns: ['concrete', 'brick_or_stone', 'steel', 'hardwood'],
        walls: ['concrete', 'brick_or_stone', 'wood', 'metal'],
        roof: ['concrete', 'tiles'],
      },
      doubtful: ['hardwood', 'wood', 'metal_sheet', 'fibro_cement', 'other'],
    },
    housingArea: { article: { annexIndicator: 8 }, sureness: 'found', squareMetresPerResident: 8 }, // strictly below
    water: {
      article: { annexIndicator: 9 },
      sureness: 'found',
      clean: ['piped', 'drilled_well', 'protected_dug_well', 'protected_spring', 'rain', 'bottled'],
    },
    sanitation: {
      article: { annexIndicator: 10 },
      sureness: 'our_reading', // the pit with a seat is doubtful
      hygienic: ['septic', 'pour_flush', 'ventilated_improved_pit', 'pit_with_seat', 'double_vault'],
    },
    internet: { article: { annexIndicator: 11 }, sureness: 'our_reading' },
    devices: { article: { annexIndicator: 12 }, sureness: 'our_reading' },
  },
}

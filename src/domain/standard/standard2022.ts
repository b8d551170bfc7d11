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
  averageLine: {
    rural: vnd(2_250_000), // art. 3, average living standard
    urban: vnd(3_000_000), // art. 3, average living standard
    sureness: 'our_reading', // the urban band was found, the rural one is remembered
  },
  lowIncomeWorker: {
    source: 'Decree 30/2025/NĐ-CP',
    from: day('2025-02-24'), // Decree 30/2025, the day it was issued: the day it takes effect is not established
    limit: {
      rural: vnd(2_250_000), // Decree 30/2025
      urban: vnd(3_000_000), // Decree 30/2025
    },
    sureness: 'our_reading', // the limits were found; the first day, and who is a worker, are our reading
  },
  povertyCutoff: 3, // art. 3: three deprivations or more
  pointsPerDeprivation: 10, // Circular 07/2021, form B2
  indicators: {
    employment: {
      article: { annexIndicator: 1 },
      status: 'official',
      sureness: 'our_reading',
      workingAge: {
        from: 15, // Labour Code 2019, art. 3
        through: 61, // Labour Code 2019, art. 169: men in 2024; used only where the table below is taken out
        // Labour Code 2019, art. 169, and Decree 135/2020/NĐ-CP, art. 4: months, normal conditions. That the upper
        // end of working age follows them is our reading.
        retirement: {
          '2021': { male: 60 * 12 + 3, female: 55 * 12 + 4 }, // Decree 135/2020, art. 4
          '2022': { male: 60 * 12 + 6, female: 55 * 12 + 8 }, // Decree 135/2020, art. 4
          '2023': { male: 60 * 12 + 9, female: 56 * 12 }, // Decree 135/2020, art. 4
          '2024': { male: 61 * 12, female: 56 * 12 + 4 }, // Decree 135/2020, art. 4
          '2025': { male: 61 * 12 + 3, female: 56 * 12 + 8 }, // Decree 135/2020, art. 4
          '2026': { male: 61 * 12 + 6, female: 57 * 12 }, // Decree 135/2020, art. 4
          '2027': { male: 61 * 12 + 9, female: 57 * 12 + 4 }, // Decree 135/2020, art. 4
          '2028': { male: 62 * 12, female: 57 * 12 + 8 }, // Decree 135/2020, art. 4
          '2029': { male: 62 * 12, female: 58 * 12 }, // Decree 135/2020, art. 4
          '2030': { male: 62 * 12, female: 58 * 12 + 4 }, // Decree 135/2020, art. 4
          '2031': { male: 62 * 12, female: 58 * 12 + 8 }, // Decree 135/2020, art. 4
          '2032': { male: 62 * 12, female: 59 * 12 }, // Decree 135/2020, art. 4
          '2033': { male: 62 * 12, female: 59 * 12 + 4 }, // Decree 135/2020, art. 4
          '2034': { male: 62 * 12, female: 59 * 12 + 8 }, // Decree 135/2020, art. 4
          '2035': { male: 62 * 12, female: 60 * 12 }, // Decree 135/2020, art. 4
        },
      },
      contractAtAnyAge: true, // the text limits «no job» to working age, not «no contract»
    },
    dependants: {
      article: { annexIndicator: 2 },
      status: 'official',
      sureness: 'our_reading',
      aboveShare: 0.5, // of all residents, strictly above
      childrenBelow: 16,
      elderlyFrom: 60, // Law on the Elderly 2009, art. 2; doubtful here
    },
    nutrition: { article: { annexIndicator: 3 }, status: 'official', sureness: 'found', below: 16 },
    healthInsurance: { article: { annexIndicator: 4 }, status: 'official', sureness: 'our_reading', from: 6 },
    adultEducation: {
      article: { annexIndicator: 5 },
      status: 'official',
      sureness: 'found',
      from: 16,
      through: 30, // ends on the 31st birthday
      lowerSecondaryBelow: 18, // below: lower secondary is enough; from here on: upper secondary or vocational
    },
    childSchooling: {
      article: { annexIndicator: 6 },
      status: 'official',
      sureness: 'our_reading',
      preschoolFrom: 3,
      primaryFrom: 6,
      lowerSecondaryFrom: 12,
      below: 16,
    },
    housingQuality: {
      article: { annexIndicator: 7 },
      status: 'official',
      sureness: 'our_reading',
      nonDurableParts: 2, // of column, wall and roof
      // the statistics office's practice; what is not listed is not durable
      durable: {
        columns: ['concrete', 'brick_or_stone', 'steel', 'hardwood'],
        walls: ['concrete', 'brick_or_stone', 'wood', 'metal'],
        roof: ['concrete', 'tiles'],
      },
      doubtful: ['hardwood', 'wood', 'metal', 'metal_sheet', 'fibro_cement', 'other'],
    },
    housingArea: { article: { annexIndicator: 8 }, status: 'official', sureness: 'found', squareMetresPerResident: 8 }, // strictly below
    water: {
      article: { annexIndicator: 9 },
      status: 'official',
      sureness: 'found',
      clean: ['piped', 'drilled_well', 'protected_dug_well', 'protected_spring', 'rain', 'bottled'],
    },
    sanitation: {
      article: { annexIndicator: 10 },
      status: 'official',
      sureness: 'our_reading', // the pit with a seat is doubtful
      hygienic: ['septic', 'pour_flush', 'ventilated_improved_pit', 'pit_with_seat', 'double_vault'],
    },
    internet: { article: { annexIndicator: 11 }, status: 'official', sureness: 'our_reading' },
    devices: { article: { annexIndicator: 12 }, status: 'official', sureness: 'our_reading' },
  },
  draftNotes: [],
}

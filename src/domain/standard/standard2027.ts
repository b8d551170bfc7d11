import { day, vnd } from '#domain/units.ts'
import type { Standard } from './standard.ts'
import { standard2022 } from './standard2022.ts'

const { indicators } = standard2022

/** Seen in the draft of Decree 351/2025 only; until its annex is at hand the rule of Decree 07/2021 stands in. */
const draft = { status: 'draft', sureness: 'our_reading' } as const

/**
 * The multidimensional poverty standard of 2027–2030: Decree 351/2025/NĐ-CP. Its lines, its cut-off and its days are
 * official. Its list of indicators was seen as a draft, which repeats the cut-offs of 2022–2025 for employment,
 * dependants and nutrition, keeps one indicator of information (telecoms) and adds waste treatment.
 */
export const standard2027: Standard = {
  id: '2027-2030',
  source: 'Decree 351/2025/NĐ-CP',
  inForce: { from: day('2027-01-01'), until: day('2030-12-31') }, // Decree 351/2025
  povertyLine: {
    rural: vnd(2_200_000), // Decree 351/2025, income criterion
    urban: vnd(2_800_000), // Decree 351/2025, income criterion
  },
  scoreLine: 'not_established',
  averageLine: 'not_established',
  lowIncomeWorker: 'not_established',
  povertyCutoff: 3, // Decree 351/2025: three deprivations or more
  pointsPerDeprivation: 10, // Circular 07/2021, form B2; a new circular may change it
  indicators: {
    employment: { ...indicators.employment, ...draft },
    dependants: { ...indicators.dependants, ...draft },
    nutrition: { ...indicators.nutrition, ...draft },
    healthInsurance: { ...indicators.healthInsurance, ...draft },
    adultEducation: { ...indicators.adultEducation, ...draft },
    childSchooling: { ...indicators.childSchooling, ...draft },
    housingQuality: { ...indicators.housingQuality, ...draft },
    housingArea: { ...indicators.housingArea, ...draft },
    water: { ...indicators.water, ...draft },
    sanitation: { ...indicators.sanitation, ...draft },
    internet: { ...indicators.internet, ...draft },
    devices: { ...indicators.devices, ...draft },
  },
  draftNotes: ['information_is_telecoms_only', 'waste_treatment_not_modelled'],
}

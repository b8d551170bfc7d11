import 'fake-indexeddb/auto'
import { type Household, Household as HouseholdSchema } from '#domain/household/household.ts'
import { emptySurvey, type Survey } from '#domain/household/survey.ts'
import { HamletId, type ResidentId } from '#domain/ids.ts'
import { type AnswerValue, type Path, pathOf, type ResidentQuestion } from '#domain/questionnaire/answers.ts'
import { day } from '#domain/units.ts'
import { toBase64url } from '#phone/store/base64url.ts'
import type { Vault } from '#phone/store/vault.ts'
import { enrol } from '#phone/sync/enrol.ts'
import type { Commune } from '#phone/sync/http.ts'
import type { ChangesReply, CommuneFacts } from '#protocol/changes.ts'
import { makeKeyPair, publicKeyBytes } from '#protocol/keys.ts'
import { householdId, residentId, round2024 } from '../builders.ts'

export const pin = '135790'
/** Few enough for a test; the phone's own number is tested by itself. */
export const fewIterations = 10

export const facts: CommuneFacts = {
  commune: 'Bình Lương',
  hamlet: { id: HamletId.parse('lang-mai'), name: 'Làng Mài' },
  enumerator: 'Lương Văn Thắng',
  round: { id: round2024, standard: '2022-2025', area: 'rural', reviewDate: day('2024-10-15') },
}

export function aHousehold(number: number, change: { survey?: Partial<Survey>; revision?: number } = {}): Household {
  return HouseholdSchema.parse({
    id: householdId(number),
    hamlet: facts.hamlet.id,
    number,
    revision: change.revision ?? number,
    survey: { ...emptySurvey(round2024), ...change.survey },
    previous: {
      round: '2023',
      answers: { [`${residentId(1)}/name`]: 'Quách Thị Ngân', [`${residentId(1)}/relation`]: 'head' },
    },
  })
}

export function newCode(): string {
  return toBase64url(crypto.getRandomValues(new Uint8Array(16)))
}

export type Line = Commune & { key: CryptoKeyPair; keyId: string; pages: ChangesReply[] }

/** A far end that enrols everybody and has these households. Letters it does not take: see the journeys. */
export async function lineWith(households: Household[]): Promise<Line> {
  const key = await makeKeyPair()
  const keyId = '00112233aabbccdd'
  const page: ChangesReply = {
    protocol: 1,
    epoch: 'epoch-1',
    serverTime: new Date().toISOString(),
    facts,
    changes: households.map((state) => ({ seq: state.revision, household: state.id, state })),
    cursor: Math.max(0, ...households.map(({ revision }) => revision)),
    more: false,
  }
  const line: Line = {
    key,
    keyId,
    pages: [page],
    look: async () => ({ facts, key: { id: keyId, publicKey: toBase64url(await publicKeyBytes(key.publicKey)) } }),
    claim: async ({ device }) => ({ device, deposit: 'a deposit token', reading: 'a reading token', epoch: 'epoch-1' }),
    confirm: async () => {},
    deposit: () => Promise.reject(new Error('no letters here')),
    changes: async () => (line.pages.length > 1 ? line.pages.shift()! : line.pages[0]!),
  }
  return line
}

export async function enrolled(line: Commune, code = newCode()): Promise<Vault> {
  return enrol({ code, pin, look: await line.look(code) }, line, fewIterations)
}

export function personPath(question: ResidentQuestion, resident: ResidentId = residentId(1)): Path {
  return pathOf(question, resident)
}

/** Every answer the form asks of somebody living alone, with `points` on form B1. */
export function completeAnswers(points = 100, resident: ResidentId = residentId(1)): [Path, AnswerValue][] {
  const person: [ResidentQuestion, AnswerValue][] = [
    ['name', 'Quách Thị Ngân'],
    ['relation', 'head'],
    ['sex', 'female'],
    ['birth', '1984-03-02'],
    ['citizen_number', '038184000001'],
    ['ethnic_group', '06'],
    ['merit', false],
    ['work', 'self_employed'],
    ['disability', false],
    ['health_insurance', true],
    ['education_completed', 'lower_secondary'],
  ]
  return [
    ...person.map(([question, value]) => [pathOf(question, resident), value] as [Path, AnswerValue]),
    [pathOf('dwelling_floor'), 'tiles_or_concrete'],
    [pathOf('dwelling_columns'), 'concrete'],
    [pathOf('dwelling_walls'), 'brick_or_stone'],
    [pathOf('dwelling_roof'), 'tiles'],
    [pathOf('dwelling_area_m2'), 60],
    [pathOf('water_source'), 'drilled_well'],
    [pathOf('latrine'), 'septic'],
    [pathOf('livestock_shed'), 'no_livestock'],
    [pathOf('internet_use'), true],
    [pathOf('devices'), ['smartphone']],
    [pathOf('b1_points'), points],
    [pathOf('poverty_causes'), []],
    [pathOf('support_needs'), []],
    [pathOf('visit_outcome'), 'completed'],
  ]
}

import { isGiven } from './answer.ts'
import { pathOf, type Resident } from './answers.ts'
import { type Check, type CheckFacts, checkOn } from './check.ts'

/**
 * Codes that citizen numbers begin with: the 63 provinces and cities before the reform of 2025, whose numbers stay
 * (Circular 07/2016/TT-BCA, annex 1; found). A number registered abroad begins with the code of a country instead.
 */
const provinces = new Set(
  (
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 ' +
    '044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 ' +
    '089 091 092 093 094 095 096'
  ).split(' '),
)

/** Citizen numbers against sex, birth year and province; the same number twice in the household or the commune. */
export function citizenNumberChecks(
  residents: readonly Resident[],
  elsewhere: NonNullable<CheckFacts['citizenNumberElsewhere']>,
): Check[] {
  return [
    ...residents.flatMap(shapeChecks),
    ...twiceChecks(residents),
    ...residents.flatMap((resident) => elsewhereChecks(resident, elsewhere)),
  ]
}

/** Province, one digit of century and sex, two of the year (Decree 137/2015/NĐ-CP, art. 13; Circular 59/2021/TT-BCA, art. 4). */
function shapeChecks(resident: Resident): Check[] {
  const { citizen_number: number, sex, birth } = resident
  if (!isGiven(number)) return []
  const centuryAndSex = Number(number[3])
  const sexInNumber = centuryAndSex % 2 === 0 ? 'male' : 'female' // even: male (art. 4)
  const numberYear = 1900 + Math.floor(centuryAndSex / 2) * 100 + Number(number.slice(4, 6)) // 0, 1: born 19xx (art. 4)
  const birthYear = isGiven(birth) ? Number(birth.slice(0, 4)) : numberYear
  return [
    ...(sex !== undefined && sex !== sexInNumber
      ? [
          checkOn('citizen_number_sex', [resident], ['citizen_number', 'sex'], {
            answer: { question: 'sex', code: sexInNumber },
          }),
        ]
      : []),
    ...(birthYear !== numberYear
      ? [
          checkOn('citizen_number_birth', [resident], ['citizen_number', 'birth'], {
            numbers: { birthYear, numberYear },
          }),
        ]
      : []),
    ...(provinces.has(number.slice(0, 3)) ? [] : [checkOn('citizen_number_province', [resident], ['citizen_number'])]),
  ]
}

function twiceChecks(residents: readonly Resident[]): Check[] {
  const numbers = residents.flatMap(({ citizen_number: number }) => (isGiven(number) ? [number] : []))
  return [...new Set(numbers)]
    .map((number) => residents.filter((resident) => resident.citizen_number === number))
    .filter((holders) => holders.length > 1)
    .map((holders) => checkOn('citizen_number_twice', holders, ['citizen_number']))
}

/** Not a `must`: the fault may lie in the other household, which this visit cannot mend. */
function elsewhereChecks(resident: Resident, facts: NonNullable<CheckFacts['citizenNumberElsewhere']>): Check[] {
  const elsewhere = facts[pathOf('citizen_number', resident.id)]
  if (!elsewhere || elsewhere.citizenNumber !== resident.citizen_number) return []
  return [checkOn('citizen_number_elsewhere', [resident], ['citizen_number'], { elsewhere })]
}

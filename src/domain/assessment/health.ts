import { isGiven } from '#domain/questionnaire/answer.ts'
import type { Resident } from '#domain/questionnaire/answers.ts'
import type { Indicators } from '#domain/standard/standard.ts'
import type { Verdict } from './assessment.ts'
import { atEachAge, fine, type Judgement, notConcerned, type ResidentRule, verdictOnResidents } from './residents.ts'
import type { Subject } from './subject.ts'

/** Deprived if a child is stunted or underweight by the health station's finding; a child not examined is unknown. */
export function nutrition({ residents }: Subject, cutoffs: Indicators['nutrition']): Verdict {
  return verdictOnResidents(nutritionRule(cutoffs), residents)
}

export function nutritionRule({ article, below }: Indicators['nutrition']): ResidentRule {
  const judge = ({ nutrition_finding: finding }: Resident, age: number): Judgement => {
    if (age >= below) return notConcerned
    if (!isGiven(finding)) return { state: 'unknown', question: 'nutrition_finding' }
    if (finding === 'normal') return fine
    if (finding === 'not_examined')
      return { state: 'unknown', rule: 'not_examined_children', question: 'nutrition_finding' }
    const answer = { question: 'nutrition_finding', code: finding } as const
    return { state: 'deprived', rule: 'malnourished_children', answer }
  }
  return {
    indicator: 'nutrition',
    article,
    fineRule: 'children_well_nourished',
    numbers: { below },
    judgements: ({ answers, age }) => atEachAge(age, (years) => judge(answers, years)),
  }
}

/** Deprived if somebody from the cut-off age on has no health insurance. */
export function healthInsurance({ residents }: Subject, cutoffs: Indicators['healthInsurance']): Verdict {
  return verdictOnResidents(healthInsuranceRule(cutoffs), residents)
}

export function healthInsuranceRule({ article, from }: Indicators['healthInsurance']): ResidentRule {
  const judge = ({ health_insurance: insurance }: Resident, age: number): Judgement => {
    if (age < from) return notConcerned
    if (!isGiven(insurance)) return { state: 'unknown', question: 'health_insurance' }
    return insurance ? fine : { state: 'deprived', rule: 'uninsured' }
  }
  return {
    indicator: 'healthInsurance',
    article,
    fineRule: 'all_insured',
    numbers: { from },
    judgements: ({ answers, age }) => atEachAge(age, (years) => judge(answers, years)),
  }
}

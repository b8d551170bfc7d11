/**
 * Every refusal the commune's server can give: its code and the HTTP status it travels with.
 * The screens hold one sentence for each code; the wire carries the code alone.
 */
export const problems = {
  invalid_request: 400,
  too_large: 413,
  not_found: 404,
  not_authorised: 401,
  newer_protocol: 426,
  server_fault: 500,
  // enrolment
  enrolment_unknown: 404,
  enrolment_used: 409,
  enrolment_expired: 410,
  device_revoked: 403,
  // a forgotten PIN
  recovery_not_asked: 404,
  recovery_not_approved: 409,
  recovery_wrong_code: 403,
  recovery_expired: 410,
  // a hand-over file
  not_a_handover: 400,
  newer_handover: 400,
  damaged_handover: 400,
  foreign_handover: 403,
  // office
  wrong_login: 401,
  too_many_tries: 429,
  wrong_setup_code: 403,
  already_set_up: 409,
  not_set_up: 409,
  unknown_household: 404,
  unknown_hamlet: 404,
  changed_meanwhile: 409,
  not_held: 409,
  letter_changed_meanwhile: 409,
  no_such_rival: 409,
  round_not_open: 409,
  round_changed_meanwhile: 409,
  round_not_later: 409,
  round_exists: 409,
  not_submitted: 409,
  has_rivals: 409,
  class_undetermined: 409,
  visit_incomplete: 409,
  sample_scorecard: 409,
  // the round's scorecard
  scorecard_invalid: 400,
  scorecard_of_other_terms: 409,
  scorecard_is_sample: 403,
  scorecard_not_newer: 409,
  scorecard_changed_meanwhile: 409,
  event_unfit: 409,
  still_here: 409,
} as const
export type ProblemCode = keyof typeof problems

/** A refusal: thrown where it is found, answered once by the server's `onError` as `{ problem: code }`. */
export class Problem extends Error {
  readonly code: ProblemCode
  constructor(code: ProblemCode, options?: ErrorOptions) {
    super(code, options)
    this.name = 'Problem'
    this.code = code
  }
  get status(): (typeof problems)[ProblemCode] {
    return problems[this.code]
  }
}

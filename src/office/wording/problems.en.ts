import type { RefusalCode } from '#office/http.ts'

/** What the officer is told where the commune's server says no, or nobody answers. */
export const problems: Record<RefusalCode, string> = {
  no_line:
    "The commune's server does not answer. Check the network, reload to see what was written, then try again; nothing is written twice.",
  not_our_server:
    "The reply did not come from the commune's server (perhaps a network's log-in page). Check the network and try again.",
  invalid_request: 'The server does not understand this request. Reload the page and try again.',
  too_large: 'The server does not take in anything this large.',
  not_found: 'The server has no such thing.',
  not_authorised: 'The session has ended. Log in again.',
  newer_protocol: 'The server has a newer version. Reload the page.',
  server_fault: 'The server has failed. Nothing has changed; try again in a few minutes.',
  enrolment_unknown: 'This enrolment link is not right.',
  enrolment_used: 'This enrolment link has been used. Make a new one.',
  enrolment_expired: 'This enrolment link has expired. Make a new one.',
  device_revoked: 'This phone has been revoked.',
  wrong_login: 'The login or the password is wrong.',
  too_many_tries: 'Too many wrong tries. Wait a minute and try again.',
  wrong_setup_code: 'The set-up code is wrong. The server printed it when it started.',
  already_set_up: 'This commune is set up already. Reload the page and log in.',
  not_set_up: 'This commune is not set up yet. Reload the page to set it up.',
  unknown_household: "This household is not in the commune's book.",
  unknown_hamlet: "This hamlet is not in the commune's book.",
  changed_meanwhile: 'This household has just changed. Nothing was recorded; look at it again and decide.',
  not_submitted: "This household's survey is not waiting for review.",
  has_rivals: 'A question still has two different answers. Choose one, or return that question to be asked again.',
  class_undetermined: 'There are not enough answers to determine the class of this household.',
  visit_incomplete: 'The visit to this household was not completed.',
  event_unfit: 'The event chosen cannot be why the list changed. Look at the record again and choose anew.',
  still_here:
    'The outcome of the visit does not say that the household is gone. Return that question to be asked again.',
  sample_scorecard: 'This class rests on an invented sample scorecard, for practice only, so it cannot be accepted.',
  scorecard_invalid: 'The server does not take this scorecard because something in it is wrong. Nothing was loaded.',
  scorecard_of_other_terms:
    "This scorecard was made for another standard or area than the open round's. Nothing was loaded.",
  scorecard_is_sample:
    'This is an invented sample scorecard, which can be loaded for practice only. Nothing was loaded.',
  scorecard_not_newer:
    'This version is not newer than the one in use, but its content differs. A corrected scorecard must have a higher version.',
  scorecard_changed_meanwhile:
    'Somebody has just loaded another scorecard. Nothing was loaded; reload the page and look at the one in use.',
  recovery_not_asked: 'No phone has asked to be let in again.',
  recovery_not_approved: 'This request has not been approved by the officer.',
  recovery_wrong_code: 'The recovery code is wrong.',
  recovery_expired: 'The recovery code has expired. Make a new one.',
  not_a_handover: 'This is no hand-over file (.sothon).',
  newer_handover: 'A newer Sổ Thôn saved this file. Update the server, then import it again.',
  damaged_handover: 'The beginning of the file is damaged. Save it again on the phone; the surveys are still there.',
  foreign_handover: 'This file is not from a phone that this commune enrolled.',
  not_held: 'This letter is no longer held: another officer may have just decided. Reload the page.',
  letter_changed_meanwhile:
    'This letter or the household’s record has just changed. Nothing was recorded; look at it again and decide.',
  round_not_open: 'The round of this letter is not open, so it cannot go into a record. The commune still keeps it.',
  round_changed_meanwhile:
    'Another round is open by now: another officer may have opened it. Nothing was recorded; reload the page.',
  round_not_later: 'The next round’s review day must be after that of the round now open. Nothing was recorded.',
  round_exists: 'An earlier round has this name. Choose another; nothing was recorded.',
  no_such_rival: 'This question no longer has another answer. Reload the page.',
}

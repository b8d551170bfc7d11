/**
 * Parts of the app that only a line makes useful, or that only some ask for: enrolment with the forgotten PIN, and
 * English. They are not carried by every phone; what was opened once is kept. What stands beside a
 * verdict, a household's history, settling between two writers and the commune's answer to a file (`later`) come to every
 * phone, but only once it is ready to survey, keep, send and judge without them.
 */
export const askedForParts = ['enrol', 'english', 'later'] as const

const named = new RegExp(`(?:^|/)assets/phone-(${askedForParts.join('|')})-`)

/** Which of these parts the file at `address` is; undefined for everything else. */
export function askedForPart(address: string): string | undefined {
  return named.exec(address)?.[1]
}

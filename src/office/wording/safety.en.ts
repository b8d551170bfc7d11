import type { SafetyWording } from './safety.vi.ts'

/** The office's words for when a line, a phone or the server itself has failed, in English. */
export const safety: SafetyWording = {
  importFile: {
    nav: 'Import',
    title: 'Import a hand-over file',
    intro:
      'Without a line, the enumerator saves surveys to a file (.sothon) and brings it on a stick or in a message. Importing a file more than once, or surveys that came over the line before, writes nothing twice.',
    file: 'Hand-over file (.sothon)',
    reading: 'Importing the file…',
    resultTitle: (enumerator) => `File of ${enumerator}`,
    saved: (hamlet, at) => `${hamlet}. Saved on the phone at ${at}.`,
    cut: 'The file is cut short, so only its whole letters were imported. Save it again on the phone and import it once more.',
    noLetters: 'There are no letters in the file.',
    caption: 'Each letter of the file and what became of it',
    columns: { number: 'Letter', outcome: 'Outcome', receipt: 'Receipt' },
    outcomes: {
      applied: 'in the record',
      merged: 'in the record',
      conflict: 'in the record, with two different answers',
      held: 'held, not in the record',
      refused: 'not taken in',
      reseal: 'sealed with a key that the commune does not have; the phone seals it again',
      later: 'not taken in yet; import this file again',
    },
    withReason: (outcome, reason) => `${outcome}: ${reason}`,
    answerTitle: 'Answer for the phone',
    answerHow:
      'Only this answer tells the phone what the commune has received: let the phone scan the code, or send the answer file to the enumerator.',
    answerHowFile:
      'Only this answer tells the phone what the commune has received: send the answer file to the enumerator.',
    qr: 'QR code of the answer',
    answerFile: 'Save the answer file',
    rescuedTitle: 'Answers rescued from a broken phone',
    rescuedIntro:
      'This was kept on the phone and is no finished survey. It is not written into the record by itself: look at it, then have the enumerator ask again or enter it again.',
    rescuedCaption: 'Rescued answers by household',
    rescuedColumns: { household: 'Household', question: 'Question', value: 'Answer' },
    rescuedHousehold: (hamlet, number) => `${hamlet}, household ${number}`,
    rescuedUnknown: 'Not in the book yet',
    rescuedFinished: (count) =>
      `Beside them there are copies of finished surveys (${count}); their letters are imported as above.`,
    rescuedUnopened: (count) =>
      `Not opened for want of a key: ${count}. They are kept as they are; import the file again once there is a key.`,
    rescuedFile: 'Save as a JSON file',
  },

  restored: {
    titles: {
      backup: (at) => `The commune's data was restored from a backup at ${at}`,
      older_file: (at) => `At ${at} the server found that the database file is an older copy`,
      phone_ahead: (at) => `At ${at} a phone knew more than the server: the commune's data is an older copy`,
    },
    text: 'The phones send again by themselves the surveys that the server lacks. What the commune accepted or returned after the backup has to be done again.',
    households: 'Phones had seen these households in a newer state. Look at each again:',
    household: (hamlet, number) => `${hamlet}, household ${number}`,
    unknownHousehold: 'a household that is not in the book yet',
    changedSince: 'something came in after the restore',
    phones: 'The lists on the phones of these people are newer than the restored data:',
    knownAgain: 'Only their certificates vouch for these phones. If one of them had been revoked, revoke it again:',
  },

  recoveries: {
    title: 'Forgotten PINs',
    intro:
      'Call the enumerator. Agree only if that person holds the phone and the characters read out from it are exactly those shown here.',
    empty: 'Nobody asks to be let in again.',
    who: (enumerator, hamlet) => `${enumerator}, ${hamlet}`,
    asked: (at) => `Asked at ${at}`,
    fingerprint: 'Characters to compare',
    codeUntil: (at) => `A code was given, good until ${at}.`,
    approve: 'Exactly the same, give a code',
    approveOf: (enumerator) => `The characters are the same, give a code to ${enumerator}`,
    decline: 'Decline',
    declineOf: (enumerator) => `Decline ${enumerator}`,
    codeTitle: (enumerator) => `Recovery code for ${enumerator}`,
    codeHow: (until) =>
      `Read this code out over the telephone. It is shown only this once and works once, until ${until}; after five wrong tries a new one is needed.`,
  },
}

import type { SafetyWords } from './safety.vi.ts'

/** The same in English. */
export const safetyEn: SafetyWords = {
  handover: {
    title: 'Where there is no network',
    text: 'Surveys can be saved to a file and given to the commune by USB stick, Zalo or Bluetooth. They are sealed in it: only the commune can open them.',
    save: 'Save to a file',
    saveAll: 'Save those already received as well',
    share: 'Share the file',
    saved: (name, letters) =>
      `The browser is saving ${name} (${letters === 1 ? '1 survey' : `${letters} surveys`}). Look for it among the downloads and give it to the commune.`,
    unchanged: 'Saved to a file is not sent: surveys keep waiting until the commune answers.',
    nothing: 'There is nothing to save: no survey is waiting for the commune.',
    nothingAtAll: 'This phone holds no surveys any more.',
    failed: 'Not saved to a file. The data is safe on the phone.',
    notShared: 'Not shared. Use the file among the downloads.',
    answer: 'Gave the file? Take the commune’s answer',
  },
  answer: {
    title: 'The commune’s answer',
    text: 'Scan the QR code that the commune shows, or choose the file with its answer.',
    file: 'File with the answer',
    working: 'Checking …',
    settled: 'The commune has answered.',
    in: (count) => `The commune has received ${count === 1 ? '1 survey' : `${count} surveys`}.`,
    held: (count) => `The commune keeps ${count === 1 ? '1 survey' : `${count} surveys`} and will look at it.`,
    refused: (count) =>
      `The commune did not take ${count === 1 ? '1 survey' : `${count} surveys`}: open the households that need you.`,
    waiting: (count) => `${count === 1 ? '1 survey is' : `${count} surveys are`} still waiting.`,
    none: 'The answer is about no survey of this phone.',
    not_an_answer: 'This is not the commune’s answer, or part of it is missing. Ask for the QR code or the file again.',
    not_signed: 'This answer does not carry the commune’s signature. Nothing has changed. Ask the commune.',
    other_device: 'This answer is for somebody else or another phone. Nothing has changed.',
    other_epoch:
      'This answer is of the commune’s former database (the commune has restored its data). Nothing has changed; the surveys keep waiting.',
    failed: 'The answer could not be stored. The data is safe on the phone; try again.',
  },
  forgotten: {
    title: 'Forgotten PIN',
    text: 'This needs a network and a call to the commune. Drafts, waiting surveys and households are all kept.',
    who: 'Who has forgotten the PIN?',
    ask: 'Ask the commune',
    asking: 'Asking the commune …',
    compare: 'Call the commune and read out this code. Both of you must see exactly the same:',
    code: 'The code the commune reads out (8 characters)',
    codeHint: 'It is good for 10 minutes. Upper or lower case; the letter O is a zero, I and L are a one.',
    codeWrong: 'The code has 8 letters and digits. Ask the commune to read it again.',
    open: 'Check the code',
    opening: 'Checking …',
    anew: 'Ask the commune anew',
    newPin: 'Change the PIN',
    saving: 'Changing the PIN …',
    keptSafe: 'The data is safe on the phone; nothing is deleted.',
    problems: {
      recovery_not_asked: 'The commune does not see this request. Ask the commune anew.',
      recovery_not_approved: 'The commune has not agreed yet. Call the commune, then press again.',
      recovery_wrong_code: 'The code is wrong. Ask the commune to read it again.',
      recovery_expired: 'The code has expired, or was wrong too often. Ask the commune anew.',
    },
    needsLine: 'Changing a forgotten PIN needs a network.',
    failed: 'The PIN could not be changed. Try again; if it still fails, tell the commune.',
  },
  people: {
    addTitle: 'Add a person',
    addText:
      'Several collaborators can share this phone. Each has their own PIN, households and waiting surveys; nobody can send in another’s name.',
    link: 'Or paste the enrolment link here',
    linkWrong: 'This is not an enrolment link. Copy the whole link again.',
    continue: 'Continue',
    switch: 'Lock and change person',
    unsentTitle: (count) =>
      count === 1
        ? 'The commune has not received 1 household yet'
        : `The commune has not received ${count} households yet`,
    sentTitle: 'No survey is waiting any more',
    nothingLost:
      'Locking deletes nothing. Waiting surveys are still sent by themselves, in your name, once there is a network.',
    unsent: 'Waiting to be sent, or needing you',
    drafts: 'In progress, on this phone only',
    leave: 'Leave them on the phone, lock and change person',
  },
  light: {
    good: 'This phone keeps data well',
    care: 'This phone needs attention',
    used: 'Data on the phone',
    megabytes: (count) => `${count} MB`,
    unsent: 'Not sent yet',
    letters: (count) => (count === 1 ? '1 survey' : `${count} surveys`),
    oldest: 'The oldest has waited since',
    tooMuch: 'There is much data on the phone. Delete unused photos and apps so that there is room.',
    tooLong:
      'A survey has been waiting for long. Find a network and press Send now, or save to a file for the commune.',
    troubled: (time) =>
      `At ${time} the phone could not store data. Delete some photos or apps, then save the answer that is still on the screen.`,
  },
}

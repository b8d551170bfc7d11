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
  people: {
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
}

import type { Survey } from './survey.ts'

/** An accepted survey waits for a decision again; what was decided is the history's to keep. Any other stays as it is. */
export function reopen(survey: Survey): Survey {
  if (survey.state !== 'accepted') return survey
  const { accepted: _, departed: __, ...kept } = survey
  return { ...kept, state: 'submitted' }
}

import type { Wording } from '#office/wording/vi.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import type { RefusalCode } from './http.ts'

type Props = {
  refusal: RefusalCode | undefined
  wording: Wording
  retry?: () => Promise<void>
  /** The page still shows what was loaded before. */
  isOlder?: boolean
}

/** Why something was not done, in a sentence, as soon as it is known. */
export function RefusalNotice({ refusal, wording, retry, isOlder }: Props) {
  if (refusal === undefined) return null
  return (
    <Notice kind="problem" live>
      <p>{wording.problems[refusal]}</p>
      {isOlder && <p>{wording.outOfDate}</p>}
      {retry && (
        <Button kind="secondary" onClick={() => void retry()}>
          {wording.tryAgain}
        </Button>
      )}
    </Notice>
  )
}

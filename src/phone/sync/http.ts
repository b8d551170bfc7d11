import { type ChangesRequest, ReceivedChanges } from '#protocol/changes.ts'
import { ClaimReply, type ClaimRequest, ConfirmReply, LookReply } from '#protocol/enrolment.ts'
import { type DepositLine, depositOverHttp, type Fetch, posting } from './line.ts'

export type { Fetch } from './line.ts'

/**
 * The far end, as the phone sees it. Every call throws `Refusal` where the commune's server says no, and `Unreachable`
 * where nobody we know answered within the time limit.
 */
export type Commune = DepositLine & {
  look(code: string): Promise<LookReply>
  claim(request: ClaimRequest): Promise<ClaimReply>
  confirm(request: { code: string; device: string }, reading: string): Promise<void>
  changes(request: ChangesRequest, reading: string): Promise<ReceivedChanges>
}

/** The real line. Tests put the server's own app behind `send`. */
export function communeOverHttp(send?: Fetch, limit?: number): Commune {
  const post = posting(send, limit)
  return {
    ...depositOverHttp(send, limit),
    look: (code) => post(LookReply, 'enrolment/look', { code }),
    claim: (request) => post(ClaimReply, 'enrolment/claim', request),
    confirm: async (request, reading) => {
      await post(ConfirmReply, 'enrolment/confirm', request, reading)
    },
    changes: (request, reading) => post(ReceivedChanges, 'changes', request, reading),
  }
}

import { useEffect, useRef, useState } from 'react'
import type { ApproveReply, RecoveriesReply } from '#protocol/officeSafety.ts'
import { Button } from '#ui/Button.tsx'
import form from './Form.module.css'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'
import { QueryStatus } from './QueryStatus.tsx'
import { type Step, useRecoveries, useStep } from './queries.ts'
import css from './Recoveries.module.css'
import { RefusalNotice } from './RefusalNotice.tsx'

type Recovery = RecoveriesReply['recoveries'][number]
type Given = ApproveReply & { enumerator: string }

/** Phones whose PIN is forgotten: who asks, what to compare, and the code to read out. */
export function Recoveries() {
  const { line, wording } = useOffice()
  const query = useRecoveries()
  const step = useStep()
  const [given, setGiven] = useState<Given>()
  const words = wording.recoveries
  const approve = async (recovery: Recovery) => {
    setGiven(undefined)
    await step.take(async () => {
      const reply = await line.approveRecovery(recovery.device, recovery.fingerprint)
      setGiven({ ...reply, enumerator: recovery.enumerator })
    })
    await query.reload()
  }
  const decline = async ({ device }: Recovery) => {
    await step.take(() => line.declineRecovery(device))
    await query.reload()
  }
  const recoveries = query.data?.recoveries
  return (
    <section className={form.form}>
      <h2>{words.title}</h2>
      <RefusalNotice refusal={step.refusal} wording={wording} />
      {given && <Code key={given.code} given={given} />}
      <QueryStatus query={query} />
      {recoveries?.length === 0 && <p>{words.empty}</p>}
      {recoveries && recoveries.length > 0 && <p>{words.intro}</p>}
      {recoveries?.map((recovery) => (
        <Asking
          key={recovery.device}
          recovery={recovery}
          step={step}
          onApprove={() => void approve(recovery)}
          onDecline={() => void decline(recovery)}
        />
      ))}
    </section>
  )
}

type AskingProps = { recovery: Recovery; step: Step; onApprove: () => void; onDecline: () => void }

function Asking({ recovery, step, onApprove, onDecline }: AskingProps) {
  const words = useOffice().wording.recoveries
  const { enumerator, hamlet, fingerprint, askedAt, expiresAt } = recovery
  return (
    <section className={form.group}>
      <h3>{words.who(enumerator, hamlet)}</h3>
      <p>{words.asked(instantText(askedAt))}</p>
      <p>
        {words.fingerprint}: <span className={css.fingerprint}>{fingerprint}</span>
      </p>
      {expiresAt !== undefined && <p>{words.codeUntil(instantText(expiresAt))}</p>}
      <div className={form.actions}>
        <Button disabled={step.isBusy} aria-label={words.approveOf(enumerator)} onClick={onApprove}>
          {words.approve}
        </Button>
        <Button kind="secondary" disabled={step.isBusy} aria-label={words.declineOf(enumerator)} onClick={onDecline}>
          {words.decline}
        </Button>
      </div>
    </section>
  )
}

/** The one time the code is shown: the server keeps only its hash. The focus comes to it. */
function Code({ given }: { given: Given }) {
  const words = useOffice().wording.recoveries
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className={form.group}>
      <h3 ref={heading} tabIndex={-1}>
        {words.codeTitle(given.enumerator)}
      </h3>
      <p className={css.code}>{`${given.code.slice(0, 4)}-${given.code.slice(4)}`}</p>
      <p>{words.codeHow(instantText(given.expiresAt))}</p>
    </section>
  )
}

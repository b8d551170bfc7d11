import { Link } from 'wouter'
import type { HouseholdReply } from '#protocol/office.ts'
import css from './Form.module.css'
import { HeldChanges } from './HeldChanges.tsx'
import { HeldDecision } from './HeldDecision.tsx'
import { decidable, type HeldLetter, heldReasonText } from './heldReason.ts'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'
import type { Names } from './placeText.ts'
import { phoneCode } from './rivalValues.ts'

type Props = { reply: HouseholdReply; names: Names; reload: () => Promise<void> }

/** Letters about this household that are not in its record: what each would change, why it is held, and the decision. */
export function HeldList({ reply, names, reload }: Props) {
  const { wording } = useOffice()
  if (reply.held.length === 0) return null
  return (
    <section aria-labelledby="held" className={css.group}>
      <h2 id="held">{wording.held.title}</h2>
      {reply.held.map((letter) => (
        <Letter key={`${letter.op} ${letter.device}`} {...{ letter, reply, names, reload }} />
      ))}
    </section>
  )
}

function Letter({ letter, reply: { household }, names, reload }: Props & { letter: HeldLetter }) {
  const { wording } = useOffice()
  const text = wording.held
  const { enumerator, receivedAt, device, facts, round, households = [] } = letter
  const known = decidable(letter)
  return (
    <article className={css.form} aria-label={text.openOf(enumerator, instantText(receivedAt))}>
      <p>
        <strong>{text.from(enumerator, instantText(receivedAt), wording.settle.phone(phoneCode(device ?? '')))}</strong>
      </p>
      <p>{text.why(heldReasonText(letter.reason, wording))}</p>
      {facts && <HeldChanges {...{ facts, round, names }} survey={household.survey} />}
      {known && households.length > 1 && <Link href={`/thu/${known.device}/${known.op}`}>{text.whole}</Link>}
      {known && (
        <HeldDecision
          letter={{ ...known, enumerator }}
          isNew={false}
          revision={household.revision}
          place={`/ho/${household.id}`}
          onDecided={reload}
        />
      )}
    </article>
  )
}

import { useState } from 'react'
import { AppPage } from '#phone/pages/AppPage.tsx'
import css from '#phone/pages/stack.module.css'
import type { VaultCard } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { askForRecovery, openByCode, renewPin } from '#phone/sync/recover.ts'
import { useStartWords } from '#phone/wording/startWords.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { CodeForm } from './CodeForm.tsx'
import { PeopleChoice } from './PeopleChoice.tsx'
import { PinForm } from './PinForm.tsx'
import { useRecoveryProblem } from './recoveryProblem.ts'

/** How far it is. `raw` is the data key that came back; it lives here until the new PIN has it. */
type Step =
  | { step: 'start' | 'asking' | 'saving' }
  | { step: 'asked' | 'opening'; fingerprint: string }
  | { step: 'opened'; raw: Uint8Array<ArrayBuffer> }

type OnOpened = (vault: Vault, place: string) => void

/** A forgotten PIN: the commune is asked, its reviewer reads out a code, a new PIN is chosen. Nothing is deleted. */
export function ForgottenPinPage({ cards, onOpened }: { cards: VaultCard[]; onOpened: OnOpened }) {
  const { forgotten: words } = useStartWords()
  const begun = cards.find(({ recovery }) => recovery !== undefined)
  const [card, setCard] = useState(cards.length === 1 ? cards[0] : begun)
  return (
    <AppPage title={words.title} backTo="/">
      <p>{words.text}</p>
      {cards.length > 1 && <PeopleChoice legend={words.who} {...{ cards, card }} onChoose={setCard} />}
      {card && <Recovering key={card.device} {...{ card, onOpened }} />}
    </AppPage>
  )
}

function Recovering({ card, onOpened }: { card: VaultCard; onOpened: OnOpened }) {
  const { forgotten: words } = useStartWords()
  const { at, problem, ask, open, renew } = useRecovering(card, onOpened)
  const isBusy = at.step === 'asking' || at.step === 'opening'
  return (
    <div className={css.stack}>
      {problem !== undefined && (
        <Notice kind="problem" live>
          <p>{problem}</p>
          <p>{words.keptSafe}</p>
        </Notice>
      )}
      {(at.step === 'start' || at.step === 'asking') && (
        <Button disabled={isBusy} onClick={() => void ask(false)}>
          {isBusy ? words.asking : words.ask}
        </Button>
      )}
      {(at.step === 'asked' || at.step === 'opening') && (
        <>
          <CodeForm fingerprint={at.fingerprint} busy={isBusy} onCode={(code) => void open(at.fingerprint, code)} />
          <Button kind="quiet" disabled={isBusy} onClick={() => void ask(true)}>
            {words.anew}
          </Button>
        </>
      )}
      {at.step === 'opened' && <PinForm submit={words.newPin} onChosen={(pin) => void renew(at.raw, pin)} />}
      {at.step === 'saving' && <Notice live>{words.saving}</Notice>}
    </div>
  )
}

/** The steps of one person; one that fails leads back to where it began, and says why. */
function useRecovering({ device, recovery }: VaultCard, onOpened: OnOpened) {
  const [at, setAt] = useState<Step>(
    recovery?.isAsked ? { step: 'asked', fingerprint: recovery.fingerprint } : { step: 'start' },
  )
  const { problem, during } = useRecoveryProblem()
  const go = (from: Step, through: Step, work: () => Promise<Step | undefined>) => {
    setAt(through)
    const ahead = async () => {
      const next = await work()
      if (next) setAt(next)
    }
    return during(ahead, () => setAt(from))
  }
  const ask = (anew: boolean) =>
    go(at, { step: 'asking' }, async () => ({ step: 'asked', fingerprint: await askForRecovery(device, anew) }))
  const open = (fingerprint: string, code: string) =>
    go({ step: 'asked', fingerprint }, { step: 'opening', fingerprint }, async () => ({
      step: 'opened',
      raw: await openByCode(device, code),
    }))
  const renew = (raw: Uint8Array<ArrayBuffer>, pin: string) =>
    go({ step: 'opened', raw }, { step: 'saving' }, async () => {
      onOpened(await renewPin(device, raw, pin), '/')
      return undefined
    })
  return { at, problem, ask, open, renew }
}

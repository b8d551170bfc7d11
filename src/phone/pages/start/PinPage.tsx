import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { DeviceId } from '#domain/ids.ts'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { LanguageSwitch } from '#phone/pages/LanguageSwitch.tsx'
import css from '#phone/pages/stack.module.css'
import { rememberedPlace } from '#phone/store/drafts.ts'
import type { VaultCard } from '#phone/store/registry.ts'
import { StorageFailure } from '#phone/store/storageFailure.ts'
import { type UnlockOutcome, unlock, type Vault } from '#phone/store/vault.ts'
import { useWords } from '#phone/wording/language.tsx'
import type { PhoneWords } from '#phone/wording/vi.ts'
import { Button, buttonClass } from '#ui/Button.tsx'
import { TextField } from '#ui/Field.tsx'
import { Notice } from '#ui/Notice.tsx'
import { PeopleChoice } from './PeopleChoice.tsx'

/** What a try of the PIN came to; a refusal comes back as the sentence to show. */
export type Opened = { vault: Vault; place: string } | { sentence: string }

type Props = {
  cards: VaultCard[]
  onUnlocked: (vault: Vault, place: string) => void
  tryToOpen?: (device: DeviceId, pin: string, words: PhoneWords) => Promise<Opened>
}
type Try = { state: 'idle' | 'opening' } | { state: 'refused'; sentence: string }

/** The lock: who is it, and the PIN. Leads back to the household and question that were open. */
export function PinPage({ cards, onUnlocked, tryToOpen = opened }: Props) {
  const words = useWords()
  const [device, setDevice] = useState<DeviceId | undefined>(cards.length === 1 ? cards[0]?.device : undefined)
  const [pin, setPin] = useState('')
  const [tried, setTried] = useState<Try>({ state: 'idle' })

  const open = async () => {
    if (device === undefined) return
    setTried({ state: 'opening' })
    const found = await tryToOpen(device, pin, words)
    if ('vault' in found) onUnlocked(found.vault, found.place)
    else {
      setTried({ state: 'refused', sentence: found.sentence })
      setPin('')
    }
  }
  return (
    <AppPage title={words.pin.title} wrong={tried.state === 'refused'} place={<LanguageSwitch />}>
      <form
        className={css.stack}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void open()
        }}
      >
        {cards.length > 1 && (
          <PeopleChoice
            legend={words.pin.who}
            cards={cards}
            card={cards.find((card) => card.device === device)}
            onChoose={(card) => setDevice(card.device)}
          />
        )}
        {cards.length === 1 && <p className={css.big}>{cards[0]?.enumerator}</p>}
        <PinField pin={pin} error={tried.state === 'refused' ? tried.sentence : undefined} onType={setPin} />
        <Button type="submit" disabled={tried.state === 'opening' || device === undefined || pin.length !== 6}>
          {tried.state === 'opening' ? words.pin.opening : words.pin.open}
        </Button>
      </form>
      <Notice>{words.pin.safe}</Notice>
      {tryToOpen === opened && <Beside />}
    </AppPage>
  )
}

/** For whoever cannot open a book here. */
function Beside() {
  const { pin, fault } = useWords()
  return (
    <div className={css.row}>
      <Link href="/quen-pin" className={buttonClass('quiet')}>
        {pin.forgotten}
      </Link>
      <Link href="/them-nguoi" className={buttonClass('quiet')}>
        {pin.add}
      </Link>
      <a href="/rescue.html" className={buttonClass('quiet')}>
        {fault.rescue}
      </a>
    </div>
  )
}

type PinFieldProps = { pin: string; error: string | undefined; onType: (pin: string) => void }

function PinField({ pin, error, onType }: PinFieldProps) {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (error !== undefined) input.current?.focus()
  }, [error])
  return (
    <TextField
      ref={input}
      label={words.pin.label}
      type="password"
      inputMode="numeric"
      autoComplete="current-password"
      maxLength={6}
      short
      value={pin}
      error={error}
      onChange={(event) => onType(event.target.value.replace(/\D/g, ''))}
    />
  )
}

/** Why the PIN did not open the vault. */
export function pinRefusal(tried: Exclude<UnlockOutcome, { outcome: 'unlocked' }>, words: PhoneWords): string {
  const wait = words.seconds(tried.waitSeconds)
  if (tried.outcome === 'wait') return words.pin.wait(wait)
  return tried.waitSeconds > 0 ? words.pin.wrong(wait) : words.pin.wrongNow
}

async function opened(device: DeviceId, pin: string, words: PhoneWords): Promise<Opened> {
  try {
    const tried = await unlock(device, pin)
    if (tried.outcome === 'unlocked') return { vault: tried.vault, place: (await rememberedPlace(tried.vault)) ?? '/' }
    return { sentence: pinRefusal(tried, words) }
  } catch (error) {
    console.error(error)
    return { sentence: error instanceof StorageFailure ? words.storage[error.problem] : words.pin.failed }
  }
}

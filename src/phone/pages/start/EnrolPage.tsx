import { useCallback, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { DeviceId } from '#domain/ids.ts'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { LanguageSwitch } from '#phone/pages/LanguageSwitch.tsx'
import css from '#phone/pages/stack.module.css'
import type { VaultCard } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { enrol, lookUp, resume, vaultBehind } from '#phone/sync/enrol.ts'
import { Refusal } from '#phone/sync/failure.ts'
import { useLanguage, useWords } from '#phone/wording/language.tsx'
import type { StartWords } from '#phone/wording/start.vi.ts'
import { useStartWords } from '#phone/wording/startWords.ts'
import type { PhoneWords } from '#phone/wording/vi.ts'
import { EnrolmentCode, type LookReply } from '#protocol/enrolment.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { enrolProblem } from './enrolProblem.ts'
import { PinForm } from './PinForm.tsx'
import { type Opened, PinPage, pinRefusal } from './PinPage.tsx'
import { SelfCheck } from './SelfCheck.tsx'

type Step =
  | { step: 'looking' | 'not_me' }
  | { step: 'found' | 'choosing' | 'wrong_pin' | 'working'; look: LookReply }
  | { step: 'stopped'; error: unknown; again: () => void }
  | { step: 'resuming'; card: VaultCard }

type Props = { vault: Vault | undefined; onEnrolled: (vault: Vault) => void; onOpen: (vault: Vault) => void }

/**
 * From the link to the open book; once enrolled here, `vault` is that of the phone, which may be locked at any time.
 * Somebody else's open book is no answer to a link.
 */
export function EnrolPage({ vault, onEnrolled, onOpen }: Props) {
  const [enrolled, setEnrolled] = useState<DeviceId>()
  const keep = (made: Vault) => {
    setEnrolled(made.device)
    onEnrolled(made)
  }
  if (vault && vault.device === enrolled) return <SelfCheck vault={vault} onOpen={() => onOpen(vault)} />
  return <Enrolling onEnrolled={keep} />
}

/**
 * The link that the commune gave: whose is it, and a PIN. Every step may be repeated; what was made stays on the
 * phone: an enrolment that was cut off goes on with its PIN, and a phone that has enrolled by the link opens its book.
 */
function Enrolling({ onEnrolled }: { onEnrolled: (vault: Vault) => void }) {
  const { enrol: words } = useStartWords()
  const { language } = useLanguage() // what was said to be wrong is said anew in the other one
  const [code] = useState(() => location.hash.slice(1))
  const { at, setAt, claim } = useEnrolling(code, onEnrolled)

  if (at.step === 'resuming')
    return (
      <PinPage
        cards={[at.card]}
        onUnlocked={onEnrolled}
        tryToOpen={(_, pin, said) => resumed(at.card, { code, pin }, { ...said, enrol: words })}
      />
    )
  return (
    <AppPage title={words.title} wrong={at.step === 'stopped' || at.step === 'wrong_pin'} place={<LanguageSwitch />}>
      {at.step === 'looking' && <p role="status">{words.looking}</p>}
      {at.step === 'not_me' && <Notice live>{words.notMe}</Notice>}
      {at.step === 'found' && (
        <Whose
          look={at.look}
          onYes={() => setAt({ step: 'choosing', look: at.look })}
          onNo={() => setAt({ step: 'not_me' })}
        />
      )}
      {(at.step === 'choosing' || at.step === 'wrong_pin') && (
        <PinForm
          key={language}
          onChosen={(pin) => void claim(at.look, pin)}
          onWrong={() => setAt({ step: 'wrong_pin', look: at.look })}
        />
      )}
      {at.step === 'working' && <Notice live>{words.working}</Notice>}
      {at.step === 'stopped' && <Stopped error={at.error} onAgain={at.again} />}
    </AppPage>
  )
}

/** How far the enrolment is; and the claim with a chosen PIN. */
function useEnrolling(code: string, onEnrolled: (vault: Vault) => void) {
  const [at, setAt] = useState<Step>({ step: 'looking' })
  const [, navigate] = useLocation()

  const look = useCallback(async () => {
    setAt({ step: 'looking' })
    try {
      // Half a link needs no line to be told from a whole one.
      if (!EnrolmentCode.safeParse(code).success) throw new Refusal('invalid_request')
      const card = await vaultBehind(code)
      if (card?.state === 'ready') navigate('/', { replace: true })
      else setAt(card ? { step: 'resuming', card } : { step: 'found', look: await lookUp(code) })
    } catch (error) {
      setAt({ step: 'stopped', error, again: () => void look() })
    }
  }, [code, navigate])
  const claim = async (found: LookReply, pin: string) => {
    setAt({ step: 'working', look: found })
    try {
      onEnrolled(await enrol({ code, pin, look: found }))
    } catch (error) {
      setAt({ step: 'stopped', error, again: () => void claim(found, pin) })
    }
  }
  useEffect(() => void look(), [look])
  return { at, setAt, claim }
}

function Whose({ look, onYes, onNo }: { look: LookReply; onYes: () => void; onNo: () => void }) {
  const { enrol: words } = useStartWords()
  const { commune, hamlet, enumerator } = look.facts
  return (
    <div className={css.stack}>
      <p className={css.big}>{words.isItYou(enumerator)}</p>
      <dl className={css.facts}>
        <dt>{words.commune}</dt>
        <dd>{commune}</dd>
        <dt>{words.hamlet}</dt>
        <dd>{hamlet.name}</dd>
      </dl>
      <Button onClick={onYes}>{words.yes}</Button>
      <Button kind="secondary" onClick={onNo}>
        {words.no}
      </Button>
    </div>
  )
}

function Stopped({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const said = useWords()
  const { enrol: words } = useStartWords()
  return (
    <div className={css.stack}>
      <Notice kind="problem" live title={said.problemTitle}>
        <p>{enrolProblem(error, said, words)}</p>
        <p>{words.keptSafe}</p>
      </Notice>
      <Button onClick={onAgain}>{words.retry}</Button>
    </div>
  )
}

/** Ends the enrolment that this phone had begun; what stands in the way comes back as a sentence. */
async function resumed(
  card: VaultCard,
  { code, pin }: { code: string; pin: string },
  words: PhoneWords & Pick<StartWords, 'enrol'>,
): Promise<Opened> {
  try {
    const tried = await resume({ card, code, pin })
    return tried.outcome === 'unlocked' ? { vault: tried.vault, place: '/' } : { sentence: pinRefusal(tried, words) }
  } catch (error) {
    return { sentence: `${enrolProblem(error, words, words.enrol)} ${words.enrol.keptSafe}` }
  }
}

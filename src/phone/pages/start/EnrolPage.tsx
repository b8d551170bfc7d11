import { useCallback, useEffect, useState } from 'react'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { LanguageSwitch } from '#phone/pages/LanguageSwitch.tsx'
import css from '#phone/pages/stack.module.css'
import type { Vault } from '#phone/store/vault.ts'
import { enrol, lookUp } from '#phone/sync/enrol.ts'
import { Refusal } from '#phone/sync/failure.ts'
import { useLanguage, useWords } from '#phone/wording/language.tsx'
import { EnrolmentCode, type LookReply } from '#protocol/enrolment.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { enrolProblem } from './enrolProblem.ts'
import { PinForm } from './PinForm.tsx'
import { SelfCheck } from './SelfCheck.tsx'

type Step =
  | { step: 'looking' | 'not_me' }
  | { step: 'found' | 'choosing' | 'wrong_pin' | 'working'; look: LookReply }
  | { step: 'stopped'; error: unknown; again: () => void }
  | { step: 'done'; vault: Vault }

/**
 * The link that the commune gave: whose is it, a PIN, and the phone's test of itself.
 * Every step may be repeated; what was made stays on the phone.
 */
export function EnrolPage({ onEnrolled }: { onEnrolled: (vault: Vault) => void }) {
  const words = useWords()
  const { language } = useLanguage() // what was said to be wrong is said anew in the other one
  const [code] = useState(() => location.hash.slice(1))
  const [at, setAt] = useState<Step>({ step: 'looking' })

  const look = useCallback(async () => {
    setAt({ step: 'looking' })
    try {
      // Half a link needs no line to be told from a whole one.
      if (!EnrolmentCode.safeParse(code).success) throw new Refusal('invalid_request')
      setAt({ step: 'found', look: await lookUp(code) })
    } catch (error) {
      setAt({ step: 'stopped', error, again: () => void look() })
    }
  }, [code])
  const claim = async (found: LookReply, pin: string) => {
    setAt({ step: 'working', look: found })
    try {
      setAt({ step: 'done', vault: await enrol({ code, pin, look: found }) })
    } catch (error) {
      setAt({ step: 'stopped', error, again: () => void claim(found, pin) })
    }
  }
  useEffect(() => void look(), [look])

  return (
    <AppPage
      title={words.enrol.title}
      wrong={at.step === 'stopped' || at.step === 'wrong_pin'}
      place={<LanguageSwitch />}
    >
      {at.step === 'looking' && <p role="status">{words.enrol.looking}</p>}
      {at.step === 'not_me' && <Notice live>{words.enrol.notMe}</Notice>}
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
      {at.step === 'working' && <Notice live>{words.enrol.working}</Notice>}
      {at.step === 'stopped' && <Stopped error={at.error} onAgain={at.again} />}
      {at.step === 'done' && <SelfCheck vault={at.vault} onOpen={() => onEnrolled(at.vault)} />}
    </AppPage>
  )
}

function Whose({ look, onYes, onNo }: { look: LookReply; onYes: () => void; onNo: () => void }) {
  const { enrol: words } = useWords()
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
  const words = useWords()
  return (
    <div className={css.stack}>
      <Notice kind="problem" live title={words.problemTitle}>
        <p>{enrolProblem(error, words)}</p>
        <p>{words.enrol.keptSafe}</p>
      </Notice>
      <Button onClick={onAgain}>{words.enrol.retry}</Button>
    </div>
  )
}

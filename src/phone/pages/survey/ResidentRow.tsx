import { useState } from 'react'
import { Link } from 'wouter'
import { incomeStandingUnder } from '#domain/assessment/incomeStanding.ts'
import { pathOf, type Resident, type ResidentQuestion } from '#domain/questionnaire/answers.ts'
import { unansweredPaths } from '#domain/questionnaire/asked.ts'
import { sections } from '#domain/questionnaire/sections.ts'
import { valueText } from '#domain/wording/value.ts'
import css from '#phone/pages/stack.module.css'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Button, buttonClass } from '#ui/Button.tsx'
import { RadioChoice } from '#ui/Choice.tsx'
import { Notice } from '#ui/Notice.tsx'
import { StateTag } from '#ui/StateTag.tsx'
import { useSurvey } from './context.ts'
import type { Gone } from './roster.ts'
import { pathAddress } from './steps.ts'
import { useSaving } from './useSaving.ts'

type Props = {
  resident: Resident
  /** In this year's roster: leads to the resident's questions. */
  isEditable?: boolean
  /** Of last year's roster: confirms that the resident is still here. */
  onStay?: () => Promise<void>
  onLeave: (gone: Gone) => Promise<void>
}

/** One resident with what can be said of them at once: still here, gone and why, or their questions. */
export function ResidentRow({ resident, isEditable, onStay, onLeave }: Props) {
  const { view } = useSurvey()
  const { roster: words, survey } = useWords()
  const saving = useSaving()
  const [isLeaving, setLeaving] = useState(false)
  const name = resident.name ?? words.unnamed
  return (
    <li className={css.close}>
      <span>
        <strong>{name}</strong> <Details resident={resident} />
      </span>
      {isEditable && <Missing resident={resident} />}
      {saving.failed && (
        <Notice kind="problem" live>
          {survey.notSaved}
        </Notice>
      )}
      {isLeaving ? (
        <Leaving name={name} onCancel={() => setLeaving(false)} onConfirm={(gone) => saving.run(() => onLeave(gone))} />
      ) : (
        <span className={css.row}>
          {onStay && (
            <Button
              kind="secondary"
              disabled={saving.busy}
              aria-label={`${words.stillHere}: ${name}`}
              onClick={() => void saving.run(onStay)}
            >
              {words.stillHere}
            </Button>
          )}
          {isEditable && (
            <Link
              href={pathAddress(view.id, pathOf('name', resident.id))}
              className={buttonClass('secondary')}
              aria-label={`${words.edit}: ${name}`}
            >
              {words.edit}
            </Link>
          )}
          <Button
            kind="quiet"
            disabled={saving.busy}
            aria-label={`${words.leave}: ${name}`}
            onClick={() => setLeaving(true)}
          >
            {words.leave}
          </Button>
        </span>
      )}
    </li>
  )
}

function Details({ resident }: { resident: Resident }) {
  const domain = useDomainWords()
  const known = (['relation', 'sex', 'birth'] as const).flatMap((question) => {
    const value = resident[question]
    return value === undefined ? [] : [valueText(question, value, domain)]
  })
  return <span className={css.quiet}>{known.join(' · ')}</span>
}

/** Whether the roster still asks something of this resident. */
function Missing({ resident }: { resident: Resident }) {
  const { view, round } = useSurvey()
  const { roster: words } = useWords()
  const asked = sections.roster.map((question) => pathOf(question as ResidentQuestion, resident.id))
  const income = incomeStandingUnder(round, view.answers)
  const open = unansweredPaths(view.answers, round.reviewDate, income).some((path) => asked.includes(path))
  return open ? (
    <span>
      <StateTag icon="pencil" tone="waiting">
        {words.missing}
      </StateTag>
    </span>
  ) : null
}

type LeavingProps = { name: string; onCancel: () => void; onConfirm: (gone: Gone) => Promise<void> }

function Leaving({ name, onCancel, onConfirm }: LeavingProps) {
  const { roster: words } = useWords()
  const domain = useDomainWords()
  const [gone, setGone] = useState<Gone>()
  const reasons = Object.entries(domain.options.gone) as [Gone, string][]
  return (
    <div className={css.close}>
      <RadioChoice
        name={`gone-${name}`}
        legend={words.whyGone(name)}
        options={reasons.map(([value, label]) => ({ value, label }))}
        value={gone}
        onChange={(value) => setGone(reasons.find(([reason]) => reason === value)?.[0])}
      />
      <span className={css.row}>
        <Button disabled={gone === undefined} onClick={() => gone && void onConfirm(gone)}>
          {words.confirm}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </span>
    </div>
  )
}

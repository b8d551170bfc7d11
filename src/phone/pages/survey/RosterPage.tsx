import { Link } from 'wouter'
import { presentResidents } from '#domain/questionnaire/answers.ts'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { useVault } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Button, buttonClass } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { ClassChip } from './ClassChip.tsx'
import { useSurvey } from './context.ts'
import { MemberForm } from './MemberForm.tsx'
import { NotKept } from './NotKept.tsx'
import { rosterProblem } from './progress.ts'
import { ResidentRow } from './ResidentRow.tsx'
import { setGone, takeOver, unconfirmed } from './roster.ts'
import { inOrder, surveyAddress } from './steps.ts'
import { useSaving } from './useSaving.ts'

/** Who lives in the household: last year's people to confirm, this year's, and a form to add one. */
export function RosterPage() {
  const { view, round } = useSurvey()
  const words = useWords()
  const domain = useDomainWords()
  const problem = rosterProblem(view.answers)
  const home = surveyAddress(view.id)
  return (
    <AppPage
      title={domain.sections.roster}
      backTo={home}
      place={<ClassChip />}
      footer={
        <Link href={home} className={buttonClass('primary')}>
          {words.continue}
        </Link>
      }
    >
      <NotKept {...{ view, round }} />
      <p>{words.roster.text}</p>
      {problem === 'no_head' && <Notice kind="warning">{words.roster.noHead}</Notice>}
      {problem === 'many_heads' && <Notice kind="warning">{words.roster.manyHeads}</Notice>}
      <LastYear />
      <Present />
      <GonePeople />
      <MemberForm />
    </AppPage>
  )
}

function LastYear() {
  const { view } = useSurvey()
  const { roster: words, survey } = useWords()
  const vault = useVault()
  const saving = useSaving()
  const residents = inOrder(unconfirmed(view))
  if (residents.length === 0) return null
  const confirmAll = async () => {
    for (const { id } of residents) await takeOver(vault, view, id)
  }
  return (
    <section className={css.close}>
      <h2>{words.lastYearTitle}</h2>
      <p>{words.lastYearText}</p>
      {saving.failed && (
        <Notice kind="problem" live>
          {survey.notSaved}
        </Notice>
      )}
      {residents.length > 1 && (
        <Button disabled={saving.busy} onClick={() => void saving.run(confirmAll)}>
          {words.allStillHere}
        </Button>
      )}
      <ul className={css.stack}>
        {residents.map((resident) => (
          <ResidentRow
            key={resident.id}
            resident={resident}
            onStay={() => takeOver(vault, view, resident.id)}
            onLeave={(gone) => takeOver(vault, view, resident.id, gone)}
          />
        ))}
      </ul>
    </section>
  )
}

function Present() {
  const { view } = useSurvey()
  const { roster: words } = useWords()
  const vault = useVault()
  const present = inOrder(presentResidents(view.answers))
  return (
    <section className={css.close}>
      <h2>{words.title}</h2>
      {present.length === 0 && <p className={css.quiet}>{words.nobody}</p>}
      <ul className={css.stack}>
        {present.map((resident) => (
          <ResidentRow
            key={resident.id}
            resident={resident}
            isEditable
            onLeave={(gone) => setGone(vault, view, resident.id, gone)}
          />
        ))}
      </ul>
    </section>
  )
}

function GonePeople() {
  const { view } = useSurvey()
  const { roster: words } = useWords()
  const domain = useDomainWords()
  const vault = useVault()
  const saving = useSaving()
  const gone = view.answers.residents.filter((resident) => resident.gone !== undefined)
  if (gone.length === 0) return null
  return (
    <section className={css.close}>
      <h2>{words.goneTitle}</h2>
      <ul className={css.close}>
        {gone.map(({ id, name, gone: why }) => (
          <li key={id} className={css.row}>
            <span>
              {name ?? words.unnamed} – {why && domain.options.gone[why]}
            </span>
            <Button
              kind="quiet"
              disabled={saving.busy}
              aria-label={`${words.backHere}: ${name ?? words.unnamed}`}
              onClick={() => void saving.run(() => setGone(vault, view, id, null))}
            >
              {words.backHere}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { useLocation } from 'wouter'
import type { z } from 'zod/mini'
import { numberText } from '#domain/wording/numbers.ts'
import { AskedStep } from '#office/AskedStep.tsx'
import { appendixRows } from '#office/appendix.ts'
import css from '#office/Form.module.css'
import { keptFrom, nextRoundRequest } from '#office/nextRound.ts'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { QueryStatus } from '#office/QueryStatus.tsx'
import { useAppendix, useStep } from '#office/queries.ts'
import { RefusalNotice } from '#office/RefusalNotice.tsx'
import { RoundFields } from '#office/SetUpFields.tsx'
import { emptySetUp, type SetUp } from '#office/setUp.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import type { AppendixReply } from '#protocol/office.ts'

type Form = z.input<typeof SetUp>

/** The round that is open, what in it is not decided yet, and the step that ends it and opens the next. */
export function RoundPage() {
  const { wording, session } = useOffice()
  const query = useAppendix()
  const text = wording.nextRound
  return (
    <OfficePage title={text.title}>
      <QueryStatus query={query} />
      {query.data && session.round && (
        <>
          <p>{text.open(session.round.id)}</p>
          <Undecided appendix={query.data} />
          <Next key={session.round.id} open={session.round} />
        </>
      )}
    </OfficePage>
  )
}

function Undecided({ appendix }: { appendix: AppendixReply }) {
  const { wording, language } = useOffice()
  const { submitted, returned, accepted } = appendixRows(appendix).total.progress
  const count = (number: number) => numberText(number, language)
  return <p>{wording.nextRound.undecided(count(accepted), count(submitted), count(returned))}</p>
}

function Next({ open }: { open: RoundTerms }) {
  const { wording, line, say, reloadSession } = useOffice()
  const [, navigate] = useLocation()
  const step = useStep()
  const text = wording.nextRound
  const form = useForm<Form>({ defaultValues: { ...emptySetUp, ...keptFrom(open) } })
  const next = nextRoundRequest(open.id, useWatch({ control: form.control }))
  const openNext = async () => {
    if (!next || !(await step.take(() => line.openNextRound(next)))) return
    await reloadSession()
    navigate('/')
    say(text.done(next.round.id), '/')
  }
  return (
    <FormProvider {...form}>
      <div className={css.form}>
        <h2>{text.nextTitle}</h2>
        <p>{text.intro}</p>
        <RoundFields problems={[]} />
        <RefusalNotice refusal={step.refusal} wording={wording} />
        <AskedStep
          revision={0}
          about={JSON.stringify(next)}
          label={text.step}
          question={text.question(open.id, next?.round.id ?? '')}
          warning={text.warning}
          confirm={text.confirm}
          isBusy={step.isBusy}
          isMissing={next === undefined}
          onConfirm={() => void openNext()}
        />
        {next === undefined && <p>{text.missing}</p>}
      </div>
    </FormProvider>
  )
}

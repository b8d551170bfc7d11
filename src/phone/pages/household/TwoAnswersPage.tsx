import { useState } from 'react'
import { Link } from 'wouter'
import { canonical, type FactValue } from '#domain/household/operation.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { labelAt } from '#phone/pages/labels.ts'
import { useVault } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { pathAddress, surveyAddress } from '#phone/pages/survey/steps.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { useLaterWords } from '#phone/wording/laterWords.ts'
import { timeText } from '#phone/wording/times.ts'
import { buttonClass } from '#ui/Button.tsx'
import { RadioChoice } from '#ui/Choice.tsx'
import { StateTag } from '#ui/StateTag.tsx'
import { useAnswerText } from './answerText.ts'
import { useKnownHousehold } from './context.ts'

/** Each question with two answers: whose they are, and the choice. It is drafted like any answer, and sent by finishing. */
export function TwoAnswersPage() {
  const { view } = useKnownHousehold()
  const { choose: words } = useLaterWords()
  const { households } = useWords()
  const paths = Object.keys(view.survey?.rivals ?? {}) as Path[]
  const isChosen = paths.some((path) => view.savedAt.has(path))
  return (
    <AppPage
      title={words.title}
      documentTitle={households.window(view.number)}
      backTo={`/ho/${view.id}`}
      footer={
        isChosen && (
          <Link href={surveyAddress(view.id, '/visit')} className={buttonClass('primary')}>
            {words.finish}
          </Link>
        )
      }
    >
      <p>{paths.length > 0 ? words.text : words.none}</p>
      {paths.map((path) => (
        <Question key={path} path={path} />
      ))}
    </AppPage>
  )
}

function Question({ path }: { path: Path }) {
  const { view } = useKnownHousehold()
  const vault = useVault()
  const { choose: words } = useLaterWords()
  const { survey: saving } = useWords()
  const domain = useDomainWords()
  const [hasFailed, setFailed] = useState(false)
  const values = useValues(path)
  const isDrafted = view.savedAt.has(path)
  const shown = canonical(view.values.get(path) ?? null)
  const choose = async (value: FactValue) => {
    setFailed(false)
    try {
      // All the values stand on the screen: who chooses has seen them.
      await saveAnswer(vault, view.id, path, value, view.revision)
    } catch (error) {
      console.error(error)
      setFailed(true)
    }
  }
  return (
    <section className={css.close}>
      <RadioChoice
        name={path}
        legend={labelAt(path, view.answers, domain)}
        error={hasFailed ? saving.notSaved : undefined}
        beside={
          isDrafted && (
            <StateTag tone="ok" icon="check">
              {words.chosen}
            </StateTag>
          )
        }
        options={values.map(({ id, label }) => ({ value: id, label }))}
        value={isDrafted ? values.find(({ value }) => canonical(value) === shown)?.id : undefined}
        onChange={(chosen) => {
          const value = values.find(({ id }) => id === chosen)
          if (value) void choose(value.value)
        }}
      />
      <Link href={pathAddress(view.id, path)}>{words.anew}</Link>
    </section>
  )
}

/** The commune's value first, then those that differ, each with whose it is and when it came. */
function useValues(path: Path): { id: string; value: FactValue; label: string }[] {
  const { view } = useKnownHousehold()
  const { device } = useVault()
  const { choose: words } = useLaterWords()
  const answerText = useAnswerText()
  const [current, rivals] = [view.survey?.fields[path], view.survey?.rivals[path] ?? []]
  const all = [...(current ? [{ id: 'kept', ...current }] : []), ...rivals.map((rival) => ({ id: rival.op, ...rival }))]
  return all.map(({ id, value, by, at, device: author }) => {
    const who = author === device ? words.mine : by
    const label = words.given(answerText(path, value, view.survey?.round), who, timeText(at, new Date()))
    return { id, value, label: id === 'kept' ? `${label} (${words.kept})` : label }
  })
}

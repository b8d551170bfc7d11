import { Link } from 'wouter'
import { b1FormUnder } from '#domain/assessment/incomeStanding.ts'
import { isGiven } from '#domain/questionnaire/answer.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { type Scorecard, type ScorecardItem, scoreOf } from '#domain/standard/scorecard.ts'
import css from '#phone/pages/stack.module.css'
import { useWords } from '#phone/wording/language.tsx'
import { RadioChoice } from '#ui/Choice.tsx'
import { Notice } from '#ui/Notice.tsx'
import { CountField } from './CountField.tsx'
import { useSurvey } from './context.ts'
import type { InputProps } from './inputs.ts'
import { codesOf, countsOf, withCount, withItem } from './itemCodes.ts'
import { pathAddress } from './steps.ts'

/** Form B1 item by item as the commune loaded it, its total as far as it goes, and the way to the paper's total instead. */
export function ScorecardInput({ question, label, hint, error, beside, raw, onAnswer }: InputProps) {
  const { view, round } = useSurvey()
  const { b1: words } = useWords().survey
  const form = b1FormUnder(round, view.answers)
  if (!form) return null
  const codes = Array.isArray(raw) ? raw : []
  const paper = view.answers.household.b1_points
  return (
    <section className={css.stack} aria-labelledby={question}>
      <h2 id={question} tabIndex={-1}>
        {label}
      </h2>
      {beside}
      <p className={css.quiet}>{hint}</p>
      {form.scorecard.sample && <Notice kind="warning">{words.sample}</Notice>}
      {error && <Notice kind="problem">{error}</Notice>}
      <Link href={pathAddress(view.id, pathOf('b1_points'))}>
        {isGiven(paper) ? words.paperGiven(paper) : words.paper}
      </Link>
      {form.scorecard.items.map((item) => (
        <Item
          key={item.id}
          {...{ item, codes }}
          residents={form.residents}
          onAnswer={(own) => onAnswer(withItem(item, codes, own))}
        />
      ))}
      <Total {...form} codes={codes} />
    </section>
  )
}

type ItemProps = {
  item: ScorecardItem
  codes: readonly string[]
  residents: number
  onAnswer: (own: string[]) => void
}

function Item({ item, codes, residents, onAnswer }: ItemProps) {
  const { b1: words } = useWords().survey
  const [given = ''] = codesOf(item, codes)
  if (item.kind === 'one_option')
    return (
      <RadioChoice
        name={item.id}
        legend={item.label}
        options={item.options.map(({ id, label }) => ({ value: id, label }))}
        value={given}
        onChange={(option) => onAnswer([option])}
      />
    )
  if (item.kind === 'count')
    return (
      <CountField
        label={item.label}
        hint={words.atMost(item.atMost)}
        value={given}
        onChange={(count) => onAnswer(count === '' ? [] : [count])}
      />
    )
  const counts = countsOf(item, codes)
  return (
    <fieldset className={css.close}>
      <legend>
        <strong>{item.label}</strong>
      </legend>
      {item.options.map(({ id, label }) => (
        <CountField
          key={id}
          label={label}
          value={counts.get(id) ?? ''}
          onChange={(count) => onAnswer(withCount(counts, id, count))}
        />
      ))}
      <p role="status">
        {words.residents(
          [...counts.values()].reduce((sum, count) => sum + Number(count), 0),
          residents,
        )}
      </p>
    </fieldset>
  )
}

type TotalProps = { scorecard: Scorecard; residents: number; codes: readonly string[] }

function Total({ scorecard, residents, codes }: TotalProps) {
  const { b1: words } = useWords().survey
  const missing: string[] = scoreOf(scorecard, codes, residents).missing
  const items = scorecard.items.filter(({ id }) => !missing.includes(id))
  const { points } = scoreOf({ ...scorecard, items }, codes, residents)
  if (points === 'unknown') return null
  return (
    <p role="status">
      <strong>
        {missing.length === 0
          ? words.total(points, scorecard.line)
          : words.soFar(points, scorecard.line, missing.length)}
      </strong>
    </p>
  )
}

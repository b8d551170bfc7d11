import { useController, useFormContext, useWatch } from 'react-hook-form'
import type { z } from 'zod/mini'
import { Button } from '#ui/Button.tsx'
import { RadioChoice } from '#ui/Choice.tsx'
import { DateField } from '#ui/DateField.tsx'
import { TextField } from '#ui/Field.tsx'
import css from './Form.module.css'
import { type FormProblem, problemAt } from './forms.ts'
import { useOffice } from './office.ts'
import { emptyHamlet, type SetUp } from './setUp.ts'
import { TermsFields } from './TermsFields.tsx'

type Form = z.input<typeof SetUp>
type Props = { problems: readonly FormProblem[] }

/** The commune, and the terms its households are judged by. */
export function CommuneFields({ problems }: Props) {
  const words = useOffice().wording.setUp
  const { register, control } = useFormContext<Form>()
  const area = useController({ control, name: 'area' }).field
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{words.communeLegend}</legend>
      <TextField id="commune" label={words.commune} error={problemAt(problems, 'commune')} {...register('commune')} />
      <RadioChoice
        id="area"
        legend={words.area}
        name={area.name}
        value={area.value}
        options={[
          { value: 'rural', label: words.areas.rural },
          { value: 'urban', label: words.areas.urban },
        ]}
        onChange={area.onChange}
      />
      <RoundFields problems={problems} />
    </fieldset>
  )
}

/** What a round is called, the day it judges by, and its terms. */
export function RoundFields({ problems }: Props) {
  const words = useOffice().wording.setUp
  const { register, control } = useFormContext<Form>()
  const reviewDate = useController({ control, name: 'reviewDate' }).field
  return (
    <>
      <TextField
        id="round"
        short
        label={words.round}
        hint={words.roundHint}
        error={problemAt(problems, 'round')}
        {...register('round')}
      />
      <DateField
        id="reviewDate"
        legend={words.reviewDate}
        hint={words.reviewDateHint}
        error={problemAt(problems, 'reviewDate')}
        labels={words.dateParts}
        value={reviewDate.value}
        onChange={reviewDate.onChange}
      />
      <TermsFields />
    </>
  )
}

/** Rows of the plan: a hamlet, its denominators and its target. */
export function HamletFields({ problems }: Props) {
  const words = useOffice().wording.setUp
  const { control, getValues, setValue } = useFormContext<Form>()
  // A row is its place: its fields are named by it.
  const rows = useWatch({ control, name: 'hamlets' }).map((_, place) => `hamlets.${place}`)
  const add = () => setValue('hamlets', [...getValues('hamlets'), emptyHamlet])
  const remove = (place: number) =>
    setValue(
      'hamlets',
      getValues('hamlets').filter((_, i) => i !== place),
    )
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{words.hamletsLegend}</legend>
      {rows.map((row, place) => (
        <HamletRow
          key={row}
          place={place}
          problems={problems}
          onRemove={rows.length > 1 ? () => remove(place) : undefined}
        />
      ))}
      <div className={css.actions}>
        <Button id="hamlets" kind="secondary" onClick={add}>
          {words.addHamlet}
        </Button>
      </div>
    </fieldset>
  )
}

function HamletRow({ place, problems, onRemove }: Props & { place: number; onRemove: (() => void) | undefined }) {
  const words = useOffice().wording.setUp
  const { register } = useFormContext<Form>()
  const name = `hamlets.${place}` as const
  const counts = [
    { id: `${name}.people`, label: words.people },
    { id: `${name}.households`, label: words.households },
    { id: `${name}.toLift`, label: words.toLift },
  ] as const
  return (
    <fieldset className={css.columns}>
      <legend>{words.hamlet(place + 1)}</legend>
      <TextField
        id={`${name}.name`}
        label={words.hamletName}
        error={problemAt(problems, `${name}.name`)}
        {...register(`${name}.name`)}
      />
      {counts.map(({ id, label }) => (
        <TextField
          key={id}
          id={id}
          label={label}
          inputMode="numeric"
          error={problemAt(problems, id)}
          {...register(id)}
        />
      ))}
      {onRemove && (
        <Button kind="danger" onClick={onRemove}>
          {words.removeHamlet(place + 1)}
        </Button>
      )}
    </fieldset>
  )
}

/** Who reviews, and the log-in. */
export function ReviewerFields({ problems }: Props) {
  const words = useOffice().wording.setUp
  const { register } = useFormContext<Form>()
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{words.reviewerLegend}</legend>
      <TextField
        id="reviewer"
        label={words.reviewer}
        error={problemAt(problems, 'reviewer')}
        {...register('reviewer')}
      />
      <TextField
        id="login"
        label={words.login}
        error={problemAt(problems, 'login')}
        {...register('login')}
        autoComplete="username"
        autoCapitalize="none"
      />
      <TextField
        id="password"
        type="password"
        label={words.password}
        hint={words.passwordHint}
        error={problemAt(problems, 'password')}
        {...register('password')}
        autoComplete="new-password"
      />
      <TextField
        id="repeated"
        type="password"
        label={words.repeated}
        error={problemAt(problems, 'repeated')}
        {...register('repeated')}
        autoComplete="new-password"
      />
    </fieldset>
  )
}

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod/mini'
import css from '#phone/pages/stack.module.css'
import { useWords } from '#phone/wording/language.tsx'
import type { StartWords } from '#phone/wording/start.vi.ts'
import { useStartWords } from '#phone/wording/startWords.ts'
import { Button } from '#ui/Button.tsx'
import { ErrorSummary } from '#ui/ErrorSummary.tsx'
import { TextField } from '#ui/Field.tsx'
import { pinProblem } from './pin.ts'

type Props = {
  onChosen: (pin: string) => void
  onWrong?: (isWrong: boolean) => void
  /** What the button says; to enrol unless said otherwise. */
  submit?: string
}

/** A PIN of six digits, typed twice. */
export function PinForm({ onChosen, onWrong, submit }: Props) {
  const { problemTitle } = useWords()
  const { enrol: words } = useStartWords()
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(pinFormIn(words)),
    defaultValues: { pin: '', again: '' },
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  })
  const { pin, again } = formState.errors
  const errors = [
    ...(pin?.message ? [{ id: 'pin', message: pin.message }] : []),
    ...(again?.message ? [{ id: 'again', message: again.message }] : []),
  ]
  const box = {
    type: 'password',
    inputMode: 'numeric',
    autoComplete: 'new-password',
    maxLength: 6,
    short: true,
  } as const
  return (
    <form
      className={css.stack}
      noValidate
      onSubmit={handleSubmit(
        (chosen) => onChosen(chosen.pin),
        () => onWrong?.(true),
      )}
    >
      <ErrorSummary title={problemTitle} errors={errors} />
      <h2>{words.pinTitle}</h2>
      <TextField id="pin" label={words.pin} hint={words.pinHint} error={pin?.message} {...box} {...register('pin')} />
      <TextField id="again" label={words.pinAgain} error={again?.message} {...box} {...register('again')} />
      <Button type="submit">{submit ?? words.start}</Button>
    </form>
  )
}

function pinFormIn(words: StartWords['enrol']) {
  const notSix = (pin: string) => pinProblem(pin) !== 'not_six_digits'
  const notSimple = (pin: string) => pinProblem(pin) !== 'too_simple'
  return z
    .object({
      pin: z
        .string()
        .check(
          z.refine(notSix, { error: words.pinWrong, abort: true }),
          z.refine(notSimple, { error: words.pinSimple }),
        ),
      again: z.string(),
    })
    .check(z.refine(({ pin, again }) => pin === again, { error: words.pinDiffers, path: ['again'] }))
}

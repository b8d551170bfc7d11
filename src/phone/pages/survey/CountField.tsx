import css from '#phone/pages/stack.module.css'
import { useWords } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'
import { TextField } from '#ui/Field.tsx'

type Props = { label: string; hint?: string; value: string; onChange: (count: string) => void }

/** A number from 0 to 999, typed or tapped; empty is not counted yet. */
export function CountField({ label, value, onChange, ...rest }: Props) {
  const { b1: words } = useWords().survey
  const step = (by: number) => onChange(String(Math.min(999, Math.max(0, Number(value) + by))))
  return (
    <TextField
      {...{ label, value, ...rest }}
      short
      inputMode="numeric"
      onChange={({ target }) => {
        if (/^\d{0,3}$/.test(target.value)) onChange(target.value && String(Number(target.value)))
      }}
      unit={
        <span className={css.row}>
          <Button kind="secondary" aria-label={`${words.less}: ${label}`} onClick={() => step(-1)}>
            −
          </Button>
          <Button kind="secondary" aria-label={`${words.more}: ${label}`} onClick={() => step(1)}>
            +
          </Button>
        </span>
      }
    />
  )
}

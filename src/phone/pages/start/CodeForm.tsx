import { type FormEvent, useState } from 'react'
import css from '#phone/pages/stack.module.css'
import { codeIn } from '#phone/sync/recover.ts'
import { useStartWords } from '#phone/wording/startWords.ts'
import { Button } from '#ui/Button.tsx'
import { TextField } from '#ui/Field.tsx'

type Props = { fingerprint: string; busy: boolean; onCode: (code: string) => void }

/** What two people compare by voice, and the code that the reviewer reads out once it is the same. */
export function CodeForm({ fingerprint, busy, onCode }: Props) {
  const { forgotten: words } = useStartWords()
  const [typed, setTyped] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const code = codeIn(typed)
    setIsWrong(code === undefined)
    if (code !== undefined) onCode(code)
  }
  return (
    <form className={css.stack} noValidate onSubmit={submit}>
      <p>{words.compare}</p>
      <p className={css.big}>
        <output>{fingerprint}</output>
      </p>
      <TextField
        label={words.code}
        hint={words.codeHint}
        error={isWrong ? words.codeWrong : undefined}
        autoCapitalize="characters"
        short
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" disabled={busy}>
        {busy ? words.opening : words.open}
      </Button>
    </form>
  )
}

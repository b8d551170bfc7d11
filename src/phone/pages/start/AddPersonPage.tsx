import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { AppPage } from '#phone/pages/AppPage.tsx'
import css from '#phone/pages/stack.module.css'
import { useWords } from '#phone/wording/language.tsx'
import { useStartWords } from '#phone/wording/startWords.ts'
import { EnrolmentCode } from '#protocol/enrolment.ts'
import { Button } from '#ui/Button.tsx'
import { TextField } from '#ui/Field.tsx'

/** Another enumerator on the same phone, by an enrolment link of their own. */
export function AddPersonPage() {
  const { pin } = useWords()
  const { welcome, addPerson: words } = useStartWords()
  return (
    <AppPage title={pin.add} backTo="/">
      <p>{words.text}</p>
      <ol className={css.steps}>
        {welcome.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <LinkForm />
    </AppPage>
  )
}

/** For a link that came as a message, or an app on the home screen that the camera does not open. */
function LinkForm() {
  const { addPerson: words } = useStartWords()
  const [, navigate] = useLocation()
  const [link, setLink] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  const go = (event: FormEvent) => {
    event.preventDefault()
    const code = EnrolmentCode.safeParse(link.trim().split('#').at(-1))
    setIsWrong(!code.success)
    if (code.success) navigate(`/ghi-danh#${code.data}`)
  }
  return (
    <form className={css.stack} noValidate onSubmit={go}>
      <TextField
        label={words.link}
        error={isWrong ? words.linkWrong : undefined}
        value={link}
        onChange={({ target }) => setLink(target.value)}
      />
      <Button type="submit" kind="secondary">
        {words.continue}
      </Button>
    </form>
  )
}

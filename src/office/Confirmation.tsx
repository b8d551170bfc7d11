import { useEffect, useRef } from 'react'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import css from './Form.module.css'
import { useOffice } from './office.ts'

type Props = {
  question: string
  warning: string
  confirm: string
  isBusy: boolean
  /** Which answer the focus comes to; the way out, unless the step is an everyday one. */
  focus?: 'confirm' | 'cancel'
  onConfirm: () => void
  onCancel: () => void
}

/** Asks once more before something that cannot be taken back. The focus comes to it. */
export function Confirmation({ question, warning, confirm, isBusy, focus = 'cancel', onConfirm, onCancel }: Props) {
  const { wording } = useOffice()
  const focused = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    focused.current?.scrollIntoView({ block: 'center' })
    focused.current?.focus()
  }, [])
  return (
    <Notice kind="warning" title={question} live>
      <p>{warning}</p>
      <div className={css.actions}>
        <Button ref={focus === 'confirm' ? focused : null} disabled={isBusy} onClick={onConfirm}>
          {confirm}
        </Button>
        <Button ref={focus === 'cancel' ? focused : null} kind="secondary" onClick={onCancel}>
          {wording.cancel}
        </Button>
      </div>
    </Notice>
  )
}

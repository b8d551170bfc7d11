import { useState } from 'react'
import { Button, type ButtonKind } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Confirmation } from './Confirmation.tsx'
import { useOffice } from './office.ts'

type Props = {
  /** Of the household that stands on the screen. */
  revision: number
  /** What else the question rests on: the class, which a scorecard may change while the household stays as it is. */
  about?: string
  label: string
  /** What the button is called where several are alike: the label, and what it is about. */
  name?: string
  kind?: ButtonKind
  question: string
  warning: string
  confirm: string
  focus?: 'confirm' | 'cancel'
  isBusy: boolean
  /** Something must be chosen first. */
  isMissing?: boolean
  /** Is told the revision that stood on the screen when the reviewer was asked. */
  onConfirm: (seen: number) => void
}

/**
 * A step that asks once more. The page reloads by itself: the question goes away as soon as what it was asked about
 * no longer stands on the screen, and the reviewer is told.
 */
export function AskedStep({
  revision,
  about,
  label,
  name,
  kind = 'primary',
  isBusy,
  isMissing = false,
  onConfirm,
  ...words
}: Props) {
  const { wording } = useOffice()
  const [asked, setAsked] = useState<{ revision: number; about: string | undefined }>()
  const isChanged = asked !== undefined && (asked.revision !== revision || asked.about !== about)
  if (asked === undefined || isChanged || isMissing)
    return (
      <div>
        {isChanged && (
          <Notice kind="warning" live>
            <p>{wording.problems.changed_meanwhile}</p>
          </Notice>
        )}
        <Button
          kind={kind}
          aria-label={name}
          disabled={isBusy || isMissing}
          onClick={() => setAsked({ revision, about })}
        >
          {label}
        </Button>
      </div>
    )
  return (
    <Confirmation
      {...words}
      isBusy={isBusy}
      onConfirm={() => {
        setAsked(undefined)
        onConfirm(asked.revision)
      }}
      onCancel={() => setAsked(undefined)}
    />
  )
}

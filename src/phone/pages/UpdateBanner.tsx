import { useUpdateWaiting } from '#phone/shell/updates.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'

/** A new version waits until somebody lets it in; shown where no household is open, refused while another window has one. */
export function UpdateBanner() {
  const { sync: words } = useWords()
  const update = useUpdateWaiting()
  if (!update.waiting) return null
  return (
    <Notice title={words.updateWaiting} live={update.refused}>
      {update.refused && <p>{words.updateLater}</p>}
      <Button kind="secondary" onClick={update.apply}>
        {words.update}
      </Button>
    </Notice>
  )
}

import type { Wording } from '#office/wording/vi.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Page } from '#ui/Page.tsx'

/** Where a fault of the screen itself ends: plain sentences instead of an empty page. */
export function FaultPage({ wording }: { wording: Wording['fault'] }) {
  return (
    <Page title={wording.title}>
      <Notice kind="problem" live>
        <p>{wording.text}</p>
        <Button onClick={() => location.reload()}>{wording.reload}</Button>
      </Notice>
    </Page>
  )
}

import { Link } from 'wouter'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'

/** An address of the office that leads nowhere. */
export function NotFoundPage() {
  const { wording } = useOffice()
  return (
    <OfficePage title={wording.notFound.title}>
      <p>
        <Link href="/">{wording.notFound.toHamlets}</Link>
      </p>
    </OfficePage>
  )
}

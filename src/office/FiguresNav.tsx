import { Link, useLocation } from 'wouter'
import { useOffice } from './office.ts'

/** From one page of figures to the other. */
export function FiguresNav() {
  const { figures } = useOffice().wording
  const [place] = useLocation()
  const pages = [
    { href: '/dien-bien', name: figures.movement },
    { href: '/do-luong', name: figures.measures },
  ]
  return (
    <nav aria-label={figures.label}>
      {pages
        .filter(({ href }) => href !== place)
        .map(({ href, name }) => (
          <Link key={href} href={href}>
            {name}
          </Link>
        ))}
    </nav>
  )
}

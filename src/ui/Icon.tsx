import css from './Icon.module.css'

const box = 'M4 20V8l8-5 8 5v12z'

const paths = {
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7v.5',
  check: 'M4 12.5l5 5L20 6.5',
  attention: 'M12 3L2 21h20zM12 10v5M12 17.5v.5',
  phone: 'M7 2h10v20H7zM11 19h2M9.5 10l2 2 3.5-4',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l4 2',
  building: `${box}M9 13l2 2 4-4`,
  accepted: `${box}M8 13l3 3 5-6`,
  pencil: 'M4 20l1-5L16 4l4 4L9 19z',
  empty: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16',
  returned: 'M9 5L4 10l5 5M4 10h10a6 6 0 0 1 0 12h-3',
  question: 'M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3M12 18v.5',
  cross: 'M6 6l12 12M18 6L6 18',
  back: 'M15 4l-8 8 8 8',
  lock: 'M6 11h12v10H6zM8 11V8a4 4 0 0 1 8 0v3',
} as const
export type IconName = keyof typeof paths

/** A drawing beside words, never instead of them: it is hidden from who hears the page. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={css.icon} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
    </svg>
  )
}

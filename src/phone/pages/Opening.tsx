import { useWords } from '#phone/wording/language.tsx'
import css from './stack.module.css'

/** While the phone reads its own store or a page's chunk; never while it waits for the network. */
export function Opening() {
  const words = useWords()
  return (
    <p className={css.quiet} role="status">
      {words.opening}
    </p>
  )
}

import { useWords } from '#phone/wording/language.tsx'
import { Notice } from '#ui/Notice.tsx'

/** More than this, and times on the phone mislead people. */
const mostMinutesOff = 10

/** Says by how much the phone's clock is off, if it is. Nothing is ordered by it. */
export function ClockNotice({ minutes = 0 }: { minutes: number | undefined }) {
  const { sync: words } = useWords()
  const off = Math.abs(Math.round(minutes))
  return off > mostMinutesOff && <Notice kind="warning">{words.clock(off)}</Notice>
}

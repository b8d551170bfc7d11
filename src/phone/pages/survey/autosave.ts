import type { FactValue } from '#domain/household/operation.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import type { Instant } from '#domain/units.ts'

/** What became of an answer since it was changed on this page. */
export type Saving =
  | { state: 'saving' | 'unsaved' }
  | { state: 'saved'; at: Instant }
  | { state: 'failed'; error: unknown }

export type Autosave = {
  /** Saves at once: an answer that was tapped. */
  now: (path: Path, value: FactValue) => void
  /** Saves after a short rest: an answer that is being typed. */
  soon: (path: Path, value: FactValue) => void
  /** What stands on the screen is no answer: nothing of it is saved, and no tick stands beside it. */
  drop: (path: Path) => void
  /** Saves all that rests and all that failed; true once nothing is left unsaved. */
  flush: () => Promise<boolean>
}

/** How long typing rests before it is saved, in milliseconds. */
const rest = 400

/**
 * Saves answers one by one. `report` is told of each answer's last change only, so that an older save that ends late
 * never ticks a newer value.
 */
export function makeAutosave(
  save: (path: Path, value: FactValue) => Promise<Instant>,
  report: (path: Path, saving: Saving) => void,
): Autosave {
  const resting = new Map<Path, { value: FactValue; timer: ReturnType<typeof setTimeout> }>()
  const failed = new Map<Path, FactValue>()
  const last = new Map<Path, Promise<void>>()

  const now = (path: Path, value: FactValue) => {
    clearTimeout(resting.get(path)?.timer)
    resting.delete(path)
    failed.delete(path)
    report(path, { state: 'saving' })
    const attempt: Promise<void> = save(path, value).then(
      (at) => {
        if (last.get(path) === attempt) report(path, { state: 'saved', at })
      },
      (error: unknown) => {
        if (last.get(path) !== attempt) return
        failed.set(path, value)
        report(path, { state: 'failed', error })
      },
    )
    last.set(path, attempt)
  }
  const soon = (path: Path, value: FactValue) => {
    clearTimeout(resting.get(path)?.timer)
    report(path, { state: 'saving' })
    resting.set(path, { value, timer: setTimeout(() => now(path, value), rest) })
  }
  const drop = (path: Path) => {
    clearTimeout(resting.get(path)?.timer)
    resting.delete(path)
    failed.delete(path)
    last.set(path, Promise.resolve())
    report(path, { state: 'unsaved' })
  }
  const flush = async () => {
    for (const [path, { value }] of [...resting]) now(path, value)
    for (const [path, value] of [...failed]) now(path, value)
    await Promise.all(last.values())
    return failed.size === 0
  }
  return { now, soon, drop, flush }
}

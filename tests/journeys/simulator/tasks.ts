/**
 * One thing at a time: a task runs until it is done or stands still at a gate, and only then another one runs. Which
 * gate, and when it goes on, is the schedule's to say, so that the interleaving follows from the seed and from nothing
 * else. Gates stand where real programs wait: before a request and its reply, before sealing, before the server gets
 * its database.
 *
 * A task may also lose its tab: from a given touch of the phone's storage on nothing of it reaches the disk, and the
 * transaction that was open is undone. Or the phone has no room left from a given write of the task on, to its end.
 */
export class Killed extends Error {
  override name = 'Killed'
}

export type Limits = {
  /** The gate, counted from 0, at which it stands still; the commune's gates alone count where that is said. */
  pauseAt?: number
  pauseIn?: 'commune'
  /** Touches of the phone's storage until its tab is killed. */
  touches?: number
  /** Writes for which there is room; what is above is refused at once, or only when the transaction is to be kept. */
  room?: number
  isToldLate?: boolean
}

export type Task = {
  isDead: boolean
  /** It was refused room. */
  isFull: boolean
  isDone: boolean
  /** What came of it; a thrown error is an outcome too. */
  outcome?: { value: string } | { error: unknown }
  rest: Limits
  gates: number
  proceed?: () => void
  ended: Promise<void>
  onPause: () => void
}

let running: Task | undefined

/** Runs `work` until it is done or stands still. */
export async function begin(work: () => Promise<string>, limits: Limits = {}): Promise<Task> {
  const task: Task = {
    isDead: false,
    isFull: false,
    isDone: false,
    rest: { ...limits },
    gates: 0,
    ended: Promise.resolve(),
    onPause: () => undefined,
  }
  await untilItRests(task, () => {
    task.ended = work().then(
      (value) => note(task, { value }),
      (error: unknown) => note(task, { error }),
    )
  })
  return task
}

/** Lets a task that stands still go on, to its end or its next stop. */
export async function resume(task: Task): Promise<void> {
  const { proceed } = task
  delete task.proceed
  if (proceed) await untilItRests(task, proceed)
}

/** Its tab is gone: it dies where it stands. */
export async function kill(task: Task): Promise<void> {
  task.isDead = true
  await resume(task)
}

/** A place where others may come between. At the commune's a dead tab's request goes on all the same. */
export async function gate(where: 'phone' | 'commune'): Promise<void> {
  const task = running
  if (!task) return
  if (task.isDead) return died(where)
  if (task.rest.pauseIn === 'commune' && where !== 'commune') return
  const isStop = task.gates === task.rest.pauseAt
  task.gates += 1
  if (!isStop) return
  await new Promise<void>((proceed) => {
    task.proceed = proceed
    task.onPause()
  })
  if (task.isDead) died(where)
}

function died(where: 'phone' | 'commune'): void {
  if (where === 'phone') throw new Killed()
}

let touched = 0

/** What other threads are at work on: how soon they are done must not steer the order. */
export const elsewhere = { atWork: 0 }

/**
 * Waits until nobody has touched the phone's storage, and nothing was sealed or opened, for some turns of the event
 * loop: within one task, too, requests go out one after the other, and each when what went before it has come to rest.
 */
export async function stillness(): Promise<void> {
  for (let turns = 0, before = touched; turns < 12; turns++) {
    await new Promise((turn) => setImmediate(turn))
    if (touched !== before || elsewhere.atWork > 0) [turns, before] = [0, touched]
  }
}

/** A touch of the phone's storage; `undo` takes back what is not yet on the disk. */
export function touch(undo: () => void): void {
  touched += 1
  const task = running
  if (!task) return
  if (!task.isDead) {
    const { touches } = task.rest
    if (touches === undefined) return
    task.rest.touches = touches - 1
    if (touches > 0) return
    task.isDead = true
  }
  undo()
  throw new Killed()
}

/** Before a write that needs room: `true` where the refusal comes when the transaction is to be kept. */
export function makeRoom(undo: () => void): boolean {
  const rest = running?.rest
  if (!running || rest?.room === undefined) return false
  rest.room -= 1
  if (rest.room >= 0) return false
  running.isFull = true
  if (rest.isToldLate) return true
  undo()
  throw new DOMException('no room', 'QuotaExceededError')
}

function note(task: Task, outcome: NonNullable<Task['outcome']>): void {
  task.isDone = true
  task.outcome = outcome
}

async function untilItRests(task: Task, start: () => void): Promise<void> {
  const paused = new Promise<void>((resolve) => {
    task.onPause = resolve
  })
  running = task
  start()
  await Promise.race([task.ended, paused])
  running = undefined
}

import { takeIn } from '#server/intake.ts'
import { certificateIn } from '#server/keyring.ts'
import { deliver } from './line.ts'
import { importFile } from './office.ts'
import { epochOf, judge, saidIsTrue } from './oracle.ts'
import { depositToken, stocktaking } from './person.ts'
import { type Step, scheduleOf } from './schedule.ts'
import { take } from './steps.ts'
import { resumeUntil } from './windows.ts'
import { aWorld, endWorld, type World } from './world.ts'

/** What happened under one seed, line by line, and what should not have. */
export type Report = { seed: number; log: string[]; wrong: string[] }

/** `log` may be watched from outside while the seed runs. */
export async function simulate(seed: number, log: string[] = []): Promise<Report> {
  const schedule = scheduleOf(seed)
  const world = await aWorld(schedule, log)
  const { error } = console
  console.error = (...what) => {
    const said = what.map(textOf).join(' ')
    if (!/^(Killed|StorageFailure: full)/.test(said)) world.wrong.push(`the phone logged ${said}`)
  }
  try {
    await goThrough(world)
  } catch (fault) {
    // What stands on a disk makes no sense to whoever reads it.
    world.wrong.push(textOf(fault))
  } finally {
    console.error = error
    await endWorld(world)
  }
  return reportOf(world)
}

async function goThrough(world: World): Promise<void> {
  for (const step of world.schedule.steps) {
    await take(world, step)
    await listen(world)
    if (world.wrong.length > 0) return
  }
  await settleDown(world)
  if (world.wrong.length === 0) world.wrong.push(...(await judge(world)), ...(await sendAllAgain(world)))
}

/** A report as it is printed: the seed that replays it, the schedule, what happened, what is wrong. */
export function textOfReport({ seed, log, wrong }: Report): string {
  const { steps, ...frame } = scheduleOf(seed)
  return [
    `seed ${seed}: npm run simulate -- --seed ${seed}`,
    JSON.stringify(frame),
    ...steps.map((step) => `  ${JSON.stringify(step)}`),
    ...log,
    ...wrong.map((sentence) => `WRONG: ${sentence}`),
  ].join('\n')
}

function reportOf({ schedule, log, wrong }: World): Report {
  return { seed: schedule.seed, log, wrong }
}

/** Notes what the phones have been told since, and whether it is true. */
async function listen(world: World): Promise<void> {
  const epoch = await epochOf(world)
  const news = new Map<string, true>()
  for (const person of world.people)
    for (const [op, { state, epoch: said, receipt }] of person.letters) {
      if ((state !== 'in' && state !== 'held') || said === undefined) continue
      const before = world.told.get(op)
      if (before?.epoch === said && before.state === state) continue
      const label = person.operations.get(op)?.label ?? op
      world.told.set(op, { label, device: person.device, epoch: said, state, ...(receipt && { receipt }) })
      if (said === epoch) news.set(op, true)
    }
  if (news.size === 0) return
  const rows = await world.commune.store.db
    .selectFrom('ledger')
    .selectAll()
    .where('op', 'in', [...news.keys()])
    .execute()
  const entries = new Map(rows.map((entry) => [entry.op, entry]))
  const told = new Map([...world.told].filter(([op]) => news.has(op)))
  world.wrong.push(...(await saidIsTrue({ world: { ...world, told }, entries })))
}

/** All lines are good, and everybody sends and fetches until there is nothing left to do. */
async function settleDown(world: World): Promise<void> {
  const end = world.schedule.steps.length
  for (let number = end; world.standing.length > 0; number += 10) await resumeUntil(world, number + 10)
  for (const parked of world.parked.splice(0)) await deliver(world, parked)
  for (const { bytes } of world.files) await importFile(world, bytes)
  for (let round = 0; round < mostRounds && !isQuiet(world, round); round++)
    for (const phone of world.people.keys()) {
      await take(world, calm(end + round, 'sync', phone))
      await listen(world)
    }
  for (const person of world.people) world.wrong.push(...(await stocktaking(person, world.commune)))
}

const mostRounds = 6

/** In the last round nobody had anything to do. */
function isQuiet({ log, people }: World, round: number): boolean {
  return (
    round > 1 && log.slice(-people.length).every((line) => line.endsWith('nothing_to_do') || line.endsWith('no phone'))
  )
}

function calm(number: number, kind: Step['kind'], phone: number): Step {
  return { kind, number, phone, tab: 0, household: 0, question: 0, mishaps: [], isLocked: false, resumeAfter: 1 }
}

/** By now every letter has come at least once: all of them once more change nothing at all. */
async function sendAllAgain(world: World): Promise<string[]> {
  const { store } = world.commune
  const before = await contentsOf(world)
  for (const person of world.people) {
    if (person.isWiped) continue
    const sender = certificateIn(store.keyring, await depositToken(person))
    const letters = [...person.letters.values()].map(({ bytes }) => bytes)
    if (sender) await takeIn(store, letters, sender)
  }
  return before === (await contentsOf(world)) ? [] : ['sending everything again changed something']
}

async function contentsOf({ commune }: World): Promise<string> {
  const { db } = commune.store
  return JSON.stringify([
    await db.selectFrom('ledger').selectAll().orderBy('op').execute(),
    await db.selectFrom('surveys').selectAll().orderBy('household').execute(),
    await db.selectFrom('households').selectAll().orderBy('id').execute(),
    await db.selectFrom('change_log').selectAll().orderBy('seq').execute(),
  ])
}

function textOf(what: unknown): string {
  return what instanceof Error ? String(what.stack) : String(what)
}

import type { Vault } from '#phone/store/vault.ts'
import { type Person, reopened, stocktaking } from './person.ts'
import type { Step } from './schedule.ts'
import { kill, resume } from './tasks.ts'
import type { Standing, World } from './world.ts'

/** Lets go on what stands still and has stood long enough. */
export async function resumeUntil(world: World, number: number): Promise<void> {
  for (const one of world.standing.filter(({ until }) => until <= number)) {
    await resume(one.task)
    await rest(world, one)
  }
}

export async function resumeToTheEnd(world: World, one: Standing): Promise<void> {
  while (!one.task.isDone) await resume(one.task)
  await rest(world, one)
}

/** Notes a task that is done; keeps one that stands still. */
export async function rest(world: World, one: Standing): Promise<void> {
  world.standing = world.standing.filter(({ task }) => task !== one.task)
  if (!one.task.isDone) {
    world.standing.push(one)
    return
  }
  await one.after(one.task)
  world.wrong.push(...(await stocktaking(one.person, world.commune, [one.id])))
}

/** Whatever ran in this window dies with it; the worker has none. */
export async function killTab(world: World, person: Person, tab: number): Promise<void> {
  for (const one of world.standing.filter((other) => runsIn(other, person, tab))) {
    await kill(one.task)
    await rest(world, one)
  }
  person.tabs[tab] = await reopened(person)
}

function runsIn({ person, step }: Standing, owner: Person, tab: number): boolean {
  return person === owner && step.tab === tab && step.kind !== 'background'
}

export async function tabOf(person: Person, tab: number): Promise<Vault> {
  person.tabs[tab] ??= await reopened(person)
  return person.tabs[tab]
}

export function note(world: World, step: Step, what: string): void {
  world.log.push(`${step.number}. ${what}`)
}

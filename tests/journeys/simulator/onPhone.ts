import type { HouseholdId } from '#domain/ids.ts'
import { addHousehold } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { depositInBackground } from '#phone/sync/background.ts'
import { handoverOf } from '#phone/sync/handover.ts'
import { sync } from '#phone/sync/sync.ts'
import { answerIn, words } from './given.ts'
import { lineOver } from './line.ts'
import { answer, close, complete, letGo, look, type Person, stocktaking } from './person.ts'
import { recover } from './recovery.ts'
import type { Kind, Step } from './schedule.ts'
import { clockOf, type World } from './world.ts'

type At = { person: Person; vault: Vault; id: HouseholdId }
export type OnPhone =
  | 'answer'
  | 'close'
  | 'look'
  | 'finish'
  | 'complete'
  | 'add'
  | 'discard'
  | 'sync'
  | 'saveFile'
  | 'background'
  | 'recover'

export function isOnPhone(kind: Kind): kind is OnPhone {
  return Object.hasOwn(doing, kind)
}

export const doing: Record<OnPhone, (world: World, step: Step, at: At) => Promise<string>> = {
  answer: async (world, step, { person, vault, id }) => {
    const given = answerIn(step)
    await answer(person, vault, id, given, clockOf(world, person))
    return `${given.path} = ${given.value}`
  },
  close: async (world, step, { person, vault, id }) => {
    const now = clockOf(world, person)
    const given = answerIn(step)
    await answer(person, vault, id, given, now)
    return `${given.path} = ${given.value}, ${await close(person, vault, id, words(step), now)}`
  },
  look: async (_, __, { person, vault, id }) => (await look(person, vault, id)).status,
  finish: async (world, _, { person, vault, id }) => (await finish(vault, id, clockOf(world, person))).outcome,
  complete: (world, step, { person, vault, id }) =>
    complete(person, vault, id, 100 + step.number, clockOf(world, person)),
  add: async (world, step, { person, vault }) => {
    const id = await addHousehold(vault)
    person.made.push(id)
    return close(person, vault, id, words(step), clockOf(world, person))
  },
  discard: async (_, __, { person, vault, id }) => {
    await letGo(person, vault, id)
    return 'let go'
  },
  sync: async (world, step, { person, vault }) => {
    const card = (await registry.vaults.get(person.device))!
    const sizes = sizesOf(world)
    const options = { line: lineOver(world, planOf(world, step)), sizes, now: () => clockOf(world, person) }
    const outcome = await sync(card, step.isLocked ? undefined : vault, options)
    return outcome.outcome === 'failed' ? outcome.failure : outcome.outcome
  },
  saveFile: async (world, step, { person, vault }) => {
    const saved = await handoverOf(vault, step.isLocked ? 'all' : 'not_in', clockOf(world, person))
    if (!saved) return 'nothing to save'
    const bytes = new Uint8Array(await saved.file.arrayBuffer())
    world.files.push({ label: `${person.name}'s file of step ${step.number}`, bytes })
    return `${saved.letters} letters`
  },
  background: async (world, step, { person }) => {
    const options = {
      line: lineOver(world, planOf(world, step)),
      sizes: sizesOf(world),
      now: () => clockOf(world, person),
    }
    const outcome = await besideWindows(world, options)
    for (const one of world.people) world.wrong.push(...(await stocktaking(one, world.commune, [])))
    return outcome
  },
  recover: (world, step, { person }) => recover(world, step, person),
}

/** A window whose exchange stands still holds the lock: then the worker waits for it in vain, and sends beside it. */
async function besideWindows(
  { standing }: World,
  options: NonNullable<Parameters<typeof depositInBackground>[0]>,
): Promise<string> {
  const isHeld = standing.some(({ step }) => step.kind === 'sync')
  const deposit = () => depositInBackground({ ...options, ...(isHeld && { patience: 1 }) })
  // The browser's timer behind the worker's patience does not by itself keep Node from ending.
  const awake = setInterval(() => undefined, 1000)
  try {
    await (isHeld ? navigator.locks.request('sync', deposit) : deposit())
    return 'nothing waits'
  } catch (error) {
    if (error instanceof Error && error.message === 'letters still wait') return error.message
    throw error
  } finally {
    clearInterval(awake)
  }
}

function sizesOf({ schedule: { batch } }: World) {
  return { start: batch, least: 100, most: batch * 4 }
}

function planOf({ schedule }: World, { phone, mishaps, question }: Step) {
  return { mishaps, isOld: schedule.phones[phone]!.isOld, at: question }
}

import { Refusal, Unreachable } from '#phone/sync/failure.ts'
import { askForRecovery, openByCode, renewPin } from '#phone/sync/recover.ts'
import { Problem } from '#protocol/problem.ts'
import { approveRecovery, recoveriesReply } from '#server/recoveries.ts'
import { reviewer } from './commune.ts'
import { fetchOver } from './line.ts'
import { PowerCut } from './patches.ts'
import { fewIterations, type Person, reopened } from './person.ts'
import type { Step } from './schedule.ts'
import type { World } from './world.ts'

/**
 * The PIN is forgotten: the phone asks, the reviewer compares and reads out a code, the vault opens under a new PIN.
 * A refusal or a broken line is an outcome; the old PIN is then still the one.
 */
export async function recover(world: World, step: Step, person: Person): Promise<string> {
  const { commune } = world
  const { store } = commune
  const send = fetchOver(world, { mishaps: step.mishaps })
  const { device } = person
  try {
    const fingerprint = await askForRecovery(device, step.question % 3 === 0, send)
    const { recoveries } = await recoveriesReply(store)
    if (recoveries.some((one) => one.device === device))
      person.code = (await approveRecovery(store, device, { fingerprint, login: reviewer.login })).code
    const { code } = person // where the commune had answered already, the code that was read out then
    if (code === undefined) throw new Error(`${person.name} asked, and is not on the reviewer's list`)
    if (step.question % 4 === 0) await openByCode(device, wrongly(code), send).catch(refused)
    const raw = await openByCode(device, code, send)
    const pin = String(200_000 + step.number)
    person.pins = [pin, ...person.pins]
    person.tabs[step.tab] = await renewPin(device, raw, pin, fewIterations)
    person.tabs[step.tab] = await reopened(person)
    return person.pins[0] === pin ? 'a new PIN' : 'the PIN is the old one'
  } catch (error) {
    if (error instanceof Refusal || error instanceof Problem) return error.code
    if (error instanceof Unreachable) return error.failure
    if (error instanceof PowerCut || commune.store !== store) return 'the server was switched off'
    throw error
  }
}

function wrongly(code: string): string {
  return code.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))
}

function refused(error: unknown): void {
  if (!(error instanceof Refusal || error instanceof Unreachable)) throw error
}

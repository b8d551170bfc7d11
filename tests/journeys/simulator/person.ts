import { canonical, type FactValue, type Operation } from '#domain/household/operation.ts'
import type { DeviceId, HouseholdId, OpId } from '#domain/ids.ts'
import { type Path, pathOf } from '#domain/questionnaire/answers.ts'
import { type LetterRow, type OperationRow, vaultDatabase } from '#phone/store/database.ts'
import { discardDraft, saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { householdView } from '#phone/store/households.ts'
import { registry } from '#phone/store/registry.ts'
import { openRow, unlock, type Vault } from '#phone/store/vault.ts'
import type { DraftAnswer, HouseholdView } from '#phone/store/view.ts'
import { enrol, lookUp } from '#phone/sync/enrol.ts'
import { makeEnrolment } from '#server/enrolments.ts'
import { residentId } from '../../builders.ts'
import { completeAnswers } from '../../phone/kit.ts'
import type { Commune } from './commune.ts'
import { lineOver, type Way } from './line.ts'

const firstPin = '135790'
export const fewIterations = 1

/** An enumerator with a phone, what stands on its disk, and all that this person has ever been shown. */
export type Person = {
  name: string
  hamlet: string
  device: DeviceId
  /** The open windows of the app. */
  tabs: Vault[]
  /** The one that opens the vault; where a new one was being set when the window died, both may. */
  pins: string[]
  /** That the reviewer read out last. */
  code?: string
  /** By how much the phone's clock is wrong, in milliseconds. */
  skew: number
  /** Answers that were shown as saved, and are in no operation yet. */
  typed: Map<HouseholdId, Map<Path, Typed[]>>
  shown: Map<string, Set<string>>
  made: HouseholdId[]
  operations: Map<OpId, Made>
  isWiped: boolean
  letters: Map<OpId, LetterRow>
}

/** One try to save an answer, and what its author had been shown at that path before. */
export type Typed = { value: FactValue; knew: ReadonlySet<string>; isSaved: boolean }

export type Made = {
  label: string
  operation: Operation
  /** By household and path: what its author had been shown there. */
  knew: Map<string, ReadonlySet<string>>
  /** Let go by the phone, long after the commune had it. */
  isPruned: boolean
}

export async function aPerson(way: Way, name: string, hamlet: string, skew: number): Promise<Person> {
  const { code } = await makeEnrolment(way.commune.store, { enumerator: `Người ${name}`, hamlet, days: 7 })
  const line = lineOver(way)
  const vault = await enrol({ code, pin: firstPin, look: await lookUp(code, line) }, line, fewIterations)
  return {
    name,
    hamlet,
    device: vault.device,
    tabs: [vault],
    pins: [firstPin],
    skew,
    typed: new Map(),
    shown: new Map(),
    made: [],
    operations: new Map(),
    isWiped: false,
    letters: new Map(),
  }
}

/** A window of the app, opened with the PIN: nothing is in its memory but what the disk holds. */
export async function reopened(person: Person): Promise<Vault> {
  for (const pin of person.pins) {
    const outcome = await unlock(person.device, pin)
    if (outcome.outcome === 'unlocked') {
      person.pins = [pin]
      return outcome.vault
    }
  }
  throw new Error(`${person.name}'s vault does not open`)
}

/** The household as it stands on the screen; remembers what was shown. */
export async function look(person: Person, vault: Vault, id: HouseholdId): Promise<HouseholdView> {
  const view = await householdView(vault, id)
  if (!view || view.isReadOnly) throw new NotHere()
  for (const [path, value] of view.values) show(person, id, path, value)
  for (const [path, rivals] of Object.entries(view.survey?.rivals ?? {}))
    for (const { value } of rivals) show(person, id, path as Path, value)
  return view
}

/** The household went to another hamlet: there is nothing of it to answer any more. */
export class NotHere extends Error {}

export type Answer = { path: Path; value: FactValue }

/** Looks, and answers: what `seen` means. */
export async function answer(
  person: Person,
  vault: Vault,
  id: HouseholdId,
  given: Answer,
  now: Date,
): Promise<HouseholdView> {
  const view = await look(person, vault, id)
  const tries = triesAt(person, id, given.path)
  const attempt: Typed = { value: given.value, knew: new Set(shownAt(person, id, given.path)), isSaved: false }
  tries.push(attempt)
  await saveAnswer(vault, id, given.path, given.value, view.revision, now)
  attempt.isSaved = true
  return view
}

/** Closes the household as incomplete, with whatever is asked for. */
export async function close(person: Person, vault: Vault, id: HouseholdId, note: string, now: Date): Promise<string> {
  const { values } = await look(person, vault, id)
  const missing: Answer[] = []
  const name = pathOf('name', residentId(1))
  if (!values.has(name)) missing.push({ path: name, value: 'Quách Thị Ngân' })
  if (!values.has(pathOf('visit_outcome'))) missing.push({ path: pathOf('visit_outcome'), value: 'absent' })
  if (!values.has(pathOf('visit_note'))) missing.push({ path: pathOf('visit_note'), value: note })
  for (const given of missing) await answer(person, vault, id, given, now)
  return (await finish(vault, id, now)).outcome
}

/** A whole survey of one living alone. */
export async function complete(person: Person, vault: Vault, id: HouseholdId, points: number, now: Date) {
  const { values } = await look(person, vault, id)
  const answers = completeAnswers(points).filter(
    ([path, value]) => canonical(values.get(path) ?? null) !== canonical(value),
  )
  for (const [path, value] of answers) await answer(person, vault, id, { path, value }, now)
  return (await finish(vault, id, now)).outcome
}

/** A person's choice to let a draft go: from here on nothing of it is owed. */
export async function letGo(person: Person, vault: Vault, id: HouseholdId): Promise<void> {
  for (const tries of person.typed.get(id)?.values() ?? []) for (const one of tries) one.isSaved = false
  await discardDraft(vault, id)
}

export function shownAt(person: Person, id: HouseholdId, path: Path): Set<string> {
  const key = `${id} ${path}`
  const shown = person.shown.get(key) ?? new Set()
  person.shown.set(key, shown)
  return shown
}

export async function depositToken(person: Person): Promise<string> {
  return (await registry.vaults.get(person.device))!.deposit!
}

/**
 * Reads what stands on the disk now. Every answer that was shown as saved must be in its draft, or in an operation, or
 * be what the commune has already; every operation that was there must be there. Returns what is not so.
 */
export async function stocktaking(
  person: Person,
  commune: Commune,
  households: Iterable<HouseholdId> = person.typed.keys(),
): Promise<string[]> {
  if (person.isWiped) return []
  const wrong: string[] = []
  const vault = person.tabs[0]!
  const rows = await vault.db.operations.orderBy('n').toArray()
  for (const row of rows) if (!person.operations.has(row.op)) await enter(person, vault, row, wrong)
  const kept = new Set(rows.map(({ op }) => op))
  person.letters = new Map((await vault.db.outbox.toArray()).map((letter) => [letter.op, letter]))
  for (const [op, made] of person.operations) {
    if (kept.has(op) && person.letters.has(op)) continue
    made.isPruned ||= await mayGo(op, commune)
    if (!made.isPruned) wrong.push(`${made.label} is no longer on the phone`)
  }
  for (const id of households) wrong.push(...(await lostAnswers(person, vault, id)))
  return wrong
}

/** In the record for thirty days, and in a backup since. */
async function mayGo(op: OpId, { store, time, backedUpAt }: Commune): Promise<boolean> {
  const entry = await store.db.selectFrom('ledger').selectAll().where('op', '=', op).executeTakeFirst()
  if (!entry || entry.outcome === 'held') return false
  const at = Date.parse(entry.received_at)
  return at < time.now - 30 * 86_400_000 && at < backedUpAt
}

async function enter(person: Person, vault: Vault, row: OperationRow, wrong: string[]): Promise<void> {
  const operation = (await openRow<Operation>(vault, { table: 'operations', id: row.op }, row))!
  const label = `${person.name}#${operation.n}`
  if ([...person.operations.values()].some((known) => known.operation.n === operation.n))
    wrong.push(`${label} is given a second time`)
  const made: Made = { label, operation, knew: new Map(), isPruned: false }
  for (const [id, { facts }] of Object.entries(operation.households))
    for (const [path, { value }] of Object.entries(facts)) {
      const tries = triesAt(person, id as HouseholdId, path as Path)
      const same = tries.filter((one) => canonical(one.value) === canonical(value))
      if (same.length === 0) wrong.push(`${label} says ${canonical(value)} at ${path}, which nobody typed`)
      else made.knew.set(`${id} ${path}`, same.at(-1)!.knew)
      show(person, id as HouseholdId, path as Path, value)
    }
  person.operations.set(operation.op, made)
}

/** What was shown as saved and stands nowhere; forgets what has gone into an operation. */
async function lostAnswers(person: Person, vault: Vault, id: HouseholdId): Promise<string[]> {
  const wrong: string[] = []
  const drafts = new Map<Path, FactValue>()
  for (const row of await vault.db.drafts.where('household').equals(id).toArray()) {
    const draft = (await openRow<DraftAnswer>(vault, { table: 'drafts', id: row.id }, row))!
    drafts.set(draft.path, draft.value)
  }
  const view = await householdView(vault, id)
  for (const [path, tries] of person.typed.get(id) ?? []) {
    const last = tries.findLastIndex(({ isSaved }) => isSaved)
    if (last === -1) continue
    // Tries that nobody was told about may have come through as well.
    const possible = tries.slice(last).map(({ value }) => canonical(value))
    const stands = valuesAt(person, view, id, path)
    if (drafts.has(path) && possible.includes(canonical(drafts.get(path)))) continue
    if (!possible.some((value) => stands.has(value)))
      wrong.push(`${person.name}: ${possible[0]} at ${path} was shown as saved, and is gone`)
    for (const one of tries) one.isSaved = false // it has gone into an operation, or the commune says the same
  }
  return wrong
}

/** In this person's own operations, and in the commune's record as this phone has it. */
function valuesAt(person: Person, view: HouseholdView | undefined, id: HouseholdId, path: Path): Set<string> {
  const values = new Set<string>()
  for (const { operation } of person.operations.values()) {
    const fact = operation.households[id]?.facts[path]
    if (fact) values.add(canonical(fact.value))
  }
  const field = view?.survey?.fields[path]
  if (field) values.add(canonical(field.value))
  return values
}

function triesAt(person: Person, id: HouseholdId, path: Path): Typed[] {
  const ofHousehold = person.typed.get(id) ?? new Map<Path, Typed[]>()
  person.typed.set(id, ofHousehold)
  const tries = ofHousehold.get(path) ?? []
  ofHousehold.set(path, tries)
  return tries
}

function show(person: Person, id: HouseholdId, path: Path, value: FactValue): void {
  shownAt(person, id, path).add(canonical(value))
}

/** After the seed: nothing of this phone is left for the next one. */
export async function forget(person: Person): Promise<void> {
  await vaultDatabase(person.device).delete()
  await registry.vaults.delete(person.device)
}

import type { Household } from '#domain/household/household.ts'
import { canonical, type Operation } from '#domain/household/operation.ts'
import type { HouseholdId } from '#domain/ids.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import { pullStateOf } from '#phone/store/database.ts'
import { householdCards } from '#phone/store/households.ts'
import { openRow } from '#phone/store/vault.ts'
import type { Tables } from '#server/db/schema.ts'
import { householdOf, selectHouseholds, theOpenRound } from '#server/households.ts'
import { fieldsOf, householdAt } from './office.ts'
import type { Made, Person } from './person.ts'
import { unopenedAreKept } from './unopened.ts'
import { nameOf, type World } from './world.ts'

type Entry = Tables['ledger']

/**
 * What must be so when nothing is on its way any more: returns every sentence of it that is not. It knows what each
 * person has been shown and has typed, and asks the commune's database and the phones' storage; it does not ask the
 * merge how it came to its result.
 */
export async function judge(world: World): Promise<string[]> {
  const { db } = world.commune.store
  const entries = await db.selectFrom('ledger').selectAll().execute()
  const made = new Map<string, { person: Person; made: Made }>()
  for (const person of world.people) for (const [op, one] of person.operations) made.set(op, { person, made: one })
  const facts: Facts = { world, entries: new Map(entries.map((entry) => [entry.op, entry])), made }
  return [
    ...(await saidIsTrue(facts)),
    ...(await everyOperationIsSomewhere(facts)),
    ...nobodyWaitsInVain(facts),
    ...revokedStayOutside(facts),
    ...(await phonesEqualTheirScope(facts)),
    ...(await statusesAreTrue(facts)),
    ...(await everyValueIsAccountedFor(facts)),
    ...(await acceptedStands(facts)),
    ...(await unopenedAreKept(world, await epochOf(world))),
    ...world.commune.logged.map((line) => `the server logged ${line}`),
  ]
}

type Facts = { world: World; entries: Map<string, Entry>; made: Map<string, { person: Person; made: Made }> }

/** What the commune acknowledged in its present database is there, once in each household's record. */
export async function saidIsTrue({ world, entries }: Pick<Facts, 'world' | 'entries'>): Promise<string[]> {
  const wrong: string[] = []
  const epoch = await epochOf(world)
  for (const [op, told] of world.told) {
    if (told.epoch !== epoch) continue
    const entry = entries.get(op)
    if (!entry) wrong.push(`${told.label} was acknowledged, and is not in the ledger`)
    else if (told.state === 'in' && entry.outcome === 'held') wrong.push(`${told.label} was received, and is held`)
    else if (told.state === 'in' && entry.receipt !== told.receipt) wrong.push(`${told.label} has two receipts`)
  }
  for (const entry of entries.values())
    for (const id of JSON.parse(entry.households) as HouseholdId[]) {
      const receipts = (await householdAt(world, id))?.survey.receipts.filter(({ op }) => op === entry.op).length ?? 0
      const expected = entry.outcome === 'held' ? 0 : 1
      if (receipts !== expected) wrong.push(`an operation has ${receipts} receipts in ${nameOf(world, id)}`)
    }
  return wrong
}

export async function epochOf({ commune }: World): Promise<string> {
  const row = await commune.store.db.selectFrom('meta').select('value').where('key', '=', 'epoch').executeTakeFirst()
  return row?.value ?? ''
}

/** At the end nothing waits, and nothing is refused. */
async function everyOperationIsSomewhere({ world, entries }: Facts): Promise<string[]> {
  const wrong: string[] = []
  for (const person of world.people) {
    if (person.isWiped) continue
    // A revoked phone reads nothing: what became of a held letter later does not reach it.
    const isTold = !(await isRevoked(world, person))
    for (const [op, { label }] of person.operations) {
      const letter = person.letters.get(op)
      if (!entries.has(op)) wrong.push(`${label} is not in the ledger at the end`)
      if (!letter) continue // pruned: what was told of it is looked at by itself
      const { state, reason } = letter
      if (state !== 'in' && state !== 'held') wrong.push(`${label} is ${state} at the end (${reason})`)
      if (state === 'in' && entries.get(op)?.outcome === 'held') wrong.push(`${label} is called received, and is held`)
      if (isTold && state === 'held' && entries.get(op)?.outcome !== 'held')
        wrong.push(`${label} is called held, and is received`)
    }
  }
  return wrong
}

/** What waits for another operation waits for one that is still to come. */
function nobodyWaitsInVain({ entries, made }: Facts): string[] {
  return [...entries.values()].flatMap(({ op, reason, after }) => {
    const predecessor = after === null ? undefined : entries.get(after)
    if (reason !== 'waiting_for_predecessor' || !predecessor || predecessor.outcome === 'held') return []
    return [`${made.get(op)?.made.label} waits for an operation that has come`]
  })
}

/** What a phone made after it was revoked is in the record only where the reviewer took it. */
function revokedStayOutside({ world, entries, made }: Facts): string[] {
  return [...entries.values()].flatMap(({ op, outcome, device, n }) => {
    const last = world.revoked.get(device)
    if (outcome === 'held' || last === undefined || n <= last || world.taken.has(op)) return []
    return [`${made.get(op)?.made.label} of a revoked phone is in the record`]
  })
}

async function phonesEqualTheirScope({ world }: Facts): Promise<string[]> {
  const wrong: string[] = []
  const { db } = world.commune.store
  const round = await theOpenRound(db)
  for (const person of world.people) {
    if (person.isWiped || (await isRevoked(world, person))) continue
    const { hamlet } = await db
      .selectFrom('devices')
      .selectAll()
      .where('id', '=', person.device)
      .executeTakeFirstOrThrow()
    const rows = await selectHouseholds(db, round.id).where('households.hamlet', '=', hamlet).execute()
    const expected = new Map(rows.map((row) => [row.id, canonical(householdOf(row, round.id))]))
    const pulled = await pulledBy(person)
    for (const [id, household] of expected)
      if (canonical(pulled.get(id as HouseholdId)) !== household)
        wrong.push(`${person.name} has not what the commune has of ${nameOf(world, id as HouseholdId)}`)
    for (const id of pulled.keys())
      if (!expected.has(id)) wrong.push(`${person.name} has ${nameOf(world, id)}, which is not theirs`)
  }
  return wrong
}

async function pulledBy(person: Person): Promise<Map<HouseholdId, Household>> {
  const vault = person.tabs[0]!
  const state = await pullStateOf(vault.db)
  const pulled = new Map<HouseholdId, Household>()
  for (const row of await vault.db.households.toArray()) {
    if (row.generation !== state?.generation) continue
    pulled.set(row.id, (await openRow<Household>(vault, { table: 'households', id: row.id }, row))!)
  }
  return pulled
}

/** A household is shown as received only where the commune has all of this phone's operations on it in its record. */
async function statusesAreTrue({ world, entries }: Facts): Promise<string[]> {
  const wrong: string[] = []
  for (const person of world.people) {
    if (person.isWiped || (await isRevoked(world, person))) continue
    for (const { id, status } of await householdCards(person.tabs[0]!)) {
      const own = [...person.operations.values()].filter(({ operation }) => operation.households[id])
      const isIn = own.every(({ operation: { op } }) => (entries.get(op)?.outcome ?? 'held') !== 'held')
      if (status === 'received' && !isIn) wrong.push(`${person.name} calls ${nameOf(world, id)} received`)
      if (status === 'waiting') wrong.push(`${person.name} still shows ${nameOf(world, id)} as waiting`)
    }
  }
  return wrong
}

async function isRevoked({ commune }: World, { device }: Person): Promise<boolean> {
  const row = await commune.store.db.selectFrom('devices').select('state').where('id', '=', device).executeTakeFirst()
  return row?.state === 'revoked'
}

type Write = { label: string; device: string; n: number; value: string; knew: ReadonlySet<string> }

/** Each value that came in is current, a rival, or superseded by somebody who had been shown it. */
async function everyValueIsAccountedFor(facts: Facts): Promise<string[]> {
  const wrong: string[] = []
  for (const [key, writes] of writesOf(facts)) {
    const [id, path] = key.split(' ') as [HouseholdId, Path]
    const survey = (await householdAt(facts.world, id))?.survey
    const current = canonical(survey?.fields[path]?.value ?? null)
    const rivals = survey?.rivals[path] ?? []
    const standing = new Set([current, ...rivals.map(({ value }) => canonical(value))])
    const decided = facts.world.decided.get(key)
    for (const write of writes) {
      const isSuperseded = writes.some((other) => supersedes(other, write)) || decided?.has(write.value)
      if (!standing.has(write.value) && !isSuperseded)
        wrong.push(`${write.label}: ${write.value} at ${path} was overwritten by somebody who never saw it`)
    }
    if (!decided) wrong.push(...oneWriterRules(writes, current, rivals.length, `${path} of ${nameOf(facts.world, id)}`))
  }
  return wrong
}

function supersedes(later: Write, earlier: Write): boolean {
  if (later === earlier) return false
  return later.device === earlier.device ? later.n > earlier.n : later.knew.has(earlier.value)
}

/** Where one device alone has written, its last value stands, and nothing beside it: in whatever order they came. */
function oneWriterRules(writes: Write[], current: string, rivals: number, where: string): string[] {
  if (new Set(writes.map(({ device }) => device)).size !== 1) return []
  const last = writes.reduce((a, b) => (a.n > b.n ? a : b))
  if (rivals > 0) return [`${last.label} is in conflict with its own device at ${where}`]
  return current === last.value ? [] : [`${last.label} wrote ${last.value} last, but ${where} is ${current}`]
}

/** By household and path: what operations in the record wrote. */
function writesOf({ world, entries, made }: Facts): Map<string, Write[]> {
  const writes = new Map<string, Write[]>()
  for (const entry of entries.values()) {
    if (entry.outcome === 'held') continue
    const { households, n, device } = JSON.parse(entry.body) as Operation
    const known = made.get(entry.op)?.made
    for (const [id, { facts }] of Object.entries(households))
      for (const [path, { value }] of Object.entries(facts)) {
        const key = `${id} ${path}`
        const knew = known?.knew.get(key) ?? new Set<string>()
        const label = known?.label ?? `n ${n} of a phone that is gone`
        writes.set(key, [...(writes.get(key) ?? []), { label, device, n, value: canonical(value), knew }])
      }
  }
  for (const [n, { key, value, knew }] of world.settled.entries())
    writes.set(key, [...(writes.get(key) ?? []), { label: 'the reviewer', device: 'office', n, value, knew }])
  return writes
}

/** What the reviewer accepted is as it was accepted. */
async function acceptedStands({ world }: Facts): Promise<string[]> {
  const wrong: string[] = []
  for (const [id, fields] of world.accepted) {
    const survey = (await householdAt(world, id))?.survey
    if (survey?.state !== 'accepted') wrong.push(`${nameOf(world, id)} was accepted, and is ${survey?.state}`)
    else if ((await fieldsOf(world, id)) !== fields) wrong.push(`${nameOf(world, id)} was changed after its acceptance`)
  }
  return wrong
}

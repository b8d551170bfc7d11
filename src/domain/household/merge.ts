import { type Path, placeOf } from '#domain/questionnaire/answers.ts'
import { canonical, type Fact, type HouseholdChange, type Operation, type Revision } from './operation.ts'
import type { Field, Rival, Survey } from './survey.ts'

/** How an operation fared in one household. `conflict`: at least one rival value is kept, a person will decide. */
export type MergeOutcome = 'applied' | 'conflict' | 'late'

/** Who and when, as the commune knows it, for the fields an operation writes. */
export type Stamp = { revision: Revision; by: string; at: string }

/**
 * Merges one device's change into the commune's record, field by field: a fact is written if its author had seen
 * the field's last write, or if that write is an earlier one of the same device; otherwise the commune's value
 * stays and the rival is kept beside it. After acceptance nothing is merged: `late`, and the survey is unchanged.
 */
export function merge(
  survey: Survey,
  change: HouseholdChange,
  operation: Operation,
  stamp: Stamp,
): { survey: Survey; outcome: MergeOutcome } {
  if (survey.state === 'accepted') return { survey, outcome: 'late' }
  const merged: Survey = { ...survey, fields: { ...survey.fields }, rivals: { ...survey.rivals } }
  const facts = Object.entries(change.facts) as [Path, Fact][]
  for (const [path, fact] of facts) sayHere(merged, path, fact, operation)
  for (const [path, fact] of [...facts, ...hereIn(merged, change.facts, operation)])
    mergeFact(merged, path, fact, operation, stamp)
  const moved = change.move === undefined || move(merged, change.move.expected, operation)
  const hasRival = Object.values(merged.rivals).some((rivals) =>
    rivals.some(({ device, op }) => device === operation.device && op === operation.op),
  )
  return { survey: merged, outcome: hasRival || !moved ? 'conflict' : 'applied' }
}

/*
 * Whoever answers about a resident says that they are here. Where another device says without having seen it that they
 * are gone, the two are rivals at `gone`, whichever comes first: nobody is counted out, or in, against an unseen word.
 */

/** Before somebody is said to be gone: the last unseen answer about them stands as the word that they are here. */
function sayHere(survey: Survey, path: Path, fact: Fact, { device }: Operation): void {
  const resident = goneAt(path)
  const current = survey.fields[path]
  if (resident === undefined || fact.value === null || (current && current.value !== null)) return
  const unseen = Object.entries(survey.fields).flatMap(([at, field]) =>
    isAbout(at, resident) && field.value !== null && field.device !== device && field.revision > fact.seen ? field : [],
  )
  const word = unseen.sort((a, b) => a.revision - b.revision).at(-1)
  if (word && word.revision > (current?.revision ?? 0)) survey.fields[path] = { ...word, value: null }
}

/** What the answers about residents say against an unseen `gone` of another device. */
function hereIn(survey: Survey, facts: HouseholdChange['facts'], { device }: Operation): [Path, Fact][] {
  return (Object.entries(survey.fields) as [Path, Field][]).flatMap(([path, gone]): [Path, Fact][] => {
    const resident = goneAt(path)
    if (resident === undefined || gone.value === null || gone.device === device || facts[path]) return []
    const about = Object.entries(facts).filter(([at, fact]) => isAbout(at, resident) && fact?.value !== null)
    const seen = Math.min(...about.map(([, fact]) => fact?.seen ?? 0))
    return about.length > 0 && seen < gone.revision ? [[path, { value: null, seen }]] : []
  })
}

function goneAt(path: Path): string | undefined {
  const place = placeOf(path)
  return place?.question === 'gone' ? place.resident : undefined
}

function isAbout(path: string, resident: string): boolean {
  return path.startsWith(`${resident}/`) && path !== `${resident}/gone`
}

function mergeFact(survey: Survey, path: Path, fact: Fact, operation: Operation, stamp: Stamp): void {
  const { device, n, op } = operation
  const current = survey.fields[path]
  const rivals = survey.rivals[path] ?? []
  const isSame = canonical(current?.value) === canonical(fact.value)
  const isKnown =
    (current?.device === device && (current.n > n || (current.n === n && isSame))) ||
    rivals.some((rival) => rival.device === device && (rival.n > n || rival.op === op))
  if (isKnown) return // this operation again, or superseded by a later one of the device
  // Two of one device with one number follow no order: neither takes the other's place.
  const others = rivals.filter((rival) => rival.device !== device || rival.n === n)
  if (mayWrite(current, fact, operation, stamp)) {
    survey.fields[path] = { value: fact.value, revision: stamp.revision, device, n, by: stamp.by, at: stamp.at }
    keepRivals(survey, path, unsettled(others, fact))
  } else if (isSame) keepRivals(survey, path, unsettled(others, fact))
  else
    keepRivals(survey, path, [
      ...others,
      { value: fact.value, seen: fact.seen, op, revision: stamp.revision, device, n, by: stamp.by, at: stamp.at },
    ])
}

/** What was seen must lie in this database's past: a number that it has not reached yet is of a copy that was restored. */
function mayWrite(current: Field | undefined, fact: Fact, operation: Operation, stamp: Stamp): boolean {
  if (current === undefined) return true
  const hasSeen = current.revision <= fact.seen && fact.seen < stamp.revision
  return hasSeen || (current.device === operation.device && current.n < operation.n)
}

/** A rival is settled by a fact whose author had seen it, or who says the same. */
function unsettled(rivals: Rival[], fact: Fact): Rival[] {
  return rivals.filter((rival) => rival.revision > fact.seen && canonical(rival.value) !== canonical(fact.value))
}

function keepRivals(survey: Survey, path: Path, rivals: Rival[]): void {
  if (rivals.length > 0) survey.rivals[path] = rivals
  else delete survey.rivals[path]
}

/**
 * Submits, if the state is the one expected, is the target already, or was set by this device's own earlier operation;
 * and where nobody has begun though the author expects `submitted`: the submission it follows is still on its way.
 */
function move(survey: Survey, expected: Survey['state'], { device, n }: Operation): boolean {
  const isOwn = survey.movedBy !== undefined && survey.movedBy.device === device && survey.movedBy.n < n
  const isAhead = survey.state === 'not_started' && expected === 'submitted'
  if (survey.state !== expected && survey.state !== 'submitted' && !isOwn && !isAhead) return false
  survey.state = 'submitted'
  survey.movedBy = { device, n }
  delete survey.returned
  return true
}

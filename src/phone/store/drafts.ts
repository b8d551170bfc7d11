import type { FactValue, Revision } from '#domain/household/operation.ts'
import { type HouseholdId, HouseholdId as HouseholdIdSchema, type ResidentId, type RoundId } from '#domain/ids.ts'
import { type Path, schemaAt } from '#domain/questionnaire/answers.ts'
import type { Instant } from '#domain/units.ts'
import { toBase64url } from './base64url.ts'
import { sealBox } from './box.ts'
import { newVersion } from './database.ts'
import { atOneMoment, factsOf, partsOf, rowsOf } from './households.ts'
import { type DraftAnswer, roundOf } from './parts.ts'
import { durably } from './storageFailure.ts'
import { openRow, sealMeta, type Vault } from './vault.ts'
import { seenAt } from './view.ts'

/**
 * Keeps one answer, and says when. Resolves only once it is on the disk; until then it is nowhere but on the screen.
 * `seen` is the revision that was on the screen.
 *
 * Throws `StorageFailure` where the phone has no room; a `ZodError` for a value that its question does not take.
 */
export async function saveAnswer(
  vault: Vault,
  household: HouseholdId,
  path: Path,
  value: FactValue,
  seen: Revision,
  now = new Date(),
): Promise<Instant> {
  const parsed = value === null ? null : schemaAt(path).parse(value)
  const at = now.toISOString()
  await inTurn([vault.device, household, path].join(), async () => {
    while (!(await trySave(vault, household, { path, value: parsed, seen, at }))) {
      // the row moved between sealing and writing: seal again against what is there now
    }
  })
  return at
}

const turns = new Map<string, Promise<void>>()

/** Two saves of one answer are written in the order they were asked for: what was typed last stays. */
async function inTurn(answer: string, save: () => Promise<void>): Promise<void> {
  const turn = (turns.get(answer) ?? Promise.resolve()).then(save, save)
  turns.set(answer, turn)
  try {
    await turn
  } finally {
    if (turns.get(answer) === turn) turns.delete(answer)
  }
}

async function trySave(vault: Vault, household: HouseholdId, answer: DraftAnswer): Promise<boolean> {
  const { db } = vault
  const rows = await atOneMoment(db, () => rowsOf(db, household))
  if (!rows) throw new RangeError('no such household on this phone')
  const parts = await partsOf(vault, rows)
  const round = roundOf(parts)
  const id = await draftId(vault, household, answer.path, round)
  const before = rows.drafts.find((row) => row.id === id)?.version
  const seen = seenAt(parts, answer.path, answer.seen)
  const version = newVersion()
  const draft: DraftAnswer = { ...answer, seen, ...(round !== undefined && { round }) }
  const box = await sealBox(vault.dataKey, { table: 'drafts', id }, draft)
  return durably(db, () =>
    db.transaction('rw', db.drafts, async () => {
      if ((await db.drafts.get(id))?.version !== before) return false
      await db.drafts.put({ id, household, version, box })
      return true
    }),
  )
}

/**
 * One row per answer and round, of which only the vault knows the question: what is asked of a household tells about it.
 */
async function draftId(
  { nameKey }: Vault,
  household: HouseholdId,
  path: Path,
  round: RoundId | undefined,
): Promise<string> {
  const text = `${household}|${path}|${round ?? ''}`
  const name = await crypto.subtle.sign('HMAC', nameKey, new TextEncoder().encode(text))
  return toBase64url(new Uint8Array(name))
}

/**
 * A person's choice to let a household's draft go: the rows that stood on the screen, or all of it. What was finished
 * stays, sent or not.
 */
export async function discardDraft({ db }: Vault, household: HouseholdId, rows?: readonly string[]): Promise<void> {
  await durably(db, () =>
    db.drafts
      .where('household')
      .equals(household)
      .filter(({ id }) => rows === undefined || rows.includes(id))
      .delete(),
  )
}

/** A household at whose door the enumerator stands and which no list has. It is listed from its first answer on. */
export async function addHousehold(vault: Vault): Promise<HouseholdId> {
  const id = HouseholdIdSchema.parse(crypto.randomUUID())
  const facts = await factsOf(vault)
  await durably(vault.db, () => vault.db.made.add({ id, ...(facts && { hamlet: facts.hamlet.id }) }))
  return id
}

/** `r` and 40 random bits in Crockford's base 32. */
export function newResidentId(): ResidentId {
  const digits = '0123456789abcdefghjkmnpqrstvwxyz'
  const bits = crypto.getRandomValues(new Uint8Array(8))
  return `r${[...bits].map((byte) => digits[byte % 32]).join('')}` as ResidentId
}

/** Keeps the route that is open, so that after the PIN it opens again. */
export async function rememberPlace(vault: Vault, place: string): Promise<void> {
  const row = await sealMeta(vault.dataKey, 'place', place)
  await durably(vault.db, () => vault.db.meta.put(row))
}

export async function rememberedPlace(vault: Vault): Promise<string | undefined> {
  const row = await durably(vault.db, () => vault.db.meta.get('place'))
  return openRow<string>(vault, { table: 'meta', id: 'place' }, row)
}

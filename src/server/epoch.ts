import { randomUUID } from 'node:crypto'
import type { Db, Tables } from '#server/db/schema.ts'
import type { Side, SideFile } from './sideFile.ts'

/** The database as every reply names it, and the instant before which all it received is in a backup. */
export type Standing = { epoch: string; backedUpTo?: string }

export async function standingOf({ db, clock }: { db: Db; clock: () => Date }): Promise<Standing> {
  const { epoch, backed_up_to: to } = await metaOf(db)
  // A clock that ran ahead once dated a backup later than now: it would vouch for what is in none.
  return { epoch: epoch!, ...(to !== undefined && to <= clock().toISOString() && { backedUpTo: to }) }
}

/** The random id of this database; another one once it turned out to be older than the commune is. */
export async function epochOf(db: Db): Promise<string> {
  return (await metaOf(db)).epoch!
}

/** How far the database got: what the side file is told after every commit. */
export async function progressOf(trx: Db): Promise<Pick<Side, 'epoch' | 'head' | 'commits'>> {
  const counter = await trx.selectFrom('counter').select(['head', 'commits']).executeTakeFirstOrThrow()
  return { epoch: await epochOf(trx), ...counter }
}

export type Restore = Tables['restores']

/**
 * Begins a new epoch in a database that is older than the commune was: phones offer all their letters again and load
 * their lists anew. Its numbers come after every number that may have been given before, `known` among them.
 */
export async function beginEpoch(
  { trx, at }: { trx: Db; at: string },
  { how, known = 0, epoch = randomUUID() }: { how: Restore['how']; known?: number; epoch?: string },
): Promise<Restore> {
  const previous = (await metaOf(trx)).epoch ?? ''
  const { head } = await trx.selectFrom('counter').select('head').executeTakeFirstOrThrow()
  const restore: Restore = { epoch, previous, head, first: firstNumber(Math.max(head, known), at), how, at }
  await trx.updateTable('counter').set({ head: restore.first }).execute()
  await trx.insertInto('marks').values({ seq: restore.first }).execute()
  await setMeta(trx, 'epoch', epoch)
  await trx.insertInto('restores').values(restore).execute()
  await trx
    .insertInto('audit')
    .values({ at, actor: 'server', action: 'began_epoch', subject: epoch, detail: `${how}, ${head}` })
    .execute()
  return restore
}

/**
 * 10⁹ further on; and at least the milliseconds since 2024, so that what one backup is restored to twice, from
 * different places, is not numbered alike.
 */
function firstNumber(head: number, at: string): number {
  return Math.max(head + 1_000_000_000, Date.parse(at) - Date.UTC(2024, 0, 1))
}

/**
 * Gives a new database its epoch, and finds out at every opening whether the file is an older one than the side file
 * knows: then a new epoch begins, and `log` says so in plain words. Without `side` the database is in memory.
 */
export async function settleEpoch(
  db: Db,
  { side, at, log }: { side: SideFile | undefined; at: string; log: (line: string) => void },
): Promise<string> {
  const found = await metaOf(db)
  const restored = side ? olderBy(side.found, { ...found, ...(await progressOf(db)) }) : undefined
  const generation = randomUUID()
  const epoch = found.epoch === undefined || restored ? randomUUID() : found.epoch
  const before = restored ? generation : (found.generation ?? generation)
  if (side && !restored)
    side.write({ head: 0, commits: 0, clean: false, ...side.found, epoch, generation, before }, { durably: true })
  await db.transaction().execute(async (trx) => {
    if (restored) await beginEpoch({ trx, at }, { how: 'older_file', known: side?.found?.head ?? 0, epoch })
    else await setMeta(trx, 'epoch', epoch)
    await setMeta(trx, 'generation', generation)
  })
  if (restored) log(restored)
  side?.write({ ...(await progressOf(db)), generation, before: generation, clean: false }, { durably: true })
  return epoch
}

/** A database out of a backup, not opened yet: it begins a new epoch, and nobody is logged in to it. */
export async function adoptRestored(db: Db, side: SideFile, at: string): Promise<void> {
  const generation = randomUUID()
  await db.transaction().execute(async (trx) => {
    await beginEpoch({ trx, at }, { how: 'backup' })
    await setMeta(trx, 'generation', generation)
    await trx.deleteFrom('sessions').execute()
  })
  side.write({ ...(await progressOf(db)), generation, before: generation, clean: true }, { durably: true })
}

/** Why the database is an older one than the side file tells of, in a sentence for the log; undefined if it is not. */
function olderBy(
  side: Side | undefined,
  database: { epoch: string | undefined; generation?: string; head: number; commits: number },
): string | undefined {
  if (database.generation === undefined)
    return side && side.commits > 0
      ? sentence('cơ sở dữ liệu mới, khác tệp trước đây', 'the database is a new one')
      : undefined
  if (!side) return sentence('cơ sở dữ liệu không có tệp đi kèm', 'the database came without its side file')
  const isSame = side.epoch === database.epoch && [side.generation, side.before].includes(database.generation)
  if (!isSame)
    return sentence('cơ sở dữ liệu không phải tệp đã chạy lần trước', 'the database is not the one that ran last')
  const lacking = side.commits - database.commits
  if (lacking <= 0 && side.head <= database.head) return undefined
  return sentence(
    `cơ sở dữ liệu là bản cũ, thiếu ${lacking} lần ghi`,
    `the database is an older copy, ${lacking} commits behind`,
  )
}

function sentence(vi: string, en: string): string {
  return (
    `Khôi phục: ${vi}. Bắt đầu kỳ mới; điện thoại sẽ gửi lại những gì còn thiếu.\n` +
    `Restore: ${en}. A new epoch begins; the phones send again what is missing.`
  )
}

type Meta = { epoch?: string; generation?: string; backed_up_to?: string }

async function metaOf(db: Db): Promise<Meta> {
  const rows = await db
    .selectFrom('meta')
    .selectAll()
    .where('key', 'in', ['epoch', 'generation', 'backed_up_to'])
    .execute()
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

async function setMeta(trx: Db, key: keyof Meta, value: string): Promise<void> {
  await trx
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

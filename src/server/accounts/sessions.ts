import type { LoginRequest } from '#protocol/office.ts'
import { Problem } from '#protocol/problem.ts'
import { audit, write } from '#server/changeLog.ts'
import { type CommuneStore, hashOf, instantOf } from '#server/commune.ts'
import { hashPassword, isPassword } from './passwords.ts'
import type { Tries } from './tries.ts'

export type Reviewer = { login: string; name: string }

/** How long a session lasts: a working day and a bit. */
export const sessionHours = 12

/** Checks login and password and starts a session; `address` is where the try comes from. */
export async function logIn(
  store: CommuneStore,
  tries: Tries,
  { login, password }: LoginRequest,
  address: string,
): Promise<string> {
  const key = `${login}\n${address}`
  tries.begin(key)
  const reviewer = await store.db.selectFrom('reviewers').selectAll().where('login', '=', login).executeTakeFirst()
  const isRight = await isPassword(password, reviewer?.password ?? (await nobodysPassword(store)))
  if (!reviewer || !isRight) throw new Problem('wrong_login')
  tries.succeed(key)
  return startSession(store, reviewer.login)
}

/** Starts a session without a password, for who has just set up the commune; returns its token. */
export async function startSession(store: CommuneStore, login: string): Promise<string> {
  const token = store.random(32).toString('base64url')
  const expiresAt = new Date(store.clock().getTime() + sessionHours * 3_600_000).toISOString()
  await write(store, async (writing) => {
    await writing.trx.deleteFrom('sessions').where('expires_at', '<', writing.at).execute()
    await writing.trx
      .insertInto('sessions')
      .values({ token_hash: hashOf(token), reviewer: login, expires_at: expiresAt })
      .execute()
    await audit(writing, { actor: `office:${login}`, action: 'logged_in' })
  })
  return token
}

/** Whose session this is; undefined if it is nobody's, or over. */
export async function reviewerOf(store: CommuneStore, token: string | undefined): Promise<Reviewer | undefined> {
  if (token === undefined) return undefined
  return store.db
    .selectFrom('sessions')
    .innerJoin('reviewers', 'reviewers.login', 'sessions.reviewer')
    .select(['reviewers.login', 'reviewers.name'])
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', instantOf(store))
    .executeTakeFirst()
}

export async function endSession(store: CommuneStore, token: string): Promise<void> {
  await store.db.deleteFrom('sessions').where('token_hash', '=', hashOf(token)).execute()
}

/** A login that does not exist takes as long to refuse as a wrong password. */
function nobodysPassword(store: CommuneStore): Promise<string> {
  nobody ??= hashPassword('', store.random)
  return nobody
}
let nobody: Promise<string> | undefined

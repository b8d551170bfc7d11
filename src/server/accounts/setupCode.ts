import { Problem } from '#protocol/problem.ts'
import { type CommuneStore, hashOf } from '#server/commune.ts'
import { crockford } from '#server/crockford.ts'
import { isSetUp } from '#server/roster.ts'

/** A new code for the first visit, to be printed where the server runs; undefined once the commune is set up. */
export async function makeSetupCode(store: CommuneStore): Promise<string | undefined> {
  if (await isSetUp(store.db)) return undefined
  const code = crockford(store.random(10))
  const value = hashOf(code)
  await store.db
    .insertInto('meta')
    .values({ key: 'setup_code_hash', value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
  return code
}

/** Throws `already_set_up` or `wrong_setup_code`. Case, spaces and hyphens do not matter. */
export async function checkSetupCode(store: CommuneStore, typed: string): Promise<void> {
  if (await isSetUp(store.db)) throw new Problem('already_set_up')
  const code = typed.toUpperCase().replace(/[\s-]/g, '')
  const row = await store.db.selectFrom('meta').select('value').where('key', '=', 'setup_code_hash').executeTakeFirst()
  if (row?.value !== hashOf(code)) throw new Problem('wrong_setup_code')
}

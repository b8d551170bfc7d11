import type { Vault } from '#phone/store/vault.ts'

/** The phone was switched off here. */
export class Killed extends Error {}

/**
 * The same vault in a tab that is killed at its `breaths`-th touch of the database: from then on nothing it does
 * reaches the disk, and a transaction that was open is undone.
 */
export function mortal(vault: Vault, breaths: number): Vault {
  let left = breaths
  const db = new Proxy(vault.db, {
    get(target, name) {
      if (left <= 0) throw new Killed()
      left -= 1
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { ...vault, db, opened: new Map() }
}

/** Runs `work` in tabs that live ever longer, until one survives; `after` looks at each death, and at the survival. */
export async function killedEverywhere(
  vault: Vault,
  work: (vault: Vault) => Promise<unknown>,
  after: (isDone: boolean) => Promise<void>,
): Promise<number> {
  for (let breaths = 0; breaths < 1_000; breaths++) {
    const isDone = await work(mortal(vault, breaths)).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof Killed)) throw error
        return false
      },
    )
    await after(isDone)
    if (isDone) return breaths
  }
  throw new Error('it never ends')
}

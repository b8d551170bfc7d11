import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { PullState } from '#phone/store/database.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { pull } from '#phone/sync/pull.ts'
import type { ChangesReply, ChangesRequest } from '#protocol/changes.ts'
import { aHousehold, enrolled, type Line, lineWith } from '../kit.ts'

let line: Line
let vault: Vault
let asked: Pick<ChangesRequest, 'cursor' | 'mark'>[]

beforeEach(async () => {
  await registry.vaults.clear()
  line = await lineWith([aHousehold(1)])
  vault = await enrolled(line)
  asked = []
  await vault.db.meta.put({ key: 'pull', value: loadingAnew })
})

const loadingAnew: PullState = { epoch: 'epoch-1', cursor: 0, generation: 1, filling: { generation: 2, cursor: 0 } }

/** Pulls these pages, noting what was asked for each. */
async function pulled(...pages: Partial<ChangesReply>[]): Promise<void> {
  const [page] = line.pages
  const left = pages.map((change): ChangesReply => ({ ...page!, changes: [], ...change }))
  line.changes = async ({ cursor, mark }) => {
    asked.push({ cursor, ...(mark !== undefined && { mark }) })
    return left.shift()!
  }
  await pull(vault, line, () => new Date())
}

describe('the mark that came with a cursor goes back with it', () => {
  test('from page to page while all is loaded, and afterwards', async () => {
    await pulled({ cursor: 5, mark: 'one lang-mai', more: true }, { cursor: 9, mark: 'two lang-mai' })
    await pulled({ cursor: 9, mark: 'two lang-mai' })
    await pulled({ cursor: 12, mark: 'three lang-mai' })
    await pulled({ cursor: 12, mark: 'three lang-mai' })
    expect(asked).toEqual([
      { cursor: 0 },
      { cursor: 5, mark: 'one lang-mai' },
      { cursor: 9, mark: 'two lang-mai' },
      { cursor: 9, mark: 'two lang-mai' },
      { cursor: 12, mark: 'three lang-mai' },
    ])
  })

  test('and with no other: where none came, none goes', async () => {
    await pulled({ cursor: 5, mark: 'one lang-mai' })
    await pulled({ cursor: 9 })
    await pulled({ cursor: 9 })
    expect(asked).toEqual([{ cursor: 0 }, { cursor: 5, mark: 'one lang-mai' }, { cursor: 9 }])
  })

  test('until a reset: what starts from nothing has none, and what is loaded then has its own', async () => {
    await pulled({ cursor: 5, mark: 'one lang-mai' })
    await pulled({ reset: true, cursor: 0, more: true }, { cursor: 7, mark: 'two lang-gio' })
    await pulled({ cursor: 7 })
    expect(asked).toEqual([
      { cursor: 0 },
      { cursor: 5, mark: 'one lang-mai' },
      { cursor: 0 },
      { cursor: 7, mark: 'two lang-gio' },
    ])
  })
})

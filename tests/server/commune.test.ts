import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { write } from '#server/changeLog.ts'
import { openCommune } from '#server/commune.ts'
import { environmentOf, serve } from '#server/main.ts'
import { receiptFor } from '#server/receipts.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { deviceId, householdId, opId } from '../builders.ts'
import { aCommune, aCommuneWithHouseholds, anEnrolledPhone, operationOf, pull, sendOne, setup } from './people.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'so-thon-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a commune’s folder', () => {
  test('opened again is the same commune, and its phones are still enrolled', async () => {
    const first = await aCommune({ folder })
    await setUpCommune(first.store, setup)
    await addHouseholds(first.store, [{ id: householdId(1), hamlet: 'lang-mai', number: 1 }])
    const phone = await anEnrolledPhone(first)
    const operation = operationOf(phone, householdId(1), { facts: { latrine: { value: 'none', seen: 0 } } })
    const answered = await sendOne(phone, operation)
    await first.store.close()

    const second = await aCommune({ folder })
    const same = { ...phone, commune: second }
    expect(second.store.epoch).toBe(first.store.epoch)
    expect(await sendOne(same, operation)).toEqual(answered)
    expect((await pull(same, 0)).changes).toMatchObject([
      { state: { survey: { fields: { latrine: { value: 'none' } } } } },
    ])
    await second.store.close()
  })

  test('keeps its secrets to their owner', async () => {
    await (await openCommune({ folder })).close()
    for (const file of ['keyring.json', 'so-thon.sqlite'])
      expect((statSync(join(folder, file)).mode & 0o777).toString(8), file).toBe('600')
  })

  test('keeps them so while it runs, in a folder that stood open to everybody', async () => {
    chmodSync(folder, 0o755)
    const store = await openCommune({ folder })
    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
    expect(modeOf(folder)).toBe('700')
    for (const file of ['so-thon.sqlite', 'so-thon.sqlite-wal', 'so-thon.sqlite-shm'])
      expect(modeOf(join(folder, file)), file).toBe('600')
    await store.close()
  })

  test('without its key ring is not opened: nobody could read its letters', async () => {
    await (await openCommune({ folder })).close()
    rmSync(join(folder, 'keyring.json'))
    await expect(openCommune({ folder })).rejects.toThrow('has no key ring')
  })

  test('with a key ring that is none is not opened, and the file stays as it is', async () => {
    writeFileSync(join(folder, 'keyring.json'), '{"letterKeys":[]}')
    await expect(openCommune({ folder })).rejects.toThrow()
    expect(readFileSync(join(folder, 'keyring.json'), 'utf8')).toBe('{"letterKeys":[]}')
  })

  test('writes durably: write-ahead log, full synchronisation, foreign keys', async () => {
    const { store } = await aCommune({ folder })
    const pragma = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(store.db)).rows[0] as object)[0]
    expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')]).toEqual([
      'wal',
      2,
      1,
    ])
    await store.close()
  })

  test('of a newer program is not opened', async () => {
    const { store } = await aCommune({ folder })
    await sql`pragma user_version = 999`.execute(store.db)
    await store.close()
    await expect(openCommune({ folder })).rejects.toThrow('newer')
  })
})

test('lesson 36: a writing transaction stands in line from its first statement, also behind another program', async () => {
  const { store } = await aCommune({ folder })
  const other = new DatabaseSync(join(folder, 'so-thon.sqlite'))
  other.exec('pragma busy_timeout = 0')
  await write(store, async () => {
    expect(() => other.exec('begin immediate')).toThrow('locked')
  })
  other.exec('begin immediate; rollback')
  other.close()
  await store.close()
})

describe('the roster', () => {
  test('gives every household its own number of the change log, without a gap', async () => {
    const { store } = await aCommuneWithHouseholds()
    const rows = await store.db.selectFrom('change_log').select(['seq', 'household']).orderBy('seq').execute()
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
    const revisions = await store.db.selectFrom('households').select(['id', 'revision']).orderBy('revision').execute()
    expect(revisions.map(({ id, revision }) => [revision, id])).toEqual(
      rows.map(({ seq, household }) => [seq, household]),
    )
  })

  test('is entered whole or not at all', async () => {
    const { store } = await aCommuneWithHouseholds()
    const many = Array.from({ length: 250 }, (_, i) => ({
      id: householdId(100 + i),
      hamlet: 'lang-mai',
      number: 100 + i,
    }))
    await expect(addHouseholds(store, [...many, { ...many[0]!, number: 999 }])).rejects.toThrow()
    expect(await store.db.selectFrom('households').selectAll().execute()).toHaveLength(7)
    await addHouseholds(store, many)
    expect(await store.db.selectFrom('households').selectAll().execute()).toHaveLength(257)
  })

  test('names hamlets by their letters, and two of one name apart', async () => {
    const { store } = await aCommune()
    const names = ['Thôn Đồng Ấm', 'Thôn Đồng Ấm', '!?', 'Làng Gió (mới)']
    const hamlets = names.map((name) => ({ name, people: 1, households: 1, toLift: 0 }))
    const entered = await setUpCommune(store, { ...setup, hamlets })
    expect(entered.hamlets.map(({ id }) => id)).toEqual(['thon-dong-am', 'thon-dong-am-2', 'thon', 'lang-gio-moi'])
  })

  test('of a commune that is set up is not set up again', async () => {
    const { store } = await aCommuneWithHouseholds()
    await expect(setUpCommune(store, setup)).rejects.toMatchObject({ code: 'already_set_up' })
  })
})

describe('a receipt', () => {
  test('is the same for the same operation, and another where the household has it already', () => {
    const operation = { device: deviceId(1), op: opId(1) }
    const first = receiptFor(operation, [])
    expect(receiptFor(operation, [])).toBe(first)
    const second = receiptFor(operation, [first])
    expect(second).not.toBe(first)
    expect([first, second, receiptFor(operation, [first, second])]).toSatisfy(
      (all: string[]) => new Set(all).size === 3,
    )
  })
})

describe('the environment', () => {
  test('has a default for each', () => {
    expect(environmentOf({}, 'data/commune')).toEqual({
      folder: 'data/commune',
      port: 8080,
      publicUrl: 'http://localhost:8080',
    })
    expect(environmentOf({ PORT: '81', PUBLIC_URL: 'https://xa.vn', SO_THON_FOLDER: '/d' }, 'x')).toEqual({
      folder: '/d',
      port: 81,
      publicUrl: 'https://xa.vn',
    })
  })

  test.each(['http', '-1', '65536', '80.5'])('with the port %s is refused', (PORT) => {
    expect(() => environmentOf({ PORT }, 'x')).toThrow(PORT)
  })
})

describe('a listening server', () => {
  test('answers on its port until it is closed', async () => {
    const { store } = await aCommune({ folder })
    const running = await serve(store, { port: 0, dist: join(folder, 'none') })
    const address = `http://localhost:${running.port}/api/office/session`
    expect(await (await fetch(address)).json()).toEqual({ state: 'setup' })
    await running.close()
    await expect(fetch(address)).rejects.toThrow()
  })

  test('on a busy port says so', async () => {
    const first = await serve((await aCommune()).store, { port: 0 })
    const second = await aCommune()
    await expect(serve(second.store, { port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await first.close()
    await second.store.close()
  })
})

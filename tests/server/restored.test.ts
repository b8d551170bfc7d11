import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RestoredReply } from '#protocol/officeSafety.ts'
import { openSqlite } from '#server/db/sqlite.ts'
import { epochOf, settleEpoch } from '#server/epoch.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { openSideFile } from '#server/sideFile.ts'
import { householdId } from '../builders.ts'
import { scramble } from './damage.ts'
import {
  aCommune,
  anEnrolledPhone,
  aSignedInDesk,
  operationOf,
  type Phone,
  pull,
  sendOne,
  setup,
  type TestCommune,
} from './people.ts'

let folder: string
let commune: TestCommune
let phone: Phone
const opened: TestCommune[] = []

const file = (name = 'so-thon.sqlite') => join(folder, name)
const edit = (value: string, seen = 0, household = 1) =>
  operationOf(phone, householdId(household), { facts: { latrine: { value, seen } } })
const headOf = async ({ store }: TestCommune) =>
  (await store.db.selectFrom('counter').select('head').executeTakeFirstOrThrow()).head

/** The folder opened again, as by a new process. */
async function openAgain(): Promise<TestCommune> {
  commune = await aCommune({ folder })
  commune.time.now = new Date('2024-10-21T01:00:00.000Z')
  opened.push(commune)
  phone = { ...phone, commune }
  return commune
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'so-thon-restored-'))
  commune = await aCommune({ folder })
  opened.push(commune)
  await setUpCommune(commune.store, setup)
  const households = [1, 2].map((number) => ({ id: householdId(number), hamlet: 'lang-mai', number }))
  await addHouseholds(commune.store, households)
  phone = await anEnrolledPhone(commune)
})
afterEach(async () => {
  for (const { store } of opened.splice(0)) await store.close()
  rmSync(folder, { recursive: true })
})

describe('a database file put in place by hand', () => {
  const keepCopy = () => cpSync(file(), file('yesterday'))
  const putBack = () => cpSync(file('yesterday'), file())

  test('of yesterday begins a new epoch at the next start, and every number it gives is new', async () => {
    await commune.store.close()
    keepCopy()
    await openAgain()
    await sendOne(phone, edit('septic'))
    const [epoch, head] = [commune.store.epoch, await headOf(commune)]
    await commune.store.close()
    putBack()
    await openAgain()
    expect(commune.store.epoch).not.toBe(epoch)
    expect(await headOf(commune)).toBeGreaterThanOrEqual(head + 1_000_000_000)
    expect(commune.logged.join()).toContain('Khôi phục: cơ sở dữ liệu')
    expect(
      await commune.store.db.selectFrom('audit').select('action').where('action', '=', 'began_epoch').execute(),
    ).toHaveLength(1)
    expect(await pull(phone, head, epoch)).toMatchObject({ reset: true })
  })

  test('that lacks one commit without a number, such as a letter that is held, is noticed too', async () => {
    const running = commune
    await sql`pragma wal_checkpoint(truncate)`.execute(running.store.db) // so that the copy bears the mark of this opening
    keepCopy()
    expect(await sendOne(phone, edit('septic', 0, 99))).toMatchObject({ status: 'held' })
    await running.store.close()
    putBack()
    await openAgain()
    expect(commune.store.epoch).not.toBe(running.store.epoch)
  })

  test('from a server that went on elsewhere is another one, however far it went', async () => {
    await commune.store.close()
    const elsewhere = `${folder}-elsewhere`
    cpSync(folder, elsewhere, { recursive: true })
    await openAgain()
    const { epoch } = commune.store
    await commune.store.close()
    const other = await aCommune({ folder: elsewhere })
    for (let i = 0; i < 5; i++)
      await addHouseholds(other.store, [{ id: householdId(50 + i), hamlet: 'lang-gio', number: i }])
    await other.store.close()
    cpSync(join(elsewhere, 'so-thon.sqlite'), file())
    rmSync(elsewhere, { recursive: true })
    await openAgain()
    expect(commune.store.epoch).not.toBe(epoch)
  })

  test('is taken for a restore where the side file is missing, cut or of another commune', async () => {
    const cut = (text: string) => writeFileSync(file('so-thon.side.json'), text.slice(0, 60))
    for (const harm of [
      () => rmSync(file('so-thon.side.json')),
      () => cut(readFileSync(file('so-thon.side.json'), 'utf8')),
    ]) {
      const { epoch } = commune.store
      await commune.store.close()
      harm()
      await openAgain()
      expect(commune.store.epoch).not.toBe(epoch)
    }
  })

  test('a database that was removed begins anew, above all that was given', async () => {
    const head = await headOf(commune)
    await commune.store.close()
    rmSync(file())
    await openAgain()
    expect(await headOf(commune)).toBeGreaterThanOrEqual(head + 1_000_000_000)
  })
})

describe('what is no restore', () => {
  test('closing and opening, once or often', async () => {
    const { epoch } = commune.store
    for (let i = 0; i < 3; i++) {
      await commune.store.close()
      await openAgain()
      await sendOne(phone, edit(['septic', 'none', 'pour_flush'][i]!, 0))
    }
    expect(commune.store.epoch).toBe(epoch)
  })

  test('a killed server, and one killed again before it wrote anything', async () => {
    const { epoch } = commune.store
    await sendOne(phone, edit('septic'))
    await openAgain() // the one before was never closed
    await openAgain()
    expect(commune.store.epoch).toBe(epoch)
    expect(commune.logged).toEqual([])
  })

  test('a power cut that took the last lines of the side file', async () => {
    const side = readFileSync(file('so-thon.side.json'))
    await sendOne(phone, edit('septic'))
    const { epoch } = commune.store
    await commune.store.db.destroy()
    writeFileSync(file('so-thon.side.json'), side)
    await openAgain()
    expect(commune.store.epoch).toBe(epoch)
  })

  test.each([
    ['before', 1],
    ['after', 2],
  ])('a power cut in the middle of an opening, %s the database has its new mark', async (_, writes) => {
    const { epoch } = commune.store
    await commune.store.close()
    const db = openSqlite(file())
    const side = openSideFile(file('so-thon.side.json'))
    let written = 0
    const write: typeof side.write = (change, how) => {
      written += 1
      if (written === 2) throw new Error('no power') // the database is committed, the last line is not written
      side.write(change, how)
      if (written === writes) throw new Error('no power') // the line is written, the database is not committed
    }
    const opening = settleEpoch(db, { side: { ...side, write }, at: '2024-10-21T01:00:00.000Z', log: () => undefined })
    await expect(opening).rejects.toThrow('no power')
    await db.destroy()
    await openAgain()
    expect([commune.store.epoch, commune.logged]).toEqual([epoch, []])
  })

  test('a second server started on the same folder by mistake, while the first goes on', async () => {
    const first = commune
    const second = await aCommune({ folder })
    await addHouseholds(first.store, [{ id: householdId(9), hamlet: 'lang-mai', number: 9 }])
    await second.store.close()
    await addHouseholds(first.store, [{ id: householdId(10), hamlet: 'lang-mai', number: 10 }])
    await openAgain()
    expect(commune.store.epoch).toBe(first.store.epoch)
  })
})

test('a file damaged under a server that was killed is not opened, and stays as it is', async () => {
  await sendOne(phone, edit('septic'))
  await commune.store.db.destroy()
  scramble(file(), 'change_log_by_household')
  const damaged = readFileSync(file())
  await expect(openAgain()).rejects.toThrow('Tệp dữ liệu bị hỏng')
  expect(readFileSync(file())).toEqual(damaged)
  expect(existsSync(file('so-thon.side.json'))).toBe(true)
})

describe('a phone that knows more than the database', () => {
  /** The whole folder of yesterday, its side file too: nothing here tells, only the phones do. */
  async function yesterday(): Promise<{ epoch: string; cursor: number; seen: number }> {
    await commune.store.close()
    cpSync(folder, `${folder}-yesterday`, { recursive: true })
    await openAgain()
    await sendOne(phone, edit('septic'))
    const { cursor, epoch } = await pull(phone, 0)
    await commune.store.close()
    rmSync(folder, { recursive: true })
    cpSync(`${folder}-yesterday`, folder, { recursive: true })
    rmSync(`${folder}-yesterday`, { recursive: true })
    await openAgain()
    expect(commune.store.epoch).toBe(epoch)
    return { epoch, cursor, seen: cursor }
  }
  const restored = async () => {
    const desk = await aSignedInDesk(commune)
    return RestoredReply.parse(await (await desk.get('restored')).json())
  }

  test('by the cursor of its pull begins a new epoch at once, once, and the office is told whose list went further', async () => {
    const { epoch, cursor } = await yesterday()
    const reply = await pull(phone, cursor, epoch)
    expect(reply).toMatchObject({ reset: true, changes: [], cursor: 0 })
    expect(reply.epoch).not.toBe(epoch)
    const again = await pull(phone, cursor, epoch)
    expect(again.epoch).toBe(reply.epoch)
    expect(await restored()).toEqual({
      restored: {
        at: '2024-10-21T01:00:00.000Z',
        how: 'phone_ahead',
        households: [],
        phones: [{ enumerator: 'Lương Văn Thịnh', hamlet: 'lang-mai' }],
        knownAgain: [],
      },
    })
    expect(commune.logged.join()).toContain(phone.device)
  })

  test('by what it had seen begins one too, merges nothing unseen, and the office is told which household', async () => {
    const { epoch, seen } = await yesterday()
    const result = await sendOne(phone, edit('pour_flush', seen))
    expect(result.status).toBe('applied')
    expect(await epochOf(commune.store.db)).not.toBe(epoch)
    const { revision } = await commune.store.db
      .selectFrom('households')
      .select('revision')
      .where('id', '=', householdId(1))
      .executeTakeFirstOrThrow()
    expect(revision).toBeGreaterThan(seen + 1_000_000_000)
    expect((await restored()).restored).toMatchObject({
      households: [{ id: householdId(1), hamlet: 'Làng Mài', number: 1, changedSince: true }],
    })
  })

  test('is not believed once it is revoked, nor with a number that nobody gives', async () => {
    const { epoch } = commune.store
    await sendOne(phone, edit('septic', Number.MAX_SAFE_INTEGER))
    expect(await epochOf(commune.store.db)).toBe(epoch)
    await commune.store.db.updateTable('devices').set({ state: 'revoked' }).execute()
    await sendOne(phone, edit('none', 5_000))
    expect(await epochOf(commune.store.db)).toBe(epoch)
    expect(await restored()).toEqual({})
  })
})

describe('a phone that only its certificate remembers', () => {
  beforeEach(async () => {
    await commune.store.db.deleteFrom('enrolments').execute()
    await commune.store.db.deleteFrom('devices').execute()
  })

  test('may pull before it deposits anything', async () => {
    expect((await pull(phone, 0)).changes).toHaveLength(2)
    expect(await commune.store.db.selectFrom('devices').select(['id', 'state']).execute()).toEqual([
      { id: phone.device, state: 'confirmed' },
    ])
  })

  test('may pull after it deposited', async () => {
    await sendOne(phone, edit('septic'))
    expect((await pull(phone, 0)).changes).toHaveLength(2)
  })

  test('is shown to the office after a restore, since it may have been revoked in between', async () => {
    await commune.store.close()
    rmSync(file('so-thon.side.json'))
    await openAgain()
    await pull(phone, 0)
    const desk = await aSignedInDesk(commune)
    const { restored } = RestoredReply.parse(await (await desk.get('restored')).json())
    expect(restored?.knownAgain).toEqual([{ enumerator: 'Lương Văn Thịnh', hamlet: 'lang-mai' }])
  })

  test('with an altered reading token is nobody', async () => {
    const [payload, signature] = phone.reading.split('.') as [string, string]
    const other = Buffer.from(payload, 'base64url').toString().replace('lang-mai', 'lang-gio')
    const forged = { ...phone, reading: `${Buffer.from(other).toString('base64url')}.${signature}` }
    await expect(pull(forged, 0)).rejects.toThrow()
    await expect(pull({ ...phone, reading: phone.deposit }, 0)).rejects.toThrow()
    expect(await commune.store.db.selectFrom('devices').selectAll().execute()).toEqual([])
  })
})

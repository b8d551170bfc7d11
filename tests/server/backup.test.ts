import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeBatch } from '#protocol/deposit.ts'
import { backUp, backUpFrom } from '#server/backup/backup.ts'
import { backUpIfDue } from '#server/backup/daily.ts'
import { restore } from '#server/backup/restore.ts'
import { makeSecret, typedSecret } from '#server/backup/secret.ts'
import { setUpSecret } from '#server/backup/setUp.ts'
import { write } from '#server/changeLog.ts'
import { serve } from '#server/main.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { householdId } from '../builders.ts'
import { scramble } from './damage.ts'
import {
  aCommune,
  anEnrolledPhone,
  operationOf,
  type Phone,
  post,
  postBytes,
  pull,
  sealed,
  sendOne,
  setup,
  type TestCommune,
} from './people.ts'

let root: string
let folder: string
let to: string
let commune: TestCommune
let phone: Phone
let secret: string

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'so-thon-backup-'))
  folder = join(root, 'commune')
  to = join(root, 'stick')
  commune = await aCommune({ folder })
  await setUpCommune(commune.store, setup)
  await addHouseholds(commune.store, [{ id: householdId(1), hamlet: 'lang-mai', number: 1 }])
  phone = await anEnrolledPhone(commune)
  secret = (await setUpSecret({ folder, random: randomBytes }))!
})
afterEach(async () => {
  await commune.store.close()
  rmSync(root, { recursive: true })
})

const edit = (value: string, seen = 0) => operationOf(phone, householdId(1), { facts: { latrine: { value, seen } } })
const backedUp = () => backUp({ folder, to, clock: commune.store.clock })
const restoredAt = async (file: string, name = 'restored', typed = secret) => {
  await restore({ file, folder: join(root, name), secret: typed, clock: commune.store.clock })
  return aCommune({ folder: join(root, name) })
}
const at = (other: TestCommune): Phone => ({ ...phone, commune: other })

describe('a backup', () => {
  test('is made while the server runs; a letter sealed before it opens after the restore elsewhere', async () => {
    const before = edit('septic')
    const letter = await sealed(phone, before)
    const { file } = await backedUp()
    const restored = await restoredAt(file)
    const reply = await postBytes(restored.app, phone.deposit, writeBatch('0'.repeat(32), [letter]))
    expect(await reply.json()).toMatchObject({ results: [{ op: before.op, status: 'applied' }] })
    await restored.store.close()
  })

  test('holds all that was received before the instant it names, and the phones are told so', async () => {
    const first = edit('none')
    const answered = await sendOne(phone, first)
    commune.time.now = new Date('2024-10-20T01:00:01.000Z')
    const { file, backedUpTo } = await backedUp()
    commune.time.now = new Date('2024-10-20T01:00:02.000Z')
    const second = edit('septic', 99)
    await sendOne(phone, second)
    expect(backedUpTo).toBe('2024-10-20T01:00:01.000Z')
    expect(await pull(phone, 0)).toMatchObject({ backedUpTo })
    const deposit = await postBytes(commune.app, phone.deposit, writeBatch('0'.repeat(32), []))
    expect(await deposit.json()).toMatchObject({ backedUpTo })
    const restored = await restoredAt(file)
    const ledger = await restored.store.db.selectFrom('ledger').select(['op', 'received_at']).execute()
    expect(ledger).toEqual([{ op: first.op, received_at: answered.at }])
    await restored.store.close()
  })

  test('names no instant that a write under way could fall behind', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const writing = write(commune.store, async ({ at: began }) => {
      await held
      return began
    })
    commune.time.now = new Date('2024-10-20T02:00:00.000Z')
    const backup = backUpFrom(commune.store.db, { folder, to, clock: commune.store.clock })
    commune.time.now = new Date('2024-10-20T03:00:00.000Z')
    release()
    await writing
    expect((await backup).backedUpTo).toBe('2024-10-20T03:00:00.000Z')
  })

  test('waits for another program that is writing, too', async () => {
    const other = new DatabaseSync(join(folder, 'so-thon.sqlite'))
    other.exec('begin immediate')
    await sql`pragma busy_timeout = 0`.execute(commune.store.db)
    const backup = backUpFrom(commune.store.db, { folder, to, clock: commune.store.clock })
    await expect(backup).rejects.toThrow('locked')
    other.exec('rollback')
    other.close()
    expect(readdirSync(to)).toEqual([])
  })

  test('before the first nobody is told of any', async () => {
    expect(await pull(phone, 0)).not.toHaveProperty('backedUpTo')
  })

  test('tells nobody’s name, and neither key nor secret, to whoever finds it', async () => {
    await sendOne(phone, edit('septic'))
    const { file } = await backedUp()
    const text = readFileSync(file).toString('latin1')
    for (const telling of ['keyring', 'letterKeys', 'SQLite', 'latrine', secret]) expect(text).not.toContain(telling)
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
    expect(readFileSync(join(folder, 'keyring.json'), 'utf8')).not.toContain(typedSecret(secret))
  })

  test('leaves nothing else behind', async () => {
    await backedUp()
    expect(readdirSync(to)).toHaveLength(1)
    expect(readdirSync(folder).filter((name) => name.includes('backup'))).toEqual([])
  })

  test.each([
    ['an empty folder', 'nowhere', 'không có dữ liệu'],
    ['a commune without a secret', 'plain', 'Chưa có mã khôi phục'],
  ])('of %s is refused', async (_, name, sentence) => {
    if (name === 'plain') await (await aCommune({ folder: join(root, name) })).store.close()
    await expect(backUp({ folder: join(root, name), to })).rejects.toThrow(sentence)
    expect(existsSync(to)).toBe(false)
  })

  test('of a damaged database is not kept, and backs nothing up', async () => {
    await commune.store.close()
    scramble(join(folder, 'so-thon.sqlite'), 'change_log_by_household')
    await expect(backedUp()).rejects.toThrow('không toàn vẹn')
    const database = new DatabaseSync(join(folder, 'so-thon.sqlite'))
    expect(database.prepare("select value from meta where key = 'backed_up_to'").get()).toBeUndefined()
    database.close()
    expect(readdirSync(to)).toEqual([])
    rmSync(folder, { recursive: true })
    commune = await aCommune({ folder })
  })
})

describe('a restore', () => {
  test('keeps the phones enrolled, takes each letter once, and loads their lists anew', async () => {
    const operation = edit('septic')
    const answered = await sendOne(phone, operation)
    const old = commune.store.epoch
    const { file } = await backedUp()
    const restored = await restoredAt(file)
    expect(restored.store.epoch).not.toBe(old)
    expect(await sendOne(at(restored), operation)).toEqual(answered)
    expect(await pull(at(restored), 2, old)).toMatchObject({ reset: true, epoch: restored.store.epoch })
    await restored.store.close()
  })

  test('gives no number twice: not after the backup, and not after a second restore of it', async () => {
    const { file } = await backedUp()
    const head = async ({ store }: TestCommune) =>
      (await store.db.selectFrom('counter').select('head').executeTakeFirstOrThrow()).head
    const before = await head(commune)
    const first = await restoredAt(file, 'first')
    const began = await head(first)
    expect(began).toBeGreaterThanOrEqual(before + 1_000_000_000)
    await sendOne(at(first), edit('septic'))
    const used = await head(first)
    commune.time.now = new Date('2024-10-21T01:00:00.000Z')
    const second = await restoredAt(file, 'second')
    expect(await head(second)).toBeGreaterThan(used)
    await Promise.all([first.store.close(), second.store.close()])
  })

  test('logs everybody out', async () => {
    await commune.store.db
      .insertInto('sessions')
      .values({ token_hash: 'x', reviewer: 'hoai', expires_at: '2099-01-01T00:00:00Z' })
      .execute()
    const restored = await restoredAt((await backedUp()).file)
    expect(await restored.store.db.selectFrom('sessions').selectAll().execute()).toEqual([])
    await restored.store.close()
  })

  test('into a folder that is not empty is refused, and the folder stays as it is', async () => {
    const { file } = await backedUp()
    const full = join(root, 'full')
    mkdirSync(full)
    writeFileSync(join(full, 'ghi-chú.txt'), 'của tôi')
    await expect(restore({ file, folder: full, secret })).rejects.toThrow('không trống')
    expect(readdirSync(full)).toEqual(['ghi-chú.txt'])
  })

  test.each([
    ['another secret', () => makeSecret(randomBytes), 'không đúng'],
    ['no secret at all', () => 'mot-hai-ba', '8 nhóm'],
  ])('with %s is refused, and nothing is written', async (_, typed, sentence) => {
    const { file } = await backedUp()
    await expect(restoredAt(file, 'none', typed())).rejects.toThrow(sentence)
    expect(existsSync(join(root, 'none'))).toBe(false)
  })

  test('takes the secret as a person types it', async () => {
    const { file } = await backedUp()
    const typed = secret.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    await (await restoredAt(file, 'typed', typed)).store.close()
  })

  test('of a file with one changed or missing byte is refused, wherever it is, and nothing is written', async () => {
    const { file } = await backedUp()
    const whole = readFileSync(file)
    const damaged = join(root, 'damaged')
    for (const place of [8, 12, 60, 200, Math.floor(whole.length / 2), whole.length - 40, whole.length - 1]) {
      const bytes = Buffer.from(whole)
      bytes[place]! ^= 1
      writeFileSync(damaged, bytes)
      await expect(restoredAt(damaged, 'none'), `byte ${place}`).rejects.toThrow('hỏng')
    }
    for (const length of [20, whole.length - 1]) {
      writeFileSync(damaged, whole.subarray(0, length))
      await expect(restoredAt(damaged, 'none'), `${length} bytes`).rejects.toThrow('hỏng')
    }
    writeFileSync(damaged, 'PK…')
    await expect(restoredAt(damaged, 'none')).rejects.toThrow('không phải bản sao lưu')
    expect(existsSync(join(root, 'none'))).toBe(false)
  })
})

describe('the recovery secret', () => {
  test('is shown once, and the one from outside takes its place', async () => {
    expect(secret).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(await setUpSecret({ folder, random: randomBytes })).toBeUndefined()
    const given = makeSecret(randomBytes)
    expect(await setUpSecret({ folder, given, random: randomBytes })).toBeUndefined()
    const { file } = await backedUp()
    await expect(restoredAt(file, 'none')).rejects.toThrow('không đúng')
    await (await restoredAt(file, 'given', given)).store.close()
  })

  test('stays the one of the restored commune, which backs up again under it', async () => {
    const first = await restoredAt((await backedUp()).file)
    const again = await backUp({ folder: join(root, 'restored'), to: join(root, 'again'), clock: commune.store.clock })
    await (await restoredAt(again.file, 'twice')).store.close()
    await first.store.close()
  })
})

describe('the server’s own backups', () => {
  const backups = () => (existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : [])
  const days = (count: number) => {
    commune.time.now = new Date(Date.parse('2024-10-20T01:00:00.000Z') + count * 86_400_000)
  }

  test('are one a day', async () => {
    expect(await backUpIfDue(commune.store)).toBeDefined()
    days(0.9)
    expect(await backUpIfDue(commune.store)).toBeUndefined()
    days(1)
    expect(await backUpIfDue(commune.store)).toBeDefined()
    expect(backups()).toHaveLength(2)
  })

  test('are the last thirty', async () => {
    for (let day = 0; day < 32; day++) {
      days(day)
      await backUpIfDue(commune.store)
    }
    expect(backups()).toHaveLength(30)
    expect(backups().sort()[0]).toContain('20241022')
  })

  test('are none where no secret was set up', async () => {
    const plain = await aCommune({ folder: join(root, 'plain') })
    expect(await backUpIfDue(plain.store)).toBeUndefined()
    await plain.store.close()
  })

  test('begin with the server, which closes when one under way is done', async () => {
    const running = await serve(commune.store, { port: 0 })
    await running.close()
    expect(backups()).toHaveLength(1)
    commune = await aCommune({ folder })
    expect((await post(commune.app, '/api/changes', { cursor: 0, schema: 1 }, phone.reading)).status).toBe(200)
  })
})

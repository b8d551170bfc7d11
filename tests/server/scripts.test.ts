import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HandoverAnswer } from '#protocol/handover.ts'
import { writeHandover } from '#protocol/handoverFile.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { householdId } from '../builders.ts'
import {
  aCommune,
  anEnrolledPhone,
  operationOf,
  type Phone,
  sealed,
  sendOne,
  setup,
  type TestCommune,
} from './people.ts'

let root: string
let folder: string
let commune: TestCommune
let phone: Phone

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'so-thon-scripts-'))
  folder = join(root, 'commune')
  commune = await aCommune({ folder })
  await setUpCommune(commune.store, setup)
  await addHouseholds(commune.store, [{ id: householdId(1), hamlet: 'lang-mai', number: 1 }])
  phone = await anEnrolledPhone(commune)
})
afterEach(async () => {
  await commune.store.close()
  rmSync(root, { recursive: true })
})

/** Runs a script of `scripts/` as a person at the server does. */
function run(script: string, options: string[], environment: NodeJS.ProcessEnv = {}) {
  const { SO_THON_RECOVERY: _, ...rest } = process.env
  const env = { ...rest, SO_THON_FOLDER: folder, ...environment }
  const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${script}.ts`, ...options], {
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const edit = (value: string) => operationOf(phone, householdId(1), { facts: { latrine: { value, seen: 0 } } })

test('backup shows the secret once, restore takes it, and what is refused is a sentence and exit code 1', async () => {
  const operation = edit('septic')
  const answered = await sendOne(phone, operation)
  const stick = join(root, 'stick')
  const first = run('backup', ['--to', stick]) // the server has the folder open
  expect([first.status, first.stderr]).toEqual([0, ''])
  const secret = /(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}/.exec(first.stdout)![0]
  const second = run('backup', ['--to', stick])
  expect(second.status).toBe(0)
  expect(second.stdout).not.toMatch(/(?:[0-9A-Z]{4}-){7}/)
  const file = join(stick, readdirSync(stick).sort().at(-1)!)

  const elsewhere = join(root, 'elsewhere')
  const wrong = run('restore', ['--from', file, '--folder', elsewhere], { SO_THON_RECOVERY: '0'.repeat(32) })
  expect([wrong.status, wrong.stdout]).toEqual([1, ''])
  expect(wrong.stderr).toBe(
    'Mã khôi phục không đúng với bản sao lưu này. Chưa có gì được ghi.\n' +
      'The recovery secret is not the one of this backup. Nothing was written.\n',
  )
  expect(existsSync(elsewhere)).toBe(false)
  expect(
    run('restore', ['--from', join(root, 'none'), '--folder', elsewhere], { SO_THON_RECOVERY: secret }),
  ).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('Không có tệp này'),
  })
  expect(run('restore', ['--from', file, '--folder', folder], { SO_THON_RECOVERY: secret }).status).toBe(1)

  expect(run('restore', ['--from', file, '--folder', elsewhere], { SO_THON_RECOVERY: secret })).toMatchObject({
    status: 0,
    stderr: '',
  })
  const restored = await aCommune({ folder: elsewhere })
  expect(restored.logged).toEqual([])
  expect(restored.store.epoch).not.toBe(commune.store.epoch)
  expect(await sendOne({ ...phone, commune: restored }, operation)).toEqual(answered)
  await restored.store.close()
})

test('import takes a file in beside the running server, writes the answer beside it, and is no restore', async () => {
  const [first, second] = [edit('septic'), edit('none')]
  const proof = createHash('sha256').update(phone.deposit).digest('base64url')
  const head = { certificate: phone.deposit.split('.')[0]!, proof, savedAt: '2024-10-20T00:00:00.000Z' }
  const file = join(root, 'may.sothon')
  writeFileSync(file, writeHandover(head, [await sealed(phone, first), await sealed(phone, second)]))
  expect(run('import', [file])).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining('in the book: 2'),
  })
  const answer = HandoverAnswer.parse(JSON.parse(readFileSync(`${file}.tra-loi.json`, 'utf8')))
  expect(JSON.parse(answer.body)).toMatchObject({ device: phone.device, epoch: commune.store.epoch })
  expect(await sendOne(phone, first)).toMatchObject({ status: 'applied' })
  await commune.store.close()
  commune = await aCommune({ folder })
  expect(commune.logged).toEqual([])

  writeFileSync(file, 'không phải')
  expect(run('import', [file])).toMatchObject({ status: 1, stderr: expect.stringContaining('không phải tệp bàn giao') })
})

test('keys adds a letter key and keeps the old one', () => {
  const before = run('keys', []).stdout.trim().split('\n')
  expect(before).toHaveLength(1)
  const after = run('keys', ['--rotate'])
  expect(after).toMatchObject({ status: 0, stderr: '' })
  expect(run('keys', []).stdout.trim().split('\n')).toEqual([
    expect.stringMatching(`^${before[0]!.slice(0, 16)}.*mở thư cũ`),
    expect.stringMatching(/^[0-9a-f]{16} .*đang dùng/),
  ])
})

test.each([['backup'], ['keys'], ['import']])('%s says where there is no commune', (script) => {
  const empty = join(root, 'empty')
  mkdirSync(empty)
  const { status, stderr } = run(script, script === 'import' ? ['x.sothon'] : [], { SO_THON_FOLDER: empty })
  expect([status, stderr]).toEqual([1, expect.stringContaining('không có dữ liệu của xã')])
  expect(readdirSync(empty)).toEqual([])
})

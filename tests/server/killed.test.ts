import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DepositReply, type LetterResult, writeBatch } from '#protocol/deposit.ts'
import { backUp } from '#server/backup/backup.ts'
import { setUpSecret } from '#server/backup/setUp.ts'
import { openCommune } from '#server/commune.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { householdId } from '../builders.ts'
import { aCommune, anEnrolledPhone, operationOf, type Phone, sealed, setup } from './people.ts'

/** How often the server is killed; `SO_THON_KILLS=50` for the long run. */
const kills = Number(process.env.SO_THON_KILLS ?? 5)
const households = 6
const senders = 4
const lettersInABatch = 5

let folder: string
let child: ChildProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'so-thon-killed-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

async function aFolderWithAPhone(): Promise<{ phone: Phone; epoch: string }> {
  const commune = await aCommune({ folder })
  await setUpCommune(commune.store, setup)
  const numbers = Array.from({ length: households }, (_, i) => i + 1)
  await addHouseholds(
    commune.store,
    numbers.map((number) => ({ id: householdId(number), hamlet: 'lang-mai', number })),
  )
  const phone = await anEnrolledPhone(commune)
  await commune.store.close()
  return { phone, epoch: commune.store.epoch }
}

/** With `ownKill`, it kills itself the moment that many replies have left it. */
async function start(ownKill?: number): Promise<{ port: number; epoch: string; process: ChildProcess }> {
  const process_ = fork(
    new URL('./killed/serve.ts', import.meta.url),
    [folder, ...(ownKill === undefined ? [] : [String(ownKill)])],
    { execArgv: [] },
  )
  child = process_
  const [said] = (await Promise.race([once(process_, 'message'), once(process_, 'exit')])) as [
    { port: number; epoch: string },
  ]
  if (typeof said !== 'object') throw new Error(`the server ended with ${said}`)
  return { ...said, process: process_ }
}

async function nextBatch(phone: Phone): Promise<Uint8Array[]> {
  return Promise.all(
    Array.from({ length: lettersInABatch }, async () => {
      const value = phone.n % 2 === 0 ? 'septic' : 'none'
      return sealed(
        phone,
        operationOf(phone, householdId(1 + (phone.n % households)), { facts: { latrine: { value, seen: 0 } } }),
      )
    }),
  )
}

/** What is answered again is answered alike. */
function note(answered: Map<string, LetterResult>, results: readonly LetterResult[]): void {
  for (const result of results) {
    const before = answered.get(result.op)
    if (before) expect(result).toEqual(before)
    answered.set(result.op, result)
  }
}

/** Undefined where the server was gone before it answered. */
async function deposit(port: number, token: string, letters: Uint8Array[]): Promise<LetterResult[] | undefined> {
  try {
    const headers = { authorization: `Bearer ${token}` }
    const body = writeBatch('0'.repeat(32), letters)
    const response = await fetch(`http://localhost:${port}/api/letters`, { method: 'POST', headers, body })
    return DepositReply.parse(await response.json()).results
  } catch (fault) {
    if (fault instanceof TypeError || fault instanceof SyntaxError) return undefined // the line broke
    throw fault
  }
}

test(
  `of a server killed ${kills} times in the middle of its work nothing that was answered is lost, and nothing is there twice`,
  async () => {
    const { phone, epoch } = await aFolderWithAPhone()
    const answered = new Map<string, LetterResult>()
    const unanswered: Uint8Array[][] = []
    for (let kill = 1; kill <= kills; kill++) {
      const isOwn = kill % 2 === 1
      const server = await start(isOwn ? 1 + (kill % 7) : undefined)
      expect(server.epoch, 'a kill is no restore').toBe(epoch)
      const ended = once(server.process, 'exit')
      let replies = 0
      const sendUntilKilled = async () => {
        for (;;) {
          const letters = unanswered.shift() ?? (await nextBatch(phone))
          const results = await deposit(server.port, phone.deposit, letters)
          if (!results) return unanswered.push(letters)
          note(answered, results)
          replies += 1
          if (!isOwn && replies === 1 + (kill % 7)) server.process.kill('SIGKILL') // the other senders' batches are under way
        }
      }
      await Promise.all(Array.from({ length: senders }, sendUntilKilled))
      await ended
    }
    await expectAllThere(answered, epoch)
  },
  120_000 + kills * 6_000,
)

async function expectAllThere(answered: ReadonlyMap<string, LetterResult>, epoch: string): Promise<void> {
  const logged: string[] = []
  const store = await openCommune({ folder, log: (line) => logged.push(line) })
  const ledger = await store.db.selectFrom('ledger').select(['op', 'receipt', 'outcome']).execute()
  const surveys = await store.db.selectFrom('surveys').select('body').execute()
  const log = await store.db.selectFrom('change_log').select('seq').execute()
  await store.close()
  expect([store.epoch, logged]).toEqual([epoch, []])
  expect(answered.size).toBeGreaterThan(0)
  for (const [op, { receipt }] of answered) {
    expect(ledger.filter((entry) => entry.op === op)).toEqual([{ op, receipt, outcome: 'applied' }])
    const receipts = surveys.flatMap(({ body }) => JSON.parse(body).receipts as { op: string }[])
    expect(receipts.filter((one) => one.op === op)).toHaveLength(1)
  }
  expect(new Set(log.map(({ seq }) => seq)).size).toBe(log.length)
}

describe('what a backup that was killed leaves behind', () => {
  const unfinished = (where = folder) => readdirSync(where).filter((name) => name.includes('.tmp'))
  const backups = () => join(folder, 'backups')

  async function killedWhen(when: 'copied' | 'sealed'): Promise<void> {
    await aFolderWithAPhone()
    await setUpSecret({ folder, random: randomBytes })
    const process_ = fork(new URL('./killed/backUp.ts', import.meta.url), [folder, backups(), when], { execArgv: [] })
    child = process_
    expect(await once(process_, 'exit')).toEqual([null, 'SIGKILL'])
  }

  test('is its owner’s alone, and gone at the next start', async () => {
    await killedWhen('copied')
    const [copy, ...others] = unfinished()
    expect(others).toEqual([])
    expect(statSync(join(folder, copy!)).mode & 0o777).toBe(0o600)
    await (await openCommune({ folder })).close()
    expect(unfinished()).toEqual([])
  })

  test.each(['copied', 'sealed'] as const)('is gone at the next backup, where it was %s', async (when) => {
    await killedWhen(when)
    expect([...unfinished(), ...unfinished(backups())]).toHaveLength(1)
    const { file } = await backUp({ folder, to: backups() })
    expect(unfinished()).toEqual([])
    expect(readdirSync(backups())).toEqual([basename(file)])
  })

  test('alone goes: what another process is making stays, and so does every file of another name', async () => {
    await aFolderWithAPhone()
    const ended = 2 ** 22 + 1 // no process has a number this large
    const others = [
      `backup-0011223344556677.${process.ppid}-00112233.tmp`,
      `backup-0011223344556677.${ended}-00112233.tmp.docx`,
      `của-tôi.${ended}-00112233.tmp`,
    ]
    const left = `backup-0011223344556677.${ended}-00112233.tmp-journal`
    const earlier = `backup-0011223344556677.${process.pid}-00112233.tmp`
    for (const name of [...others, left, earlier]) writeFileSync(join(folder, name), '')
    await (await openCommune({ folder })).close()
    expect(unfinished().sort()).toEqual(others.sort())
  })
})

import { randomBytes } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Hono } from 'hono'
import type { HouseholdId } from '#domain/ids.ts'
import { day } from '#domain/units.ts'
import { createApp } from '#server/app.ts'
import { backUpFrom } from '#server/backup/backup.ts'
import { restore } from '#server/backup/restore.ts'
import { setUpSecret } from '#server/backup/setUp.ts'
import { type CommuneStore, filesOf, openCommune } from '#server/commune.ts'
import { openKept } from '#server/keptLetters.ts'
import { readKeyRing, withNewLetterKey, writeKeyRing } from '#server/keyring.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { householdId, round2024 } from '../../builders.ts'
import { power } from './patches.ts'

export const reviewer = { login: 'hoa', name: 'Lê Thị Hoa' }
export const hamlets = ['lang-mai', 'lang-gio'] as const
const householdsEach = 4

/** The commune's server on its own folder, as it is started, killed, copied and restored. */
export type Commune = {
  folder: string
  store: CommuneStore
  app: Hono
  pageSize: number
  time: { now: number }
  /** What the server logged that no power cut explains. */
  logged: string[]
  /** Database files that somebody copied, and backups made by command; the newest backup ends the use of older ones. */
  copies: string[]
  backups: string[]
  /** When the newest backup was made, in milliseconds. */
  backedUpAt: number
  /** When it was last restored: by a clock that is right, since the numbers that follow are after all that were given. */
  restoredAt: number
  /** Folders of this seed, the one in use last. */
  folders: string[]
}

/** Households 1–4 are in the first hamlet's book, 5–8 in the second's. */
export function bookOf(hamlet: string): HouseholdId[] {
  const first = hamlets.indexOf(hamlet as (typeof hamlets)[number]) * householdsEach + 1
  return Array.from({ length: householdsEach }, (_, i) => householdId(first + i))
}

export async function startCommune(pageSize: number): Promise<Commune> {
  const folder = newFolder()
  cpSync((await theTemplate()).folder, folder, { recursive: true })
  const time = { now: start }
  const logged: string[] = []
  const opened = await open(folder, pageSize, time, logged)
  return {
    folder,
    pageSize,
    time,
    logged,
    copies: [],
    backups: [],
    backedUpAt: 0,
    restoredAt: 0,
    folders: [folder],
    ...opened,
  }
}

async function open(folder: string, pageSize: number, time: { now: number }, logged: string[]) {
  delete power.statements
  const store = await openCommune({
    folder,
    clock: () => new Date(time.now),
    log: (line) => {
      if (!/PowerCut|destroyed|^Khôi phục:/.test(line)) logged.push(line)
    },
  })
  await openKept(store)
  return { store, app: createApp({ ...store, pageSize }) }
}

/** Opens the folder as it lies there. */
async function switchOn(commune: Commune): Promise<void> {
  Object.assign(commune, await open(commune.folder, commune.pageSize, commune.time, commune.logged))
}

/** Pulls the plug and starts again: what was not committed is gone, nothing is said goodbye to. */
export async function powerCut(commune: Commune): Promise<void> {
  const { epoch } = commune.store
  power.statements = 0
  await commune.store.db.destroy()
  await switchOn(commune)
  if (commune.store.epoch !== epoch) commune.logged.push('a restore after a power cut, where nothing was restored')
}

/** A copy of the database as it stands now. */
export function copyDatabase(commune: Commune, number: number): void {
  const copy = join(commune.folder, `copy-${number}`)
  const reader = new DatabaseSync(databaseOf(commune))
  reader.exec(`vacuum into '${copy}'`)
  reader.close()
  commune.copies.push(copy)
}

/** Somebody puts an older database file in the place of today's, and starts the server. */
export async function putCopyBack(commune: Commune, copy: string): Promise<void> {
  await commune.store.close()
  for (const suffix of ['-wal', '-shm']) rmSync(databaseOf(commune) + suffix, { force: true })
  copyFileSync(copy, databaseOf(commune))
  await switchOn(commune)
}

/** A backup by command. Copies and backups from before are not used any more. */
export async function backUpBy(commune: Commune): Promise<void> {
  const { store, folder, time } = commune
  const { file } = await backUpFrom(store.db, { folder, to: join(folder, 'backups'), clock: () => new Date(time.now) })
  commune.copies = []
  commune.backups = [file]
  commune.backedUpAt = time.now
}

const restoreTakes = 60_000

/** The newest backup is restored by command into an empty folder, from which the server goes on. */
export async function restoreBy(commune: Commune): Promise<boolean> {
  const file = commune.backups.at(-1)
  if (file === undefined) return false
  await commune.store.close()
  commune.restoredAt = Math.max(commune.restoredAt, commune.time.now) + restoreTakes
  commune.time.now = commune.restoredAt
  const folder = newFolder()
  const { secret } = await theTemplate()
  await restore({ file, folder, secret, clock: () => new Date(commune.time.now) })
  commune.folder = folder
  commune.folders.push(folder)
  await switchOn(commune)
  return true
}

/** From now on letters are sealed to another key. */
export async function newLetterKey(commune: Commune): Promise<void> {
  await commune.store.close()
  const { keyring } = filesOf(commune.folder)
  writeKeyRing(keyring, await withNewLetterKey(readKeyRing(keyring)))
  await switchOn(commune)
}

export async function endCommune(commune: Commune): Promise<void> {
  delete power.statements
  await commune.store.close()
  for (const folder of commune.folders) rmSync(folder, { recursive: true })
}

function databaseOf({ folder }: Commune): string {
  return join(folder, 'so-thon.sqlite')
}

const start = Date.parse('2024-10-16T00:00:00.000Z')

/** Where the machine has memory for it, the folders are there: the disk's own speed is not under test. */
function newFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'so-thon-simulator-'))
}

type Template = { folder: string; secret: string }
let template: Promise<Template> | undefined

/** A set-up commune that every seed begins from: the set-up's password alone takes longer than a seed. */
function theTemplate(): Promise<Template> {
  template ??= makeTemplate()
  return template
}

async function makeTemplate(): Promise<Template> {
  const folder = newFolder()
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const store = await openCommune({ folder, clock: () => new Date(start), log: () => undefined })
  await setUpCommune(store, {
    commune: 'Bình Lương',
    area: 'rural',
    round: {
      id: round2024,
      standard: '2022-2025',
      area: 'rural',
      reviewDate: day('2024-10-15'),
      awayResidents: 'counted',
    },
    hamlets: ['Làng Mài', 'Làng Gió'].map((name) => ({ name, people: 400, households: 98, toLift: 2 })),
    reviewer: reviewer.name,
    login: reviewer.login,
    password: 'mot mat khau dai',
  })
  const rows = hamlets.flatMap((hamlet) => bookOf(hamlet).map((id, i) => ({ id, hamlet, number: i + 1 })))
  await addHouseholds(store, rows)
  await store.close()
  const secret = (await setUpSecret({ folder, random: randomBytes }))!
  return { folder, secret }
}

import { writeHandover } from '#protocol/handoverFile.ts'

/**
 * What can be saved of this phone's storage, whatever has broken: read with the browser's own interface, one row at a
 * time, so that one bad row costs itself alone. Nothing is written, made or deleted.
 */
export type Rescued = {
  /** Who and where; empty where neither the registry nor the vault can say. */
  enumerator: string
  hamlet: string
  letters: number
  /** Answers of drafts. */
  answers: number
  operations: number
  /** Rows and tables that could not be read. */
  unread: number
  file: Uint8Array<ArrayBuffer>
}

/** Every vault of this phone, also one that the registry has lost. */
export async function rescueAll(now = new Date()): Promise<{ vaults: Rescued[]; unread: number }> {
  const registry = await tablesOf('so-thon', ['vaults'])
  const cards = new Map(registry.rows.map(({ row }) => [text(row.device), row]))
  for (const device of await devicesStored()) if (!cards.has(device)) cards.set(device, {})
  const vaults: Rescued[] = []
  for (const [device, card] of cards) vaults.push(await rescue(device, card, now))
  return { vaults, unread: registry.unread }
}

type Row = Record<string, unknown>

async function rescue(device: string, listed: Row, now: Date): Promise<Rescued> {
  const { rows, unread } = await tablesOf(`so-thon-${device}`, ['outbox', 'operations', 'drafts', 'meta'])
  const of = (table: string) => rows.filter((found) => found.table === table).map(({ row }) => row)
  const letters = of('outbox').flatMap(({ bytes }) => bytesIn(bytes))
  const boxed = [
    ...of('drafts').flatMap((row) => boxedRow('drafts', row.id, row.box, text(row.household))),
    ...of('operations').flatMap((row) => boxedRow('operations', row.op, row.box)),
  ]
  const noted = (name: string) => of('meta').find(({ key }) => key === name)?.value as Row | undefined
  const pull = noted('pull')
  const card: Row = { ...noted('card'), ...listed }
  const token = text(card.deposit)
  const head = {
    certificate: token.split('.')[0]!,
    proof: base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))),
    savedAt: now.toISOString(),
    ...(pull && { epoch: text(pull.epoch) }),
    rescued: { ...(card.escrow !== undefined && { escrow: text(card.escrow) }), rows: boxed },
  }
  return {
    enumerator: text(card.enumerator),
    hamlet: text(card.hamlet),
    letters: letters.length,
    answers: of('drafts').length,
    operations: of('operations').length,
    unread,
    file: writeHandover(head, letters),
  }
}

/** Device ids of all vaults' databases; none where the browser does not list its databases. */
async function devicesStored(): Promise<string[]> {
  const stored = (await indexedDB.databases?.().catch(() => [])) ?? [] // then the registry alone names them
  return stored.flatMap(({ name }) => (name?.startsWith('so-thon-') && name.length === 44 ? [name.slice(8)] : []))
}

type Found = { table: string; row: Row }

/** All rows that can be read; a database or table that cannot counts as one unread. */
async function tablesOf(name: string, tables: string[]): Promise<{ rows: Found[]; unread: number }> {
  const rows: Found[] = []
  let unread = 0
  const db = await answerOf(() => openAsItIs(name))
  if (!db) return { rows, unread: 1 }
  for (const table of tables) {
    const ask = <Answer>(question: (store: IDBObjectStore) => IDBRequest<Answer>) =>
      answerOf(() => question(db.transaction(table).objectStore(table)))
    const keys = await ask((store) => store.getAllKeys())
    unread += keys ? 0 : 1
    for (const key of keys ?? []) {
      const row = await ask<Row>((store) => store.get(key))
      if (row) rows.push({ table, row })
      else unread += 1
    }
  }
  db.close()
  return { rows, unread }
}

/** In the version it has. One that is not there is not made. */
function openAsItIs(name: string): IDBOpenDBRequest {
  const request = indexedDB.open(name)
  request.onupgradeneeded = () => request.transaction?.abort()
  return request
}

/** A broken store may never answer: it has this long, in milliseconds. */
const patience = 20_000

/** What the store answers; undefined where it throws, refuses or keeps silent: the caller counts that. */
async function answerOf<Answer>(question: () => IDBRequest<Answer>): Promise<Answer | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<Answer>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('no answer')), patience)
      const request = question()
      request.onsuccess = () => resolve(request.result)
      request.onerror = (event) => {
        event.preventDefault()
        reject(request.error)
      }
    })
  } catch (error) {
    console.warn(error)
    return undefined
  } finally {
    clearTimeout(timer)
  }
}

/** A box begins with 12 bytes of initialisation vector. */
function boxedRow(table: string, id: unknown, box: unknown, household?: string) {
  return bytesIn(box).map((bytes) => ({
    table,
    id: text(id),
    ...(household && { household }),
    iv: base64url(bytes.subarray(0, 12)),
    sealed: base64url(bytes.subarray(12)),
  }))
}

function bytesIn(value: unknown): Uint8Array[] {
  return ArrayBuffer.isView(value) ? [new Uint8Array(value.buffer, value.byteOffset, value.byteLength)] : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function base64url(bytes: Uint8Array): string {
  const characters = [...bytes].map((byte) => String.fromCharCode(byte)).join('')
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

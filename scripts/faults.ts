/** A way in which programs like this one have lost work elsewhere, as a change of ours: in a file, one text by another. */
export type Fault = { name: string; patches: { file: string; search: string; replacement: string }[] }

function fault(name: string, file: string, search: string, replacement: string): Fault {
  return { name, patches: [{ file, search, replacement }] }
}

const merge = 'src/domain/household/merge.ts'
const outbox = 'src/phone/store/outbox.ts'
const pulled = 'src/phone/store/pulled.ts'
const finish = 'src/phone/store/finish.ts'
const intake = 'src/server/intake.ts'
const changes = 'src/server/changes.ts'
const changeLog = 'src/server/changeLog.ts'

const inTheMerge: Fault[] = [
  fault('the last write wins', merge, 'return hasSeen || (current', 'return true || (current'),
  fault('the merge ignores what was seen', merge, 'current.revision <= fact.seen && fact.seen', 'fact.seen'),
  fault(
    'a device is in conflict with its own chain',
    merge,
    'return hasSeen || (current.device === operation.device && current.n < operation.n)',
    'return hasSeen',
  ),
  fault(
    'a rival is overwritten by another device’s newer rival',
    merge,
    'rivals.filter((rival) => rival.device !== device)',
    '[] as Rival[]',
  ),
  fault(
    'a rival is dropped',
    merge,
    '      { value: fact.value, seen: fact.seen, op, revision: stamp.revision, device, n, by: stamp.by, at: stamp.at },\n',
    '',
  ),
  fault(
    'what was accepted is overwritten by what is late',
    merge,
    "if (survey.state === 'accepted') return { survey, outcome: 'late' }",
    '',
  ),
  {
    name: 'a device’s earlier operation, come later, overwrites its later one',
    patches: [
      { file: merge, search: 'if (isKnown) return', replacement: '' },
      {
        file: merge,
        search: 'hasSeen || (current.device === operation.device && current.n < operation.n)',
        replacement: 'hasSeen || current.device === operation.device',
      },
      { file: 'src/server/applying.ts', search: 'followers.some((one) =>', replacement: '[].some((one: Operation) =>' },
      {
        file: 'src/server/applying.ts',
        search: "if (!predecessor || predecessor.reason === 'waiting_for_predecessor') return true",
        replacement: 'if (!predecessor && isNew) return true',
      },
    ],
  },
]

const inTheOutbox: Fault[] = [
  fault(
    'an answer settles all that waits',
    outbox,
    'const letters = (await db.outbox.bulkGet([...sent])).filter((letter) => letter !== undefined)',
    `const letters = await db.outbox.where('state').anyOf('queued', 'sending').toArray()
      const taken = reply.results.find(({ status }) => stateOf[status] === 'in')
      if (taken) for (const { op } of letters) answers.set(op, { ...taken, ...answers.get(op), op })`,
  ),
  fault(
    'a batch is answered by position',
    outbox,
    'letters.map((letter) => settled(letter, answers.get(letter.op), reply.epoch))',
    'letters.map((letter, i) => settled(letter, reply.results.at(-1 - i), reply.epoch))',
  ),
  fault(
    'what was being sent when the tab died never waits again',
    outbox,
    "db.outbox.where('state').equals('sending').modify({ state: 'queued' })",
    'db.outbox.count()',
  ),
  fault(
    'the outbox is pruned at the deposit',
    outbox,
    'await db.outbox.bulkPut(after)\n',
    'await db.outbox.bulkDelete([...sent])\n',
  ),
  fault(
    'letters go before a backup has them',
    'src/phone/store/pruning.ts',
    'Math.min(Date.parse(backedUpTo), Date.parse(now) - keptFor)',
    'Date.parse(now) - keptFor',
  ),
  fault(
    'after a restore only what waits is sent',
    outbox,
    'reference.value = unsent(letter)',
    "if (letter.state !== 'in') reference.value = unsent(letter)",
  ),
  fault('what is held is called received', outbox, "held: 'held',", "held: 'in',"),
  {
    name: 'the epoch is ignored',
    patches: [
      { file: outbox, search: 'known && known.epoch !== reply.epoch', replacement: 'false as boolean' },
      { file: 'src/phone/sync/pull.ts', search: 'page.epoch !== before.epoch || ', replacement: '' },
      { file: changes, search: 'request.epoch !== undefined && ', replacement: 'false && ' },
    ],
  },
]

const inThePull: Fault[] = [
  fault(
    'the cursor is moved by a push',
    outbox,
    'await db.outbox.bulkPut(after)\n',
    `await db.outbox.bulkPut(after)
      if (known && !known.filling)
        await db.meta.put({ key: 'pull', value: { ...known, cursor: known.cursor + after.length } })\n`,
  ),
  fault(
    'the cursor is written before its rows',
    pulled,
    `  return durably(db, () =>
    db.transaction('rw', db.households, db.made, db.outbox, db.meta, async () => {
      if (!isSame(await pullStateOf(db), before)) return false\n`,
    `  await durably(db, () => db.meta.put({ key: 'pull', value: after }))
  return durably(db, () =>
    db.transaction('rw', db.households, db.made, db.outbox, db.meta, async () => {\n`,
  ),
  fault(
    'a pull goes over unsent work',
    pulled,
    'await db.households.bulkPut(rows)\n',
    `await db.households.bulkPut(rows)
      await db.outbox.where('households').anyOf([...news.states.keys()]).modify({ state: 'in', epoch: page.epoch })\n`,
  ),
  fault(
    'a reset drops drafts',
    outbox,
    '      if (known) await startAgain(db, known, epoch)\n    }),\n  )\n',
    '      if (known) await startAgain(db, known, epoch)\n    }),\n  )\n  await db.drafts.clear()\n',
  ),
  fault(
    'a decision about a held letter does not reach its phone',
    pulled,
    'for (const result of news.settled) await settleOne(db, result, page.epoch)',
    '',
  ),
  fault(
    'the last page of a reset leaves the old rows shown',
    pulled,
    'return { ...shown, cursor: page.cursor, generation: filling.generation }',
    'return { ...shown, cursor: page.cursor }',
  ),
]

const inTheFinish: Fault[] = [
  fault('a number is given twice', finish, "await db.meta.put({ key: 'counter', value: sealed.row.n })", ''),
  fault(
    'what moved while a survey was finished is lost',
    finish,
    'if ((await counterOf(db)) !== before.counter || !rows || stand(rows) !== stand(before.rows)) return false',
    "if (!rows) return false\n      await db.drafts.where('household').equals(rows.id).delete()",
  ),
  fault(
    'the draft goes before its letter is there',
    finish,
    'if (!(await write(vault.db, before, rowIdsOf(currentDrafts(parts)), sealed))) continue',
    `await vault.db.drafts.bulkDelete(rowIdsOf(currentDrafts(parts)))
    if (!(await write(vault.db, { ...before, rows: { ...before.rows, drafts: [] } }, [], sealed))) continue`,
  ),
]

const onTheServer: Fault[] = [
  {
    name: 'the receipt goes out before the commit',
    patches: [
      {
        file: intake,
        search: 'const results = await write(store, async (writing) => {',
        replacement: `let tell: (results: LetterResult[]) => void = () => undefined
  const early = new Promise<LetterResult[]>((resolve) => {
    tell = resolve
  })
  const written = write(store, async (writing) => {`,
      },
      {
        file: intake,
        search: '    return asTheyStand(writing, device, answered)\n  })\n',
        replacement: `    const told = await asTheyStand(writing, device, answered)
    tell(told)
    for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setImmediate(resolve))
    return told
  })
  written.catch(() => undefined)
  const results = await Promise.race([early, written])\n`,
      },
    ],
  },
  fault(
    'taking in is not idempotent',
    'src/server/ledger.ts',
    "if (known) return known.hash === hash ? known : 'id_reused'",
    "if (known) await writing.trx.deleteFrom('ledger').where('op', '=', operation.op).execute()",
  ),
  fault(
    'what waits for its predecessor stays behind',
    'src/server/ledger.ts',
    'await releaseAfter(writing, operation.op, device)\n  return',
    'return',
  ),
  fault(
    'a revoked phone’s letters are dropped',
    intake,
    "    case 'opened': {\n",
    "    case 'opened': {\n      if (device.state === 'revoked') return { op, status: 'refused', reason: 'device_revoked' }\n",
  ),
  fault(
    'a revoked phone’s letters go into the record',
    'src/server/applying.ts',
    "if (device.state === 'revoked' && !taken) return 'device_revoked'",
    '',
  ),
]

const inTheChangeLog: Fault[] = [
  fault('a tombstone is lost', changes, '...(await goneIn(db, scope)), ', ''),
  fault('the cursor is the head though more is to come', changes, 'more ? last : head', 'head'),
  fault('the head is read after the rows', changes, 'more ? last : head', 'more ? last : await headOf(db)'),
  {
    name: 'the cursor is a time',
    patches: [
      {
        file: changes,
        search: "import { headOf } from './changeLog.ts'",
        replacement: "import { sql } from 'kysely'\nimport { headOf } from './changeLog.ts'",
      },
      {
        file: changes,
        search: ".where('households.revision', '>', after)\n",
        replacement: [
          '.where(sql<boolean>`households.id in (select household from change_log where at > ',
          'coalesce((select max(at) from change_log where seq <= $',
          "{after}), ''))`)\n",
        ].join(''),
      },
    ],
  },
  {
    name: 'change numbers are taken outside the transaction',
    patches: [
      {
        file: changeLog,
        search: 'const { result, progress } = await store.db.transaction().execute(async (trx) => {\n',
        replacement: `const last = await takeNumbers(store.db, 50)
  const { result, progress } = await store.db.transaction().execute(async (trx) => {
    reserved.set(trx, { next: last - 50 })\n`,
      },
      {
        file: changeLog,
        search: 'export async function takeNumbers(trx: Db, count: number): Promise<number> {\n',
        replacement: `const reserved = new WeakMap<object, { next: number }>()
export async function takeNumbers(trx: Db, count: number): Promise<number> {
  const block = reserved.get(trx)
  if (block && count > 0) {
    block.next += count
    return block.next
  }\n`,
      },
    ],
  },
  fault(
    'a restore goes unnoticed',
    'src/server/epoch.ts',
    'const restored = side ? olderBy(side.found, { ...found, ...(await progressOf(db)) }) : undefined',
    'const restored = undefined as string | undefined',
  ),
]

export const faults: Fault[] = [
  ...inTheMerge,
  ...inTheOutbox,
  ...inThePull,
  ...inTheFinish,
  ...onTheServer,
  ...inTheChangeLog,
]

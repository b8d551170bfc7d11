import { type Fault, fault } from './fault.ts'

const merge = 'src/domain/household/merge.ts'
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
    'rivals.filter((rival) => rival.device !== device || rival.n === n)',
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
        search:
          'return (await asTheyStand(writing, device, answered)).map((result, i) => ofBytes(result, letters[i]!))\n  })\n',
        replacement: `const told = (await asTheyStand(writing, device, answered)).map((result, i) => ofBytes(result, letters[i]!))
    tell(told)
    return told
  })
  written.catch(() => undefined)
  const results = await Promise.race([early, written])\n`,
      },
      {
        file: 'src/server/routes/letters.ts',
        search: '...(await standingOf(store))',
        replacement: 'epoch: store.epoch',
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
  fault(
    'bytes that do not open are thrown away',
    intake,
    'at: await keepBytes(writing, letter, device) }',
    'at: writing.at }',
  ),
  fault('what did not open is on no list', 'src/server/devices.ts', ', ...(await heldBytes(db))', ''),
  fault(
    'an older build is asked for what it does not send',
    'src/protocol/changes.ts',
    'waiting: z.optional(z.int().check(z.nonnegative())),',
    'waiting: z.int().check(z.nonnegative()),',
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

export const faultsOnServer: Fault[] = [...inTheMerge, ...onTheServer, ...inTheChangeLog]

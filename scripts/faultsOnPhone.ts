import { type Fault, fault } from './fault.ts'

const outbox = 'src/phone/store/outbox.ts'
const pulled = 'src/phone/store/pulled.ts'
const finish = 'src/phone/store/finish.ts'
const changes = 'src/server/changes.ts'

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
    'settled(letter, answers.get(letter.op), reply.epoch))',
    'settled(letter, reply.results.at(-1 - letters.indexOf(letter)), reply.epoch))',
  ),
  fault(
    'what was being sent when the tab died never waits again',
    outbox,
    ".filter(({ sentAt = '' }) => sentBefore === undefined || sentAt < sentBefore)",
    '.filter(() => false)',
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
  fault(
    'an answer about a damaged copy is taken for the letter’s own',
    outbox,
    'if (!letter || (await hashOf(letter.bytes)) === result.hash) own.push(result)',
    'own.push(result)',
  ),
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
    'const generation = filling?.generation ?? shown.generation',
    'const generation = filling && page.more ? filling.generation : shown.generation',
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
    'if (!(await write(vault.db, before, rowIdsOf(currentDrafts(parts)), sealed, madeGood))) continue',
    `await vault.db.drafts.bulkDelete(rowIdsOf(currentDrafts(parts)))
    if (!(await write(vault.db, { ...before, rows: { ...before.rows, drafts: [] } }, [], sealed, madeGood))) continue`,
  ),
]

const whereThereIsNoRoom: Fault[] = [
  {
    name: 'an answer for which there was no room is called saved',
    patches: [
      {
        file: 'src/phone/store/drafts.ts',
        search: "import { durably } from './storageFailure.ts'",
        replacement: "import { durably, StorageFailure } from './storageFailure.ts'",
      },
      {
        file: 'src/phone/store/drafts.ts',
        search: '.then(save, save)\n',
        replacement: `.then(save, save).catch((error) => {
    if (!(error instanceof StorageFailure)) throw error
  })\n`,
      },
    ],
  },
]

const inTheWorker: Fault[] = [
  fault(
    'the worker sends every vault’s letters under the first one’s token',
    'src/phone/sync/background.ts',
    'for (const card of await vaultCards()) await depositOf(card, isShared, options)',
    `const cards = await vaultCards()
    for (const card of cards) await depositOf({ ...card, deposit: cards[0]!.deposit }, isShared, options)`,
  ),
]

const inTheRecovery: Fault[] = [
  {
    name: 'the recovered key is wiped before it is wrapped',
    patches: [
      {
        file: 'src/phone/sync/recover.ts',
        search: '  const wrapped = await wrapKey(',
        replacement: '  const keys = await keysOf(raw)\n  const wrapped = await wrapKey(',
      },
      {
        file: 'src/phone/sync/recover.ts',
        search: 'return openVault(device, await keysOf(raw))',
        replacement: 'return openVault(device, keys)',
      },
    ],
  },
]

export const faultsOnPhone: Fault[] = [
  ...inTheOutbox,
  ...inThePull,
  ...inTheFinish,
  ...whereThereIsNoRoom,
  ...inTheWorker,
  ...inTheRecovery,
]

import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { assessUnder } from '#domain/assessment/assessUnder.ts'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import type { Vault } from '#phone/store/vault.ts'
import { openRow } from '#phone/store/vault.ts'
import type { CommuneFacts } from '#protocol/changes.ts'
import { openRound } from '#server/households.ts'
import { markPractice } from '#server/practice.ts'
import { loadScorecard } from '#server/scorecards.ts'
import { aHousehold, aResident, without } from '../builders.ts'
import { aCommune, aPhone, syncPhone, type World } from './world.ts'

async function roundOn(vault: Vault): Promise<CommuneFacts['round']> {
  const row = await vault.db.meta.get('facts')
  return (await openRow<CommuneFacts>(vault, { table: 'meta', id: 'facts' }, row))?.round
}

/** Syncs, and tells which of the replies held the commune's facts. */
async function factsSent(world: World, vault: Vault): Promise<boolean[]> {
  const sent: boolean[] = []
  const changes: World['line']['changes'] = async (...asked) => {
    const reply = await world.line.changes(...asked)
    sent.push(reply.facts !== undefined)
    return reply
  }
  await syncPhone({ ...world, line: { ...world.line, changes } }, vault)
  return sent
}

test('the round’s terms cross the line once, again when they change, and stay on the phone meanwhile', async () => {
  const world = await aCommune()
  await markPractice(world.store.db)
  const vault = await aPhone(world)
  const atOffice = await openRound(world.store.db)
  expect([await factsSent(world, vault), await roundOn(vault)]).toEqual([[false], atOffice])
  await loadScorecard(world.store, { login: 'hoa', name: 'Lê Thị Hoa' }, { scorecard: sampleScorecard })
  world.mishaps = ['cut_reply']
  expect(await factsSent(world, vault)).toEqual([])
  expect(await factsSent(world, vault)).toEqual([true])
  expect(await factsSent(world, vault)).toEqual([false])
  expect((await roundOn(vault))?.scorecard).toEqual(sampleScorecard)
})

test('of another database the terms are asked for anew, once for all its pages', async () => {
  const world = await aCommune()
  const vault = await aPhone(world)
  await world.store.db.updateTable('meta').set({ value: 'another' }).where('key', '=', 'epoch').execute()
  expect(await factsSent(world, vault)).toEqual([false, true, false])
  expect(await roundOn(vault)).toEqual(await openRound(world.store.db))
})

test('a scorecard loaded in the office is on the phone after its next sync, though no household changed', async () => {
  const world = await aCommune()
  await markPractice(world.store.db)
  const vault = await aPhone(world)
  await syncPhone(world, vault)
  const households = await vault.db.households.toArray()
  expect(await roundOn(vault)).not.toHaveProperty('scorecard')
  await loadScorecard(world.store, { login: 'hoa', name: 'Lê Thị Hoa' }, { scorecard: sampleScorecard })
  await syncPhone(world, vault)
  const [onPhone, atOffice] = [await roundOn(vault), await openRound(world.store.db)]
  expect(onPhone).toEqual(atOffice)
  expect(onPhone?.scorecard).toEqual(sampleScorecard)
  expect(await vault.db.households.toArray()).toEqual(households)

  const { household, residents } = aHousehold({
    household: {
      b1_answers: ['size:one_or_two', 'work:farming=1', 'electricity:below_50', 'motorbikes:0', 'cattle:0'],
      water_source: 'river_or_pond',
      latrine: 'none',
    },
    residents: [aResident({ health_insurance: false })],
  })
  const answers = { household: without(household, 'b1_points'), residents }
  const judged = assessUnder(onPhone!, answers)
  expect(judged).toMatchObject({ classification: 'poor', restsOnSample: true, income: { source: 'scorecard' } })
  expect(assessUnder(atOffice!, answers)).toEqual(judged)
})

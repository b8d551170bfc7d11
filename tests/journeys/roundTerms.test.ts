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
import { aCommune, aPhone, syncPhone } from './world.ts'

async function roundOn(vault: Vault): Promise<CommuneFacts['round']> {
  const row = await vault.db.meta.get('facts')
  return (await openRow<CommuneFacts>(vault, { table: 'meta', id: 'facts' }, row))?.round
}

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

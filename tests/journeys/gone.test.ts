import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { en } from '#domain/wording/en.ts'
import { valueText } from '#domain/wording/value.ts'
import { vi } from '#domain/wording/vi.ts'
import { finish } from '#phone/store/finish.ts'
import { householdView } from '#phone/store/households.ts'
import { registry } from '#phone/store/registry.ts'
import { settleRivalValues } from '#server/rivals.ts'
import { householdId, residentId } from '../builders.ts'
import { aCommune, answer, aPhone, closeHousehold, syncPhone, type World } from './world.ts'

const first = householdId(1)
const gone = pathOf('gone', residentId(1))
const name = pathOf('name', residentId(1))
let world: World

beforeEach(async () => {
  await registry.vaults.clear()
  world = await aCommune()
})

test.each([
  [0, 1],
  [1, 0],
])(
  'one phone takes somebody out, another answers about them, phone %i sends first: a person decides, and nobody is left out unasked',
  async (...order) => {
    const phones = [await aPhone(world), await aPhone(world, 'Hà Thị Xuân')]
    await answer(phones[0]!, first, pathOf('name', residentId(2)), 'Lò Văn Tư')
    await closeHousehold(phones[0]!, first, 'vắng nhà')
    for (const vault of phones) await syncPhone(world, vault)
    await answer(phones[0]!, first, gone, 'moved_away')
    await answer(phones[1]!, first, name, 'Quách Thị Ngân Hà')
    for (const vault of phones) expect((await finish(vault, first)).outcome).toBe('queued')
    for (const i of order) await syncPhone(world, phones[i]!)
    for (const vault of phones) await syncPhone(world, vault)
    const views = await Promise.all(phones.map((vault) => householdView(vault, first)))
    expect(views.map((view) => view?.needs)).toEqual([{ reason: 'two_answers' }, { reason: 'two_answers' }])
    const { survey, revision } = views[0]!
    const words = [survey?.fields[gone]?.value, ...(survey?.rivals[gone] ?? []).map(({ value }) => value)]
    expect(words.toSorted()).toEqual(['moved_away', null].toSorted())
    expect(words.map((word) => valueText(gone, word ?? null, vi)).toSorted()).toEqual([
      'Vẫn còn trong hộ',
      'Đã chuyển đi',
    ])
    expect(valueText(gone, null, en)).toBe('Still in the household')
    await settleRivalValues(world.store, { login: 'hoa', name: 'Lê Thị Hoa' }, first, {
      revision,
      path: gone,
      value: null,
    })
    await syncPhone(world, phones[0]!)
    const { needs, answers, values } = (await householdView(phones[0]!, first))!
    expect(needs).toBeUndefined()
    expect(answers.residents.map((resident) => resident.gone)).toEqual([undefined, undefined])
    expect(values.get(name)).toBe('Quách Thị Ngân Hà')
  },
)

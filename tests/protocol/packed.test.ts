import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, Operation } from '#domain/household/operation.ts'
import { packed } from '#protocol/packed.ts'
import { unpacked } from '#protocol/unpacked.ts'
import { anOperation, residentId } from '../builders.ts'

const { operation } = anOperation({ op: 7, facts: {} })
const [household] = Object.keys(operation.households)

const revision = fc.nat(1_000_000_000)
const facts = fc.record(
  {
    water_source: fc.record({ value: fc.constantFrom('rain', 'piped', null), seen: revision }),
    devices: fc.record({ value: fc.constantFrom([], ['radio', 'tablet']), seen: revision }),
    [`${residentId(1)}/merit`]: fc.record({ value: fc.boolean(), seen: revision }),
    [`${residentId(1)}/sex`]: fc.record({ value: fc.constantFrom('male', 'female'), seen: revision }),
    [`${residentId(2)}/sex`]: fc.record({ value: fc.constant(null), seen: revision }),
  },
  { requiredKeys: [] },
)

test('every operation is unpacked as it was packed, under the ids of its letter', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const change = { ...operation.households[household as never], facts: given }
      const whole = Operation.parse({ ...operation, households: { [household!]: change } })
      expect(canonical(unpacked(packed(whole), whole))).toBe(canonical(whole))
    }),
  )
})

test('a text says nothing of the device and the operation that its letter names', () => {
  expect(packed(operation)).not.toContain(operation.op)
  expect(packed(operation)).not.toContain(operation.device)
})

test.each([
  ['no JSON', '{'],
  ['no households', '{"n":1}'],
  [
    'a revision that is no number',
    `{"at":"2024-10-20T01:00:00.000Z","households":{"${household}":{"facts":{"x":{"merit":true}}}},"n":1,"round":"2024"}`,
  ],
  [
    'a resident whom nobody can have',
    `{"at":"2024-10-20T01:00:00.000Z","households":{"${household}":{"facts":{"1":{"water_source/x":{"merit":true}}}}},"n":1,"round":"2024"}`,
  ],
])('%s is no operation', (_, text) => {
  expect(unpacked(text, operation)).toBeUndefined()
})

import { describe, expect, test } from 'vitest'
import { rateText } from '#domain/wording/numbers.ts'
import { type AppendixRow, appendixRows } from '#office/appendix.ts'
import { AppendixReply } from '#protocol/office.ts'
import plan from './plan-2024.json' with { type: 'json' }

type PlanRow = Omit<(typeof plan.hamlets)[number], 'name'>

const none = { listed: 0, submitted: 0, returned: 0, accepted: 0 }

function replyWith(hamlets: { name: string; people: number; households: number; poor: number; toLift: number }[]) {
  return AppendixReply.parse({
    round: '2024',
    hamlets: hamlets.map(({ name, people, households, poor, toLift }, place) => ({
      id: `thon-${place}`,
      name,
      people,
      households,
      start: { poor, nearPoor: 0 },
      toLift,
      now: { poor, nearPoor: 0 },
      progress: none,
    })),
  })
}

/** The eight columns of the plan, as they are shown in Vietnamese. */
function shown(row: AppendixRow) {
  return {
    people: row.people,
    households: row.households,
    poor: row.start.poor,
    poorRate: rateText(row.start.rate, 'vi'),
    toLift: row.toLift.households,
    toLiftRate: rateText(row.toLift.rate, 'vi'),
    targetPoorRate: rateText(row.target, 'vi'),
  }
}

function printed({ people, households, poor, poorRate, toLift, toLiftRate, targetPoorRate }: PlanRow) {
  const text = (rate: number) => rate.toFixed(2).replace('.', ',')
  return {
    people,
    households,
    poor,
    poorRate: text(poorRate),
    toLift,
    toLiftRate: text(toLiftRate),
    targetPoorRate: text(targetPoorRate),
  }
}

describe('the appendix table of the 2024 plan', () => {
  const { rows, total } = appendixRows(replyWith(plan.hamlets))

  test.each(plan.hamlets.map((hamlet, place) => [hamlet.name, hamlet, rows[place]!] as const))(
    '%s has the figures of the plan, digit for digit',
    (name, hamlet, row) => {
      expect(row.hamlet?.name).toBe(name)
      expect(shown(row)).toEqual(printed(hamlet))
    },
  )

  test('the total has the figures of the plan, digit for digit', () => {
    expect(rows).toHaveLength(6)
    expect(shown(total)).toEqual(printed(plan.total))
    expect(total.hamlet).toBeUndefined()
  })

  test('the target of Làng Mài comes from its counts, not from the two rounded rates', () => {
    const langMai = rows.find((row) => row.hamlet?.name === 'Làng Mài')!
    expect(langMai.target).toBe(714)
    expect(langMai.start.rate! - langMai.toLift.rate!).toBe(715)
  })
})

test('a rate has a decimal comma in Vietnamese and a decimal point in English', () => {
  const { total } = appendixRows(replyWith(plan.hamlets))
  expect(rateText(total.start.rate, 'vi')).toBe('4,39')
  expect(rateText(total.start.rate, 'en')).toBe('4.39')
})

test('a hamlet without households has no rate, and does not spoil the total', () => {
  const empty = { name: 'Bản Mới', people: 0, households: 0, poor: 0, toLift: 0 }
  const { rows, total } = appendixRows(replyWith([empty, ...plan.hamlets]))
  const row = rows[0]!
  for (const rate of [row.start.rate, row.toLift.rate, row.target, row.now.poorRate, row.now.nearPoorRate])
    expect(rateText(rate, 'vi')).toBe('–')
  expect(rateText(total.start.rate, 'vi')).toBe('4,39')
})

test('what is accepted this year changes the columns of now and leaves those of the plan', () => {
  const reply = replyWith(plan.hamlets)
  reply.hamlets[5]!.now = { poor: 12, nearPoor: 1 }
  const { rows, total } = appendixRows(reply)
  expect(rows[5]).toMatchObject({
    start: { poor: 13, rate: 1327 },
    now: { poor: 12, poorRate: 1224, nearPoorRate: 102 },
  })
  expect(total).toMatchObject({ start: { poor: 32 }, now: { poor: 31, nearPoor: 1 } })
})

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FactValue } from '#domain/household/operation.ts'
import { type Path, pathOf } from '#domain/questionnaire/answers.ts'
import { makeAutosave, type Saving } from '#phone/pages/survey/autosave.ts'

const area = pathOf('dwelling_area_m2')
const roof = pathOf('dwelling_roof')

/** A disk whose writes end when the test says so. */
function aDisk() {
  const writes: { path: Path; value: FactValue; end: (outcome?: Error) => Promise<void> }[] = []
  const reports: [Path, Saving['state']][] = []
  const autosave = makeAutosave(
    (path, value) =>
      new Promise((resolve, reject) => {
        const end = async (fault?: Error) => {
          if (fault) reject(fault)
          else resolve('2024-10-15T07:31:00.000Z')
          await vi.advanceTimersByTimeAsync(0)
        }
        writes.push({ path, value, end })
      }),
    (path, saving) => reports.push([path, saving.state]),
  )
  return { autosave, writes, reports }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('every answer is saved by itself', () => {
  test('a tap at once, and ticked only after the disk has it', async () => {
    const { autosave, writes, reports } = aDisk()
    autosave.now(roof, 'tiles')
    expect(reports).toEqual([[roof, 'saving']])
    await writes[0]!.end()
    expect(reports.at(-1)).toEqual([roof, 'saved'])
  })

  test('typing once it rests, and only the last of it', async () => {
    const { autosave, writes } = aDisk()
    autosave.soon(area, 4)
    autosave.soon(area, 45)
    expect(writes).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    expect(writes.map(({ value }) => value)).toEqual([45])
  })

  test('an older write that ends late does not tick the newer value', async () => {
    const { autosave, writes, reports } = aDisk()
    autosave.now(roof, 'tiles')
    autosave.now(roof, 'concrete')
    await writes[0]!.end()
    expect(reports.map(([, state]) => state)).toEqual(['saving', 'saving'])
    await writes[1]!.end()
    expect(reports.at(-1)).toEqual([roof, 'saved'])
  })

  test('leaving saves what rests; true only once all of it is on the disk', async () => {
    const { autosave, writes } = aDisk()
    autosave.soon(area, 45)
    const flushed = autosave.flush()
    await writes[0]!.end()
    await expect(flushed).resolves.toBe(true)
  })

  test('what is no answer any more is not saved, and an older write does not tick it', async () => {
    const { autosave, writes, reports } = aDisk()
    autosave.now(area, 4)
    autosave.soon(area, 45)
    autosave.drop(area)
    await vi.advanceTimersByTimeAsync(1000)
    await writes[0]!.end()
    expect(writes.map(({ value }) => value)).toEqual([4])
    expect(reports.at(-1)).toEqual([area, 'unsaved'])
    await expect(autosave.flush()).resolves.toBe(true)
  })

  test('lesson 19: a failed write is reported, kept, and tried again', async () => {
    const { autosave, writes, reports } = aDisk()
    autosave.now(area, 45)
    await writes[0]!.end(new Error('full'))
    expect(reports.at(-1)).toEqual([area, 'failed'])
    const again = autosave.flush()
    expect(writes[1]!.value).toBe(45)
    await writes[1]!.end(new Error('still full'))
    await expect(again).resolves.toBe(false)
    const third = autosave.flush()
    await writes[2]!.end()
    await expect(third).resolves.toBe(true)
  })
})

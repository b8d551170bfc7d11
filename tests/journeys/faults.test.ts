import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { faults } from '../../scripts/faults.ts'

const textOf = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

/** A fault whose text has moved would never be planted again: `npm run simulate -- --planted` refuses to begin. */
test.each(faults)('the fault «$name» can be planted', ({ patches }) => {
  const texts = new Map<string, string>()
  for (const { file, search, replacement } of patches) {
    const parts = (texts.get(file) ?? textOf(file)).split(search)
    expect({ file, search, times: parts.length - 1 }).toEqual({ file, search, times: 1 })
    texts.set(file, parts.join(replacement))
  }
})

import { globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { describe, expect, test } from 'vitest'

type Allowance = { ours: string[]; npm: string[]; node: boolean }

/** Who may import whom. A folder may always import itself; what is not listed is forbidden. npm names are compared by full path. */
const mayImport: Record<string, Allowance> = {
  domain: { ours: [], npm: ['zod/mini'], node: false },
  protocol: { ours: ['domain'], npm: ['zod/mini', '@hpke/core', 'fflate'], node: false },
  ui: { ours: [], npm: ['react', 'react-hook-form'], node: false },
  phone: {
    ours: ['domain', 'protocol', 'ui'],
    npm: [
      'react',
      'react-dom/client',
      'react-hook-form',
      '@hookform/resolvers/zod',
      'dexie',
      'dexie-react-hooks',
      'uuid',
      'workbox-window',
      'wouter',
      'zod/mini',
    ],
    node: false,
  },
  office: {
    ours: ['domain', 'protocol', 'ui'],
    npm: [
      'react',
      'react-dom/client',
      'react-hook-form',
      '@hookform/resolvers/zod',
      'fflate',
      'read-excel-file/universal',
      'wouter',
      'zod/mini',
    ],
    node: false,
  },
  server: {
    ours: ['domain', 'protocol'],
    npm: ['hono', 'hono/cookie', '@hono/node-server', 'kysely', 'qr', 'zod', 'zod/mini'],
    node: true,
  },
}

/** The files at the root of `src` tie the actors together. */
const roots: Record<string, Allowance> = {
  'main.tsx': { ours: ['phone', 'office', 'ui'], npm: ['react', 'react-dom/client'], node: false },
  'rescue.ts': { ours: ['protocol'], npm: [], node: false },
  'rescueStore.ts': { ours: ['protocol'], npm: [], node: false },
  'sw.ts': {
    ours: ['phone', 'protocol'],
    npm: ['workbox-precaching', 'workbox-routing', 'workbox-strategies'],
    node: false,
  },
  'swDeposit.ts': { ours: ['phone'], npm: ['/sw.js'], node: false },
}

/** Inside `domain`, each folder may import only itself and those before it; files at its root belong to all. */
const domainOrder = ['standard', 'questionnaire', 'assessment', 'household', 'plan', 'profile', 'wording']

/** Says what is wrong with `file` importing `target`; undefined if nothing is. */
function violation(file: string, target: string): string | undefined {
  const [, first = '', ...rest] = file.split('/')
  const allowed = rest.length === 0 ? roots[first] : mayImport[first]
  if (!allowed) return 'a place that the table does not name'
  if (target.endsWith('.css') || target.startsWith('virtual:')) return undefined
  if (target.startsWith('../')) return 'a folder is left with #, not with ../'
  if (target.startsWith('./')) return target.slice(2).includes('/') ? 'a folder below is entered with #' : undefined
  if (target.startsWith('#')) return violationOfOurs(file, first, target, allowed)
  if (target.startsWith('node:') || builtinModules.includes(target))
    return allowed.node ? undefined : 'Node is the server’s'
  return allowed.npm.includes(target) ? undefined : 'a package that the table does not name'
}

function violationOfOurs(file: string, first: string, target: string, allowed: Allowance): string | undefined {
  const other = target.slice(1).split('/')[0] ?? ''
  if (other !== first && !allowed.ours.includes(other)) return `${first} may not know ${other}`
  if (first !== 'domain' || other !== 'domain') return undefined
  return rank(target) > rank(file) ? 'against the flow of data' : undefined
}

/** `src/domain/standard/x.ts` and `#domain/standard/x.ts` alike → place in the order, or −1 for domain's own root files. */
function rank(path: string): number {
  const parts = path.replace(/^(src\/|#)/, '').split('/')
  if (parts.length === 2) return -1
  const place = domainOrder.indexOf(parts[1] ?? '')
  return place === -1 ? Number.POSITIVE_INFINITY : place
}

const importsOf = (source: string) =>
  [...source.matchAll(/\b(?:from|import)\s*\(?\s*'([^'\s|]+)'/g)].flatMap((match) => match[1] ?? [])

const sources = globSync('src/**/*.{ts,tsx}').sort()

test('there are sources to look at', () => expect(sources.length).toBeGreaterThan(50))

describe.each(sources)('%s', (file) => {
  test('imports only what its folder may', () => {
    const found = importsOf(readFileSync(file, 'utf8')).flatMap((target) => {
      const wrong = violation(file, target)
      return wrong ? [`${target}: ${wrong}`] : []
    })
    expect(found).toEqual([])
  })
})

test('domain and protocol read no clock, no chance, no storage and no network', () => {
  for (const file of sources.filter((path) => /^src\/(domain|protocol)\//.test(path)))
    expect(readFileSync(file, 'utf8'), file).not.toMatch(
      /Date\.now|new Date\(\)|Math\.random|randomUUID|getRandomValues|localStorage|indexedDB|\bfetch\(|console\./,
    )
})

describe('a planted violation is caught', () => {
  const actors = Object.keys(mayImport)
  const pairs = actors.flatMap((from) =>
    actors.filter((to) => to !== from && !mayImport[from]?.ours.includes(to)).map((to) => [from, to] as const),
  )
  test.each(pairs)('%s importing %s', (from, to) => {
    expect(violation(`src/${from}/planted.ts`, `#${to}/anything.ts`)).toBe(`${from} may not know ${to}`)
  })

  const backwards = domainOrder.flatMap((from, i) => domainOrder.slice(i + 1).map((to) => [from, to] as const))
  test.each(backwards)('domain/%s importing domain/%s', (from, to) => {
    expect(violation(`src/domain/${from}/planted.ts`, `#domain/${to}/anything.ts`)).toBe('against the flow of data')
    expect(violation(`src/domain/${to}/planted.ts`, `#domain/${from}/anything.ts`)).toBeUndefined()
  })

  test.each([
    ['src/domain/units.ts', '#domain/standard/standard.ts', 'against the flow of data'],
    ['src/domain/standard/x.ts', '#domain/unheard/of.ts', 'against the flow of data'],
    ['src/domain/standard/x.ts', 'node:fs', 'Node is the server’s'],
    ['src/phone/store/x.ts', 'fs', 'Node is the server’s'],
    ['src/domain/standard/x.ts', 'zod', 'a package that the table does not name'],
    ['src/phone/pages/X.tsx', 'lodash', 'a package that the table does not name'],
    ['src/phone/pages/X.tsx', '../store/x.ts', 'a folder is left with #, not with ../'],
    ['src/phone/Phone.tsx', './pages/X.tsx', 'a folder below is entered with #'],
    ['src/utils/x.ts', '#domain/units.ts', 'a place that the table does not name'],
    ['src/sw.ts', '#office/Office.tsx', 'sw.ts may not know office'],
    ['src/main.tsx', '#server/app.ts', 'main.tsx may not know server'],
  ])('%s importing %s: %s', (file, target, wrong) => expect(violation(file, target)).toBe(wrong))
})

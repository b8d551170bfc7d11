import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { type Context, Hono } from 'hono'
import { Problem } from '#protocol/problem.ts'
import { accepts } from './reply.ts'

type Encoding = 'br' | 'gzip'
type Asset = {
  type: string
  etag: string
  cacheControl: string
  plain: Uint8Array<ArrayBuffer>
  encoded: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
}
const suffixes: Record<Encoding, string> = { br: '.br', gzip: '.gz' }

/**
 * The built app in `dist`, read once when the server starts. Only files that were there then are served, so no path
 * leads elsewhere. A page address without a file is answered with `index.html`, which knows its own pages.
 */
export function staticRoutes(dist: string): Hono {
  const assets = assetsIn(dist)
  return new Hono().get('*', (c) => {
    const path = pathOf(c)
    const asset = assets.get(path === '/' ? '/index.html' : path) ?? pageFor(c, path, assets)
    if (!asset) throw new Problem('not_found')
    return send(c, asset)
  })
}

function send(c: Context, asset: Asset): Response {
  const encoding = (['br', 'gzip'] as const).find((name) => asset.encoded[name] !== undefined && accepts(c, name))
  const etag = encoding ? `"${asset.etag}-${encoding}"` : `"${asset.etag}"`
  c.header('content-type', asset.type)
  c.header('cache-control', asset.cacheControl)
  c.header('vary', 'accept-encoding')
  c.header('etag', etag)
  if (c.req.header('if-none-match') === etag) return c.body(null, 304)
  if (encoding) c.header('content-encoding', encoding)
  return c.body(encoding ? asset.encoded[encoding]! : asset.plain)
}

/** The app's page, for an address that a person opened and that names no file. */
function pageFor(c: Context, path: string, assets: ReadonlyMap<string, Asset>): Asset | undefined {
  const accept = c.req.header('accept') ?? '*/*'
  const isForPeople = accept.includes('text/html') || accept.includes('*/*')
  return isForPeople && extname(path) === '' ? assets.get('/index.html') : undefined
}

function pathOf(c: Context): string {
  try {
    return decodeURIComponent(c.req.path)
  } catch (cause) {
    throw new Problem('not_found', { cause })
  }
}

function assetsIn(dist: string): Map<string, Asset> {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'))
  const all = new Set(files)
  const assets = new Map<string, Asset>()
  for (const file of files) {
    const isPrecompressed = Object.values(suffixes).some(
      (suffix) => file.endsWith(suffix) && all.has(file.slice(0, -suffix.length)),
    )
    if (!isPrecompressed) assets.set(`/${file}`, assetOf(dist, file, all))
  }
  return assets
}

function assetOf(dist: string, file: string, all: ReadonlySet<string>): Asset {
  const plain = new Uint8Array(readFileSync(join(dist, file)))
  const encoded: Asset['encoded'] = {}
  for (const name of ['br', 'gzip'] as const)
    if (all.has(file + suffixes[name])) encoded[name] = new Uint8Array(readFileSync(join(dist, file + suffixes[name])))
  return {
    type: types[extname(file)] ?? 'application/octet-stream',
    etag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
    cacheControl: file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    plain,
    encoded,
  }
}

import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'

/** Below this a compressed reply is no smaller on the wire, with the header that names its encoding. */
const worthwhileBytes = 256

/** As small as they get in the time of a page: its minutes are spent on a 2G link, not here. */
const packers = {
  br: (text: string) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (text: string) => promisify(gzip)(text, { level: constants.Z_BEST_COMPRESSION }),
}

/**
 * JSON, compressed where it is long and the other end can read it: a hamlet's roster crosses a 2G link. For replies
 * that no cache keeps, so it names no `vary`.
 */
export async function compactJson(c: Context, reply: object): Promise<Response> {
  const text = JSON.stringify(reply)
  c.header('content-type', 'application/json')
  const encoding = (['br', 'gzip'] as const).find((name) => accepts(c, name))
  if (text.length < worthwhileBytes || !encoding) return c.body(text)
  c.header('content-encoding', encoding)
  return c.body(new Uint8Array(await packers[encoding](text)))
}

/** Whether the request's `Accept-Encoding` names `encoding` and does not weigh it nought. */
export function accepts(c: Context, encoding: string): boolean {
  return (c.req.header('accept-encoding') ?? '')
    .split(',')
    .map((part) =>
      part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    )
    .some(([name, weight]) => name === encoding && !/^q=0(\.0*)?$/.test(weight ?? ''))
}

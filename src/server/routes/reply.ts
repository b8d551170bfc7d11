import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'

const gzipped = promisify(gzip)
/** Below this a compressed reply is no smaller on the wire. */
const worthwhileBytes = 1_024

/** JSON, compressed where it is long and the other end can read it: a hamlet's roster crosses a 2G link. */
export async function compactJson(c: Context, reply: object): Promise<Response> {
  const text = JSON.stringify(reply)
  c.header('content-type', 'application/json')
  c.header('vary', 'accept-encoding')
  if (text.length < worthwhileBytes || !accepts(c, 'gzip')) return c.body(text)
  c.header('content-encoding', 'gzip')
  return c.body(new Uint8Array(await gzipped(text)))
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

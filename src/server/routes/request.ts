import type { Context } from 'hono'
import type { z } from 'zod/mini'
import { Problem } from '#protocol/problem.ts'

/** The most bytes of a JSON body. */
const jsonBytes = 65_536

/** The body, validated. Throws `too_large`, or `invalid_request` for anything that is not what `schema` describes. */
export async function jsonOf<Schema extends z.ZodMiniType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(parse(await bytesOf(c, jsonBytes)))
  if (!parsed.success) throw new Problem('invalid_request', { cause: parsed.error })
  return parsed.data
}

/**
 * The body's bytes. Reads no further than `most`, whatever length the request claims: throws `too_large`. A line that
 * broke before the last byte is no fault: throws `invalid_request`, which nobody is there to hear.
 */
export async function bytesOf(c: Context, most: number): Promise<Uint8Array> {
  if (Number(c.req.header('content-length') ?? 0) > most) throw new Problem('too_large')
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of c.req.raw.body ?? []) {
      length += chunk.length
      if (length > most) throw new Problem('too_large')
      chunks.push(chunk)
    }
  } catch (cause) {
    if (isOfTheLine(cause)) throw new Problem('invalid_request', { cause })
    throw cause
  }
  return Buffer.concat(chunks)
}

/** The token of an `Authorization: Bearer` header. */
export function bearerOf(c: Context): string | undefined {
  return /^Bearer ([A-Za-z0-9._-]+)$/.exec(c.req.header('authorization') ?? '')?.[1]
}

function isOfTheLine(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new Problem('invalid_request', { cause })
  }
}

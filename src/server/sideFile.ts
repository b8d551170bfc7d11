import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { z } from 'zod'

/**
 * What is known of the database outside the database: somebody may have copied an older file over it by hand. Written
 * after every commit, so a database that was committed less often than its side file says is an older one. The kernel
 * has the line once it is written, so a killed server leaves it right; after a power cut it may lag behind the
 * database, which is never taken for a restore.
 */
const Side = z.object({
  epoch: z.uuid(),
  /** The random marks of the last opening and of the one before it: the database bears one of them. */
  generation: z.uuid(),
  before: z.uuid(),
  head: z.int().nonnegative(),
  commits: z.int().nonnegative(),
  /** The server closed the database itself. */
  clean: z.boolean(),
})
export type Side = z.infer<typeof Side>

export type SideFile = {
  /** What stood there when it was opened; undefined where there was none, or nothing readable. */
  found: Side | undefined
  /** Changes what is given, in place; `durably` waits for the disk. */
  write: (change: Partial<Side>, how?: { durably: boolean }) => void
  close: () => void
}

/** The file's one length, so that every write is one write over the whole of it. */
const length = 384

/** Opens the side file, made empty if there is none; it is its owner's alone. */
export function openSideFile(file: string): SideFile {
  const found = sideIn(file)
  const descriptor = openSync(file, found ? 'r+' : 'w+', 0o600)
  return {
    found,
    write: (change, { durably } = { durably: false }) => {
      const side = Side.parse({ ...sideIn(file), ...change }) // read anew: a second opening has its own mark there
      writeSync(descriptor, `${JSON.stringify(side).padEnd(length - 1)}\n`, 0)
      if (durably) fsyncSync(descriptor)
    },
    close: () => closeSync(descriptor),
  }
}

/** What the side file says, without opening it for writing. */
export function sideIn(file: string): Side | undefined {
  try {
    return Side.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data
  } catch (fault) {
    if (fault instanceof SyntaxError || (fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw fault
  }
}

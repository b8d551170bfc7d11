import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'

/** Tells this process from an earlier one that bore the same number. */
const ownTag = randomBytes(4).toString('hex')

/** A file that is being made for a backup, by its name; the database's copy may have SQLite's own files beside it. */
const unfinished =
  /^(?:backup-[0-9a-f]{16}|so-thon-\d{8}T\d{6}Z\.backup)\.(\d+)-([0-9a-f]{8})\.tmp(?:-wal|-shm|-journal)?$/

/** What such a file is called while this process makes it. */
export function whileMade(name: string): string {
  return `${name}.${process.pid}-${ownTag}.tmp`
}

/**
 * Removes what a killed process left of a backup: above all a copy of the database, which is not sealed. What another
 * process is making just now stays, as does every file with another name.
 */
export function removeLeft(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid, tag] = unfinished.exec(name) ?? []
    if (pid === undefined || tag === ownTag) continue
    if (Number(pid) === process.pid || !isRunning(Number(pid))) rmSync(`${folder}/${name}`, { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

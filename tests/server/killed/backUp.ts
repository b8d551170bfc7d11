// A backup as a process of its own that is killed in the middle: the copy of the database lies there, not yet sealed
// (`copied`), or the sealed file is not yet read again (`sealed`). Arguments: the commune's folder; where to; when.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { DatabaseSync } from 'node:sqlite'
import { backUp } from '#server/backup/backup.ts'

const [folder, to, when] = process.argv.slice(2) as [string, string, 'copied' | 'sealed']
const die = () => process.kill(process.pid, 'SIGKILL')
if (when === 'copied') {
  const { prepare } = DatabaseSync.prototype
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, text, ...more) {
    if (text === 'pragma integrity_check') die()
    return Reflect.apply(prepare, this, [text, ...more])
  }
} else {
  fs.renameSync = die
  syncBuiltinESMExports()
}
await backUp({ folder, to })

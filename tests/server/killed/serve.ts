// The commune's server as a process of its own, for a test to kill. Arguments: its folder; and after how many replies it
// kills itself, the moment the last of them is handed to the system, so that what it answered too early is lost.
import { ServerResponse } from 'node:http'
import { openCommune } from '#server/commune.ts'
import { serve } from '#server/main.ts'

const [folder, replies] = process.argv.slice(2) as [string, string | undefined]
if (replies !== undefined) killAfter(Number(replies))
const store = await openCommune({ folder })
const { port } = await serve(store, { port: 0, dist: `${folder}/none` })
process.send!({ port, epoch: store.epoch })

function killAfter(replies: number): void {
  const { end } = ServerResponse.prototype
  let left = replies
  ServerResponse.prototype.end = function (this: ServerResponse, ...given: unknown[]) {
    this.once('finish', () => {
      left -= 1
      if (left === 0) process.kill(process.pid, 'SIGKILL')
    })
    return Reflect.apply(end, this, given)
  }
}

// `npm run restore -- --from FILE [--folder FOLDER]`: a backup into an empty folder, in a new epoch.
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { restore } from '#server/backup/restore.ts'
import { environmentOf } from '#server/main.ts'
import { Refused } from '#server/refused.ts'
import { runOrRefuse } from './refusal.ts'

await runOrRefuse(async () => {
  const { values } = parseArgs({ options: { from: { type: 'string' }, folder: { type: 'string' } } })
  if (values.from === undefined)
    throw new Refused({
      vi: 'Hãy nêu tệp sao lưu: npm run restore -- --from TỆP [--folder THƯ_MỤC]',
      en: 'Name the backup: npm run restore -- --from FILE [--folder FOLDER]',
    })
  const folder = values.folder ?? environmentOf(process.env, 'data/commune').folder
  const secret = process.env.SO_THON_RECOVERY ?? (await asked())
  const { backedUpTo } = await restore({ file: values.from, folder, secret })
  console.log(`Đã khôi phục vào / Restored into: ${folder}`)
  console.log(`Có đủ mọi thứ xã nhận trước / Holds all that was received before: ${backedUpTo}`)
  console.log('Điện thoại sẽ tự gửi lại những gì nhận sau đó. / The phones send again by themselves what came after.')
})

async function asked(): Promise<string> {
  const line = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await line.question('Mã khôi phục / Recovery secret: ')
  } finally {
    line.close()
  }
}

// `npm run backup -- --to FOLDER`: the commune's data in one sealed file, also while the server runs.
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { backUp } from '#server/backup/backup.ts'
import { setUpSecret } from '#server/backup/setUp.ts'
import { environmentOf } from '#server/main.ts'
import { runOrRefuse } from './refusal.ts'

await runOrRefuse(async () => {
  const { values } = parseArgs({ options: { to: { type: 'string' }, folder: { type: 'string' } } })
  const folder = values.folder ?? environmentOf(process.env, 'data/commune').folder
  const made = await setUpSecret({ folder, given: process.env.SO_THON_RECOVERY, random: randomBytes })
  if (made !== undefined) showOnce(made)
  const { file, backedUpTo } = await backUp({ folder, to: values.to ?? `${folder}/backups` })
  console.log(`Đã sao lưu và đọc lại kiểm tra / Backed up and read again: ${file}`)
  console.log(`Có đủ mọi thứ xã nhận trước / Holds all that was received before: ${backedUpTo}`)
})

function showOnce(secret: string): void {
  console.log(`
Mã khôi phục / Recovery secret:

    ${secret}

Chỉ hiện một lần này. Hãy chép ra giấy và cất ở nơi khác với máy chủ: không có mã này thì không ai, kể cả xã, mở được bản sao lưu.
Shown only this once. Write it down and keep it away from the server: without it nobody, the commune included, can open a backup.
`)
}

// `npm run keys` lists the commune's letter keys; `npm run keys -- --rotate` adds a new one. Old ones stay for opening.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { refusal } from '#server/backup/refusals.ts'
import { filesOf } from '#server/commune.ts'
import { readKeyRing, withNewLetterKey, writeKeyRing } from '#server/keyring.ts'
import { environmentOf } from '#server/main.ts'
import { runOrRefuse } from './refusal.ts'

await runOrRefuse(async () => {
  const { values } = parseArgs({ options: { rotate: { type: 'boolean' }, folder: { type: 'string' } } })
  const { keyring: file } = filesOf(values.folder ?? environmentOf(process.env, 'data/commune').folder)
  if (!existsSync(file)) throw refusal('no_commune')
  if (values.rotate) writeKeyRing(file, await withNewLetterKey(readKeyRing(file)))
  const { letterKeys } = readKeyRing(file)
  for (const { id } of letterKeys)
    console.log(
      id === letterKeys.at(-1)!.id ? `${id}  (đang dùng / in use)` : `${id}  (để mở thư cũ / opens old letters)`,
    )
  if (values.rotate)
    console.log(`
Hãy khởi động lại máy chủ để dùng khóa mới; điện thoại tự đổi khóa ở lần liên lạc sau. Hãy sao lưu lại.
Start the server again to use the new key; phones change to it at their next contact. Back up again.`)
})

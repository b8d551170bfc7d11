// `npm run import -- FILE …`: takes in hand-over files, and writes beside each the answer for its phone.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Problem, type ProblemCode } from '#protocol/problem.ts'
import { refusal } from '#server/backup/refusals.ts'
import { type CommuneStore, filesOf, openCommune } from '#server/commune.ts'
import { takeInHandover } from '#server/handover.ts'
import { environmentOf } from '#server/main.ts'
import { Refused } from '#server/refused.ts'
import { runOrRefuse } from './refusal.ts'

const sentences = {
  not_a_handover: ['không phải tệp bàn giao (.sothon).', 'no hand-over file (.sothon).'],
  newer_handover: [
    'do bản Sổ Thôn mới hơn lưu ra; hãy cập nhật máy chủ.',
    'a newer Sổ Thôn saved it; update the server.',
  ],
  damaged_handover: ['phần đầu bị hỏng; hãy lưu lại tệp từ điện thoại.', 'its beginning is damaged; save it again.'],
  foreign_handover: ['không phải của điện thoại do xã này ghi danh.', 'not from a phone that this commune enrolled.'],
} satisfies Partial<Record<ProblemCode, [string, string]>>

await runOrRefuse(async () => {
  const { values, positionals } = parseArgs({ options: { folder: { type: 'string' } }, allowPositionals: true })
  if (positionals.length === 0)
    throw new Refused({
      vi: 'Hãy nêu tệp bàn giao: npm run import -- TỆP.sothon',
      en: 'Name the hand-over file: npm run import -- FILE.sothon',
    })
  const environment = environmentOf(process.env, 'data/commune')
  const folder = values.folder ?? environment.folder
  if (!existsSync(filesOf(folder).database)) throw refusal('no_commune')
  const store = await openCommune({ folder, publicUrl: environment.publicUrl })
  try {
    for (const file of positionals) await importOne(store, file)
  } finally {
    await store.close()
  }
})

async function importOne(store: CommuneStore, file: string): Promise<void> {
  const reply = await taken(store, file)
  const answer = `${file}.tra-loi.json`
  writeFileSync(answer, JSON.stringify(reply.answer))
  const isIn = (status: string) => ['applied', 'merged', 'conflict'].includes(status)
  const written = reply.results.filter(({ status }) => isIn(status)).length
  const held = reply.results.filter(({ status }) => status === 'held').length
  console.log(`${file}: ${reply.enumerator}, ${reply.hamlet}`)
  console.log(`  thư đã ghi vào sổ / letters in the book: ${written}`)
  console.log(`  thư xã giữ chờ xem / letters held for a person: ${held}`)
  console.log(`  thư không nhận / letters not taken: ${reply.results.length - written - held}`)
  if (reply.rescued.length > 0)
    console.log(`  câu trả lời cứu được (xem ở trang xã) / answers rescued (see the office): ${reply.rescued.length}`)
  if (reply.isCut)
    console.log('  Tệp bị cắt ở cuối: phần sau còn thiếu. / The file is cut short: what came after is missing.')
  console.log(`  trả lời cho điện thoại / answer for the phone: ${answer}`)
}

/** A file that is refused ends the command; those before it are in, and may come again. */
async function taken(store: CommuneStore, file: string) {
  try {
    return await takeInHandover(store, readFileSync(file), 'server')
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    const [vi, en] = (sentences as Partial<Record<string, [string, string]>>)[fault.code] ?? [fault.code, fault.code]
    throw new Refused({ vi: `${file}: ${vi}`, en: `${file}: ${en}` }, { cause: fault })
  }
}

// `npm start`: the commune's server for real use. Its data stays in SO_THON_FOLDER (data/commune).
import { makeSetupCode } from '#server/accounts/setupCode.ts'
import { openCommune } from '#server/commune.ts'
import { environmentOf, serve } from '#server/main.ts'
import { Refused } from '#server/refused.ts'
import { buildIfNeeded } from './built.ts'

try {
  await start()
} catch (fault) {
  console.error(sentenceFor(fault))
  process.exitCode = 1
}

async function start(): Promise<void> {
  const { folder, port, publicUrl } = environmentOf(process.env, 'data/commune')
  buildIfNeeded()
  const store = await openCommune({ folder, publicUrl })
  const code = await makeSetupCode(store)
  await serve(store, { port })
  console.log(`
Sổ Thôn đang chạy / is running

  Xã / Office:     ${store.publicUrl}/xa
  Dữ liệu / Data:  ${folder}
`)
  if (code !== undefined) console.log(`  Mã thiết lập lần đầu / Set-up code for the first visit:  ${code}\n`)
  console.log('Dừng: Ctrl+C. / Stop: Ctrl+C.')
}

function sentenceFor(fault: unknown): string {
  if (fault instanceof Refused) return fault.message
  const port = process.env.PORT ?? 8080
  if ((fault as NodeJS.ErrnoException).code === 'EADDRINUSE')
    return `Cổng ${port} đang được chương trình khác dùng; hãy chạy lại với PORT khác. / Port ${port} is in use by another program; start again with another PORT.`
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
}

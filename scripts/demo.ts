// `npm run demo`: the commune of the real plan with invented people; `npm run demo -- --fresh` starts anew.
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import qr from 'qr'
import { openCommune } from '#server/commune.ts'
import { demoReviewer, hamletNamed, seedDemo } from '#server/demo/seed.ts'
import { makeEnrolment } from '#server/enrolments.ts'
import { environmentOf, serve } from '#server/main.ts'
import { buildIfNeeded } from './built.ts'

/** Always this one, whatever the environment says: `--fresh` must never reach a real commune's data. */
const folder = 'data/demo'
const enumerator = { name: 'Lương Văn Thịnh', hamlet: 'Làng Mài' }

/** Said to the person as it is, without a stack. */
class Refusal extends Error {}

try {
  await start(process.argv.slice(2))
} catch (fault) {
  console.error(fault instanceof Refusal ? fault.message : fault)
  process.exitCode = 1
}

async function start(options: string[]): Promise<void> {
  const isFresh = options[0] === '--fresh'
  if (options.length > (isFresh ? 1 : 0))
    throw new Refusal('Chỉ có một tùy chọn: --fresh (làm lại từ đầu).\nThere is one option: --fresh (start anew).')
  const { port, publicUrl } = environmentOf(process.env, folder)
  await refuseBusy(port)
  if (isFresh) {
    rmSync(folder, { recursive: true, force: true })
    say('Đã xóa dữ liệu thử, làm lại từ đầu.', 'The demo data is removed; starting anew.')
  }
  buildIfNeeded()
  const store = await openCommune({ folder, publicUrl })
  const outcome = await seedDemo(store, () =>
    say('Đang tạo dữ liệu thử: 729 hộ, 3.017 người …', 'Making the demo: 729 households, 3,017 people …'),
  )
  if (outcome === 'kept')
    say('Giữ nguyên dữ liệu lần trước.', 'Kept the data of last time (npm run demo -- --fresh starts anew).')
  const hamlet = await hamletNamed(store, enumerator.hamlet)
  const { link } = await makeEnrolment(store, { enumerator: enumerator.name, hamlet, days: 7 })
  await serve(store, { port })
  print(store.publicUrl, link)
}

function print(publicUrl: string, link: string): void {
  const { login, password } = demoReviewer
  console.log(`
Sổ Thôn · xã Bình Lương (người và hộ đều là hư cấu) / commune Bình Lương (all people are invented)

  Xã / Office:        ${publicUrl}/xa
  Đăng nhập / Log-in: ${login}   Mật khẩu / Password: ${password}

  Cộng tác viên ${enumerator.name}, ${enumerator.hamlet}: mở liên kết này (dùng một lần, trong 7 ngày)
  Collaborator ${enumerator.name}, ${enumerator.hamlet}: open this link (once, within 7 days)

  ${link}
`)
  if (publicUrl.startsWith('https:')) console.log(qr(link, 'term'))
  say('Dừng: Ctrl+C.', 'Stop: Ctrl+C.')
}

function say(vi: string, en: string): void {
  console.log(`${vi} / ${en}`)
}

/** Asked before anything is removed, built or made. */
async function refuseBusy(port: number): Promise<void> {
  const isFree = await new Promise<boolean>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    )
    probe.listen(port, () => probe.close(() => resolve(true)))
  })
  if (!isFree)
    throw new Refusal(
      `Cổng ${port} đang được chương trình khác dùng. Hãy tắt chương trình đó, hoặc đặt PORT khác.\n` +
        `Port ${port} is in use by another program. Stop it, or set another PORT.`,
    )
}

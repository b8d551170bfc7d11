import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'

/** What the browser's build is made of. */
const sources = [
  'src/*.{ts,tsx,css}',
  'src/{domain,protocol,phone,office,ui}/**',
  'public/**',
  '*.html',
  'vite.config.ts',
  'package-lock.json',
  'scripts/precompress.ts',
]

/** Whether `dist` exists and nothing it is made of is newer. */
function isBuilt(): boolean {
  const built = changedAt('dist/index.html.br') // written last, when the build is whole
  return built !== undefined && globSync(sources).every((file) => (changedAt(file) ?? 0) <= built)
}

/** Builds `dist` if it is missing or older than the sources; ends the process if the build fails, which has said why. */
export function buildIfNeeded(): void {
  if (isBuilt()) return
  console.log('Đang dựng ứng dụng (chỉ lần đầu hoặc khi mã nguồn đổi) … / Building the app …')
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status === 0) return
  console.error('Không dựng được ứng dụng: xem lỗi ở trên. / The build failed: see the errors above.')
  process.exit(1)
}

function changedAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs
}

// `npm run screenshots`: drives the built demo through every screen and keeps the README's pictures in docs/images.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const pictures = {
  'phone-vi-households': 'phone-households',
  'phone-vi-question-housing': 'phone-question',
  'phone-vi-household-received': 'phone-profile',
  'office-vi-hamlets': 'office-hamlets',
  'office-vi-household': 'office-household',
}

const folder = mkdtempSync(join(tmpdir(), 'so-thon-screens-'))
const { status } = spawnSync('vitest', ['run', '--project', 'browser', 'tests/browser/screens.test.ts'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, SCREENSHOTS: folder },
})
if (status === 0) {
  mkdirSync('docs/images', { recursive: true })
  for (const [screen, name] of Object.entries(pictures)) {
    copyFileSync(join(folder, `${screen}.png`), `docs/images/${name}.png`)
    console.log(`docs/images/${name}.png`)
  }
}
rmSync(folder, { recursive: true })
process.exitCode = status ?? 1

// The browser that the browser tests drive: $CHROMIUM_PATH, else an installed Chromium or Chrome, else one installed for them.
import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { chromium } from 'playwright-core'

const knownPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Path of a browser that is here already; undefined if there is none. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...knownPlaces, chromium.executablePath()].find(
    (path) => path !== undefined && isExecutable(path),
  )
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // not there, or not ours to run: either way not a browser for us
  }
}

function install(): void {
  const run = (command: string, ...rest: string[]) =>
    execFileSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  if (process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get')) {
    console.log('No Chromium here: installing Debian’s with apt-get (about 110 MB) …')
    run('apt-get', 'update', '-qq')
    run(
      'apt-get',
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      '-o',
      'DPkg::Lock::Timeout=600',
      'chromium',
      'fonts-noto-core',
    )
  } else {
    console.log('No Chromium here: installing Playwright’s with npx playwright-core install chromium …')
    run('npx', 'playwright-core', 'install', 'chromium')
  }
}

if (import.meta.main) {
  if (!findChromium()) install()
  const path = findChromium()
  console.log(path ? `Browser tests use ${path}` : 'No Chromium could be installed; set CHROMIUM_PATH to one')
  process.exitCode = path ? 0 : 1
}

import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { PreviousSurvey } from '#domain/household/household.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import { type CommuneStore, openCommune } from '#server/commune.ts'
import { demoReviewer, hamletNamed, seedDemo } from '#server/demo/seed.ts'
import { makeEnrolment } from '#server/enrolments.ts'
import { serve } from '#server/main.ts'
import { findChromium } from '../../scripts/chromium.ts'

/** A commune's server on a port of its own, in a folder of its own; it can be stopped and started like a PC at the office. */
export type TestServer = {
  url: string
  /** The database while the server runs. */
  store: () => CommuneStore
  /** With `dist`, that build of the app is what it serves. */
  start: (dist?: string) => Promise<void>
  stop: () => Promise<void>
  /** Stops the server and removes its folder. */
  remove: () => Promise<void>
}

/** The demo commune. */
export type DemoServer = TestServer & {
  /** A new enrolment link for a collaborator of Làng Mài. */
  enrolmentLink: () => Promise<string>
}

export async function demoServer(): Promise<DemoServer> {
  const server = await testServer(seedDemo)
  return {
    ...server,
    enrolmentLink: async () => {
      const hamlet = await hamletNamed(server.store(), 'Làng Mài')
      return (await makeEnrolment(server.store(), { enumerator: 'Lương Văn Thịnh', hamlet, days: 7 })).link
    },
  }
}

/** A server whose database `fill` fills at each start; without it, a commune that nobody has set up. */
export async function testServer(fill?: (store: CommuneStore) => Promise<unknown>): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'so-thon-commune-'))
  const port = await freePort()
  let running: { store: CommuneStore; close: () => Promise<void> } | undefined
  const store = () => {
    if (!running) throw new Error('the server is stopped')
    return running.store
  }
  const start = async (dist?: string) => {
    const opened = await openCommune({ folder, publicUrl: `http://localhost:${port}` })
    await fill?.(opened)
    const served = await serve(opened, { port, ...(dist !== undefined && { dist }) })
    running = { store: opened, close: served.close }
  }
  const stop = async () => {
    await running?.close()
    running = undefined
  }
  await start()
  return {
    url: `http://localhost:${port}`,
    store,
    start,
    stop,
    remove: async () => {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** Heads of the households of Làng Mài on the round's list for that reason, as last round's roster has them. */
export async function headsListed(store: CommuneStore, listed: 'poor' | 'near_poor' | 'request'): Promise<string[]> {
  const hamlet = await hamletNamed(store, 'Làng Mài')
  const rows = await store.db
    .selectFrom('households')
    .select('previous')
    .where('hamlet', '=', hamlet)
    .where('listed', '=', listed)
    .orderBy('number')
    .execute()
  return rows.flatMap(({ previous }) => {
    const { answers } = PreviousSurvey.parse(JSON.parse(previous ?? '{}'))
    const head = Object.entries(answers).find(([path, value]) => path.endsWith('/relation') && value === 'head')
    return head ? [String(answers[head[0].replace('/relation', '/name') as Path])] : []
  })
}

const launchOptions = {
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // A name that is not localhost, so that plain HTTP to it is no secure context.
    '--host-resolver-rules=MAP xa.example 127.0.0.1',
  ],
}

/** A phone: its storage is a folder, so that it can be switched off and on again. */
export type Phone = {
  page: () => Page
  context: () => BrowserContext
  /** Ends the browser's processes at once, as a pulled battery does. */
  kill: () => Promise<void>
  switchOn: () => Promise<void>
  /** What the pages said on their console as errors, and what they threw. */
  complaints: string[]
  remove: () => Promise<void>
}

export async function aPhone({ width = 360, height = 740, locale = 'vi-VN' } = {}): Promise<Phone> {
  const profile = mkdtempSync(join(tmpdir(), 'so-thon-phone-'))
  const complaints: string[] = []
  let context: BrowserContext | undefined
  const opened = () => {
    if (!context) throw new Error('the phone is off')
    return context
  }
  const switchOn = async () => {
    context = await chromium.launchPersistentContext(profile, {
      ...launchOptions,
      executablePath: findChromium() ?? '',
      viewport: { width, height },
      locale,
      timezoneId: 'Asia/Ho_Chi_Minh',
      isMobile: width < 600,
      hasTouch: width < 600,
    })
    const listen = (page: Page) => {
      page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`))
      page.on('console', (message) => {
        if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text()))
          complaints.push(message.text())
      })
    }
    context.pages().forEach(listen)
    context.on('page', listen)
  }
  await switchOn()
  return {
    page: () => opened().pages()[0] ?? fail('the phone has no page open'),
    context: opened,
    kill: async () => {
      const isGone = new Promise((resolve) => opened().once('close', resolve))
      await killProcesses(profile)
      await isGone
      rmSync(join(profile, 'SingletonLock'), { force: true })
      context = undefined
    },
    switchOn,
    complaints,
    remove: async () => {
      await context?.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** A desk at the office: log-in by hand, as the reviewer does. */
export async function logIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/xa`)
  await page.getByLabel('Tên đăng nhập').fill(demoReviewer.login)
  await page.getByLabel('Mật khẩu').fill(demoReviewer.password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('button', { name: 'Đăng xuất' }).waitFor()
}

/** For whoever looks into a failure: what each screen showed, in the system's folder for temporary files. */
export async function keepPictures(name: string, phones: Record<string, Phone>): Promise<void> {
  for (const [who, phone] of Object.entries(phones)) {
    const path = join(tmpdir(), `so-thon-failed-${name.replace(/[^a-z]+/gi, '-')}-${who}.png`)
    await phone.page().screenshot({ path, fullPage: true })
    console.info(`${who} at ${phone.page().url()}: ${path}`)
  }
}

async function killProcesses(profile: string): Promise<void> {
  const { execFileSync } = await import('node:child_process')
  const pids = execFileSync('pgrep', ['-f', '--', `user-data-dir=${profile}`], { encoding: 'utf8' })
  for (const pid of pids.trim().split('\n')) {
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error // it went with its parent
    }
  }
}

function fail(sentence: string): never {
  throw new Error(sentence)
}

import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** Which build a phone runs, as the office sees it: the version, and the minute it was built. */
const build = `${process.env.npm_package_version ?? 'dev'} ${new Date().toISOString().slice(0, 16)}`

/**
 * What is loaded together is compressed together. `store` is what the worker needs too; `english` is the other language; `base` is what stands before the
 * household list; `book` is the profile and the survey; `safety` is sending, hand-over and forgotten PIN. `tests/build/size.test.ts` weighs what comes of it.
 */
const chunks = {
  store: new RegExp(
    [
      'node_modules/(dexie|zod)/',
      'src/domain/(units|ids)\\.ts',
      'src/phone/store/(database|registry|outbox|notes|storageFailure|storageTrouble)\\.ts',
    ].join('|'),
  ),
  deposit: /src\/(protocol\/(deposit|problem)|phone\/sync\/(background|push|batchSize|line|failure))\.ts/,
  sync: new RegExp(
    [
      'src/phone/(sync/(?!enrol|handover|history|recover|reseal)|shell/backgroundSync|store/(pulled|pruning|recipient))',
      'src/protocol/(changes|enrolment|recovery)\\.ts',
    ].join('|'),
  ),
  english: /src\/(phone|domain)\/(.*\/)?(en|(?!movement|alkireFoster|scorecardProblems)\w+\.en)\.ts$/,
  base: new RegExp(
    [
      'node_modules/(uuid|dexie-react-hooks|wouter|workbox-window|use-sync-external-store|regexparam)/',
      'src/phone/pages/(AppPage|LanguageSwitch|StatusTag|session|stack|households/|[Ss]yncLine|start/(PinPage|PeopleChoice|WelcomePage))',
      'src/phone/(store/(?!finish|base64url|kept|own)|shell/|wording/(?!conflict|domainWords|safety))',
      'src/domain/(units|ids|fold|household/|standard/(standard|scorecard)\\.ts)',
      'src/domain/questionnaire/(?!check|consistency|\\w*Checks|sections)',
      'src/protocol/(communeKey|keys)',
      'src/ui/(Choice|Field|Notice|Button)',
    ].join('|'),
  ),
  book: new RegExp(
    [
      'src/phone/pages/(household|survey)/',
      'src/phone/(wording/(conflictWords|conflict\\.vi|domainWords)|store/(finish|own)|sync/history)',
      'src/protocol/history\\.ts',
      'src/domain/assessment/',
      'src/domain/wording/(?!movement|alkireFoster|scorecardProblems)', // the desk's own tables
      'src/domain/standard/(?!(standard|scorecard|checkScorecard|sampleScorecard)\\.ts)',
      'src/domain/questionnaire/(check|consistency|\\w*Checks|sections)',
      'react-hook-form|@hookform',
      'src/ui/(DeprivationWheel|FindingList|DateField|ErrorSummary)',
    ].join('|'),
  ),
  safety: new RegExp(
    [
      'src/phone/pages/(sync/|SafetyList|start/(AddPerson|CodeForm|[Ee]nrol|Forgotten|PinForm|SelfCheck|pin\\.|recovery))',
      'src/phone/(sync/(enrol|handover|recover)|store/kept|wording/safety(Words|\\.vi))',
      'src/protocol/(handover|handoverLink|recoverySeal)\\.ts',
    ].join('|'),
  ),
}

const desk = '?desk'

/**
 * The desk reads and writes workbooks with more of the zip library than letters need. It gets a copy of its own, or all
 * of that would stand in the phone's chunk.
 */
const deskZip: Plugin = {
  name: 'desk-zip',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (source !== 'fflate' || !/\/(read-excel-file|src\/office)\//.test(importer ?? '')) return null
    const resolved = await this.resolve(source, importer, { skipSelf: true })
    return resolved && `${resolved.id}${desk}`
  },
  load: (id) => (id.endsWith(desk) ? readFileSync(id.slice(0, -desk.length), 'utf8') : null),
}

export default defineConfig({
  define: { 'import.meta.env.VITE_BUILD': JSON.stringify(build) },
  // The library's own build for the browsers we support: smaller than the one its entry names.
  resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
  plugins: [
    deskZip,
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        // Not the PNG icons: they are asked for once, when the app is installed, which needs a line anyhow.
        globPatterns: ['**/*.{html,js,css,svg,webmanifest}'],
        // The office is a desk with a line; its chunks have no place on a phone.
        globIgnores: ['**/office-*', '**/Office-*', 'sw-deposit.js'],
      },
    }),
  ],
  build: {
    // Chrome 111, Firefox 115, Safari 16.4: what `public/browser.js` asks for in words.
    target: ['chrome111', 'firefox115', 'safari16.4'],
    modulePreload: { polyfill: false },
    manifest: true,
    rollupOptions: {
      input: { index: 'index.html', rescue: 'rescue.html', 'sw-deposit': 'src/swDeposit.ts' },
      external: ['/sw.js'],
      output: {
        // A worker's address never changes; every other entry is named in the page that loads it.
        entryFileNames: ({ name }) => (name === 'sw-deposit' ? '[name].js' : 'assets/[name]-[hash].js'),
        chunkFileNames: ({ moduleIds, name }) =>
          `assets/${moduleIds.some((id) => id.includes('/src/office/')) ? 'office' : 'phone'}-${name}-[hash].js`,
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: Object.entries(chunks).map(([name, test]) => ({ name, test })),
        },
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:8080' } },
})

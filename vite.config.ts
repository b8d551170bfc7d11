import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** Which build a phone runs, as the office sees it: the version, and the minute it was built. */
const build = `${process.env.npm_package_version ?? 'dev'} ${new Date().toISOString().slice(0, 16)}`

/**
 * What is loaded together is compressed together. `store` is what the worker needs too; `base` is what stands before the
 * household list; `book` is the profile and the survey; `safety` is sending and hand-over. `enrol`, `english` and
 * `later` are the parts that `phone/shell/askedFor.ts` tells of. `tests/build/size.test.ts` weighs what comes of it.
 */
const chunks = {
  enrol: new RegExp(
    [
      'src/phone/(pages/start/(AddPerson|Welcome|CodeForm|[Ee]nrol|Forgotten|PinForm|SelfCheck|pin\\.|recovery)|sync/(enrol|recover)\\.ts)',
      'src/phone/wording/start(Words|\\.vi)',
      'src/protocol/recoverySeal\\.ts',
    ].join('|'),
  ),
  english: /src\/(phone|domain)\/(.*\/)?(en|(?!movement|alkireFoster|scorecardProblems)\w+\.en)\.ts$/,
  later: new RegExp(
    [
      'src/phone/(pages/(SafetyList|sync/(AnswerPage|Storage|storageWarnings)|household/(WhatWould|LowIncome|OtherSt|HistoryP|CommuneH|OwnH|TwoAnswersP|CommuneCh|LateD|answerText))|sync/history|store/own|wording/later)',
      'src/protocol/(history|handoverLink)\\.ts',
      'src/domain/(assessment/(whatIf|lowIncomeWorkerGaps)|wording/(whatIf|standards|lowIncomeWorker))',
    ].join('|'),
  ),
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
      'src/protocol/(changes|condensed|enrolment|recovery)\\.ts',
    ].join('|'),
  ),
  base: new RegExp(
    [
      'node_modules/(uuid|dexie-react-hooks|wouter|workbox-window|regexparam)/',
      'src/phone/pages/(AppPage|ClockNotice|Fault|fetched|LanguageSwitch|NotFound|Opening|persistence|StatusTag|UpdateBanner)',
      'src/phone/pages/(session|stack|households/|[Ss]yncLine|start/(PinPage|PeopleChoice|WipedPage))',
      'src/phone/(store/(?!finish|kept)|shell/|wording/(?!domainWords|safety))',
      'src/domain/(units|ids|fold|household/|standard/(standard|scorecard)\\.ts|assessment/subject\\.ts)',
      'src/domain/questionnaire/(?!check|consistency|\\w*Checks|sections)',
      'src/protocol/(communeKey|keys)',
      'src/ui/(Choice|Field|Notice|Button|Icon|Page|StateTag)',
    ].join('|'),
  ),
  book: new RegExp(
    [
      'src/phone/pages/((household|survey)/|assessments|labels)',
      'src/phone/(wording/domainWords|store/finish)',
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
      'src/phone/pages/sync/',
      'src/phone/(sync/handover|store/kept|wording/safety(Words|\\.vi))',
      'src/protocol/handover\\.ts',
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

/** Class names as short as they can be: on a phone they are weight, in styles and in code. */
function shortNames(): (name: string, file: string) => string {
  const places = new Map<string, string>()
  return (name, file) => {
    const key = `${file} ${name}`
    const place = places.get(key) ?? `_${places.size.toString(36)}`
    places.set(key, place)
    return place
  }
}

export default defineConfig(({ command }) => ({
  ...(command === 'build' && { css: { modules: { generateScopedName: shortNames() } } }),
  define: { 'import.meta.env.VITE_BUILD': JSON.stringify(build) },
  resolve: {
    alias: [
      // The libraries' own builds for the browsers we support: smaller than those that their entries name.
      { find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' },
      { find: /^workbox-window$/, replacement: 'workbox-window/build/workbox-window.prod.mjs' },
      // React has had what this stands in for since its version 18.
      { find: 'use-sync-external-store/shim/index.js', replacement: 'react' },
    ],
  },
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
}))

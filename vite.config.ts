import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** Which build a phone runs, as the office sees it: the version, and the minute it was built. */
const build = `${process.env.npm_package_version ?? 'dev'} ${new Date().toISOString().slice(0, 16)}`

/**
 * What is loaded together is compressed together. `english` is the other language; `base` is what stands before the
 * household list; `book` is the profile and the survey. `tests/build/size.test.ts` weighs what comes of it.
 */
const chunks = {
  english: /src\/(phone|domain)\/(.*\/)?(en|(?!movement|alkireFoster)\w+\.en)\.ts$/,
  base: new RegExp(
    [
      'node_modules/(dexie|dexie-react-hooks|wouter|zod|workbox-window|use-sync-external-store|regexparam)/',
      'src/phone/(store/(?!finish|base64url)|shell/|sync/(?!enrol)|wording/(?!domainWords))',
      'src/domain/(units|ids|fold|household/|standard/standard\\.ts)',
      'src/domain/questionnaire/(?!check|consistency|\\w*Checks|sections)',
      'src/protocol/(deposit|changes|enrolment|problem|keys)',
    ].join('|'),
  ),
  book: new RegExp(
    [
      'src/phone/pages/(household|survey)/',
      'src/phone/(wording/domainWords|store/finish)',
      'src/domain/assessment/',
      'src/domain/wording/(?!movement|alkireFoster)', // the desk's own tables
      'src/domain/standard/(?!standard\\.ts)',
      'src/domain/questionnaire/(check|consistency|\\w*Checks|sections)',
      'react-hook-form|@hookform',
      'src/ui/(DeprivationWheel|FindingList|DateField|ErrorSummary)',
    ].join('|'),
  ),
}

export default defineConfig({
  define: { 'import.meta.env.VITE_BUILD': JSON.stringify(build) },
  // The library's own build for the browsers we support: smaller than the one its entry names.
  resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
  plugins: [
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
        globIgnores: ['**/office-*', '**/Office-*', 'rescue.html'],
      },
    }),
  ],
  build: {
    // Chrome 111, Firefox 115, Safari 16.4: what `public/browser.js` asks for in words.
    target: ['chrome111', 'firefox115', 'safari16.4'],
    modulePreload: { polyfill: false },
    manifest: true,
    rollupOptions: {
      output: {
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

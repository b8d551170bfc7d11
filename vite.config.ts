import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** Which build a phone runs, as the office sees it: the version, and the minute it was built. */
const build = `${process.env.npm_package_version ?? 'dev'} ${new Date().toISOString().slice(0, 16)}`

export default defineConfig({
  define: { 'import.meta.env.VITE_BUILD': JSON.stringify(build) },
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
        globPatterns: ['**/*.{html,js,css,svg,png,webmanifest}'],
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
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:8080' } },
})

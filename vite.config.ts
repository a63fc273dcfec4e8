/** The browser client: one page, built once, served by the same server. Old office browsers (Chromium 90) are the floor. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The server puts a fresh nonce in place of this word each time it answers with index.html. */
const noncePlaceholder = '__CSP_NONCE__'

export default defineConfig(({ command }) => ({
  root: 'web',
  publicDir: 'public',
  plugins: [react()],
  html: { cspNonce: noncePlaceholder },
  // Whoever builds (start, a test): what is built is for the office, not React's half of a development.
  ...(command === 'build' ? { define: { 'process.env.NODE_ENV': JSON.stringify('production') } } : {}),
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'chrome87',
    cssTarget: 'chrome87',
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { host: '127.0.0.1', proxy: { '/api': `http://127.0.0.1:${process.env.HUIYIN_PORT ?? 8080}` } },
}))

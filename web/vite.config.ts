import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The server fills in `__CSP_NONCE__` for each answer; in development there is no policy. */
export default defineConfig({
  root,
  plugins: [react()],
  css: { postcss: { plugins: [mantine()] } },
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'baseline-widely-available',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The library that draws charts is read by pages with charts alone.
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/api', '^/(login|signup|join|logout)$'].map((path) => [
        path,
        {
          target: process.env.API_URL ?? 'http://127.0.0.1:8080',
          // Visitor pages and the calls behind them share their paths: browsers ask for pages with GET.
          bypass: (request: { method?: string; url?: string }) =>
            request.method === 'GET' && !request.url?.startsWith('/api/v1') && !request.url?.includes('.php')
              ? '/index.html'
              : undefined,
        },
      ]),
    ),
  },
});

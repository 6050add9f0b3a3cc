import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Chunks by their file names: those that each one imports, and theirs. */
const loadedWith = new Map<string, Set<string>>();

/** The server fills in `__CSP_NONCE__` for each answer; in development there is no policy. */
export default defineConfig({
  root,
  plugins: [react(), followImports()],
  css: { postcss: { plugins: [mantine()] } },
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'baseline-widely-available',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // A list of what a page has loaded already would be longer than the page.
      resolveDependencies: (_, files, { hostId }) => files.filter((file) => !loadedWith.get(hostId)?.has(file)),
    },
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

function followImports(): Plugin {
  return {
    name: 'follow-imports',
    generateBundle(_, bundle) {
      const follow = (file: string, found: Set<string>) => {
        const chunk = bundle[file];
        if (found.has(file) || chunk?.type !== 'chunk') return found;
        found.add(file);
        for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css);
        for (const imported of chunk.imports) follow(imported, found);
        return found;
      };
      for (const file of Object.keys(bundle)) loadedWith.set(file, follow(file, new Set()));
    },
  };
}

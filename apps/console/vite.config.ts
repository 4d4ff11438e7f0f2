import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './compress.ts';

/** Where `npm run dev` finds the server's API while the console is served by Vite. */
const { CONSOLE_API: API_ORIGIN = 'http://127.0.0.1:8080' } = process.env;

export default defineConfig({
  base: '/',
  plugins: [react(), compressed()],
  build: {
    target: 'es2023',
    // The map renderer alone is 1 MB before compression and cannot be cut.
    chunkSizeWarningLimit: 1_200,
    // A data: URL would need a wider content security policy than 'self'.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // The renderer changes by its releases, the screens daily: apart, a browser keeps it.
        codeSplitting: { groups: [{ name: 'maplibre', test: /maplibre-gl/ }] },
      },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': API_ORIGIN } },
});

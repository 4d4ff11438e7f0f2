import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the server's API while the console is served by Vite. */
const { CONSOLE_API: API_ORIGIN = 'http://127.0.0.1:8080' } = process.env;

export default defineConfig({
  base: '/',
  plugins: [react()],
  build: {
    target: 'es2023',
    // The map renderer alone is 1 MB before compression and cannot be cut.
    chunkSizeWarningLimit: 1_200,
    // A data: URL would need a wider content security policy than 'self'.
    assetsInlineLimit: 0,
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': API_ORIGIN } },
});

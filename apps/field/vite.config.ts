import { compressed } from '@lakiri/console/compress';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precached } from './precache.ts';

/** Where `npm run dev` finds the server's API while the app is served by Vite. */
const { CONSOLE_API: API_ORIGIN = 'http://127.0.0.1:8080' } = process.env;

export default defineConfig({
  base: '/field/',
  plugins: [react(), precached(), compressed()],
  build: {
    target: 'es2023',
    // A data: URL would need a wider content security policy than 'self'.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': API_ORIGIN } },
});

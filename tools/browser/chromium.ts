// The browser of the tests: the machine's own Chromium, else the one that comes by npm.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Where systems put it; LAKIRI_TEST_CHROMIUM names another. */
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium starts in a second; on a machine that builds and tests beside it, in many. */
const START_MS_MAX = 120_000;

const FLAGS = [
  // CI runs in containers as root, where the sandbox cannot be set up. Only our own pages are opened.
  '--no-sandbox',
  '--disable-dev-shm-usage', // containers have 64 MB of it
  // No graphics card, and none emulated for the page itself; only the map's WebGL is, or it would not be drawn.
  '--disable-gpu',
  '--disable-gpu-rasterization',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--font-render-hinting=none',
  // Every name but our own is unknown: a page that asks for another host gets nothing.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export type Chromium = {
  readonly browser: Browser;
  close(): Promise<void>;
};

/** Starts a browser with nothing of any earlier one. */
export async function startChromium(): Promise<Chromium> {
  const home = mkdtempSync(join(tmpdir(), 'lakiri-chromium-'));
  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    headless: true,
    chromiumSandbox: false,
    timeout: START_MS_MAX,
    args: FLAGS,
    env: { ...ownEnvironment(), HOME: home },
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function chromiumPath(): Promise<string> {
  const named = process.env['LAKIRI_TEST_CHROMIUM'];
  const found = [...(named === undefined ? [] : [named]), ...INSTALLED].find((path) =>
    existsSync(path),
  );
  return found ?? (await sparticuz.executablePath());
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}

// One person's browser window: opened as a desk or a phone, watched by the guard, driven by keys and by what is written on the screen.
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Person } from './centre-client.ts';
import { type Guard, guard } from './guard.ts';

/** Two cores that build and test something else beside us are slow; what does not come by then does not come. */
const WAIT_MS_MAX = 45_000;
const LOOK_MS = 50;
const PICTURES = 'test-output/screens';

const SIZES = {
  desk: { viewport: { width: 1680, height: 1000 }, deviceScaleFactor: 1 },
  /** The smallest that a station has; drawn without a graphics card in a third of the time. */
  laptop: { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 1 },
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
} as const;

export type Theme = 'light' | 'dark';
/** `long`: English whose words are two fifths longer. */
export type Language = 'en' | 'sw' | 'long';

export type DeskOptions = {
  readonly size?: keyof typeof SIZES;
  readonly theme?: Theme;
  /** Left out: the language of the account. */
  readonly language?: Language;
  /** Cookies of somebody who has signed in already. */
  readonly session?: Session;
};
export type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

export type Desk = {
  readonly page: Page;
  readonly guard: Guard;
  go(path: string): Promise<void>;
  session(): Promise<Session>;
  /** Waits until the map on the screen has been drawn whole. */
  mapDrawn(): Promise<void>;
  /** Keeps what is seen as a picture of the test's output. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
};

export async function openDesk(
  browser: Browser,
  origin: string,
  { size = 'laptop', theme = 'light', language, session }: DeskOptions = {},
): Promise<Desk> {
  const context = await browser.newContext({
    ...SIZES[size],
    baseURL: origin,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Africa/Nairobi',
    ...(session === undefined ? {} : { storageState: session }),
  });
  context.setDefaultTimeout(WAIT_MS_MAX);
  const watching = guard(context, origin);
  if (language !== undefined) await context.addInitScript({ content: speaking(language) });
  const page = await context.newPage();
  return {
    page,
    guard: watching,
    go: async (path) => void (await page.goto(path, { waitUntil: 'domcontentloaded' })),
    session: () => context.storageState(),
    mapDrawn: async () => {
      await page.locator('canvas.maplibregl-canvas').waitFor();
      await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
    },
    picture: async (name) => {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: `${PICTURES}/${name}.png`, animations: 'disabled' });
    },
    close: () => context.close(),
  };
}

/** Runs in each page before its own scripts; a page that is still blank has no storage. */
const speaking = (language: Language): string => `
  if (location.protocol !== 'about:') {
    const stored = JSON.parse(localStorage.getItem('lakiri.settings') ?? '{}');
    localStorage.setItem('lakiri.settings', JSON.stringify({ ...stored, language: '${language === 'long' ? 'en' : language}', long: ${language === 'long'} }));
  }`;

/** Signs in with the keyboard alone, as the first thing on the screen asks for it. */
export async function signInByKeys({ page }: Desk, { login, password }: Person): Promise<void> {
  await page.locator('input[autocomplete=username]').focus();
  await page.keyboard.type(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Waits until something is so; fails by saying what did not come. */
export async function until(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  msMax = WAIT_MS_MAX,
): Promise<void> {
  const from = performance.now();
  while (!(await isSo())) {
    if (performance.now() - from > msMax) throw new Error(`${what}: not within ${msMax} ms`);
    await sleep(LOOK_MS);
  }
}

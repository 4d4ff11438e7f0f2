// Every screen of the console as a test comes to it: where it stands, what must be there, and what a person does first.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { testedWeek } from './back-test-told.ts';
import { asAnOfficer } from './doors-told.ts';
import { gazetteScreens } from './gazette.ts';
import { inAmber, toHistory } from './mode-told.ts';
import { wishUnfilled } from './notices-told.ts';
import { beginShift, dispatchByKey, openShift, unitUnfilled } from './response-told.ts';
import type { Corridor } from './stage.ts';
import { addKey, emptied, ledToField, registerUnfilled, SUPERVISED } from './supervisor-forms.ts';

export type Screen = {
  readonly name: string;
  readonly path: () => string;
  /** What must be there before anybody looks. */
  readonly ready: string;
  /** Drawn on it: everywhere, or at the desk only, where a phone has it behind a tab. */
  readonly map?: 'everywhere' | 'at the desk';
  /** What a person does first. */
  readonly act?: (page: Page) => Promise<void>;
  /** Before anybody has signed in. */
  readonly outside?: boolean;
  /** Kept in every theme, at the desk and on a phone. */
  readonly picture?: boolean;
};

/** The corridor that is looked at, once it is filled, and what of it has a screen of its own. */
export const filled: { corridor?: Corridor } = {};
export const ids = { openCase: '', closedCase: '', fact: '', feed: '', zone: '', fence: '' };
export const here = (): Corridor => {
  assert.ok(filled.corridor !== undefined);
  return filled.corridor;
};
const journeyPath = (): string => `/journeys/${here().truckWith('long-stop').journey.id}`;
const sealPath = (): string => `/seals/${here().truckAt(0).sealId}`;
const openCase = (): string => `/monitor?case=${ids.openCase}`;
const press =
  (key: string, then: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press(key);
    await page.locator(then).waitFor();
  };

/** Where an operator works a whole shift: these are looked at with longer words too. */
export const LONG: ReadonlySet<string> = new Set([
  ...[
    'monitor',
    'case',
    'close',
    'close-missing',
    'closed-list',
    'closed-case',
    'dispatch',
    'call',
  ],
  ...['shift', 'shift-begins', 'units', 'person', 'journeys', 'seals'],
]);

export const SCREENS: readonly Screen[] = [
  { name: 'sign-in', path: () => '/sign-in', ready: 'form', outside: true, picture: true },
  {
    name: 'sign-in-missing',
    path: () => '/sign-in',
    ready: 'form',
    act: ledToField,
    outside: true,
  },
  {
    name: 'monitor',
    path: () => '/monitor',
    ready: '[data-case]',
    map: 'at the desk',
    picture: true,
  },
  { name: 'case', path: openCase, ready: 'aside dl', map: 'at the desk', picture: true },
  { name: 'note', path: openCase, ready: 'aside dl', act: press('n', 'aside form') },
  {
    name: 'close',
    path: openCase,
    ready: 'aside dl',
    act: press('e', 'aside form'),
    picture: true,
  },
  {
    name: 'shift',
    path: () => '/monitor',
    ready: '[data-case]',
    act: openShift(() => here().centre),
    picture: true,
  },
  {
    name: 'dispatch',
    path: openCase,
    ready: '[data-send-unit]',
    act: dispatchByKey,
    picture: true,
  },
  { name: 'call', path: openCase, ready: 'aside dl', act: press('c', 'aside form') },
  {
    name: 'hour',
    path: () => `/monitor/replay?from=${hourAgo()}`,
    ready: 'main ol button',
    map: 'everywhere',
    picture: true,
  },
  { name: 'units', path: () => '/units', ready: 'tbody tr', act: unitUnfilled, picture: true },
  { name: 'close-missing', path: openCase, ready: 'aside dl', act: closeUnfilled },
  { name: 'closed-list', path: () => '/monitor?view=closed', ready: 'section ol li' },
  {
    name: 'closed-case',
    path: () => `/monitor?view=closed&case=${ids.closedCase}`,
    ready: 'aside dl',
  },
  { name: 'truck', path: () => `/monitor?truck=${here().truckAt(6).sealId}`, ready: 'aside dl' },
  { name: 'keys', path: () => '/monitor', ready: '[data-case]', act: press('?', '[role=dialog]') },
  { name: 'person', path: () => '/journeys', ready: 'main h1', act: openPerson, picture: true },
  { name: 'journeys', path: () => '/journeys', ready: 'tbody tr', picture: true },
  { name: 'journeys-none-found', path: () => '/journeys?q=zzzz', ready: 'main h1' },
  { name: 'journey-new', path: () => '/journeys/new', ready: 'form', picture: true },
  { name: 'journey', path: journeyPath, ready: 'main dl', map: 'everywhere', picture: true },
  {
    name: 'journey-past',
    path: () => `${journeyPath()}?t=${hourAgo()}`,
    ready: 'main dl',
    map: 'everywhere',
    picture: true,
  },
  {
    name: 'journey-known',
    path: () => `${journeyPath()}?known=${new Date().toISOString()}`,
    ready: '[role=status] strong',
  },
  {
    name: 'journey-signals',
    path: () => `${journeyPath()}?tab=signals`,
    ready: '[role=tabpanel] td',
  },
  {
    name: 'journey-compared',
    path: () => `${journeyPath()}?with=${here().truckAt(23).journey.id}&tab=compared`,
    ready: '[role=tabpanel] tr[aria-current=true]',
    map: 'everywhere',
    picture: true,
  },
  {
    name: 'journey-compare',
    path: journeyPath,
    ready: 'main dl',
    act: press('c', 'input[type=search]:focus ~ h3 + ul:last-of-type'),
  },
  { name: 'journey-stops', path: () => `${journeyPath()}?tab=stops`, ready: '[role=tabpanel] li' },
  { name: 'zones', path: () => '/journeys/dead-zones', ready: 'tbody tr' },
  {
    name: 'zone',
    path: () => `/journeys/dead-zones/${ids.zone}`,
    ready: 'form',
    act: emptied,
    picture: true,
  },
  ...gazetteScreens(() => ids.fence),
  { name: 'seals', path: () => '/seals', ready: 'tbody tr', picture: true },
  { name: 'seal', path: sealPath, ready: '[data-at]', picture: true },
  { name: 'order-form', path: sealPath, ready: '[data-at]', act: openOrderForm },
  {
    name: 'tray',
    path: () => '/journeys',
    ready: 'main h1',
    act: press('o', '[role=dialog] article'),
    picture: true,
  },
  {
    name: 'models',
    path: () => '/seals/models',
    ready: 'summary',
    act: openModel,
    picture: true,
  },
  ...SUPERVISED,
  { name: 'mode', path: () => '/journeys', ready: 'tbody tr', act: inAmber, picture: true },
  {
    name: 'rule-history',
    path: () => '/rules/long-stop',
    ready: 'main ol > li[data-in-force]',
    act: toHistory,
    picture: true,
  },
  {
    name: 'back-test',
    path: () => '/rules/long-stop',
    ready: 'main ol > li[data-in-force]',
    act: testedWeek(() => ({
      journeys: Array.from({ length: 8 }, (_, n) => {
        const { journey, number } = here().truckAt(n);
        return { ...journey, seal: number };
      }),
    })),
    picture: true,
  },
  { name: 'doubts', path: () => '/quarantine', ready: 'article', picture: true },
  {
    name: 'unknown-devices',
    path: () => '/quarantine?tab=unknown',
    ready: 'main table',
    picture: true,
  },
  { name: 'rejected', path: () => '/quarantine?tab=rejected', ready: 'main h1' },
  { name: 'seal-new', path: () => '/seals/new', ready: 'form', picture: true },
  { name: 'report-alarms', path: () => '/reports', ready: 'article table', picture: true },
  { name: 'report-response', path: () => '/reports?report=response', ready: 'article table' },
  { name: 'report-corridors', path: () => '/reports?report=corridors', ready: 'article table' },
  { name: 'notices', path: () => '/notices', ready: 'main table', picture: true },
  { name: 'notice-wish', path: () => '/notices', ready: 'main table', act: wishUnfilled },
  { name: 'evidence', path: () => '/evidence', ready: 'table', picture: true },
  { name: 'fact', path: () => `/evidence/facts/${ids.fact}`, ready: 'pre', picture: true },
  {
    name: 'export-missing',
    path: openCase,
    ready: 'aside dl',
    act: exportUnfilled,
    picture: true,
  },
  { name: 'feed-new', path: () => '/feeds/new', ready: 'form', act: registerUnfilled },
  { name: 'feed', path: () => `/feeds/${ids.feed}`, ready: 'dl', act: addKey, picture: true },
  {
    name: 'shift-begins',
    path: () => '/monitor',
    ready: '[data-case]',
    act: beginShift(() => here().centre),
    picture: true,
  },
  // Last of all: by then the silence of one of them is an incident.
  { name: 'feeds', path: () => '/feeds', ready: 'main [role=status] p', picture: true },
  {
    name: 'closed-door',
    path: () => '/reports',
    ready: 'main h1',
    act: asAnOfficer,
    picture: true,
  },
  { name: 'nowhere', path: () => '/nowhere', ready: 'main' },
];

const hourAgo = (): string => new Date(Date.now() - 3_600_000).toISOString();

async function closeUnfilled(page: Page): Promise<void> {
  await press('e', 'aside form')(page);
  await page.locator('aside form button[type=submit]').click();
  await page.locator('aside form [aria-invalid=true]').first().waitFor();
}

/** The first button after the log line: its words differ by language. */
async function exportUnfilled(page: Page): Promise<void> {
  const evidence = page.locator('aside p:has(a[href^="/evidence?"]) + div');
  await evidence.getByRole('button').first().click();
  await page.locator('form button[type=submit]').click();
  await page.locator('form textarea[aria-invalid=true]').waitFor();
}

/** The first button of the page's own: its words differ by language. */
async function openOrderForm(page: Page): Promise<void> {
  await page.locator('main section button').first().click();
  await page.locator('main form').waitFor();
}

async function openModel(page: Page): Promise<void> {
  await page.locator('summary').first().click();
  await page.locator('details[open] dl').waitFor();
}

async function openPerson(page: Page): Promise<void> {
  await page.locator('header button').last().click();
  await page.locator('[role=dialog]').waitFor();
}

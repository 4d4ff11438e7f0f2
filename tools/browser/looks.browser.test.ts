// Every screen in both themes and both languages: nothing that axe finds, no word of another language, nothing wider than a phone; and pictures of them to be looked at.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  type Desk,
  type DeskOptions,
  type Language,
  type Session,
  signInByKeys,
  type Theme,
  until,
} from './desk.ts';
import { clippedOn, cutOffOn, doubleCurrentOn, violationsOn } from './faults.ts';
import { fencesOf } from './gazette.ts';
import { type Lexicon, lexiconOf, namesIn, wordsSeen } from './leftovers.ts';
import { noticesOf } from './notices-told.ts';
import { respondedTo } from './response-told.ts';
import { filled, here, ids, LONG, SCREENS, type Screen } from './screens.ts';
import { feedsOf, twinOf } from './seals-apart.ts';
import { type Corridor, fill, openStage, type Stage, skip } from './stage.ts';
import { KYULU, XG_9 } from './supervisor-forms.ts';
import { PEOPLE } from './trips.ts';
import { setUpByHand } from './world.ts';

const THEMES = ['light', 'dark'] as const satisfies readonly Theme[];
type Looks = readonly (readonly [Language, readonly Theme[]])[];
const LOOKS: Looks = [
  ['en', THEMES],
  ['sw', THEMES],
];
/** Contrast is a theme's and fit a language's: with a third language, the second and the third share the themes. */
const LOOKS_LONG: Looks = [
  ['en', THEMES],
  ['sw', ['light']],
  ['long', ['dark']],
];

let stage: Stage;
let session: Session;
let swahili: Lexicon;
const desks = new Map<string, Desk>();

/** A window for each language and size, kept from screen to screen. */
async function deskFor(options: DeskOptions): Promise<Desk> {
  const name = JSON.stringify({ ...options, session: options.session !== undefined });
  const desk = desks.get(name) ?? (await stage.open(options));
  desks.set(name, desk);
  return desk;
}

before(async () => {
  if (skip !== false) return;
  stage = await openStage();
});

after(async () => {
  if (skip !== false) return;
  await filled.corridor?.fleet.stop();
  await stage.close();
});

async function show(desk: Desk, screen: Screen, size: 'desk' | 'laptop' | 'phone'): Promise<void> {
  const { page } = desk;
  await desk.go(screen.path());
  await page.locator(screen.ready).first().waitFor();
  if (screen.map === 'everywhere' || (screen.map !== undefined && size === 'desk'))
    await desk.mapDrawn();
  await screen.act?.(page);
}

/** A window that nobody looks at draws nothing: the next one has the machine. */
const park = (desk: Desk): Promise<void> => desk.go('about:blank');

async function inTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-theme=${theme}]`).waitFor({ state: 'attached' });
}

async function strangeWordsOn(page: Page): Promise<readonly string[]> {
  return (await wordsSeen(page)).filter((text) => !swahili.has(text));
}

async function look(
  desk: Desk,
  screen: Screen,
  { name, themes }: { readonly name: string; readonly themes: readonly Theme[] },
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const theme of themes) {
    await inTheme(desk.page, theme);
    if (screen.picture === true) await desk.picture(`${name}-${theme}`);
    const found = [...(await violationsOn(desk.page)), ...(await doubleCurrentOn(desk.page))];
    faults.push(...found.map((fault) => `${name}, ${theme}: ${fault}`));
  }
  return faults;
}

async function lookInEveryLanguage(screen: Screen): Promise<void> {
  if (screen.outside !== true) here();
  const faults: string[] = [];
  for (const [language, themes] of LONG.has(screen.name) ? LOOKS_LONG : LOOKS) {
    const signedIn = screen.outside === true ? {} : { session };
    const size = screen.picture === true && language !== 'long' ? 'desk' : 'laptop';
    const desk = await deskFor({ language, size, ...signedIn });
    await show(desk, screen, size);
    const name = `${screen.name}-desk-${language}`;
    faults.push(...(await look(desk, screen, { name, themes })));
    if (language === 'long') {
      const clipped = await clippedOn(desk.page);
      faults.push(...clipped.map((fault) => `${name}: ${fault}`));
    } else faults.push(...(await cutOffOn(desk.page)));
    const strange = language === 'sw' ? await strangeWordsOn(desk.page) : [];
    faults.push(...strange.map((text) => `${screen.name} says in Swahili: “${text}”`));
    await park(desk);
  }
  assert.deepEqual(faults, []);
}

test('setup: on a new node', { skip }, async () => {
  swahili = lexiconOf('sw', []);
  const path = () => '/setup';
  await lookInEveryLanguage({ name: 'setup', path, ready: 'form', outside: true, picture: true });
});

/** Of the units. */
const LANGUAGE_NAMES = ['sw', 'en', 'so'].map(
  (code) => new Intl.DisplayNames('sw', { type: 'language' }).of(code) ?? code,
);
/** No screen shows this truck for anything else. */
const DOUBTED = 11;

test('the corridor fills', { skip }, async () => {
  await setUpByHand(stage.node);
  const corridor = await fill(stage);
  filled.corridor = corridor;
  const { centre } = corridor;
  const open = await centre.get<{ items: { id: string; kind: string }[] }>('/cases?view=open');
  const idOf = (kind: string): string => open.items.find((it) => it.kind === kind)?.id ?? '';
  ids.openCase = idOf('off-route');
  ids.closedCase = idOf('battery-short');
  const departed = '/evidence/facts?type=journey-departed';
  ids.fact = (await centre.get<{ items: { id: string }[] }>(departed)).items[0]?.id ?? '';
  const reason = { outcome: 'true', cause: 'device-fault', note: 'Charged at Mtito Andei.' };
  await centre.post(`/cases/${ids.closedCase}/close`, reason);
  const order = { seal: corridor.truckAt(0).sealId, word: 'locate', reason: 'Not seen at Salgaa.' };
  await centre.post('/commands', order);
  await noticesOf(centre);
  await respondedTo(centre, ids.openCase);
  ids.feed = await feedsOf(stage.node, corridor);
  ids.zone = (await centre.post<{ id: string }>('/dead-zones', KYULU)).id;
  await centre.post('/models/drafts', XG_9);
  ids.fence = await fencesOf(stage.node, centre);
  const twin = await twinOf(stage.node, DOUBTED);
  await until('two of one name are set apart', async () => {
    await twin.speak();
    return (await centre.get<{ items: unknown[] }>('/trust/doubts')).items.length > 0;
  });
  twin.end();
  const desk = await stage.open();
  await desk.go('/sign-in');
  await signInByKeys(desk, PEOPLE.achieng);
  session = await desk.session();
  await desk.close();
  swahili = lexiconOf('sw', [...namesIn(await everythingFrom(centre)), ...LANGUAGE_NAMES]);
});

/** All that the screens are filled with. */
function everythingFrom({ get }: Corridor['centre']): Promise<readonly unknown[]> {
  const cases = [ids.openCase, ids.closedCase].map((id) => `/cases/${id}`);
  const lists = [
    '/session',
    '/journeys',
    '/seals',
    '/quarantine',
    '/places',
    '/routes',
    '/parties',
    '/models',
    '/commands',
    '/feeds',
    '/trust/doubts',
    '/notices/channels',
    '/evidence/log',
    '/evidence/facts?limit=100',
    `/evidence/facts/${ids.fact}`,
    `/feeds/${ids.feed}`,
    '/incidents',
    '/dead-zones',
    '/fences',
    ...['/gazette/drafts', '/models/drafts'],
    '/response/units',
    `/cases/${ids.openCase}/response`,
  ];
  const views = ['/cases?view=open', '/cases?view=closed'];
  return Promise.all([...lists, ...views, ...cases].map((path) => get<unknown>(path)));
}

for (const screen of SCREENS)
  test(`${screen.name}: axe finds nothing; Swahili is Swahili; longer words fit`, { skip }, () =>
    lookInEveryLanguage(screen),
  );

const ON_PHONE: readonly Screen[] = [
  ...SCREENS.filter(({ picture }) => picture === true),
  {
    name: 'monitor-map',
    path: () => '/monitor?pane=map',
    ready: 'canvas',
    map: 'everywhere',
    picture: true,
  },
];

for (const screen of ON_PHONE)
  test(`${screen.name}: fits a phone`, { skip }, async () => {
    const signedIn = screen.outside === true ? {} : { session };
    const desk = await deskFor({ language: 'en', size: 'phone', ...signedIn });
    await show(desk, screen, 'phone');
    const widths = 'JSON.stringify([document.documentElement.scrollWidth, innerWidth])';
    const [content, window] = JSON.parse(await desk.page.evaluate(widths)) as [number, number];
    const name = `${screen.name}-phone-en`;
    const faults = [...(await look(desk, screen, { name, themes: THEMES }))];
    await park(desk);
    if (content > window) faults.push(`${content} px of content on ${window} px`);
    assert.deepEqual(faults, []);
  });

test('in all of it no page asked another host or broke', { skip }, () => {
  const { faults, requests } = stage.watched();
  assert.deepEqual(faults, []);
  assert.ok(requests > 500, `${requests} requests were watched`);
});

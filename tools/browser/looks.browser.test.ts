// Every screen in both themes and both languages: nothing that axe finds, no word of another language, nothing cut off; and pictures of them to be looked at. The phone has a file of its own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Language, Session, Theme } from './desk.ts';
import { offeredAndRefused } from './doors-told.ts';
import { clippedOn, cutOffOn } from './faults.ts';
import { type Lexicon, lexiconOf, namesIn, wordsSeen } from './leftovers.ts';
import { here, ids, LONG, SCREENS, type Screen } from './screens.ts';
import { type Corridor, skip } from './stage.ts';
import { look, openWalk, park, show, THEMES, type Walk } from './walk.ts';

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

let walk: Walk;
let session: Session;
let swahili: Lexicon;

before(async () => {
  if (skip !== false) return;
  walk = await openWalk();
});

after(async () => {
  if (skip === false) await walk.close();
});

async function strangeWordsOn(page: Page): Promise<readonly string[]> {
  return (await wordsSeen(page)).filter((text) => !swahili.has(text));
}

async function lookInEveryLanguage(screen: Screen): Promise<void> {
  if (screen.outside !== true) here();
  const faults: string[] = [];
  for (const [language, themes] of LONG.has(screen.name) ? LOOKS_LONG : LOOKS) {
    const signedIn = screen.outside === true ? {} : { session };
    const size = screen.picture === true && language !== 'long' ? 'desk' : 'laptop';
    const desk = await walk.deskFor({ language, size, ...signedIn });
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

test('the corridor fills', { skip }, async () => {
  const filled = await walk.fill();
  session = filled.session;
  const shown = await everythingFrom(filled.corridor.centre);
  swahili = lexiconOf('sw', [...namesIn(shown), ...LANGUAGE_NAMES]);
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
    ...['/gazette/drafts', '/models/drafts', '/bulletins'],
    ...['/response/units', '/officers', '/territories'],
    `/cases/${ids.openCase}/response`,
  ];
  const views = ['/cases?view=open', '/cases?view=closed'];
  return Promise.all([...lists, ...views, ...cases].map((path) => get<unknown>(path)));
}

for (const screen of SCREENS)
  test(`${screen.name}: axe finds nothing; Swahili is Swahili; longer words fit`, { skip }, () =>
    lookInEveryLanguage(screen),
  );

test('what the server refuses somebody, no screen offers them', { skip }, async () => {
  assert.deepEqual(await offeredAndRefused(walk.stage.node.httpUrl), []);
});

test('in all of it no page asked another host or broke', { skip }, () => {
  const { faults, requests } = walk.stage.watched();
  assert.deepEqual(faults, []);
  assert.ok(requests > 500, `${requests} requests were watched`);
});

// What the walks over all screens share: a corridor with something of everything, an officer who is signed in, and windows kept from screen to screen.
import type { Page } from 'playwright-core';
import {
  type Desk,
  type DeskOptions,
  type Session,
  signInByKeys,
  type Theme,
  until,
} from './desk.ts';
import { crampedOn, doubleCurrentOn, violationsOn } from './faults.ts';
import { fencesOf } from './gazette.ts';
import { noticesOf } from './notices-told.ts';
import { respondedTo } from './response-told.ts';
import { filled, ids, type Screen } from './screens.ts';
import { feedsOf, twinOf } from './seals-apart.ts';
import { type Corridor, fill, openStage, type Stage } from './stage.ts';
import { KYULU, XG_9 } from './supervisor-forms.ts';
import { PEOPLE } from './trips.ts';
import { setUpByHand } from './world.ts';

export const THEMES = ['light', 'dark'] as const satisfies readonly Theme[];

export type Walk = {
  readonly stage: Stage;
  /** A window for each language and size, kept from screen to screen. */
  deskFor(options: DeskOptions): Promise<Desk>;
  /** Fills the corridor and signs an officer in. */
  fill(): Promise<{ readonly session: Session; readonly corridor: Corridor }>;
  close(): Promise<void>;
};

export async function openWalk(): Promise<Walk> {
  const stage = await openStage();
  const desks = new Map<string, Desk>();
  return {
    stage,
    deskFor: async (options) => {
      const name = JSON.stringify({ ...options, session: options.session !== undefined });
      const desk = desks.get(name) ?? (await stage.open(options));
      desks.set(name, desk);
      return desk;
    },
    fill: async () => {
      await setUpByHand(stage.node);
      const corridor = await fill(stage);
      filled.corridor = corridor;
      await haveOfEverything(stage, corridor);
      return { session: await signedIn(stage), corridor };
    },
    close: async () => {
      await filled.corridor?.fleet.stop();
      await stage.close();
    },
  };
}

async function signedIn(stage: Stage): Promise<Session> {
  const desk = await stage.open();
  await desk.go('/sign-in');
  await signInByKeys(desk, PEOPLE.achieng);
  const session = await desk.session();
  await desk.close();
  return session;
}

/** No screen shows this truck for anything else. */
const DOUBTED = 11;

async function haveOfEverything({ node }: Stage, corridor: Corridor): Promise<void> {
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
  ids.feed = await feedsOf(node, corridor);
  ids.zone = (await centre.post<{ id: string }>('/dead-zones', KYULU)).id;
  await centre.post('/models/drafts', XG_9);
  ids.fence = await fencesOf(node, centre);
  const twin = await twinOf(node, DOUBTED);
  await until('two of one name are set apart', async () => {
    await twin.speak();
    return (await centre.get<{ items: unknown[] }>('/trust/doubts')).items.length > 0;
  });
  twin.end();
}

/** Opens a screen, waits until it is all there, and does what a person does first. */
export async function show(
  desk: Desk,
  screen: Screen,
  size: 'desk' | 'laptop' | 'phone',
): Promise<void> {
  const { page } = desk;
  await desk.go(screen.path());
  await page.locator(screen.ready).first().waitFor();
  if (screen.map === 'everywhere' || (screen.map !== undefined && size === 'desk'))
    await desk.mapDrawn();
  await screen.act?.(page);
}

/** A window that nobody looks at draws nothing: the next one has the machine. It opens its next screen in the first theme. */
export async function park(desk: Desk): Promise<void> {
  await desk.go('about:blank');
  await desk.page.emulateMedia({ colorScheme: THEMES[0] });
}

async function inTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-theme=${theme}]`).waitFor({ state: 'attached' });
}

/** What is wrong on a screen in each theme; where the screen is kept, its pictures too. */
export async function look(
  desk: Desk,
  screen: Screen,
  { name, themes }: { readonly name: string; readonly themes: readonly Theme[] },
): Promise<readonly string[]> {
  const faults = (await crampedOn(desk.page)).map((fault) => `${name}: ${fault}`);
  for (const [at, theme] of themes.entries()) {
    await inTheme(desk.page, theme);
    if (screen.picture === true) await desk.picture(`${name}-${theme}`);
    const judged = at === 0 ? 'all' : 'colours';
    const found = [
      ...(await violationsOn(desk.page, judged)),
      ...(await doubleCurrentOn(desk.page)),
    ];
    faults.push(...found.map((fault) => `${name}, ${theme}: ${fault}`));
  }
  return faults;
}

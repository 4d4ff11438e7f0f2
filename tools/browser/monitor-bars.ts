// The bars of the monitor as a centre at work meets them: one desk that is watched, another that takes what comes, a fleet
// that speaks, and ropes that are cut.
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureConsole } from '@lakiri/cli/console-build';
import { chanceOf } from '@lakiri/kit';
import type { RunOptions } from '@lakiri/simulator';
import { OFFICER, setUpOffice } from '../bench/console-stream.ts';
import { progress } from '../bench/report.ts';
import { type Generators, startGenerators } from '../bench/session-generators.ts';
import { startTrial, type Trial } from '../bench/trial.ts';
import { type CentreClient, signIn } from './centre-client.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { type Desk, openDesk, signInByKeys, until } from './desk.ts';
import { epochMs, type Painted, type Watched, watchDrawn } from './drawn-watch.ts';

/** Screens §8: at the 95th percentile, but for the presses. */
export const BARS = {
  p95_ms: 1_000,
  acknowledge_ms: 100,
  other_desk_ms: 1_000,
  storm_presses: 3,
} as const;

const DRAIN_MS = 60_000;
/** Of a gateway, and of a process that speaks for seals: systems let one open 20,000 files, and some are other things. */
const SESSIONS_OF_A_PROCESS = 10_000;
/** Each seal speaks once within this, or a small fleet sooner. */
const SPEAK_S = 10;
const SPEAK_PER_S_MIN = 300;
/** An alarm that takes longer is missing to the officer, whatever the database says. */
const DRAWN_MS_MAX = 60_000;
const LOOK_MS = 100;
/** Out of the queue for the rest of the trial. */
const SHELF_MS = 3_600_000;
/** Nobody takes what they have not read; by then the map that was moved to it stands still. */
const READ_MS = 500;
/** Runs in the page: until a row of frames came in time, which says that the first picture of the whole fleet has been drawn. */
const STILL = `new Promise((resolve) => {
  setTimeout(resolve, 30_000);
  let [inTime, last] = [0, performance.now()];
  const frame = (at) => {
    inTime = at - last < 100 ? inTime + 1 : 0;
    last = at;
    if (inTime < 20) requestAnimationFrame(frame);
    else resolve();
  };
  requestAnimationFrame(frame);
})`;
const SEED = 20_417;
const NOBODY = 'Unassigned';

export type Centre = {
  readonly trial: Trial;
  readonly client: CentreClient;
  readonly crowd: number;
  /** All seals, in turn. */
  readonly speak: Speak;
  /** A further desk that shows the queue. */
  open(): Promise<Desk & { readonly watched: Watched }>;
  close(): Promise<void>;
};

/** A node with so many seals under way, all heard once; the first `crowd` of them stand at one place. */
export async function openCentre(seals: number, crowd: number): Promise<Centre> {
  await ensureConsole(() => undefined);
  const gateways = Math.ceil(seals / SESSIONS_OF_A_PROCESS);
  const [spoken, makers] = [SESSIONS_OF_A_PROCESS, MAKERS];
  const trial = await startTrial({ seals, crowd, gateways, spoken, makers, before: setUpOffice });
  let chromium: Chromium | undefined;
  let others: Generators | undefined;
  try {
    const { node } = trial;
    others = await startOthers(trial);
    const speak = speakTogether(trial, others);
    const ratePerS = Math.max(SPEAK_PER_S_MIN, seals / SPEAK_S);
    const durationMs = (seals * 1_000) / ratePerS;
    await speak({ shape: 'live', ratePerS, durationMs, drainMs: DRAIN_MS });
    progress('each seal has spoken');
    chromium = await startChromium();
    const { browser, close } = chromium;
    return {
      trial,
      crowd,
      speak,
      client: await signIn(node.httpUrl, OFFICER),
      open: async () => {
        const desk = await openDesk(browser, node.httpUrl, { size: 'laptop' });
        await desk.go('/sign-in');
        await signInByKeys(desk, OFFICER);
        await desk.mapDrawn();
        await desk.page.evaluate(STILL);
        return { ...desk, watched: await watchDrawn(desk.page) };
      },
      close: async () => {
        await close();
        others?.stop();
        await trial.stop();
      },
    };
  } catch (error) {
    await chromium?.close();
    others?.stop();
    await trial.stop();
    throw error;
  }
}

/** Processes that speak for the seals for which the trial's own does not. */
async function startOthers({ population, node }: Trial): Promise<Generators | undefined> {
  const seals = population.seals.slice(SESSIONS_OF_A_PROCESS);
  if (seals.length === 0) return undefined;
  const processes = Math.ceil(seals.length / SESSIONS_OF_A_PROCESS);
  const others = await startGenerators(processes, { ...population, seals }, node.ports);
  progress(`${others.open} further sessions open`);
  return others;
}

type Speak = (load: RunOptions) => Promise<void>;

function speakTogether({ fleet, population }: Trial, others: Generators | undefined): Speak {
  const total = population.seals.length;
  const own = Math.min(SESSIONS_OF_A_PROCESS, total);
  return async (load) => {
    const part = (seals: number) => ({ ...load, ratePerS: (load.ratePerS * seals) / total });
    await Promise.all([fleet.run(part(own)), others?.run(part(total - own))]);
  };
}

export type Drawn = { readonly waitsMs: readonly number[]; readonly missing: number };

/**
 * Cuts so many ropes over the time while the fleet speaks: from the cut frame's last byte written to the row painted. Another
 * officer takes each as soon as it is drawn and shelves it: a queue that nobody works on is longer than any screen.
 */
export async function raiseAndDraw(
  { trial, client, crowd, speak }: Centre,
  { watched }: { readonly watched: Watched },
  { alarms, seconds, ratePerS }: Readonly<Record<'alarms' | 'seconds' | 'ratePerS', number>>,
): Promise<Drawn> {
  const sent = new Map<string, number>();
  const order = apart(trial, crowd, alarms);
  const began = performance.now();
  const cutting = (async () => {
    for (const [at, seal] of order.entries()) {
      const due = (at * seconds * 1_000) / order.length;
      await sleep(Math.max(0, due - (performance.now() - began)));
      const cut = await cutSoon(trial, seal);
      sent.set(plateOf(seal), epochMs(cut));
    }
  })();
  const durationMs = seconds * 1_000;
  const load = speak({ shape: 'live', ratePerS, durationMs, drainMs: DRAIN_MS });
  const taken = new Set<string>();
  const all = (): boolean => sent.size === order.length && taken.size === order.length;
  for (; !all(); await sleep(LOOK_MS)) {
    if (performance.now() - began > durationMs + DRAWN_MS_MAX) break;
    await takeDrawn({ client, watched, taken, plates: sent });
  }
  await Promise.all([cutting, load]);
  const painted = await watched.painted();
  const waitsMs = [...sent].flatMap(([plate, sentAt]) => {
    const paintedAt = painted.get(`${plate}|`);
    return paintedAt === undefined ? [] : [paintedAt - sentAt];
  });
  return { waitsMs: waitsMs.sort((a, b) => a - b), missing: order.length - waitsMs.length };
}

type CaseOpen = {
  readonly id: string;
  readonly state: string;
  readonly journey: { readonly plate: string };
};
async function openCases(client: CentreClient): Promise<readonly CaseOpen[]> {
  const all: CaseOpen[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
    type Page = { readonly items: readonly CaseOpen[]; readonly next: string | null };
    const { items, next } = await client.get<Page>(`/cases?view=open&limit=200${from}`);
    all.push(...items);
    cursor = next;
  }
  return all;
}

type Taking = {
  readonly client: CentreClient;
  readonly watched: Watched;
  readonly taken: Set<string>;
  readonly plates: ReadonlyMap<string, number>;
};

async function takeDrawn({ client, watched, taken, plates }: Taking): Promise<void> {
  const painted = await watched.painted();
  const drawn = [...plates.keys()].filter((it) => !taken.has(it) && painted.has(`${it}|`));
  if (drawn.length === 0) return;
  await takeAll(client, drawn);
  for (const plate of drawn) taken.add(plate);
}

async function takeAll(client: CentreClient, plates: readonly string[]): Promise<void> {
  for (const { id, state, journey } of await openCases(client))
    if (state === 'open' && plates.includes(journey.plate))
      await client.post(`/cases/${id}/acknowledge`, {});
  await shelve(client, plates);
}

/** Out of the queue, so that it stays as short as the screen is. */
async function shelve(client: CentreClient, plates: readonly string[]): Promise<void> {
  const until = new Date(Date.now() + SHELF_MS).toISOString();
  for (const { id, state, journey } of await openCases(client))
    if (state === 'acknowledged' && plates.includes(journey.plate))
      await client.post(`/cases/${id}/shelve`, { until, note: 'Dealt with in the trial.' });
}

/** As the population names them. */
const plateOf = (seal: number): string => `KZ${String(seal).padStart(6, '0')}`;

/** Its session may be on its way back, or its window full. */
async function cutSoon({ fleet }: Trial, seal: number): Promise<number> {
  let sentAt: number | undefined;
  await until(`seal ${seal} can speak`, () => {
    try {
      sentAt = fleet.cutRope(seal).sentAtMs;
    } catch {
      sentAt = undefined;
    }
    return sentAt !== undefined;
  });
  return sentAt ?? 0;
}

/** Within this, or of one maker, five of a kind would be folded into one card, which is another bar. */
const NEAR_DEG = 0.2;
const TOGETHER_MAX = 3;
const MAKERS = 100;

/** Seals drawn by chance of which no five have a place or a maker in common, nor one the place of the crowd. */
function apart({ population }: Trial, crowd: number, wanted: number): readonly number[] {
  const chance = chanceOf(SEED);
  const own = Math.min(population.seals.length, SESSIONS_OF_A_PROCESS);
  const left = Array.from({ length: own - crowd }, (_, at) => crowd + at);
  const placeOf = (seal: number) => population.seals[seal]?.track.points[0] ?? { lat: 0, lon: 0 };
  const isNear = (one: number, other: number): boolean => {
    const [{ lat, lon }, there] = [placeOf(one), placeOf(other)];
    return Math.hypot(lat - there.lat, lon - there.lon) < NEAR_DEG;
  };
  const chosen: number[] = [];
  while (chosen.length < wanted && left.length > 0) {
    const [seal = 0] = left.splice(chance.integer(0, left.length - 1), 1);
    if (crowd > 0 && isNear(seal, 0)) continue;
    const near = chosen.filter((other) => isNear(seal, other));
    const kin = chosen.filter((other) => seal % MAKERS === other % MAKERS);
    if (Math.max(near.length, kin.length) < TOGETHER_MAX) chosen.push(seal);
  }
  if (chosen.length < wanted) throw new Error(`no ${wanted} seals stand apart`);
  return chosen;
}

/** One more alarm, of a seal that was not cut yet; the plate of its truck. */
export async function cutAnother({ trial, crowd }: Centre, before: number): Promise<string> {
  const [seal = 0] = apart(trial, crowd, before + 1).slice(before);
  await cutSoon(trial, seal);
  return plateOf(seal);
}

export type Taken = { readonly ownMs: readonly number[]; readonly otherMs: readonly number[] };

/** An alarm is chosen, A takes it: until its row says so at this desk, and at another. `before`: alarms that were raised already. */
export async function takeByKey(
  centre: Centre,
  [own, other]: readonly [Desk & { watched: Watched }, Desk & { watched: Watched }],
  { before, times }: { readonly before: number; readonly times: number },
): Promise<Taken> {
  const ownMs: number[] = [];
  const otherMs: number[] = [];
  for (const seal of apart(centre.trial, centre.crowd, before + times).slice(before)) {
    const words = `${plateOf(seal)}|${OFFICER.name}`;
    await cutSoon(centre.trial, seal);
    for (const { watched } of [own, other])
      await until('the row is drawn', async () =>
        (await watched.painted()).has(`${plateOf(seal)}|${NOBODY}`),
      );
    await own.page
      .locator('[data-case]')
      .filter({ hasText: plateOf(seal) })
      .click();
    await own.page.mouse.move(0, 0); // no row moves under the pointer
    await own.page.locator('aside dl').waitFor();
    await sleep(READ_MS);
    await own.watched.pressed();
    await own.page.keyboard.press('a');
    const [pressedAt = 0] = await own.watched.pressed();
    for (const [{ watched }, waits] of [
      [own, ownMs],
      [other, otherMs],
    ] as const) {
      await until('the row says who has it', async () => (await watched.painted()).has(words));
      waits.push(((await watched.painted()).get(words) ?? 0) - pressedAt);
    }
    await shelve(centre.client, [plateOf(seal)]);
  }
  return { ownMs: ownMs.sort((a, b) => a - b), otherMs: otherMs.sort((a, b) => a - b) };
}

export type Storm = {
  readonly presses: number;
  readonly ownMs: number;
  readonly otherMs: number;
  readonly acknowledged: number;
};

/** The crowd's ropes are cut: one card, and as few keys as it takes until all are taken. */
export async function takeStorm(
  { trial, client, crowd }: Centre,
  [own, other]: readonly [Desk & { watched: Watched }, Desk & { watched: Watched }],
): Promise<Storm> {
  await own.page.keyboard.press('Escape'); // nothing is chosen
  await own.page.locator('aside dl').waitFor({ state: 'detached' });
  for (let at = 0; at < crowd; at++) await cutSoon(trial, at);
  const title = `storm|${crowd} ×`;
  for (const { watched } of [own, other])
    await until('the card holds all', async () => whenBegins(await watched.painted(), title) > 0);
  await own.watched.pressed();
  await own.page.keyboard.press('j');
  await own.page.locator('[data-storm-card][aria-current=true]').waitFor();
  await own.page.keyboard.press('a');
  const presses = await own.watched.pressed();
  const pressedAt = presses.at(-1) ?? 0;
  const done = `told|${crowd} acknowledged`;
  await until(
    'it says that all are taken',
    async () => whenBegins(await own.watched.painted(), done) > 0,
  );
  await until(
    'the other desk shows it',
    async () => whenHolds(await other.watched.painted(), title, 'All acknowledged') > 0,
  );
  const plates = new Set(Array.from({ length: crowd }, (_, at) => plateOf(at)));
  const taken = (await openCases(client)).filter(
    ({ state, journey }) => state === 'acknowledged' && plates.has(journey.plate),
  );
  return {
    presses: presses.length,
    ownMs: whenBegins(await own.watched.painted(), done) - pressedAt,
    otherMs: whenHolds(await other.watched.painted(), title, 'All acknowledged') - pressedAt,
    acknowledged: taken.length,
  };
}

const whenBegins = (painted: Painted, words: string): number => whenHolds(painted, words, '');

function whenHolds(painted: Painted, begins: string, holds: string): number {
  for (const [words, at] of painted)
    if (words.startsWith(begins) && words.includes(holds)) return at;
  return 0;
}

/** The value under which a share (0–1) of the sorted values lies; 0 of none. */
export function atShare(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0);
}

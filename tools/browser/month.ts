// A journey of thirty days and 100,000 signals, and how long a browser takes to open it, to scrub it and to reach an alarm's second.
import { sayIn } from '@lakiri/console/words';
import { addMs, DAY_MS, type Instant, isoOf } from '@lakiri/kit';
import { openDatabase } from '@lakiri/platform/sql';
import type { NodeUnderTest } from '../bench/node-under-test.ts';
import { signIn } from './centre-client.ts';
import type { Desk } from './desk.ts';
import { rowOf, seen } from './stage.ts';
import { PEOPLE } from './trips.ts';
import type { Truck } from './world.ts';

export const FIXES = 100_000;
/** The bars of the screen. */
export const ALARM_TO_REPLAY_MS = 2_000;
export const MONTH_OPENS_MS = 3_000;
export const SCRUB_STEP_MS = 16;

const MONTH_MS = 30 * DAY_MS;

const en = sayIn('en');

/** A journey sealed thirty days ago, whose seal has spoken each 26 s since: its rows are put where intake puts them. */
export async function journeyOfAMonth(node: NodeUnderTest, number: string): Promise<string> {
  const centre = await signIn(node.httpUrl, PEOPLE.achieng);
  const since = addMs(Date.now() as Instant, -MONTH_MS);
  const { items } = await centre.get<{ items: { id: string; number: string }[] }>('/seals');
  const sealId = items.find((seal) => seal.number === number)?.id ?? '';
  const { routes } = await centre.get<{ routes: { id: string; version: number }[] }>('/routes');
  const [route] = routes;
  const parties = await centre.get<{ items: { id: string; kind: string }[] }>('/parties');
  const transporterId = parties.items.find(({ kind }) => kind === 'transporter')?.id;
  const form = {
    routeId: route?.id,
    routeVersion: route?.version,
    plate: 'KBA 030D',
    transporterId,
  };
  const { id } = await centre.post<{ id: string }>('/journeys', {
    ...form,
    cargo: 'Tea',
    occurredAt: isoOf(since),
  });
  await centre.post(`/journeys/${id}/seal`, { sealId, occurredAt: isoOf(since) });
  const owner = openDatabase({
    url: node.ownerUrl,
    poolMax: 1,
    name: 'month',
    onIdleError: () => undefined,
  });
  try {
    await owner.asNode(async (tx) => {
      await tx.query('SELECT telemetry.ensure_days(current_date - 31, current_date + 1)');
      await tx.query(ROWS, [sealId, isoOf(since), FIXES, MONTH_MS / FIXES / 1_000]);
    });
  } finally {
    await owner.end();
  }
  return id;
}

const ROWS = `INSERT INTO telemetry.reading (seal_id, occurred_at, digest, received_at, seal_version, batch,
    position, clock, late, stored, fix, lat_e7, lon_e7, speed_kmh, course_deg, battery_pct, bits)
  SELECT $1, at, decode(md5(n::text), 'hex'), at + interval '2 s', n + 1, $1, n, 1, n % 97 = 0, false, 2,
    (-4e7 + n * 350.0 + 2e5 * sin(n / 900.0))::int, (3.96e8 - n * 700.0)::int,
    greatest(0, 45 + 40 * sin(n / 70.0))::real, n % 360, (100 - n / 1200.0)::real, 0
  FROM (SELECT n, $2::timestamptz + n * $4::float8 * interval '1 s' AS at FROM generate_series(0, $3::int - 1) n) s`;

/** Chooses the cut of a truck's rope in the queue, presses R, and waits for what the seal said then. Returns how long, ms. */
export async function alarmToReplay({ page }: Desk, truck: Truck): Promise<number> {
  const row = rowOf(page, truck).filter({ hasText: en('kind.seal-cut') });
  await row.click();
  await page.locator('aside dl').first().waitFor();
  const from = performance.now();
  await page.keyboard.press('r');
  await page.waitForURL(`**/journeys/${truck.journey.id}?**`);
  const now = page.locator('section').filter({ hasText: en('replay.now') });
  await seen(now, en('replay.rope.cut'));
  return performance.now() - from;
}

/** Opens the month by its address, in a page that held nothing. Returns how long until its signals are counted and its charts drawn, ms. */
export async function monthOpens(desk: Desk, month: string): Promise<number> {
  const { page } = desk;
  await desk.go('about:blank');
  const from = performance.now();
  await desk.go(`/journeys/${month}`);
  await page.getByRole('tab', { name: String(FIXES) }).waitFor();
  await page.locator('.uplot canvas').last().waitFor();
  return performance.now() - from;
}

/** How much longer until its map has been drawn whole, ms. */
export async function monthDrawn(desk: Desk): Promise<number> {
  const from = performance.now();
  await desk.mapDrawn();
  return performance.now() - from;
}

/** How long the answer with the track took, and how long it is. */
export const trackTook = ({ page }: Desk): Promise<string> =>
  page.evaluate<string>(`(() => {
  const [it] = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/track/columns'));
  return Math.round(it.duration) + ' ms, ' + it.encodedBodySize + ' bytes, ' + Math.round(it.startTime) + ' ms after the page began';
})()`);

export type Scrubbed = {
  /** The main thread's own time of each step, ms. */
  readonly steps: readonly number[];
  /** What the screen said the moment was, of each step. */
  readonly shown: ReadonlySet<string>;
};

/** Moves the slider of an open journey to so many moments, far apart. */
export async function scrub(desk: Desk, steps: number): Promise<Scrubbed> {
  const { page } = desk;
  await desk.mapDrawn();
  const cdp = await page.context().newCDPSession(page);
  // The thread's own time: what it waits for, a picture without a graphics card or the machine's other work, is not its work.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const workedMs = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
  const took: number[] = [];
  const shown = new Set<string>();
  for (let n = 0; n < steps; n++) {
    const before = await workedMs();
    shown.add(await page.evaluate<string>(scrubTo(((n * 37) % steps) / steps)));
    took.push((await workedMs()) - before);
  }
  await cdp.detach();
  return { steps: took, shown };
}

/** The value below which a part of them lies; 1 for the greatest. */
export const partOf = (values: readonly number[], part: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(part * (values.length - 1))] ?? 0;

/** Moves the slider to a part of the journey as a hand does; what the screen then says, when it has been drawn. */
const scrubTo = (part: number): string => `(async () => {
  const slider = document.querySelector('input[type=range]');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const [min, max] = [Number(slider.min), Number(slider.max)];
  set.call(slider, String(min + (max - min) * ${part}));
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return document.querySelector('output').textContent;
})()`;

// The bars of the replay: from any alarm to its second by one key, and a month of 100,000 signals that opens and is scrubbed.
// The figures are printed as they are; what is asserted leaves room for a machine that does much else besides.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sayIn } from '@lakiri/console/words';
import { addMs, DAY_MS, type Instant, isoOf } from '@lakiri/kit';
import { openDatabase } from '@lakiri/platform/sql';
import { signIn } from './centre-client.ts';
import { type Desk, signInByKeys } from './desk.ts';
import { wholeSecond } from './seals-apart.ts';
import { openStage, rowOf, type Stage, seen, skip } from './stage.ts';
import { PEOPLE, TRIPS } from './trips.ts';
import { type Fleet, populate, setUpByHand, type Truck } from './world.ts';

/** A machine that runs several suites at once has a twentieth of itself for each. */
const ALLOWANCE = 20;
const ALARM_TO_REPLAY_MS = 2_000;
const MONTH_OPENS_MS = 3_000;
const SCRUB_STEP_MS = 16;

const FIXES = 100_000;
const MONTH_MS = 30 * DAY_MS;
const STEPS = 60;

const en = sayIn('en');

let stage: Stage;
let fleet: Fleet | undefined;
let desk: Desk;
let truck: Truck;
let month: string;

before(async () => {
  if (skip !== false) return;
  stage = await openStage();
  await setUpByHand(stage.node);
  fleet = await populate(stage.node, TRIPS.slice(0, 1));
  const [only] = fleet.trucks;
  assert.ok(only !== undefined);
  truck = only;
  month = await journeyOfAMonth(fleet.freeSeals[0] ?? '');
  desk = await stage.open();
  await desk.go('/sign-in');
  await signInByKeys(desk, PEOPLE.achieng);
});

after(async () => {
  if (skip !== false) return;
  await fleet?.stop();
  await stage.close();
});

/** A journey sealed thirty days ago, whose seal has spoken each 26 s since: its rows are put where intake puts them. */
async function journeyOfAMonth(number: string): Promise<string> {
  const centre = await signIn(stage.node.httpUrl, PEOPLE.achieng);
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
    url: stage.node.ownerUrl,
    poolMax: 1,
    name: 'bars test',
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

function told(bar: string, ms: number, barMs: number): void {
  console.log(`${bar}: ${ms.toFixed(1)} ms, bar ${barMs} ms, asserted at ${barMs * ALLOWANCE} ms`);
  assert.ok(ms <= barMs * ALLOWANCE, `${bar}: ${ms} ms`);
}

test('from any alarm R opens the replay at that second', { skip }, async () => {
  const { page } = desk;
  const cutAt = wholeSecond();
  await truck.tell(cutAt, { bits: { ropeCut: true } });
  const row = rowOf(page, truck).filter({ hasText: en('kind.seal-cut') });
  await row.click();
  await page.locator('aside dl').first().waitFor();
  const from = performance.now();
  await page.keyboard.press('r');
  await page.waitForURL(`**/journeys/${truck.journey.id}?**`);
  const now = page.locator('section').filter({ hasText: en('replay.now') });
  await seen(now, en('replay.rope.cut'));
  told('alarm to replay', performance.now() - from, ALARM_TO_REPLAY_MS);
  assert.equal(new URL(page.url()).searchParams.get('t'), isoOf(cutAt));
});

test('K shows what was known at that second, under the violet bar, and K shows all again', {
  skip,
}, async () => {
  const { page } = desk;
  await page.keyboard.press('k');
  await seen(page, en('replay.knownClocks'));
  await page.waitForURL('**known=*');
  await page.keyboard.press('k');
  await page.getByText(en('replay.knownClocks')).waitFor({ state: 'detached' });
});

test('a month of 100,000 signals opens', { skip }, async () => {
  const { page } = desk;
  await desk.go('about:blank');
  const from = performance.now();
  await desk.go(`/journeys/${month}`);
  await page.getByRole('tab', { name: String(FIXES) }).waitFor();
  await page.locator('.uplot canvas').last().waitFor();
  const opened = performance.now() - from;
  console.log(`its track: ${await page.evaluate<string>(TRACK_TOOK)}`);
  told('a month opens', opened, MONTH_OPENS_MS);
});

test('and is scrubbed', { skip }, async () => {
  const { page } = desk;
  await desk.mapDrawn();
  const cdp = await page.context().newCDPSession(page);
  // The thread's own time: what it waits for, a picture without a graphics card or the machine's other work, is not its work.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const workedMs = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
  const steps: number[] = [];
  const shown = new Set<string>();
  for (let n = 0; n < STEPS; n++) {
    const before = await workedMs();
    shown.add(await page.evaluate<string>(scrubTo(((n * 37) % STEPS) / STEPS)));
    steps.push((await workedMs()) - before);
  }
  assert.equal(shown.size, STEPS);
  const sorted = steps.toSorted((one, other) => one - other);
  const part = (of: number): number => sorted[Math.floor(of * (STEPS - 1))] ?? 0;
  console.log(
    `a step of scrubbing: median ${part(0.5).toFixed(1)} ms, worst ${part(1).toFixed(1)} ms`,
  );
  told('a step of scrubbing, p95', part(0.95), SCRUB_STEP_MS);
});

/** How long the answer with the track took, and how long it is. */
const TRACK_TOOK = `(() => {
  const [it] = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/track/columns'));
  return Math.round(it.duration) + ' ms, ' + it.encodedBodySize + ' bytes, ' + Math.round(it.startTime) + ' ms after the page began';
})()`;

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

test('no page asked another host or broke', { skip }, () => {
  assert.deepEqual(stage.watched().faults, []);
});

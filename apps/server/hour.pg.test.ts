// An hour of the whole corridor: everybody sees the trucks and alarms that are theirs to see, where each was, from the
// first second on; and what is too much is thinned and told so.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import { decodeHour } from '@lakiri/telemetry';
import { hourColumns } from '@lakiri/telemetry/store';
import { openWhole, type Whole } from './whole.ts';

const WORDS = { login: 'mutiso', password: 'bahari-haulage-desk' };

let whole: Whole;
/** The cookie of the first haulier's desk. */
let haulier: string;
const seals: string[] = [];
const journeys: string[] = [];
let start: number;

before(async () => {
  whole = await openWhole();
  const { routes } = await asked<{ routes: { id: string; version: number }[] }>('/routes');
  const [route] = routes;
  for (const [n, name] of ['Simba Haulage', 'Chui Haulage'].entries()) {
    const transporterId = await made('/parties', { kind: 'transporter', name, country: 'KE' });
    if (n === 0) {
      const person = { name: 'Peter Mutiso', roles: ['transporter'], language: 'en' };
      await made('/people', { party: transporterId, ...WORDS, ...person });
    }
    const seal = await made('/seals', {
      ...{ number: `ELK-${n}`, dialect: 'jointech', wireId: `811702040${n}`, model: 'JT701D' },
      ownerId: transporterId,
    });
    const journey = await made('/journeys', {
      ...{ routeId: route?.id, routeVersion: route?.version, plate: `KDJ 41${n}K` },
      ...{ cargo: 'Rice', transporterId },
    });
    await made(`/journeys/${journey}/seal`, { sealId: seal });
    seals.push(seal);
    journeys.push(journey);
  }
  const { milestones } = await asked<{ milestones: { recordedAt: string }[] }>(
    `/journeys/${journeys[1]}`,
  );
  start = Date.parse(milestones.at(-1)?.recordedAt ?? '') + MINUTE_MS;
  await readings();
  await cases();
  haulier = await whole.signIn(WORDS.login, WORDS.password);
});
after(() => whole.close());

/** Each seal says where it is in minutes 1, 2, 4 61 and twice in 200; in minute 3 it does not know, and in 5 its clock is wrong. */
const readings = (): Promise<unknown> =>
  whole.owner.asNode((tx) =>
    tx.query(
      `INSERT INTO telemetry.reading (seal_id, occurred_at, digest, received_at, seal_version, batch, position, clock, late, stored, fix, lat_e7, lon_e7, speed_kmh, course_deg, bits)
       SELECT seal, $2::timestamptz + m * interval '1 minute', decode(md5(m::text), 'hex'), now(), 1, $3, 0,
         CASE m WHEN 5 THEN 2 ELSE 1 END, false, false, 2, CASE m WHEN 3 THEN NULL ELSE -12000000 + m::int END,
         CASE m WHEN 3 THEN NULL ELSE 368000000 END, CASE m WHEN 4 THEN NULL ELSE 42.4 END, 90, 0
       FROM unnest($1::uuid[]) seal, unnest(ARRAY[1, 2, 3, 4, 5, 61, 200, 200.05]) m`,
      [seals, iso(0), newId(Date.now())],
    ),
  );

/** One case on each truck that is open from minute 2 on, and one that was over before the hour. */
const cases = (): Promise<unknown> =>
  whole.owner.asNode((tx) =>
    tx.query(
      `INSERT INTO alarms.case (id, version, kind, severity, journey, seal, rule_version, opened_at, ack_due_at)
       SELECT gen_random_uuid(), 1, 'silent', 3, j, s, 1, $3::timestamptz, $3::timestamptz + interval '1 hour'
       FROM unnest($1::uuid[], $2::uuid[]) u (j, s)`,
      [journeys, seals, iso(2)],
    ),
  );

const iso = (minutes: number): string => new Date(start + minutes * MINUTE_MS).toISOString();

async function asked<Body>(path: string, cookie = whole.cookie): Promise<Body> {
  const response = await whole.app.inject({ url: `/api/v1${path}`, headers: { cookie } });
  assert.equal(response.statusCode, 200, response.body);
  return response.json();
}

async function made(path: string, payload: object): Promise<string> {
  const headers = { cookie: whole.cookie, 'idempotency-key': crypto.randomUUID() };
  const url = `/api/v1${path}`;
  const response = await whole.app.inject({ method: 'POST', url, payload, headers });
  assert.ok(response.statusCode < 300, response.body);
  return response.json<{ id: string }>().id;
}

/** By truck, the minutes in which it is known to have been somewhere. */
async function hour(from: string, cookie = whole.cookie) {
  const url = `/api/v1/replay/hour/columns?from=${from}`;
  const { statusCode, rawPayload } = await whole.app.inject({ url, headers: { cookie } });
  assert.equal(statusCode, 200, rawPayload.toString());
  const read = decodeHour(new Uint8Array(rawPayload).buffer as ArrayBuffer) ?? assert.fail();
  const { first, at, told } = read;
  const minutes = told.trucks.map(({ plate }, truck) => [
    plate,
    [...at.subarray(first[truck], first[truck + 1])].map(
      (ms) => (read.from + ms - start) / MINUTE_MS,
    ),
  ]);
  return { read, minutes };
}

test('an officer sees every truck of the hour, the fixes of which place and time are known', async () => {
  const { read, minutes } = await hour(iso(0));
  assert.deepEqual(minutes, [
    ['KDJ 410K', [1, 2, 4]],
    ['KDJ 411K', [1, 2, 4]],
  ]);
  assert.deepEqual([...read.latE7].slice(0, 3), [-11_999_999, -11_999_998, -11_999_996]);
  assert.deepEqual([...read.speed].slice(0, 3), [42, 42, 255]);
  assert.deepEqual([read.course[0], read.told.everyS, read.told.fixes], [45, null, 6]);
  assert.equal(read.told.isCut, false);
});

test('a haulier sees its own truck and its own alarm, and no other', async () => {
  const { minutes } = await hour(iso(0), haulier);
  assert.deepEqual(minutes, [['KDJ 410K', [1, 2, 4]]]);
  const path = `/replay/hour/cases?from=${iso(0)}`;
  const theirs = await asked<{ items: { seal: string }[] }>(path, haulier);
  assert.deepEqual(
    theirs.items.map(({ seal }) => seal),
    [seals[0]],
  );
  const all = await asked<{ items: { seal: string }[]; more: boolean }>(path);
  assert.deepEqual([all.items.length, all.more], [2, false]);
});

test('nobody who has not signed in sees anything', async () => {
  for (const part of ['columns', 'cases']) {
    const { statusCode } = await whole.app.inject({
      url: `/api/v1/replay/hour/${part}?from=${iso(0)}`,
    });
    assert.equal(statusCode, 401);
  }
});

for (const { from, minutes, cases } of [
  { from: -61, minutes: [], cases: 0 },
  { from: -58.5, minutes: [1], cases: 0 },
  { from: 3, minutes: [2, 4, 61], cases: 2 },
  { from: 30, minutes: [4, 61], cases: 2 },
])
  test(`an hour from minute ${from} on begins with where each truck was`, async () => {
    const read = await hour(iso(from), haulier);
    const expected = from + 60 < -1 ? [] : [['KDJ 410K', minutes]];
    assert.deepEqual(read.minutes, expected);
    const { items } = await asked<{ items: unknown[] }>(`/replay/hour/cases?from=${iso(from)}`);
    assert.equal(items.length, cases);
  });

test('an hour of too many fixes is thinned, and says to what', async () => {
  const trucks = seals.map((seal, n) => ({
    ...{ seal, number: `ELK-${n}`, journey: journeys[n] ?? '', ref: '', plate: null },
    ...{ fittedAt: 0 as Instant, untilAt: null },
  }));
  const from = addMs(start as Instant, 199 * MINUTE_MS);
  const read = await whole.owner.asNode((tx) =>
    hourColumns(tx, { from, trucks, isCut: false, fixesMax: 3 }),
  );
  assert.deepEqual([read.told.everyS, read.told.fixes], [10, 4]);
  assert.deepEqual(
    [...read.at].map((ms) => ms / MINUTE_MS),
    [-138, 1, -138, 1],
  );
});

test('what names no hour is refused', async () => {
  for (const from of ['', 'now', '2026-02-04T05:00'])
    for (const part of ['columns', 'cases']) {
      const url = `/api/v1/replay/hour/${part}?from=${from}`;
      const { statusCode } = await whole.app.inject({ url, headers: { cookie: whole.cookie } });
      assert.equal(statusCode, 400, from);
    }
});

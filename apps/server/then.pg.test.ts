// As known at an instant: what came later is not there before it came, and is there after, in its own place in time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MINUTE_MS } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import { decodeTrack, UNKNOWN_I16 } from '@lakiri/telemetry';
import { openWhole, type Whole } from './whole.ts';

type Point = { readonly at: string; readonly receivedAt: string; readonly late: boolean };

let whole: Whole;
let journey: string;
let sealedAt: number;
before(async () => {
  whole = await openWhole();
  const transporterId = await made('/parties', {
    kind: 'transporter',
    name: 'Simba Haulage',
    country: 'KE',
  });
  const seal = await made('/seals', {
    ...{ number: 'ELK-1', dialect: 'jointech', wireId: '8117020401', model: 'JT701D' },
    ownerId: transporterId,
  });
  const { routes } = await asked<{ routes: { id: string; version: number }[] }>('/routes');
  const [route] = routes;
  journey = await made('/journeys', {
    ...{ routeId: route?.id, routeVersion: route?.version, plate: 'KDJ 417K' },
    ...{ cargo: 'Rice', transporterId },
  });
  await made(`/journeys/${journey}/seal`, { sealId: seal });
  const { milestones } = await asked<{ milestones: { recordedAt: string }[] }>(
    `/journeys/${journey}`,
  );
  sealedAt = Date.parse(milestones[1]?.recordedAt ?? '');
  // By device time 1 to 4 minutes after sealing; the third came an hour after the fourth.
  for (const [occurred, received] of [
    [1, 1],
    [2, 2],
    [3, 65],
    [4, 5],
  ] as const)
    await whole.owner.asNode((tx) =>
      tx.query(
        `INSERT INTO telemetry.reading (seal_id, occurred_at, digest, received_at, seal_version, batch, position, clock, late, stored, fix, lat_e7, lon_e7, speed_kmh, bits)
         VALUES ($1, $2, decode(md5($6::text), 'hex'), $3, 1, $4, 0, 1, $5, false, 2, -12000000, 368000000, $7, 0)`,
        [
          seal,
          iso(occurred),
          iso(received),
          newId(Date.now()),
          received > 60,
          `${occurred}`,
          occurred % 2 === 1 ? 42.3 : null,
        ],
      ),
    );
});
after(() => whole.close());

const iso = (minutes: number): string => new Date(sealedAt + minutes * MINUTE_MS).toISOString();

async function asked<Body>(path: string): Promise<Body> {
  const { cookie } = whole;
  const response = await whole.app.inject({ url: `/api/v1${path}`, headers: { cookie } });
  assert.equal(response.statusCode, 200, response.body);
  return response.json();
}

async function made(path: string, payload: object): Promise<string> {
  const { cookie } = whole;
  const headers = { cookie, 'idempotency-key': crypto.randomUUID() };
  const url = `/api/v1${path}`;
  const response = await whole.app.inject({ method: 'POST', url, payload, headers });
  assert.ok(response.statusCode < 300, response.body);
  return response.json<{ id: string }>().id;
}

/** The same as columns; each answer says where the next goes on. */
async function columns(query: string) {
  const { cookie } = whole;
  const url = `/api/v1/journeys/${journey}/track/columns${query}`;
  const { statusCode, rawPayload } = await whole.app.inject({ url, headers: { cookie } });
  assert.equal(statusCode, 200);
  const read = decodeTrack(new Uint8Array(rawPayload).buffer as ArrayBuffer) ?? assert.fail();
  const minutes = [...read.at].map((at) => (at - sealedAt) / MINUTE_MS);
  return { told: [read.told.later, minutes], read };
}

async function track(
  query: string,
): Promise<readonly [later: number | null, minutes: readonly number[]]> {
  const { points, later } = await asked<{ points: Point[]; later: number | null }>(
    `/journeys/${journey}/track${query}`,
  );
  return [later, points.map(({ at }) => (Date.parse(at) - sealedAt) / MINUTE_MS)];
}

for (const { known, minutes, later } of [
  { known: 0.5, minutes: [], later: 0 },
  { known: 2, minutes: [1, 2], later: 0 },
  { known: 5, minutes: [1, 2, 4], later: 1 },
  { known: 64.9, minutes: [1, 2, 4], later: 1 },
  { known: 65, minutes: [1, 2, 3, 4], later: 0 },
])
  test(`${known} minutes after sealing the track was ${minutes.join(', ') || 'empty'}`, async () => {
    assert.deepEqual(await track(`?knownAt=${iso(known)}`), [later, minutes]);
    assert.deepEqual((await columns(`?knownAt=${iso(known)}`)).told, [later, minutes]);
  });

test('now all of it is known, in the order of the device’s time', async () => {
  assert.deepEqual(await track(''), [null, [1, 2, 3, 4]]);
});

test('columns say what the pages say, and the next answer only what is new', async () => {
  const { told, read } = await columns('');
  assert.deepEqual(told, [null, [1, 2, 3, 4]]);
  const { points } = await asked<{ points: (Point & Record<string, unknown>)[] }>(
    `/journeys/${journey}/track`,
  );
  assert.deepEqual([...read.latE7, ...read.lonE7, ...read.flags].map(Number), [
    ...points.map(({ lat }) => Math.round(Number(lat) * 1e7)),
    ...points.map(({ lon }) => Math.round(Number(lon) * 1e7)),
    ...points.map(({ late }) => Number(late)),
  ]);
  assert.deepEqual([...read.speed], [423, UNKNOWN_I16, 423, UNKNOWN_I16]);
  assert.deepEqual((await columns(`?after=${read.told.after}`)).told, [null, []]);
});

test('before its seal was known to be on it, a journey had no track', async () => {
  const early = new Date(sealedAt - 1).toISOString();
  assert.deepEqual(await track(`?knownAt=${early}`), [0, []]);
});

test('a page goes on where the last one ended, by what was known', async () => {
  const page = await asked<{ points: Point[]; next: string }>(
    `/journeys/${journey}/track?limit=2&knownAt=${iso(5)}`,
  );
  assert.equal(page.points.length, 2);
  const on = `?limit=2&knownAt=${iso(5)}&cursor=${encodeURIComponent(page.next)}`;
  assert.deepEqual(await track(on), [1, [4]]);
});

// The gazette by the real routes: fences and routes are written by one officer, put in force by another, and then what the rule looks at.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { GAZETTE_NOTICE_MS } from '@lakiri/corridors';
import { loadForbiddenFences } from '@lakiri/corridors/store';
import { silentLog } from '@lakiri/platform/log';
import { prepare } from './prepare.ts';
import { openWhole, type Whole } from './whole.ts';

let whole: Whole;
let second = '';
before(async () => {
  whole = await openWhole();
  const { party } = (await ask('GET', '/session')).json();
  const login = { login: 'achieng', password: 'the-night-shift-of-the-centre' };
  const words = { name: 'W. Achieng', roles: ['officer', 'supervisor'], language: 'en' };
  const made = await ask('POST', '/people', { party: party.id, ...login, ...words });
  assert.equal(made.statusCode, 201, made.body);
  second = await whole.signIn(login.login, login.password);
});
after(() => whole.close());

const ask = (method: 'GET' | 'POST', path: string, payload?: object, cookie = whole.cookie) =>
  whole.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      cookie,
      ...(payload === undefined ? {} : { 'idempotency-key': randomUUID() }),
    },
    ...(payload === undefined ? {} : { payload }),
  });
const says = {
  name: 'Dump at Mlolongo',
  kind: 'forbidden',
  area: { is: 'circle', lat: -1.4, lon: 36.95, radiusM: 400 },
  source: 'Commissioner’s order 14 of 2026',
};
const ring = [
  [36.9, -1.4],
  [37, -1.4],
  [37, -1.3],
];
const draft = (of: string, act: string, body: object = {}, cookie?: string) =>
  ask('POST', `/gazette/drafts/${of}/${act}`, body, cookie);
const write = async (content: object): Promise<{ id: string; version: number }> => {
  const made = await ask('POST', '/gazette/drafts', content);
  assert.equal(made.statusCode, 201, made.body);
  return made.json();
};
async function inForce(content: object): Promise<string> {
  const { id } = await write(content);
  const asked = await draft(id, 'propose');
  assert.equal(asked.statusCode, 200, asked.body);
  const { version } = asked.json();
  const done = await draft(id, 'approve', { version }, second);
  assert.deepEqual([done.statusCode, done.json().state], [200, 'approved'], done.body);
  return done.json().content.fence;
}
const watched = () => whole.owner.asNode(loadForbiddenFences);

test('a forbidden fence is looked at from when another officer put it in force, until two withdrew it', async () => {
  const began = Date.now();
  const fence = await inForce({ is: 'fence', says });
  const [one] = await watched();
  assert.deepEqual([one?.id, one?.radiusM, one?.until], [fence, 400, null]);
  assert.ok((one?.effectiveFrom ?? 0) >= began + GAZETTE_NOTICE_MS);
  const outrun = await write({ is: 'fence', fence, says: { ...says, name: 'Outrun' } });
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const next = await write({
    is: 'fence',
    fence,
    says: { ...says, area: { is: 'polygon', ring } },
  });
  await draft(next.id, 'propose', { effectiveFrom: tomorrow });
  const { version } = (await draft(next.id, 'propose', { effectiveFrom: tomorrow })).json();
  assert.equal((await draft(next.id, 'approve', { version }, second)).statusCode, 200);
  const [circle, polygon] = await watched();
  assert.deepEqual([circle?.until, polygon?.ring], [Date.parse(tomorrow), ring]);
  const { version: late } = (await draft(outrun.id, 'propose')).json();
  const done = await draft(outrun.id, 'approve', { version: late }, second);
  assert.equal(done.json().code, 'draft-outrun', done.body);
  assert.equal((await draft(outrun.id, 'discard', {}, second)).json().state, 'discarded');
  const listed = (await ask('GET', '/fences')).json().items;
  assert.deepEqual(
    listed.map((it: { id: string; versions: object[] }) => [it.id, it.versions.length]),
    [[fence, 2]],
  );
});

test('withdrawn by two, it is looked at no more; each step is a fact', async () => {
  const other = { ...says, name: 'A yard nobody uses' };
  const fence = await inForce({ is: 'fence', says: other });
  assert.equal(await inForce({ is: 'fence-end', fence, source: 'repealed' }), fence);
  const own = (await watched()).filter(({ id }) => id === fence);
  assert.deepEqual(
    own.map(({ effectiveFrom, until }) => until !== null && until > effectiveFrom),
    [true],
  );
  const { rows } = await whole.owner.asNode((tx) =>
    tx.query<{ type: string }>(
      `SELECT type FROM fact.fact WHERE subject = $1 ORDER BY subject_version`,
      [fence],
    ),
  );
  const types = rows.map(({ type }) => type);
  assert.deepEqual(types, ['fence-published', 'fence-withdrawn']);
});

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();
async function agreed(content: object, effectiveFrom?: string): Promise<string> {
  const { id } = await write(content);
  const { version } = (
    await draft(id, 'propose', effectiveFrom === undefined ? {} : { effectiveFrom })
  ).json();
  const done = await draft(id, 'approve', { version }, second);
  assert.deepEqual([done.statusCode, done.json().state], [200, 'approved'], done.body);
  return done.json().content.fence;
}

test('what lies ahead is replaced by what comes into force earlier, or taken back; what is in force is not', async () => {
  const quarry = { ...says, name: 'Quarry' };
  const fence = await agreed({ is: 'fence', says: quarry }, tomorrow());
  const own = async () => (await watched()).filter(({ id }) => id === fence);
  await agreed({ is: 'fence', fence, says: { ...quarry, name: 'Quarry, wider' } });
  assert.deepEqual(
    (await own()).map(({ name, until }) => [name, until]),
    [['Quarry, wider', null]],
    'the first version never holds',
  );
  const recall = { is: 'recall', of: 'fence', id: fence, source: 'drawn in error' };
  await agreed({ is: 'fence', fence, says: { ...quarry, kind: 'yard' } }, tomorrow());
  assert.notEqual((await own())[0]?.until, null);
  await agreed(recall);
  const held = await own();
  assert.deepEqual(
    held.map(({ name }) => name),
    ['Quarry, wider', 'Quarry, wider'],
  );
  assert.equal(held[0]?.until, held[1]?.effectiveFrom, 'nothing is watched in between');
  assert.equal(held[1]?.until, null);
  // The dates are put back, as if the time had passed.
  await whole.owner.asNode((tx) =>
    tx.query(
      `UPDATE corridors.fence_version SET effective_from = now() - interval '1 h' / version WHERE subject = $1`,
      [fence],
    ),
  );
  const late = await ask('POST', '/gazette/drafts', recall);
  assert.deepEqual([late.statusCode, late.json().code], [409, 'nothing-ahead'], late.body);
});

test('who wrote it does not put it in force, nor does anybody before it is proposed', async () => {
  const { id, version } = await write({ is: 'fence', says: { ...says, name: 'Mine' } });
  assert.equal((await draft(id, 'approve', { version }, second)).json().code, 'draft-not-proposed');
  const asked = (await draft(id, 'propose')).json();
  const alone = await draft(id, 'approve', { version: asked.version });
  assert.deepEqual([alone.statusCode, alone.json().code], [409, 'own-gazette-draft']);
  const changed = { is: 'fence', says: { ...says, name: 'Ours' } };
  const fence = asked.content.fence;
  const again = await draft(id, 'change', { ...changed, fence }, second);
  assert.deepEqual([again.statusCode, again.json().state], [200, 'drafted'], again.body);
  const mine = await draft(id, 'propose');
  const both = await draft(id, 'approve', { version: mine.json().version }, second);
  assert.equal(both.json().code, 'own-gazette-draft');
});

for (const [say, body, status, code] of [
  ['on nobody’s word', { is: 'fence', says: { ...says, source: '' } }, 422, 'gazette-source'],
  [
    'of two corners',
    { is: 'fence', says: { ...says, area: { is: 'polygon', ring: ring.slice(1) } } },
    422,
    'fence-area',
  ],
  [
    'the end of nothing',
    { is: 'fence-end', fence: randomUUID(), source: 'x' },
    404,
    'no-such-fence',
  ],
] as const)
  test(`not even written: ${say}`, async () => {
    const done = await ask('POST', '/gazette/drafts', body);
    assert.deepEqual([done.statusCode, done.json().code], [status, code], done.body);
  });

const ROUTE = 'mombasa-malaba';
type Version = {
  readonly version: number;
  readonly name: string;
  readonly line: readonly (readonly [number, number])[];
  readonly bufferM: number;
  readonly timeLimitH: number;
  readonly allowedStops: readonly { readonly id: string; readonly allowedMin?: number }[];
};
const versions = async (): Promise<readonly Version[]> =>
  (await ask('GET', `/routes/${ROUTE}/versions`)).json().items;
const current = async (): Promise<Version> =>
  (await ask('GET', '/routes')).json().routes.find(({ id }: { id: string }) => id === ROUTE);
const journey = (transporterId: string, plate: string, routeVersion: number, routeId = ROUTE) => {
  const form = { routeId, routeVersion, plate, cargo: 'Tea', transporterId };
  const driver = { driverName: 'J. Kamau', driverPhone: '+254712345678' };
  return ask('POST', '/journeys', { ...form, ...driver });
};

test('a journey keeps the version that it was made with; one made later has the version then in force', async () => {
  const haulier = { kind: 'transporter', name: 'Coast Haulage', country: 'KE' };
  const { id: transporter } = (await ask('POST', '/parties', haulier)).json();
  const first = await journey(transporter, 'KDA 123A', 1);
  assert.equal(first.statusCode, 201, first.body);
  const [one] = await versions();
  assert.ok(one !== undefined);
  const stops = one.allowedStops.map(({ id: place }, n) => ({
    place,
    ...(n === 0 && { allowedMin: 45 }),
  }));
  const { name, line, timeLimitH } = one;
  const redrawn = {
    name,
    line,
    timeLimitH,
    bufferM: 900,
    stops,
    source: 'Gazette notice 7 of 2026',
  };
  const { id } = await write({ is: 'route', route: ROUTE, says: redrawn });
  const { version } = (await draft(id, 'propose')).json();
  const done = await draft(id, 'approve', { version }, second);
  assert.equal(done.statusCode, 200, done.body);
  const both = await versions();
  assert.deepEqual(
    both.map((it) => [it.version, it.bufferM, it.allowedStops[0]?.allowedMin]),
    [
      [1, one.bufferM, undefined],
      [2, 900, 45],
    ],
  );
  assert.equal((await current()).version, 1, 'what was agreed is not in force yet');
  // Two minutes are not waited for: the date is put back, as if they had passed.
  await whole.owner.asNode((tx) =>
    tx.query(
      `UPDATE corridors.route_version SET effective_from = now() - interval '1 s' WHERE id = $1 AND version = 2`,
      [ROUTE],
    ),
  );
  assert.equal((await current()).version, 2);
  const late = await journey(transporter, 'KDB 123B', 1);
  assert.equal(late.json().code, 'route-not-current', late.body);
  const next = await journey(transporter, 'KDB 123B', 2);
  assert.equal(next.statusCode, 201, next.body);
  const kept = (await ask('GET', `/journeys/${first.json().id}`)).json();
  const made = (await ask('GET', `/journeys/${next.json().id}`)).json();
  assert.deepEqual([kept.route.version, made.route.version], [1, 2]);
});

test('a place and a route that two officers made are in force for a journey, and one that was taken back never is', async () => {
  const [one] = await versions();
  assert.ok(one !== undefined);
  const [lon, lat] = one.line.at(-1) ?? assert.fail();
  const yard = {
    ...{ name: 'Yard of Malaba', kind: 'icd', country: 'KE', lat, lon, radiusM: 900 },
    source: 'Survey of May 2026',
  };
  await agreed({ is: 'place-new', says: yard });
  const twice = await ask('POST', '/gazette/drafts', { is: 'place-new', says: yard });
  assert.deepEqual([twice.statusCode, twice.json().code], [409, 'name-taken'], twice.body);
  await passed('place_version', 'yard-of-malaba');
  const { items: from } = (await ask('GET', `/routes/${ROUTE}/versions`)).json();
  const line = one.line;
  const drawn = {
    ...{ name: 'Mombasa – Yard of Malaba', corridor: 'northern', from: from[0].from.id },
    ...{ to: 'yard-of-malaba', line, bufferM: 2_000, timeLimitH: 96, source: 'Notice 8 of 2026' },
    widths: [{ fromKm: 10, toKm: 20, bufferM: 400 }],
    stops: [
      { place: one.allowedStops[0]?.id, allowedMin: 40, open: { opensMin: 360, closesMin: 1_200 } },
    ],
  };
  const id = 'mombasa-yard-of-malaba';
  await agreed({ is: 'route-new', says: drawn });
  const { items } = (await ask('GET', `/routes/${id}/versions`)).json();
  assert.deepEqual(items[0].widths, drawn.widths);
  assert.deepEqual(items[0].allowedStops[0].open, {
    ...{ opensMin: 360, closesMin: 1_200, utcOffsetMin: 180 },
  });
  const haulier = { kind: 'transporter', name: 'Malaba Haulage', country: 'KE' };
  const { id: transporter } = (await ask('POST', '/parties', haulier)).json();
  const early = await journey(transporter, 'KDC 123C', 1, id);
  assert.equal(early.json().code, 'no-such-route', early.body);
  await passed('route_version', id);
  const made = await journey(transporter, 'KDC 123C', 1, id);
  assert.equal(made.statusCode, 201, made.body);
  const other = { ...drawn, name: 'A road in error' };
  await agreed({ is: 'route-new', says: other }, tomorrow());
  await agreed({ is: 'recall', of: 'route', id: 'a-road-in-error', source: 'drawn in error' });
  await passed('route_version', 'a-road-in-error');
  const { routes } = (await ask('GET', '/routes')).json();
  const ids: readonly string[] = routes.map((it: { id: string }) => it.id);
  assert.deepEqual([ids.includes(id), ids.includes('a-road-in-error')], [true, false]);
});

/** Two minutes, or a day, are not waited for: the dates are put back, as if they had passed. */
const passed = (table: string, id: string) =>
  whole.owner.asNode((tx) =>
    tx.query(
      `UPDATE corridors.${table} SET effective_from = now() - interval '1 h' / version WHERE id = $1`,
      [id],
    ),
  );

test('a node that starts again leaves what officers have put in force', async () => {
  const { ownerUrl, appUrl } = whole.postgres;
  await prepare({ ownerUrl, appUrl, origin: 'test', log: silentLog() });
  assert.deepEqual((await versions()).length, 2);
});

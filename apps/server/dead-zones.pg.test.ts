// Where a silence is excused: set, changed and ended by the real routes.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openWhole, type Whole } from './whole.ts';

let whole: Whole;
before(async () => {
  whole = await openWhole();
});
after(() => whole.close());

const ask = (method: 'GET' | 'POST', path: string, payload?: object, key = randomUUID()) =>
  whole.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      cookie: whole.cookie,
      ...(payload === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(payload === undefined ? {} : { payload }),
  });
const zone = {
  name: 'Kyulu hills',
  area: { is: 'stretch', route: 'mombasa-malaba', fromKm: 200, toKm: 230 },
  excusedMin: 45,
  source: 'drive test of March',
};

test('a dead zone is set once, changed, ended, and each is a fact', async () => {
  const key = randomUUID();
  const made = await ask('POST', '/dead-zones', zone, key);
  assert.equal(made.statusCode, 201, made.body);
  const { id } = made.json();
  const again = await ask('POST', '/dead-zones', zone, key);
  assert.deepEqual([again.statusCode, again.json().id], [201, id]);
  const wider = { ...zone, area: { ...zone.area, toKm: 240 } };
  const changed = await ask('POST', `/dead-zones/${id}/versions`, wider);
  assert.equal(changed.statusCode, 201, changed.body);
  const listed = (await ask('GET', '/dead-zones')).json();
  assert.deepEqual(
    listed.items.map((one: { versions: { version: number; area: object }[] }) =>
      one.versions.map(({ version, area }) => [version, area]),
    ),
    [
      [
        [1, zone.area],
        [2, wider.area],
      ],
    ],
  );
  assert.equal((await ask('POST', `/dead-zones/${id}/versions`, wider)).json().code, 'unchanged');
  const ended = await ask('POST', `/dead-zones/${id}/end`, {});
  assert.equal(ended.statusCode, 200, ended.body);
  assert.deepEqual((await ask('GET', '/dead-zones')).json(), { items: [] });
  assert.equal((await ask('GET', '/dead-zones?ended=with')).json().items.length, 1);
  const { rows } = await whole.owner.asNode((tx) =>
    tx.query<{ type: string }>(
      `SELECT type FROM fact.fact WHERE subject = $1 ORDER BY subject_version`,
      [id],
    ),
  );
  const types = rows.map(({ type }) => type);
  assert.deepEqual(types, ['dead-zone-set', 'dead-zone-set', 'dead-zone-ended']);
});

for (const [say, path, over, status, code] of [
  ['a route of nobody', '', { area: { ...zone.area, route: 'x' } }, 404, 'no-such-route'],
  ['beyond its route', '', { area: { ...zone.area, toKm: 4_000 } }, 422, 'dead-zone-area'],
  ['in the past', '', { effectiveFrom: '2026-01-01T00:00:00Z' }, 422, 'effective-in-past'],
  ['a zone of nobody', `/${randomUUID()}/versions`, {}, 404, 'no-such-dead-zone'],
] as const)
  test(`refused: ${say}`, async () => {
    const done = await ask('POST', `/dead-zones${path}`, { ...zone, ...over });
    assert.deepEqual([done.statusCode, done.json().code], [status, code], done.body);
  });

// What models do, said anew by the real routes.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openWhole, type Whole } from './whole.ts';

let whole: Whole;
before(async () => {
  whole = await openWhole();
});
after(() => whole.close());

type Version = {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly tierMax: number;
  readonly profile: unknown;
  readonly asleepIntervalS: number | null;
};
type Model = { readonly model: string; readonly dialect: string; readonly versions: Version[] };

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
const modelOf = async (name: string): Promise<Model | undefined> => {
  const { items } = (await ask('GET', '/models')).json() as { items: Model[] };
  return items.find(({ model }) => model === name);
};
const revision = {
  ...{ reportIntervalS: 90, drainPctPerHour: 0.3, tierMax: 1, basis: 'approval' },
  source: 'type approval 12/2026',
};

test('every dialect has a model that a seal can be registered as', async () => {
  const { items } = (await ask('GET', '/models')).json() as { items: Model[] };
  assert.deepEqual(
    [...new Set(items.map(({ dialect }) => dialect))].sort(),
    'eseal gt06 jointech jt808 lakiri meitrack omni queclink suntech teltonika'.split(' '),
  );
  const seal = items.find(({ model }) => model === 'JT701D');
  assert.deepEqual(
    seal?.versions.map(({ version, asleepIntervalS, profile }) => [
      version,
      asleepIntervalS,
      profile,
    ]),
    [[1, 1_800, null]],
  );
});

test('a revision is a version of its own, two minutes ahead, with a fact; the first stays', async () => {
  const key = randomUUID();
  const asked = { ...revision, profile: { checksum: 'lenient' } };
  const done = await ask('POST', '/models/gt06-standard/versions', asked, key);
  assert.equal(done.statusCode, 201, done.body);
  const again = await ask('POST', '/models/gt06-standard/versions', asked, key);
  assert.equal(again.statusCode, 201);
  const model = await modelOf('gt06-standard');
  const [first, second, third] = model?.versions ?? [];
  assert.deepEqual([first?.version, first?.profile], [1, {}]);
  assert.deepEqual([second?.version, second?.profile, second?.tierMax], [2, asked.profile, 1]);
  assert.equal(third, undefined);
  const aheadMs = Date.parse(second?.effectiveFrom ?? '') - Date.now();
  assert.ok(aheadMs > 100_000 && aheadMs <= 120_000, String(aheadMs));
  const { rows } = await whole.owner.asNode((tx) =>
    tx.query<{ subject_version: number; body: string }>(
      `SELECT subject_version, body FROM fact.fact WHERE type = 'model-revised'`,
    ),
  );
  assert.deepEqual(
    rows.map((row) => [row.subject_version, JSON.parse(row.body).version]),
    [[1, 2]],
  );
});

const rows = [
  { say: 'a model of nobody', path: 'JT999', over: {}, status: 404, code: 'no-such-model' },
  {
    say: 'a profile that its dialect cannot read',
    path: 'gt06-lenient',
    over: { profile: { checksum: 'sometimes' } },
    ...{ status: 422, code: 'bad-profile' },
  },
  {
    say: 'a profile for a dialect without any',
    path: 'lakiri-reference',
    over: { profile: {} },
    ...{ status: 422, code: 'bad-profile' },
  },
  {
    say: 'a time that is past',
    path: 'JT701D',
    over: { effectiveFrom: '2026-01-01T00:00:00Z' },
    ...{ status: 422, code: 'effective-too-soon' },
  },
  { say: 'a tier that is none', path: 'JT701D', over: { tierMax: 4 }, status: 400 },
];
for (const { say, path, over, status, code } of rows)
  test(`refused: ${say}`, async () => {
    const done = await ask('POST', `/models/${path}/versions`, { ...revision, ...over });
    assert.equal(done.statusCode, status, done.body);
    if (code !== undefined) assert.equal(done.json().code, code);
  });

test('versions follow each other in time: one that would hold before the newest is refused', async () => {
  const effectiveFrom = new Date(Date.now() + 3_600_000).toISOString();
  const path = '/models/VL103/versions';
  const first = await ask('POST', path, { ...revision, effectiveFrom });
  assert.equal(first.statusCode, 201, first.body);
  const second = await ask('POST', path, revision);
  assert.deepEqual([second.statusCode, second.json().code], [409, 'effective-before-last']);
});

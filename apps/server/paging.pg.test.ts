// Pages of seals' data: each row once, and a page that is none of ours refused.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@lakiri/platform/facts';
import { openWhole, type Whole } from './whole.ts';

let whole: Whole;
const seal = newId(Date.now());
before(async () => {
  whole = await openWhole();
  // Forty strangers of one millisecond, and one that is not ours to page by.
  await whole.owner.asNode((tx) =>
    tx.query(
      `INSERT INTO seals.stranger SELECT d, 's' || n, now(), date_trunc('second', now()), n, '192.0.2.1', '\\x00'
       FROM generate_series(1, 20) n, unnest(ARRAY['jointech', 'teltonika']) d`,
    ),
  );
});
after(() => whole.close());

async function asked(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await whole.app.inject({
    url: `/api/v1${path}`,
    headers: { cookie: whole.cookie },
  });
  return { status: response.statusCode, body: response.json() };
}

test('strangers of one moment are each on one page', async () => {
  const seen: string[] = [];
  let next: string | null = '';
  for (let pages = 0; next !== null && pages < 20; pages++) {
    const cursor = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
    const { status, body } = await asked(`/quarantine?limit=7${cursor}`);
    assert.equal(status, 200);
    for (const one of body['items'] as { dialect: string; wireId: string }[])
      seen.push(`${one.dialect} ${one.wireId}`);
    next = body['next'] as string | null;
  }
  assert.equal(seen.length, 40);
  assert.equal(new Set(seen).size, 40);
});

const ours = [
  '/quarantine?cursor=abc',
  '/quarantine?cursor=NaN',
  '/quarantine?cursor=99999999999999999.jointech.1',
  `/seals/${seal}/readings?cursor=-1.${'0'.repeat(32)}`,
  `/seals/${seal}/readings?cursor=999999999999999.${'0'.repeat(32)}`,
  `/seals/${seal}/readings?from=0000-01-01T00:00:00Z`,
  `/seals/${seal}/readings?to=0001-01-01T00:00:00Z`,
  `/seals/${seal}/readings?from=2026-02-30T00:00:00Z`,
  '/seals?limit=0',
  '/seals?limit=1000000',
  '/seals?state=lost',
];
for (const path of ours) {
  test(`${path} is refused in words`, async () => {
    const { status, body } = await asked(path);
    assert.equal(status, 400);
    assert.ok(typeof body['title'] === 'string');
  });
}

test('the first day and the last that may be asked for are answered', async () => {
  for (const query of [
    'to=1970-01-01T00:00:01Z',
    'from=1970-01-01T00:00:00Z',
    'to=9999-12-31T00:00:00Z',
  ])
    assert.equal((await asked(`/seals/${seal}/readings?${query}`)).status, 200, query);
});

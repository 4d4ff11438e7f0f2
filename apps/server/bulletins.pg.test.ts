// Bulletins by the real routes: written by one officer, signed by another, read by a haulier, ended by either.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { BULLETIN_NOTICE_MS, pointAtKm } from '@lakiri/corridors';
import { hoursGiven, loadDiversions } from '@lakiri/corridors/store';
import { shippedIndex } from '@lakiri/corridors/testing';
import { sqlState } from '@lakiri/platform/sql';
import { isSignedText } from '@lakiri/protocol-lakiri';
import { openWhole, type Whole } from './whole.ts';

let whole: Whole;
let second = '';
let haulier = '';
const PASSWORD = 'the-night-shift-of-the-centre';
const ask = (method: 'GET' | 'POST', path: string, payload?: object, cookie = whole.cookie) =>
  whole.app.inject({
    ...{ method, url: `/api/v1${path}` },
    headers: { cookie, ...(payload === undefined ? {} : { 'idempotency-key': randomUUID() }) },
    ...(payload === undefined ? {} : { payload }),
  });
before(async () => {
  whole = await openWhole({ env: { LAKIRI_SEAL_SECRET: 'the secret of the seals of this node' } });
  const { party } = (await ask('GET', '/session')).json();
  const enter = async (login: string, of: string, roles: readonly string[]): Promise<string> => {
    const person = { party: of, login, password: PASSWORD, name: login, roles, language: 'en' };
    const made = await ask('POST', '/people', person);
    assert.equal(made.statusCode, 201, made.body);
    return whole.signIn(login, PASSWORD);
  };
  second = await enter('achieng', party.id, ['officer', 'supervisor']);
  const firm = { kind: 'transporter', name: 'Pwani Haulage', country: 'KE' };
  const made = await ask('POST', '/parties', firm);
  assert.equal(made.statusCode, 201, made.body);
  haulier = await enter('baraka', made.json().id, ['transporter']);
});
after(() => whole.close());

const route = shippedIndex('mombasa-malaba');
const point = (km: number, northDeg = 0) => {
  const { lon, lat } = pointAtKm(route, km);
  return [lon, lat + northDeg];
};
const says = () => ({
  ...{ route: 'mombasa-malaba', reason: 'flood', note: 'The bridge is under water' },
  closed: { from: point(200), to: point(210) },
  line: [point(199), point(201, 0.1), point(209, 0.1), point(211)],
  ...{ widthM: 500, stops: [] as string[], extraH: 6, from: null as string | null },
  until: new Date(Date.now() + 86_400_000).toISOString(),
});
type Refused = { readonly statusCode: number; json(): { code: string } };
const refusal = (done: Refused) => [done.statusCode, done.json().code];

test('two officers publish it, over a signature that anybody can check', async () => {
  const began = Date.now();
  const made = await ask('POST', '/bulletins', says());
  assert.equal(made.statusCode, 201, made.body);
  const { id, version } = made.json();
  const own = await ask('POST', `/bulletins/${id}/publish`, { version });
  assert.deepEqual(refusal(own), [409, 'own-bulletin']);
  const unread = await ask('POST', `/bulletins/${id}/publish`, { version: 7 }, second);
  assert.deepEqual(refusal(unread), [409, 'bulletin-changed']);
  const unseen = await ask('GET', `/bulletins/${id}`, undefined, haulier);
  assert.deepEqual(refusal(unseen), [404, 'no-such-bulletin'], 'a draft is the officers’');
  const done = await ask('POST', `/bulletins/${id}/publish`, { version }, second);
  assert.equal(done.statusCode, 200, done.body);
  assert.deepEqual([done.json().state, done.json().number], ['published', 1]);
  assert.ok(Date.parse(done.json().effectiveFrom) >= began + BULLETIN_NOTICE_MS);

  const { items, publicKey } = (await ask('GET', '/bulletins', undefined, haulier)).json();
  assert.deepEqual(
    items.map((one: { id: string }) => one.id),
    [id],
  );
  const { text, signature, holds } = items[0].published;
  assert.ok(holds && isSignedText(text, signature, publicKey), text);
  assert.ok(text.includes('\nnote: "The bridge is under water"\n'), text);
  const [one] = await whole.owner.asNode(loadDiversions);
  assert.deepEqual([one?.bulletin, one?.extraH], [id, 6]);

  const { extraH, from, until } = one ?? assert.fail();
  const hours = await whole.owner.asNode((tx) =>
    hoursGiven(tx, ['mombasa-malaba', 'busia-kampala']),
  );
  assert.deepEqual(
    [...hours],
    [['mombasa-malaba', [{ route: 'mombasa-malaba', extraH, from, until }]]],
  );

  const { rows } = await whole.owner.asNode((tx) =>
    tx.query<{ type: string; body: string }>(
      'SELECT type, body FROM fact.fact WHERE subject = $1 ORDER BY subject_version',
      [id],
    ),
  );
  assert.deepEqual(
    rows.map(({ type }) => type),
    ['bulletin-drafted', 'bulletin-published'],
  );
  assert.equal(JSON.parse(rows[1]?.body ?? '{}').text, text, 'the log has what was signed');

  const ended = await ask('POST', `/bulletins/${id}/end`, { source: 'The water is down' });
  assert.deepEqual([ended.statusCode, ended.json().state], [200, 'ended'], ended.body);
  assert.ok(isSignedText(ended.json().ended.text, ended.json().ended.signature, publicKey));
  const again = await ask('POST', `/bulletins/${id}/end`, { source: 'The water is down' });
  assert.deepEqual(refusal(again), [409, 'bulletin-over']);
});

test('who changes a draft does not sign it either; discarded, it is over', async () => {
  const { id } = (await ask('POST', '/bulletins', says())).json();
  const changed = await ask('POST', `/bulletins/${id}/change`, { ...says(), extraH: 1 }, second);
  assert.equal(changed.statusCode, 200, changed.body);
  const { version, authors } = changed.json();
  assert.equal(authors.length, 2);
  const own = await ask('POST', `/bulletins/${id}/publish`, { version }, second);
  assert.deepEqual(refusal(own), [409, 'own-bulletin']);
  const gone = await ask('POST', `/bulletins/${id}/discard`, {});
  assert.equal(gone.json().state, 'discarded', gone.body);
  const late = await ask('POST', `/bulletins/${id}/end`, { source: 'x' });
  assert.deepEqual(refusal(late), [409, 'bulletin-over']);
});

for (const [say, more, status, code] of [
  ['of no route', { route: 'nowhere' }, 404, 'no-such-route'],
  ['with a stop that is nowhere', { stops: ['nowhere'] }, 404, 'no-such-place'],
  ['with a stop elsewhere', { stops: ['malaba'] }, 422, 'stop-off-diversion'],
  [
    'of a month',
    { until: new Date(Date.now() + 30 * 86_400_000).toISOString() },
    422,
    'bulletin-too-long',
  ],
] as const)
  test(`not even written: ${say}`, async () => {
    assert.deepEqual(refusal(await ask('POST', '/bulletins', { ...says(), ...more })), [
      status,
      code,
    ]);
  });

test('a haulier writes none; and the database lets nobody publish alone', async () => {
  assert.equal((await ask('POST', '/bulletins', says(), haulier)).statusCode, 403);
  await assert.rejects(
    whole.owner.asNode((tx) =>
      tx.query(`UPDATE corridors.bulletin SET published_by = authors[1] WHERE number IS NOT NULL`),
    ),
    (error) => sqlState(error) === '23514',
  );
});

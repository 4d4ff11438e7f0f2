// How far seals are taken at their word, by the server's own routes: keys, doubts, and who may lift them.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import {
  quickPasswords,
  TEST_PASSWORD,
  testPerson,
  testTransporter,
} from '@lakiri/parties/testing';
import { quarantined } from '@lakiri/trust';
import { heldKeys, saveSuspicions } from '@lakiri/trust/store';
import { openWhole, type Whole } from './whole.ts';

let whole: Whole;
let owner: string;
let transporter: string;
let seals = 0;
before(async () => {
  whole = await openWhole({ env: { LAKIRI_SEAL_SECRET: 'the secret of the seals of a test' } });
  const { rows } = await whole.owner.asNode((tx) =>
    tx.query<{ party: string; person: string }>('SELECT party, id AS person FROM parties.person'),
  );
  const party = rows[0]?.party as never;
  const acting = {
    scope: { party },
    actor: `person:${rows[0]?.person}`,
    authority: `party:${party}`,
    now: Date.now() as Instant,
  };
  const node = { database: whole.owner, origin: 'test', passwords: quickPasswords() };
  owner = await testTransporter(node, acting, 'Coast Haulage');
  const person = { party: owner as never, login: 'haulier', roles: ['transporter'] as const };
  await testPerson(node, acting, person);
  transporter = await whole.signIn('haulier', TEST_PASSWORD);
});
after(() => whole.close());

type Said = { readonly body?: object; readonly cookie?: string };
async function ask(method: 'GET' | 'POST', url: string, { body, cookie }: Said = {}) {
  const answer = await whole.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: {
      cookie: cookie ?? whole.cookie,
      ...(body === undefined ? {} : { 'idempotency-key': randomUUID() }),
    },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.json() };
}

async function aSeal(): Promise<string> {
  const wireId = `LKR-${String(++seals).padStart(8, '0')}`;
  const model = { dialect: 'lakiri', model: 'lakiri-reference' };
  const made = await ask('POST', '/seals', {
    body: { number: wireId, wireId, ...model, ownerId: owner },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.id;
}

/** As the intake leaves it. */
async function doubt(seal: string): Promise<void> {
  const why = [{ code: 'two-peers', params: { turns: 2, withinMin: 15 } }] as const;
  const suspicion = quarantined(null, 1_700_000_000_000 as Instant, why);
  await whole.owner.asNode((tx) => saveSuspicions(tx, new Map([[seal, suspicion]])));
}

const KEY = { keyId: 'a7', kind: 'mac', keyHex: '0b'.repeat(32) };

test('a key is registered, sealed, listed without its secret, and revoked once', async () => {
  const seal = await aSeal();
  const path = `/trust/seals/${seal}`;
  assert.equal((await ask('POST', `${path}/keys`, { body: KEY })).status, 201);
  const taken = await ask('POST', `${path}/keys`, { body: KEY });
  assert.deepEqual([taken.status, taken.body.code], [409, 'key-id-taken']);
  const { body } = await ask('GET', path);
  assert.deepEqual([body.tier, body.doubt, body.tierWhy[0].code], [0, null, 'names-itself-only']);
  assert.deepEqual(
    body.keys.map(({ keyId, kind, revokedAt }: Record<string, unknown>) => [
      keyId,
      kind,
      revokedAt,
    ]),
    [['a7', 'mac', null]],
  );
  assert.ok(!JSON.stringify(body).includes(KEY.keyHex));
  const held = (await whole.owner.asNode((tx) => heldKeys(tx, [seal]))).get(seal);
  assert.ok(!Buffer.from(held?.[0]?.material ?? []).includes(Buffer.from(KEY.keyHex, 'hex')));
  const revoked = await ask('POST', `${path}/keys/a7/revoke`, { body: {} });
  assert.deepEqual([revoked.status, revoked.body], [200, { keyId: 'a7' }]);
  const again = await ask('POST', `${path}/keys/a7/revoke`, { body: {} });
  assert.deepEqual([again.status, again.body.code], [409, 'already-revoked']);
});

const BAD_KEYS: readonly (readonly [string, object, number, string | undefined])[] = [
  ['a key that is too short', { keyHex: '0b0b' }, 422, 'key-bad'],
  ['a key that ends before it begins', { validUntil: '2020-01-01T00:00:00Z' }, 422, 'key-bad'],
  ['no hex', { keyHex: 'zz' }, 400, undefined],
  ['a kind of nobody', { kind: 'password' }, 400, undefined],
];
for (const [say, over, status, code] of BAD_KEYS)
  test(`refused: ${say}`, async () => {
    const done = await ask('POST', `/trust/seals/${await aSeal()}/keys`, {
      body: { ...KEY, ...over },
    });
    assert.equal(done.status, status, JSON.stringify(done.body));
    if (code !== undefined) assert.equal(done.body.code, code);
  });

test('doubts are listed page by page, and lifted once with a reason', async () => {
  const doubted = [await aSeal(), await aSeal(), await aSeal()];
  for (const seal of doubted) await doubt(seal);
  const listed: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await ask('GET', `/trust/doubts?state=identity-doubted&limit=2${cursor}`);
    listed.push(...page.body.items.map((item: { seal: { id: string } }) => item.seal.id));
    if (page.body.next === null) break;
    cursor = `&cursor=${page.body.next}`;
  }
  assert.deepEqual(listed.sort(), [...doubted].sort());
  const [seal = ''] = doubted;
  const shown = await ask('GET', `/trust/seals/${seal}`);
  assert.equal(shown.body.doubt.why[0].code, 'two-peers');
  const lift = (reason: string) => ask('POST', `/trust/doubts/${seal}/lift`, { body: { reason } });
  assert.equal((await lift(' ')).body.code, 'reason-empty');
  assert.equal((await lift('x'.repeat(2_001))).body.code, 'reason-too-long');
  assert.equal((await lift('seen at the gate: the rope is whole')).status, 200);
  const twice = await lift('seen again');
  assert.deepEqual([twice.status, twice.body.code], [409, 'not-doubted']);
  assert.equal((await ask('GET', `/trust/seals/${seal}`)).body.doubt, null);
});

test('who only hauls sees its own seal’s tier, and neither the list, the keys’ acts nor a lift', async () => {
  const seal = await aSeal();
  await doubt(seal);
  const as = { cookie: transporter };
  assert.equal((await ask('GET', `/trust/seals/${seal}`, as)).status, 200);
  const forbidden = [
    await ask('GET', '/trust/doubts', as),
    await ask('POST', `/trust/doubts/${seal}/lift`, { ...as, body: { reason: 'mine' } }),
    await ask('POST', `/trust/seals/${seal}/keys`, { ...as, body: KEY }),
    await ask('POST', `/trust/seals/${seal}/keys/a7/revoke`, { ...as, body: {} }),
  ];
  assert.deepEqual(
    forbidden.map(({ status }) => status),
    [403, 403, 403, 403],
  );
});

test('of nobody’s seal and of no page of ours', async () => {
  const nobody = randomUUID();
  const answers = [
    await ask('GET', `/trust/seals/${nobody}`),
    await ask('POST', `/trust/doubts/${nobody}/lift`, { body: { reason: 'seen' } }),
    await ask('POST', `/trust/seals/${nobody}/keys`, { body: KEY }),
    await ask('GET', '/trust/doubts?cursor=1'),
  ];
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.code]),
    [
      [404, 'no-such-seal'],
      [404, 'no-such-seal'],
      [404, 'no-such-seal'],
      [400, 'bad-cursor'],
    ],
  );
});

test('cells are placed all or none, each by a fact, and listed; where they are already is no news', async () => {
  const cells = [
    { cell: '639-2-4129-268', lat: -3.39, lon: 38.56, radiusM: 9_000 },
    { cell: '639-2-4129-269', lat: -3.4, lon: 38.5, radiusM: 9_000 },
  ];
  const place = (all: object[]) =>
    ask('POST', '/trust/cells', { body: { source: 'operator’s list of May', cells: all } });
  const bad = await place([...cells, { ...cells[0], cell: '639-2' }]);
  assert.deepEqual([bad.status, bad.body.code], [422, 'cell-unreadable']);
  assert.deepEqual((await ask('GET', '/trust/cells')).body.items, []);
  assert.deepEqual((await place(cells)).body, { placed: 2 });
  assert.deepEqual((await place(cells)).body, { placed: 0 });
  assert.deepEqual((await place([{ ...cells[1], radiusM: 4_000 }])).body, { placed: 1 });
  const { body } = await ask('GET', '/trust/cells?limit=1&cursor=639-2-4129-268');
  assert.deepEqual(
    [body.items[0].version, body.items[0].radiusM, body.next],
    [2, 4_000, '639-2-4129-269'],
  );
  assert.equal((await ask('GET', '/trust/cells', { cookie: transporter })).status, 403);
});

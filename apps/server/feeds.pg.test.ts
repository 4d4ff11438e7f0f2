// Feeds and incidents by the server's own routes: who may let a vendor speak, and who sees what.
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
import { openWhole, type Whole } from './whole.ts';

let whole: Whole;
let vendorParty: string;
let vendorCookie: string;
before(async () => {
  whole = await openWhole();
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
  vendorParty = await testTransporter(node, acting, 'Ubunifu Seals');
  await testPerson(node, acting, {
    party: vendorParty as never,
    login: 'vendor',
    roles: ['transporter'],
  });
  vendorCookie = await whole.signIn('vendor', TEST_PASSWORD);
});
after(() => whole.close());

async function ask(method: 'GET' | 'POST', url: string, body?: object, cookie = whole.cookie) {
  const answer = await whole.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.json() };
}
const KEY = 'ab'.repeat(32);
const registration = () => ({ name: 'ubunifu', kind: 'https', partyId: vendorParty });

test('a feed is registered, keyed, suspended and resumed, and its party sees it', async () => {
  const made = await ask('POST', '/feeds', { ...registration(), makers: ['Jointech'] });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { id } = made.body;
  assert.deepEqual(
    [made.body.state, made.body.health.state, made.body.party.name],
    ['active', 'quiet', 'Ubunifu Seals'],
  );
  const keyed = await ask('POST', `/feeds/${id}/keys`, { keyId: 'k1', publicKey: KEY });
  assert.deepEqual([keyed.status, keyed.body.keys.length], [201, 1]);
  const suspended = await ask('POST', `/feeds/${id}/suspend`, { reason: 'contract ended' });
  assert.deepEqual([suspended.status, suspended.body.state], [200, 'suspended']);
  const resumed = await ask('POST', `/feeds/${id}/resume`, { reason: 'contract renewed' });
  assert.equal(resumed.body.state, 'active');
  const revoked = await ask('POST', `/feeds/${id}/keys/k1/revoke`);
  assert.ok(revoked.body.keys[0].revokedAt !== null);
  const own = await ask('GET', '/feeds', undefined, vendorCookie);
  assert.deepEqual(
    own.body.items.map((feed: { id: string }) => feed.id),
    [id],
  );
  const one = await ask('GET', `/feeds/${id}`, undefined, vendorCookie);
  assert.deepEqual(one.body.refusals, []);
});

const refusals: readonly (readonly [string, () => ReturnType<typeof ask>, number, string])[] = [
  ['the same name again', () => ask('POST', '/feeds', registration()), 409, 'feed-name-taken'],
  [
    'a party nobody knows',
    () => ask('POST', '/feeds', { ...registration(), name: 'x', partyId: randomUUID() }),
    404,
    'no-such-party',
  ],
  [
    'a broker on no mqtt feed',
    () =>
      ask('POST', '/feeds', {
        ...registration(),
        name: 'x',
        broker: { url: 'mqtt://127.0.0.1', version: '5', topic: 'a', username: null },
      }),
    400,
    'bad-request',
  ],
  ['no feed', () => ask('GET', `/feeds/${randomUUID()}`), 404, 'no-such-feed'],
  [
    'a key for no feed',
    () => ask('POST', `/feeds/${randomUUID()}/keys`, { keyId: 'k', publicKey: KEY }),
    404,
    'no-such-feed',
  ],
  [
    'a vendor who registers',
    () => ask('POST', '/feeds', registration(), vendorCookie),
    403,
    'forbidden',
  ],
  [
    'a vendor who looks at incidents',
    () => ask('GET', '/incidents', undefined, vendorCookie),
    403,
    'forbidden',
  ],
  ['a page of nobody', () => ask('GET', '/incidents?cursor=x'), 400, 'bad-cursor'],
];
for (const [name, asked, status, code] of refusals)
  test(`refused: ${name}`, async () => {
    const { status: is, body } = await asked();
    assert.deepEqual([is, body.code], [status, code], JSON.stringify(body));
  });

test('incidents are listed newest first, page by page, open ones unless told', async () => {
  await whole.owner.asNode((tx) =>
    tx.query(
      `INSERT INTO expectations.incident (id, version, kind, key, name, seals, late, since, opened_at, ended_at)
       SELECT gen_random_uuid(), 1, 'maker', 'M' || n, 'M' || n, 9, 9, now() - make_interval(hours => n),
         now() - make_interval(hours => n), CASE WHEN n > 1 THEN now() END FROM generate_series(1, 3) n`,
    ),
  );
  const names = async (url: string) => {
    const { body } = await ask('GET', url);
    return { names: body.items.map(({ name }: { name: string }) => name), next: body.next };
  };
  assert.deepEqual((await names('/incidents')).names, ['M1']);
  assert.deepEqual((await names('/incidents?state=ended')).names, ['M2', 'M3']);
  const first = await names('/incidents?state=all&limit=2');
  assert.deepEqual(first.names, ['M1', 'M2']);
  assert.deepEqual((await names(`/incidents?state=all&limit=2&cursor=${first.next}`)).names, [
    'M3',
  ]);
});

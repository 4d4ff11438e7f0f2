import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMs, DAY_MS, HOUR_MS, type Id, type Instant, instant } from '@lakiri/kit';
import { execute } from '@lakiri/platform/execute';
import type { DomainEvent } from '@lakiri/platform/facts';
import { type Database, NODE_SCOPE, openDatabase, type Sql, sqlState } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { type Party, type PartyId, type Plate, parsePhone, parsePlate } from '../core/index.ts';
import {
  type Administration,
  quickPasswords,
  TEST_PASSWORD,
  type TestNode,
  testAdministration,
  testLogin,
  testPerson,
  testTransporter,
} from '../testing.ts';
import {
  driverAggregate,
  driverOf,
  driversOf,
  forgetDue,
  isSetUp,
  listParties,
  partiesMigrations,
  partiesOf,
  platesOf,
  registerParty,
  registerPerson,
  setUp,
  vehicleAggregate,
  vehicleOf,
  vehiclesByPlate,
} from './index.ts';
import { findLogin, findSession } from './queries.ts';
import { closeSession, openSession, tokenHash } from './sessions.ts';
import { giveBackTries, takeTry } from './tries.ts';

const NOW = instant(Date.parse('2026-11-23T05:00:00Z')) ?? assert.fail();
let postgres: TestDatabase;
let database: Database;
let node: TestNode;
let home: Administration;
let coast: PartyId;
let lake: PartyId;

before(async () => {
  postgres = await testDatabase({ sets: [partiesMigrations] });
  database = open(postgres.appUrl);
  node = { database, origin: 'test', passwords: quickPasswords() };
});

after(async () => {
  await database.end();
  await postgres.drop();
});

function open(url: string): Database {
  return openDatabase({ url, poolMax: 4, name: 'parties test', onIdleError: () => undefined });
}

/** As the owner, who sees all that the node holds. */
async function asOwner<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
  const owner = open(postgres.ownerUrl);
  try {
    return await owner.asNode(work);
  } finally {
    await owner.end();
  }
}

test('a node is set up once, though two try at the same moment', async () => {
  assert.equal(await database.asNode(isSetUp), false);
  const wanted = {
    administration: 'Revenue Authority',
    country: 'KE',
    name: 'A. Otieno',
    login: testLogin('admin'),
    password: TEST_PASSWORD,
    language: 'en',
  } as const;
  const weak = await setUp(node, NOW, { ...wanted, password: 'admin' });
  assert.equal('refusal' in weak && weak.refusal.code, 'password-too-short');
  assert.equal(await database.asNode(isSetUp), false);
  const both = await Promise.allSettled([
    testAdministration(node, NOW),
    testAdministration(node, NOW),
  ]);
  const done = both.filter((one) => one.status === 'fulfilled');
  assert.equal(done.length, 1);
  const refused = both.find((one) => one.status === 'rejected');
  assert.match(String(refused?.reason), /already-set-up/);
  home = done[0]?.value ?? assert.fail();
  assert.equal(await database.asNode(isSetUp), true);
});

test('parties are registered once by name, and a repeat of the same key is answered alike', async () => {
  const wanted = { kind: 'transporter', name: 'Coast Haulage', country: 'KE' } as const;
  const key = '0190a000-0000-4000-8000-00000000000a';
  const first = await registerParty(node, { ...home.acting, key }, wanted);
  const again = await registerParty(node, { ...home.acting, key }, wanted);
  assert.ok(first.accepted && again.accepted);
  assert.deepEqual([first.repeated, again.repeated], [false, true]);
  assert.deepEqual(again.result, first.result);
  coast = (first.result as { id: PartyId }).id;
  const other = await registerParty(node, { ...home.acting, key }, { ...wanted, country: 'UG' });
  assert.equal(other.accepted ? '' : other.refusal.code, 'key-reused');
  const shouted = await registerParty(node, home.acting, { ...wanted, name: 'COAST HAULAGE' });
  assert.deepEqual(shouted.accepted ? '' : shouted.refusal, {
    code: 'party-name-taken',
    party: coast,
  });
  const race = await Promise.all(
    [1, 2].map(() => registerParty(node, home.acting, { ...wanted, name: 'Lake Carriers' })),
  );
  const won = race.flatMap((one) => (one.accepted ? [one.result] : []));
  assert.equal(won.length, 1);
  lake = (won[0] as { id: PartyId }).id;
});

test('a person is registered with a login of their own', async () => {
  await testPerson(node, home.acting, { party: home.party, login: 'wanjiru', roles: ['officer'] });
  await testPerson(node, home.acting, { party: coast, login: 'coast', roles: ['transporter'] });
  const again = {
    party: lake,
    name: 'Somebody Else',
    login: testLogin('wanjiru'),
    password: TEST_PASSWORD,
    roles: ['transporter'],
    language: 'sw',
  } as const;
  const rows = [
    { given: again, code: 'login-taken' },
    { given: { ...again, roles: ['admin'] as const }, code: 'role-not-of-party' },
    { given: { ...again, party: home.person as Id as PartyId }, code: 'no-such-party' },
    {
      given: { ...again, login: testLogin('lake'), password: 'short' },
      code: 'password-too-short',
    },
  ];
  for (const { given, code } of rows) {
    const done = await registerPerson(node, home.acting, given);
    assert.equal(done.accepted ? undefined : done.refusal.code, code);
  }
});

test('each party sees itself, the administration sees all, nobody sees nobody', async () => {
  const page = { kind: null, after: null, limit: 10 };
  const rows = [
    { party: home.party, names: ['Coast Haulage', 'Lake Carriers', 'Revenue Authority'] },
    { party: coast, names: ['Coast Haulage'] },
    { party: NODE_SCOPE.party, names: [] },
  ];
  for (const { party, names } of rows) {
    const seen = await database.asParty({ party }, (tx) => listParties(tx, page));
    assert.deepEqual(seen.map(({ name }) => name).sort(), names);
  }
  const pages: string[] = [];
  for (let last: PartyId | null = null; ; ) {
    const after: PartyId | null = last;
    const found: readonly Party[] = await database.asParty(home.acting.scope, (tx) =>
      listParties(tx, { kind: 'transporter', after, limit: 1 }),
    );
    const party = found[0];
    if (party === undefined) break;
    pages.push(party.id);
    last = party.id;
  }
  assert.deepEqual(pages, [coast, lake].sort());
});

test('a party cannot write for another', async () => {
  const wanted = { party: lake, login: 'intruder', roles: ['transporter'] } as const;
  const asCoast = { ...home.acting, scope: { party: coast } };
  await assert.rejects(testPerson(node, asCoast, wanted), /no-such-party/);
  const party = { kind: 'transporter', name: 'Phantom Ltd', country: 'KE' } as const;
  await assert.rejects(registerParty(node, asCoast, party), (error) => sqlState(error) === '42501');
});

test('facts hold no name, no login and no password', async () => {
  const bodies = await asOwner(async (tx) => {
    const { rows } = await tx.query<{ body: string }>('SELECT body FROM fact.fact');
    return rows.map(({ body }) => body).join('\n');
  });
  for (const personal of ['Otieno', 'wanjiru', TEST_PASSWORD, '$scrypt$'])
    assert.ok(!bodies.includes(personal), personal);
  assert.match(bodies, /"roles":\["admin","officer"\]/);
});

test('the application cannot read a password hash; only the node looks up logins', async () => {
  for (const text of ['SELECT password FROM parties.credential', 'DELETE FROM parties.personal'])
    await assert.rejects(
      database.asParty(home.acting.scope, (tx) => tx.query(text)),
      (error) => sqlState(error) === '42501',
    );
  const found = await database.asNode((tx) => findLogin(tx, testLogin('wanjiru')));
  assert.equal(await node.passwords.verify(TEST_PASSWORD, found?.password), 'right');
  assert.equal(await node.passwords.verify(`${TEST_PASSWORD}!`, found?.password), 'wrong');
  assert.equal(await database.asNode((tx) => findLogin(tx, testLogin('nobody'))), undefined);
  const intake = open(postgres.intakeUrl);
  await assert.rejects(
    intake.asNode((tx) => findLogin(tx, testLogin('wanjiru'))),
    (error) => sqlState(error) === '42501',
  );
  await intake.end();
});

test('a session is found by its token until it is ended, and both are facts', async () => {
  const who = { person: home.person, party: home.party };
  const { session, token } = await openSession(node, who, NOW);
  const find = () => database.asNode((tx) => findSession(tx, tokenHash(token)));
  const begun = await find();
  assert.equal(begun?.name, 'A. Otieno');
  assert.deepEqual(begun?.roles, ['admin', 'officer']);
  assert.equal(begun?.party_kind, 'administration');
  assert.equal(begun?.seen_at, NOW);
  assert.equal(begun?.expires_at, NOW + 12 * HOUR_MS);
  assert.equal(begun?.is_ended, false);
  await closeSession(node, { session, ...who }, NOW);
  await closeSession(node, { session, ...who }, NOW);
  assert.equal((await find())?.is_ended, true);
  const facts = await asOwner((tx) =>
    tx.query<{ type: string; body: string }>(
      'SELECT type, body FROM fact.fact WHERE subject = $1 ORDER BY subject_version',
      [session],
    ),
  );
  assert.deepEqual(
    facts.rows.map(({ type }) => type),
    ['signed-in', 'signed-out'],
  );
  assert.ok(!facts.rows.some(({ body }) => body.includes(token)));
  const raw = await asOwner((tx) => tx.query('SELECT * FROM parties.session'));
  assert.ok(!JSON.stringify(raw.rows).includes(token));
});

test('after five tries within a minute the sixth waits; a right one gives them back', async () => {
  const attempt = (who: string, peer: string, ms: number) =>
    database.asNode((tx) => takeTry(tx, { who, peer, now: addMs(NOW, ms) }));
  for (let n = 0; n < 5; n++) assert.equal(await attempt('otieno', '192.0.2.1', n), undefined);
  assert.equal(await attempt('otieno', '192.0.2.1', 10_000), 50_000);
  assert.equal(await attempt('otieno', '192.0.2.2', 10_000), undefined);
  assert.equal(await attempt('wanjiru', '192.0.2.1', 10_000), undefined);
  assert.equal(await attempt('otieno', '192.0.2.1', 60_000), undefined);
  for (let n = 0; n < 4; n++) assert.equal(await attempt('otieno', '192.0.2.1', 60_001), undefined);
  const now = addMs(NOW, 60_002);
  await database.asNode((tx) => giveBackTries(tx, { who: 'otieno', peer: '192.0.2.1', now }));
  assert.equal(await attempt('otieno', '192.0.2.1', 60_003), undefined);
  // Of one address: 60 a minute whoever they are said to be.
  for (let n = 0; n < 60; n++)
    assert.equal(await attempt(`guess ${n}`, '198.51.100.1', 0), undefined);
  assert.equal(await attempt('guess 60', '198.51.100.1', 1_000), 59_000);
});

const plate = (text: string): Plate => parsePlate(text) ?? assert.fail();

/** Registers a vehicle and a driver in one commit with something else, as a journey does. */
async function useTruck(party: PartyId, now: Instant, text = 'KDA 123A') {
  const phone = parsePhone('+254 712 345 678') ?? assert.fail();
  const done = await execute(node, {
    scope: home.acting.scope,
    actor: home.acting.actor,
    authority: null,
    occurredAt: now,
    receivedAt: now,
    load: async (tx) => ({
      vehicle: await vehicleOf(tx, { party, kind: 'truck', plate: plate(text), now }),
      driver: await driverOf(tx, { party, name: 'J. Mwangi', phone, now }),
    }),
    decide: ({ vehicle, driver }) => ({
      accepted: true as const,
      facts: [...vehicle.events, ...(driver?.events ?? [])] as readonly DomainEvent[],
    }),
    aggregates: { vehicle: vehicleAggregate, driver: driverAggregate },
    also: async (tx, _events, { vehicle, driver }) => {
      await vehicle.keep(tx);
      await driver?.keep(tx);
    },
    result: (_events, { vehicle, driver }) => ({ vehicle: vehicle.id, driver: driver?.id ?? null }),
  });
  assert.ok(done.accepted);
  return done.result as { vehicle: Id<'Vehicle'>; driver: Id<'Driver'> };
}

test('a plate is one vehicle of its party, however it is written', async () => {
  const race = await Promise.all([useTruck(coast, NOW), useTruck(coast, NOW, 'kda-123a')]);
  assert.equal(race[0].vehicle, race[1].vehicle);
  const first = race[0];
  assert.equal((await useTruck(coast, NOW)).driver, (await useTruck(coast, NOW)).driver);
  assert.notEqual((await useTruck(lake, NOW)).vehicle, first.vehicle);
  const seen = (party: string) =>
    database.asParty({ party }, async (tx) => ({
      plates: [...(await platesOf(tx, [first.vehicle])).values()].map((text) =>
        text.replace(/[ -]/g, ''),
      ),
      drivers: [...(await driversOf(tx, [first.driver])).values()],
      found: await vehiclesByPlate(tx, 'kda 12%', 10),
    }));
  const mine = await seen(coast);
  assert.deepEqual(mine.plates, ['KDA123A']);
  assert.deepEqual(mine.drivers, [{ name: 'J. Mwangi', phone: '+254712345678' }]);
  assert.deepEqual(mine.found, [first.vehicle]);
  assert.equal((await seen(home.party)).found.length, 2);
  const theirs = await seen(lake);
  assert.deepEqual([theirs.plates, theirs.drivers], [[], []]);
});

test('values are forgotten when their purpose has ended, and kept while they are used', async () => {
  const old = addMs(NOW, -6 * 366 * DAY_MS);
  const kept = await useTruck(coast, NOW, 'KAA 001A');
  const gone = await useTruck(coast, old, 'KBB 002B');
  await useTruck(coast, old, 'KCC 003C');
  const prolonged = await useTruck(coast, NOW, 'KCC 003C');
  assert.equal(await database.asNode(forgetDue), 1);
  assert.equal(await database.asNode(forgetDue), 0);
  const plates = await database.asParty({ party: coast }, (tx) =>
    platesOf(tx, [kept.vehicle, gone.vehicle, prolonged.vehicle]),
  );
  assert.deepEqual([...plates.keys()].sort(), [kept.vehicle, prolonged.vehicle].sort());
  const names = await database.asParty(home.acting.scope, (tx) => partiesOf(tx, [coast]));
  assert.equal(names.get(coast)?.name, 'Coast Haulage');
});

test('another transporter of a test has a name of its own', async () => {
  const id = await testTransporter(node, home.acting, 'Hill Transport');
  const found = await database.asParty(home.acting.scope, (tx) => partiesOf(tx, [id]));
  assert.equal(found.get(id)?.kind, 'transporter');
});

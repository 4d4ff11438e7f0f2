import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Instant, instant } from '@lakiri/kit';
import { type Database, openDatabase, sqlState } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { corridorsRoutes } from '../api/index.ts';
import { shippedGazette } from '../testing.ts';
import { corridorsMigrations, currentPlaces, loadGazette, routeBook } from './index.ts';

let postgres: TestDatabase;
let database: Database;

before(async () => {
  postgres = await testDatabase({ sets: [corridorsMigrations] });
  database = open(postgres.appUrl);
});

after(async () => {
  await database.end();
  await postgres.drop();
});

function open(url: string): Database {
  return openDatabase({ url, poolMax: 4, name: 'corridors test', onIdleError: () => undefined });
}

const at = (text: string): Instant => instant(Date.parse(text)) ?? assert.fail();
const JANUARY = at('2026-01-01T00:00:00Z');
const JUNE = at('2026-06-01T00:00:00Z');
const gazette = shippedGazette();

function load(given = gazette, effectiveFrom = JANUARY) {
  const node = { database, origin: 'test' };
  return loadGazette(node, { gazette: given, effectiveFrom, now: JANUARY, actor: 'node' });
}

async function countFacts(): Promise<number> {
  const owner = open(postgres.ownerUrl);
  const { rows } = await owner.asNode((tx) =>
    tx.query<{ n: number }>('SELECT count(*)::int AS n FROM fact.fact'),
  );
  await owner.end();
  return rows[0]?.n ?? 0;
}

test('an empty node gets the shipped gazette once, whoever starts at the same time', async () => {
  const both = await Promise.all([load(), load()]);
  const published = both.map((one) => (one.accepted ? one.places + one.routes : -1)).sort();
  const all = gazette.places.length + gazette.routes.length;
  assert.deepEqual(published, [0, all]);
  assert.deepEqual(await load(), { accepted: true, places: 0, routes: 0 });
  assert.equal(await countFacts(), all);
});

test('what was stored is what was published', async () => {
  const book = routeBook();
  const indexes = await database.asNode((tx) => book.current(tx, JANUARY));
  const byId = [...gazette.routes].sort((a, b) => (a.id < b.id ? -1 : 1));
  assert.deepEqual(
    indexes.map(({ route }) => route),
    byId.map((route) => ({ ...route, version: 1, effectiveFrom: JANUARY })),
  );
  const places = await database.asNode((tx) => currentPlaces(tx, JANUARY));
  assert.deepEqual(
    places,
    [...gazette.places].sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
});

test('a new version takes force on its day and leaves the old as it was', async () => {
  const changed = {
    places: gazette.places,
    routes: gazette.routes.map((route) =>
      route.id === 'mombasa-malaba' ? { ...route, timeLimitH: 60 } : route,
    ),
  };
  const early = await load(changed, JANUARY);
  assert.equal(early.accepted ? 'accepted' : early.refusal.code, 'not-after-last');
  assert.equal(early.accepted ? '' : early.refusal.id, 'mombasa-malaba');
  assert.deepEqual(await load(changed, JUNE), { accepted: true, places: 0, routes: 1 });
  const book = routeBook();
  const rows = [
    { at: at('2025-12-31T23:59:59Z'), version: undefined },
    { at: at('2026-05-31T23:59:59Z'), version: 1 },
    { at: JUNE, version: 2 },
  ];
  for (const { at: day, version } of rows) {
    const current = await database.asNode((tx) => book.current(tx, day));
    const found = current.find(({ route }) => route.id === 'mombasa-malaba');
    assert.equal(found?.route.version, version);
  }
  const old = await database.asNode((tx) => book.find(tx, 'mombasa-malaba', 1));
  assert.equal(old?.route.timeLimitH, 108);
  assert.equal(await database.asNode((tx) => book.find(tx, 'mombasa-malaba', 9)), undefined);
});

test('the application may neither change nor take back a version; intake reads', async () => {
  for (const text of [
    'UPDATE corridors.route_version SET content = content',
    'DELETE FROM corridors.place_version',
  ])
    await assert.rejects(
      database.asNode((tx) => tx.query(text)),
      (error) => sqlState(error) === '42501',
    );
  const intake = open(postgres.intakeUrl);
  const routes = await intake.asNode((tx) => routeBook().current(tx, JUNE));
  assert.equal(routes.length, gazette.routes.length);
  await intake.end();
});

test('the API tells the gazette in force', async () => {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  corridorsRoutes(app, {
    ...{ database, origin: 'test', routes: routeBook(), now: () => JUNE },
    namesOf: () => Promise.resolve(new Map()),
    authority: undefined,
  });
  const places = (await app.inject('/places')).json();
  assert.equal(places.places.length, gazette.places.length);
  const { routes } = (await app.inject('/routes')).json();
  const malaba = routes.find(({ id }: { id: string }) => id === 'mombasa-malaba');
  assert.deepEqual(
    { ...malaba, line: malaba.line.length, allowedStops: malaba.allowedStops.length },
    {
      id: 'mombasa-malaba',
      version: 2,
      name: 'Mombasa – Malaba',
      corridor: 'northern',
      fromPlace: 'port-mombasa',
      toPlace: 'malaba',
      km: 862.8,
      bufferM: 5_000,
      timeLimitH: 60,
      line: 102,
      allowedStops: 13,
    },
  );
  await app.close();
});

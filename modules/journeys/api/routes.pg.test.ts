import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMs, isoOf, MINUTE_MS } from '@lakiri/kit';
import type { Viewer } from '@lakiri/parties';
import { answerErrors } from '@lakiri/platform/http';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { labelsOf } from './labels.ts';
import { journeysRoutes } from './routes.ts';
import { aKey, begin, did, now, openWorld, registerSeal, route, type World } from './test-world.ts';

let world: World;
let app: FastifyInstance;
/** Who is signed in for the next request; sessions have their own tests. */
let viewer: Viewer;

before(async () => {
  world = await openWorld();
  viewer = world.officer;
  app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerErrors(app);
  app.decorateRequest('viewer', null);
  app.addHook('onRequest', (request, _reply, done) => {
    request.viewer = viewer;
    done();
  });
  const live = { lat: route.from.lat, lon: route.from.lon, batteryPct: 97 };
  journeysRoutes(app, {
    ...world.deps,
    liveOf: (_tx, seals) => Promise.resolve(new Map(seals.map((seal) => [seal, live]))),
    openCasesOf: (_tx, ids) =>
      Promise.resolve(new Map(ids.map((id) => [id, [{ id: 'c', kind: 'seal-cut', severity: 1 }]]))),
    eventsOf: () =>
      Promise.resolve([
        {
          at: isoOf(now()),
          recordedAt: isoOf(now()),
          type: 'case-opened',
          by: null,
          caseId: 'c',
          severity: 1,
          params: { kind: 'seal-cut' },
        },
      ]),
    known: {
      placeOf: () => Promise.resolve(route.to),
      openCasesOf: () => Promise.resolve([]),
    },
  });
});

after(async () => {
  await app.close();
  await world.close();
});

async function ask(options: InjectOptions) {
  const reply = await app.inject(options);
  return { status: reply.statusCode, body: reply.json(), type: reply.headers['content-type'] };
}

const post = (url: string, payload: object, key: string | undefined = aKey()) =>
  ask({ method: 'POST', url, payload, headers: key === '' ? {} : { 'idempotency-key': key } });

const form = () => ({
  routeId: route.id,
  routeVersion: 1,
  plate: 'kda 123a',
  trailer: 'ZE 4417',
  driverName: 'J. Kamau',
  driverPhone: '0712 345 678',
  cargo: 'Rice in bags',
  transporterId: world.carrier.party.id,
});

test('a journey is created, sealed, armed and looked at', async () => {
  const key = aKey();
  const made = await post('/journeys', form(), key);
  assert.equal(made.status, 201);
  const { id, ref, milestones } = made.body;
  assert.match(ref, /^.{4}-..$/);
  assert.deepEqual((await post('/journeys', form(), key)).body, made.body);
  const seal = await registerSeal(world);
  const url = `/journeys/${id}`;
  const sealed = await post(`${url}/seal`, { sealId: seal, mechanicalSeal: 'KRA 0041772' });
  assert.equal(sealed.status, 200);
  const armed = await post(`${url}/arm`, {});
  assert.equal(armed.status, 200);
  const { body } = await ask({ url });
  assert.deepEqual(body, armed.body);
  assert.deepEqual(
    { ...body, seals: body.seals.length, milestones: body.milestones.length },
    {
      id,
      ref,
      version: 3,
      state: 'armed',
      route: {
        id: 'mombasa-malaba',
        version: 1,
        name: 'Mombasa – Malaba',
        km: route.km,
        fromPlace: 'port-mombasa',
        toPlace: 'malaba',
      },
      vehicle: { plate: 'KDA 123A', trailer: 'ZE 4417' },
      driver: { name: 'J. Kamau', phone: '0712345678' },
      cargo: 'Rice in bags',
      transporter: { id: world.carrier.party.id, name: 'Party of B. Wanjiru' },
      seals: 1,
      milestones: 3,
      progress: { km: 0, ofKm: route.km, offRouteM: 0 },
      arrival: null,
      live: { lat: route.from.lat, lon: route.from.lon, batteryPct: 97 },
      openCases: [{ id: 'c', kind: 'seal-cut', severity: 1 }],
      deadlineAt: body.deadlineAt,
    },
  );
  assert.equal(milestones[0].by, 'A. Otieno');
  assert.deepEqual(
    body.milestones.map(({ type }: { type: string }) => type),
    ['created', 'sealed', 'armed'],
  );
  const limitMs = route.timeLimitH * 3_600_000;
  assert.equal(Date.parse(body.deadlineAt) - Date.parse(body.milestones[2].occurredAt), limitMs);
});

test('papers may be written down later than it was done', async () => {
  const occurredAt = isoOf(addMs(now(), -10 * MINUTE_MS));
  const { body: made } = await post('/journeys', { ...form(), occurredAt });
  const seal = await registerSeal(world);
  await post(`/journeys/${made.id}/seal`, { sealId: seal, occurredAt });
  const { body } = await post(`/journeys/${made.id}/arm`, { occurredAt });
  assert.equal(body.state, 'armed');
  for (const { occurredAt: at, recordedAt } of body.milestones) {
    assert.equal(at, occurredAt);
    assert.ok(Date.parse(recordedAt) > Date.parse(at));
  }
});

test('a person is told what was recorded, in words and in order', async () => {
  const journey = await begin(world);
  const seal = await registerSeal(world);
  await did(world, { act: 'seal', journey, seal, mechanicalSeal: null });
  await did(world, { act: 'arm', journey });
  await did(world, { act: 'disarm', journey, reason: 'Axle broken near Voi' });
  const { status, body } = await ask({ url: `/journeys/${journey}/events` });
  assert.equal(status, 200);
  const lines = body.items.map((item: { type: string; by: string | null }) => [item.type, item.by]);
  assert.deepEqual(lines, [
    ['journey-created', 'A. Otieno'],
    ['journey-sealed', 'A. Otieno'],
    ['journey-armed', 'A. Otieno'],
    ['journey-disarmed', 'A. Otieno'],
    ['case-opened', null],
  ]);
  assert.equal(body.items[3].params.reason, 'Axle broken near Voi');
  assert.match(body.items[2].params.deadlineAt, /^\d{4}-.*Z$/);
  assert.ok(!('reasonSha256' in body.items[3].params));
});

test('as known at an instant a journey is what had been recorded by then, whenever it was done', async () => {
  const occurredAt = isoOf(addMs(now(), -10 * MINUTE_MS));
  const { body: made } = await post('/journeys', { ...form(), occurredAt });
  const url = `/journeys/${made.id}`;
  await post(`${url}/seal`, { sealId: await registerSeal(world), occurredAt });
  const { body: present } = await post(`${url}/arm`, { occurredAt });
  const recorded: string[] = present.milestones.map((it: { recordedAt: string }) => it.recordedAt);
  const then = async (knownAt = '') => (await ask({ url: `${url}?knownAt=${knownAt}` })).body;
  const rows = ['created', 'sealed', 'armed'];
  for (const [at, state] of rows.entries()) {
    const known = await then(recorded[at]);
    assert.deepEqual(
      [known.state, known.version, known.milestones.length, known.seals.length, known.live],
      [state, at + 1, at + 1, Math.min(at, 1), null],
    );
    const { items } = (await ask({ url: `${url}/events?knownAt=${recorded[at]}` })).body;
    assert.equal(items.length, at + 1, 'the case was opened after all of these');
  }
  const { progress, openCases, deadlineAt } = await then(recorded[2]);
  assert.deepEqual([progress.km, openCases, deadlineAt], [route.km, [], present.deadlineAt]);
  assert.equal((await then(recorded[1])).deadlineAt, null);
  const before = await ask({ url: `${url}?knownAt=${occurredAt}` });
  assert.deepEqual([before.status, before.body.code], [404, 'journey-not-yet-known']);
  assert.deepEqual((await ask({ url: `${url}/events?knownAt=${occurredAt}` })).body.items, []);
  assert.equal((await ask({ url: `${url}?knownAt=yesterday` })).status, 400);
});

test('a refusal is a problem with its facts', async () => {
  const journey = await begin(world);
  const seal = await registerSeal(world, { lat: -1.2833, lon: 42 });
  await did(world, { act: 'seal', journey, seal, mechanicalSeal: null });
  const { status, type, body } = await post(`/journeys/${journey}/arm`, {});
  assert.equal(status, 409);
  assert.equal(type, 'application/problem+json');
  assert.equal(body.code, 'seal-not-at-station');
  assert.equal(body.seal, seal);
  assert.ok(body.awayM > 100_000 && body.nearest !== '' && body.title !== '' && body.detail !== '');
  const future = await post(`/journeys/${journey}/close`, { occurredAt: '2099-01-01T00:00:00Z' });
  assert.deepEqual(
    [future.status, future.body.code, future.body.at],
    [422, 'claim-in-future', '2099-01-01T00:00:00.000Z'],
  );
  const none = await post('/journeys/0190a000-0000-7000-8000-000000000000/arm', {});
  assert.deepEqual([none.status, none.body.code], [404, 'no-such-journey']);
  const noSeal = await post(`/journeys/${journey}/seal`, {
    sealId: '0190a000-0000-7000-8000-000000000000',
  });
  assert.deepEqual([noSeal.status, noSeal.body.code], [404, 'no-such-seal']);
  const noParty = await post('/journeys', { ...form(), transporterId: world.officer.party.id });
  assert.deepEqual([noParty.status, noParty.body.code], [404, 'no-such-transporter']);
  const noRoute = await post('/journeys', { ...form(), routeVersion: 9 });
  assert.deepEqual([noRoute.status, noRoute.body.code], [404, 'no-such-route']);
  const notYet = await post('/journeys', { ...form(), occurredAt: '2099-01-01T00:00:00Z' });
  assert.deepEqual([notYet.status, notYet.body.code], [422, 'claim-in-future']);
});

test('what makes no sense is told with its path, and does nothing', async () => {
  const id = await begin(world);
  const rows: [string, object, string?][] = [
    ['/journeys', {}],
    ['/journeys', { ...form(), plate: 'K; DROP' }],
    ['/journeys', { ...form(), trailer: 'KDA-123A' }],
    ['/journeys', { ...form(), driverPhone: 'call me' }],
    ['/journeys', { ...form(), cargo: ' ' }],
    ['/journeys', { ...form(), cargo: 'x'.repeat(201) }],
    ['/journeys', { ...form(), routeVersion: 1.5 }],
    ['/journeys', form(), ''],
    ['/journeys', form(), 'not-a-key'],
    ['/journeys/7QF2-93/arm', {}],
    [`/journeys/${id}/arm`, { occurredAt: 'yesterday' }],
    [`/journeys/${id}/seal`, { sealId: 'ELK-1' }],
    [`/journeys/${id}/disarm`, { reason: 'x'.repeat(501) }],
  ];
  for (const [url, body, key] of rows) {
    const { status, body: problem } = await post(url, body, key);
    assert.deepEqual(
      [status, problem.code],
      [400, 'bad-request'],
      `${url} ${JSON.stringify(body)}`,
    );
    assert.ok(problem.errors.length > 0);
  }
  assert.equal((await ask({ url: '/journeys?limit=0' })).status, 400);
  assert.equal((await ask({ url: '/journeys?state=lost' })).status, 400);
});

test('a list is found by what people type, and goes on by its cursor', async () => {
  for (let at = 0; at < 3; at++) await post('/journeys', { ...form(), plate: 'KYY 777Y' });
  const first = (await ask({ url: '/journeys?q=kyy777&limit=2' })).body;
  assert.equal(first.items.length, 2);
  const rest = (await ask({ url: `/journeys?q=kyy777&limit=2&cursor=${first.next}` })).body;
  assert.deepEqual([rest.items.length, rest.next], [1, null]);
  const { ref } = first.items[0];
  const typed = ref.toLowerCase().replace('-', '');
  const byRef = (await ask({ url: `/journeys?q=${typed}` })).body;
  assert.deepEqual(
    byRef.items.map((item: { ref: string }) => item.ref),
    [ref],
  );
});

test('people of a transporter see their journeys and nobody else’s', async () => {
  const theirs = await begin(world, { transporter: world.rival.party.id });
  const other = await begin(world);
  viewer = world.rival;
  const { body } = await ask({ url: '/journeys?limit=200' });
  const seen = await ask({ url: `/journeys/${theirs}` });
  const hidden = await ask({ url: `/journeys/${other}` });
  const events = await ask({ url: `/journeys/${other}/events` });
  const then = await ask({ url: `/journeys/${other}?knownAt=${isoOf(now())}` });
  viewer = world.officer;
  assert.deepEqual(
    body.items.map(({ id }: { id: string }) => id),
    [theirs],
  );
  assert.equal(seen.body.vehicle.plate, 'KDA 123A');
  assert.deepEqual([hidden.status, events.status], [404, 404]);
  assert.deepEqual([then.status, then.body.code], [404, 'no-such-journey']);
});

test('every route says who may call it, and only officers may act', () => {
  const routes: { method: string; url: string; access: unknown }[] = [];
  const bare = Fastify();
  bare.addHook('onRoute', ({ method, url, config }) => {
    if (method !== 'HEAD') routes.push({ method: String(method), url, access: config?.access });
  });
  journeysRoutes(bare, world.deps);
  assert.equal(routes.length, 13);
  for (const { method, access, url } of routes)
    if (method === 'GET') assert.equal(access, 'signed-in', url);
    else assert.deepEqual(access, ['officer', 'supervisor', 'station', 'admin'], url);
});

test('other screens call a journey by its reference, truck, driver and route', async () => {
  const journey = await begin(world);
  const labels = await world.database.asParty(world.officer.scope, (tx) =>
    labelsOf(tx, [journey], world.deps),
  );
  const { ref: _, ...label } = labels.get(journey) ?? assert.fail();
  assert.deepEqual(label, {
    plate: 'KDA 123A',
    cargo: 'Rice in bags',
    routeName: 'Mombasa – Malaba',
    corridor: 'northern',
    routeKm: route.km,
    driver: { name: 'J. Kamau', phone: '0712345678' },
  });
});

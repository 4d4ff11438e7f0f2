import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { addMs, HOUR_MS, type Instant, instant, MINUTE_MS } from '@lakiri/kit';
import { answerErrors } from '@lakiri/platform/http';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { viewerOf } from '../core/index.ts';
import { partiesMigrations } from '../store/index.ts';
import { quickPasswords, TEST_PASSWORD } from '../testing.ts';
import { openSessions, partiesRoutes, refuseForeignPages } from './index.ts';

const START = instant(Date.parse('2026-11-23T05:00:00Z')) ?? assert.fail();
const SET_UP_TOKEN = 'printed at the first start';
let postgres: TestDatabase;
let database: Database;
let app: FastifyInstance;
let now: Instant = START;
let queries = 0;

before(async () => {
  postgres = await testDatabase({ sets: [partiesMigrations] });
  const name = 'parties test';
  database = openDatabase({ url: postgres.appUrl, poolMax: 4, name, onIdleError: () => undefined });
  app = await appOf(SET_UP_TOKEN);
});

after(async () => {
  await app.close();
  await database.end();
  await postgres.drop();
});

// Each test begins a minute after the last one, with no tries against it.
beforeEach(() => {
  now = addMs(now, 2 * MINUTE_MS);
});

/** As the server puts it together: access is checked before a route is reached. */
async function appOf(setUpToken: string | undefined, publicUrl?: string): Promise<FastifyInstance> {
  const server = Fastify();
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  answerErrors(server);
  const counted: Database = {
    ...database,
    asNode: (work, isolation) => {
      queries++;
      return database.asNode(work, isolation);
    },
  };
  const sessions = openSessions({ database: counted, now: () => now });
  refuseForeignPages(server, { publicUrl });
  server.addHook('onRequest', async (request, reply) => {
    const { access = 'signed-in' } = request.routeOptions.config;
    if (access === 'public') return;
    const verdict = await sessions.authorize(request, access);
    if (verdict === 'not-signed-in') await reply.code(401).send({ code: verdict });
    if (verdict === 'forbidden') await reply.code(403).send({ code: verdict });
  });
  partiesRoutes(server, {
    database,
    origin: 'test',
    now: () => now,
    sessions,
    passwords: quickPasswords(),
    publicUrl,
    setUpToken,
  });
  server.get(
    '/mine',
    { config: { access: ['transporter'] } },
    (request) => viewerOf(request).party,
  );
  await server.ready();
  return server;
}

const wanted = {
  token: SET_UP_TOKEN,
  administration: 'Revenue Authority',
  country: 'KE',
  name: 'A. Otieno',
  login: 'Otieno',
  password: TEST_PASSWORD,
};

function post(url: string, payload: object, headers: Record<string, string> = {}) {
  return app.inject({ method: 'POST', url, payload, headers });
}

async function signIn(login: string, password = TEST_PASSWORD, remoteAddress = '192.0.2.7') {
  const reply = await app.inject({
    method: 'POST',
    url: '/session',
    payload: { login, password },
    remoteAddress,
  });
  const cookie = String(reply.headers['set-cookie'] ?? '').split(';')[0] ?? '';
  return { reply, cookie };
}

test('a node is set up once, by who has its token', async () => {
  assert.deepEqual((await app.inject('/setup')).json(), { needed: true });
  const closed = await appOf(undefined);
  const rows = [
    { on: closed, payload: wanted, status: 403, code: 'set-up-closed' },
    { on: app, payload: { ...wanted, token: 'guess' }, status: 403, code: 'wrong-set-up-token' },
    { on: app, payload: { ...wanted, country: 'Kenya' }, status: 400, code: 'bad-request' },
    { on: app, payload: { ...wanted, login: '?' }, status: 400, code: 'bad-request' },
    { on: app, payload: { ...wanted, password: 'short' }, status: 422, code: 'password-too-short' },
    { on: app, payload: wanted, status: 200, code: undefined },
    { on: app, payload: wanted, status: 409, code: 'already-set-up' },
  ];
  for (const { on, payload, status, code } of rows) {
    const reply = await on.inject({ method: 'POST', url: '/setup', payload });
    assert.equal(reply.statusCode, status, reply.body);
    assert.equal(reply.json().code, code);
    assert.ok(!reply.body.includes(TEST_PASSWORD));
    if (status === 200) assert.deepEqual(reply.json().person.roles, ['admin', 'officer']);
  }
  assert.deepEqual((await app.inject('/setup')).json(), { needed: false });
  await closed.close();
});

test('the set-up token cannot be guessed at leisure', async () => {
  for (let n = 0; n < 5; n++)
    assert.equal((await post('/setup', { ...wanted, token: `${n}` })).statusCode, 403);
  const reply = await post('/setup', wanted);
  assert.equal(reply.statusCode, 429);
  assert.equal(reply.headers['retry-after'], '60');
});

test('signing in gives a session, in words and in a cookie that scripts cannot read', async () => {
  const { reply, cookie } = await signIn('otieno');
  assert.equal(reply.statusCode, 200);
  assert.match(
    String(reply.headers['set-cookie']),
    /^lakiri_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
  );
  const said = reply.json();
  assert.deepEqual(
    { ...said, person: { ...said.person, id: '' }, party: { ...said.party, id: '' } },
    {
      person: { id: '', name: 'A. Otieno', roles: ['admin', 'officer'], language: 'en' },
      party: { id: '', name: 'Revenue Authority', kind: 'administration', country: 'KE' },
      expiresAt: new Date(now + 12 * HOUR_MS).toISOString(),
    },
  );
  const again = await app.inject({ url: '/session', headers: { cookie: `a=b; ${cookie}; c=d` } });
  assert.deepEqual(again.json(), said);
});

test('over https the cookie is secure', async () => {
  const https = await appOf(undefined, 'https://lakiri.example');
  const payload = { login: 'otieno', password: TEST_PASSWORD };
  const reply = await https.inject({ method: 'POST', url: '/session', payload });
  assert.match(String(reply.headers['set-cookie']), /; Secure$/);
  await https.close();
});

test('a wrong login and a wrong password are told alike; the sixth try waits', async () => {
  const answers = [
    await signIn('otieno', 'wrong password', '192.0.2.8'),
    await signIn('nobody', TEST_PASSWORD, '192.0.2.8'),
    await signIn('?', '', '192.0.2.8'),
  ].map(({ reply }) => {
    const { instance: _, ...said } = reply.json();
    return said;
  });
  assert.deepEqual(answers[1], answers[0]);
  assert.deepEqual(answers[2], answers[0]);
  assert.equal(answers[0]?.code, 'sign-in-refused');
  for (let n = 0; n < 4; n++) await signIn('otieno', 'wrong password', '192.0.2.8');
  const { reply } = await signIn('otieno', TEST_PASSWORD, '192.0.2.8');
  assert.equal(reply.statusCode, 429);
  assert.equal(reply.json().code, 'too-many-tries');
  assert.equal(reply.headers['retry-after'], '60');
  assert.equal((await signIn('otieno', TEST_PASSWORD, '192.0.2.9')).reply.statusCode, 200);
  now = addMs(now, MINUTE_MS);
  assert.equal((await signIn('otieno', TEST_PASSWORD, '192.0.2.8')).reply.statusCode, 200);
});

test('a session ends by signing out, by idleness and by age', async () => {
  const isIn = async (cookie: string) =>
    (await app.inject({ url: '/session', headers: { cookie } })).statusCode === 200;
  const out = await signIn('otieno');
  assert.ok(await isIn(out.cookie));
  const gone = await app.inject({
    method: 'DELETE',
    url: '/session',
    headers: { cookie: out.cookie },
  });
  assert.equal(gone.statusCode, 204);
  assert.match(String(gone.headers['set-cookie']), /^lakiri_session=; .*Max-Age=0/);
  assert.equal(await isIn(out.cookie), false);
  assert.equal((await app.inject({ method: 'DELETE', url: '/session' })).statusCode, 204);

  const idle = await signIn('otieno');
  const used = await signIn('otieno');
  for (let minutes = 0; minutes < 60; minutes += 20) {
    now = addMs(now, 20 * MINUTE_MS);
    assert.ok(await isIn(used.cookie));
  }
  assert.equal(await isIn(idle.cookie), false);
  for (let minutes = 60; minutes < 12 * 60; minutes += 20) {
    assert.ok(await isIn(used.cookie), `${minutes}`);
    now = addMs(now, 20 * MINUTE_MS);
  }
  assert.equal(await isIn(used.cookie), false);
});

test('a burst of requests asks the database once in ten seconds', async () => {
  const { cookie } = await signIn('otieno');
  const ask = () => app.inject({ url: '/session', headers: { cookie } });
  queries = 0;
  for (let n = 0; n < 20; n++) await ask();
  assert.equal(queries, 0); // signing in has just read it
  now = addMs(now, 10_000);
  for (let n = 0; n < 20; n++) await ask();
  assert.equal(queries, 1);
});

test('cookies that are no session of ours are nobody', async () => {
  const rows = ['', 'lakiri_session=', 'lakiri_session=abc', `lakiri_session=${'A'.repeat(43)}`];
  for (const cookie of rows)
    assert.equal((await app.inject({ url: '/session', headers: { cookie } })).statusCode, 401);
});

test('a page of another site can do nothing', async () => {
  const payload = { login: 'otieno', password: TEST_PASSWORD };
  const rows: { headers: Record<string, string>; status: number }[] = [
    { headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
    { headers: { origin: 'https://evil.example' }, status: 403 },
    { headers: { origin: 'null' }, status: 403 },
    { headers: { origin: 'http://localhost:8081' }, status: 403 },
    { headers: { origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }, status: 200 },
    { headers: {}, status: 200 },
  ];
  for (const { headers, status } of rows) {
    const reply = await post('/session', payload, { host: 'localhost:8080', ...headers });
    assert.equal(reply.statusCode, status, JSON.stringify(headers));
  }
  const reading = await app.inject({ url: '/setup', headers: { 'sec-fetch-site': 'cross-site' } });
  assert.equal(reading.statusCode, 200);
});

const key = (n: number) => ({
  'idempotency-key': `0190a000-0000-4000-8000-${String(n).padStart(12, '0')}`,
});

test('an administrator registers parties and people; each sees what is theirs', async () => {
  const { cookie } = await signIn('otieno');
  const coast = { kind: 'transporter', name: 'Coast Haulage', country: 'KE' };
  assert.equal((await post('/parties', coast, { cookie })).statusCode, 400); // no key
  assert.equal((await post('/parties', coast, key(1))).statusCode, 401);
  const made = await post('/parties', coast, { cookie, ...key(1) });
  assert.equal(made.statusCode, 201);
  const repeated = await post('/parties', coast, { cookie, ...key(1) });
  assert.deepEqual(repeated.json(), made.json());
  const party = made.json().id;
  const person = {
    party,
    name: 'B. Achieng',
    login: 'achieng',
    password: TEST_PASSWORD,
    roles: ['transporter'],
    language: 'sw',
  };
  const rows = [
    { payload: { ...person, party: '0190a000-0000-7000-8000-000000000001' }, status: 404 },
    { payload: { ...person, roles: ['officer'] }, status: 422 },
    { payload: { ...person, roles: ['king'] }, status: 400 },
    { payload: { ...person, name: 'B.\nAchieng' }, status: 400 },
    { payload: { ...person, login: 'OTIENO' }, status: 409 },
    { payload: { ...person, password: 'my name: achieng' }, status: 422 },
    { payload: person, status: 201 },
  ];
  for (const [n, { payload, status }] of rows.entries()) {
    const reply = await post('/people', payload, { cookie, ...key(10 + n) });
    assert.equal(reply.statusCode, status, reply.body);
  }
  const theirs = await signIn('achieng');
  const get = (url: string, of: string) => app.inject({ url, headers: { cookie: of } });
  assert.equal((await get('/mine', theirs.cookie)).json().id, party);
  assert.equal((await get('/mine', cookie)).statusCode, 403);
  assert.equal((await get('/parties', theirs.cookie)).statusCode, 403);
  const more = await post('/parties', coast, { cookie: theirs.cookie, ...key(30) });
  assert.equal(more.statusCode, 403);
});

test('transporters are listed page by page', async () => {
  const { cookie } = await signIn('otieno');
  const names = ['Coast Haulage', 'Lake Carriers', 'Hill Transport'];
  for (const [n, name] of names.entries())
    await post(
      '/parties',
      { kind: 'transporter', name, country: 'KE' },
      { cookie, ...key(40 + n) },
    );
  const seen: string[] = [];
  type Page = { items: { name: string }[]; next: string | null };
  for (let from = ''; ; ) {
    const url = `/parties?kind=transporter&limit=2${from}`;
    const page: Page = (await app.inject({ url, headers: { cookie } })).json();
    seen.push(...page.items.map(({ name }) => name));
    if (page.next === null) break;
    from = `&cursor=${page.next}`;
  }
  assert.deepEqual(seen.sort(), [...names].sort());
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readConfig } from '@lakiri/platform/config';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { z } from 'zod';
import type { Authorize } from './access.ts';
import { type App, createApp } from './app.ts';
import { metricsOfAll } from './metrics-page.ts';
import { type Readiness, readinessOf } from './readiness.ts';

const directory = mkdtempSync(join(tmpdir(), 'lakiri-console-'));
mkdirSync(join(directory, 'assets'));
writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Lakiri</title>');
writeFileSync(join(directory, 'assets/monitor-Bx1YzQ9a.js'), 'export {}');
after(() => rmSync(directory, { recursive: true }));

const refused = Object.assign(new Error(''), { code: 'ECONNREFUSED' });

async function appWith(
  options: {
    authorize?: Authorize;
    env?: NodeJS.ProcessEnv;
    console?: string;
    field?: string;
    plug?: (app: App) => void;
  } = {},
): Promise<App> {
  const metrics = createMetrics('server');
  const app = await createApp({
    config: readConfig(options.env ?? {}),
    log: silentLog(),
    metrics,
    metricsPage: metricsOfAll(metrics),
    readiness: readinessOf({
      sql: { query: () => Promise.reject(refused) },
      sets: [],
      now: () => performance.now(),
    }),
    authorize: options.authorize ?? (() => Promise.resolve('not-signed-in')),
    consoleDirectory: options.console ?? directory,
    fieldDirectory: options.field ?? directory,
  });
  options.plug?.(app);
  after(() => app.close());
  return app;
}

const anybody = { access: 'public' } as const;

/** One route for each manner of failing. */
function failing(app: App): void {
  const body = z.object({ sealNumber: z.string(), count: z.number().int() }).meta({ id: 'Probe' });
  app.post('/api/probe', { config: anybody, schema: { body } }, (request) => request.body);
  app.get('/api/broken', { config: anybody }, () => {
    throw new Error('the password is hunter2');
  });
  app.get('/api/away', { config: anybody }, () => Promise.reject(refused));
  app.get('/api/mine', { config: { access: ['officer'] } }, () => ({ mine: true }));
}

test('every failure is one problem document', async () => {
  const app = await appWith({ plug: failing });
  const json = { 'content-type': 'application/json' };
  const probe = { method: 'POST', url: '/api/probe' } as const;
  const rows = [
    {
      ask: { ...probe, headers: json, payload: '{"count":1.5}' },
      status: 400,
      code: 'bad-request',
    },
    { ask: { ...probe, headers: json, payload: '{' }, status: 400, code: 'bad-request' },
    { ask: { ...probe, headers: json, payload: '' }, status: 400, code: 'bad-request' },
    {
      ask: { ...probe, headers: { 'content-type': 'text/csv' }, payload: 'a' },
      status: 415,
      code: 'unsupported-media-type',
    },
    {
      ask: { ...probe, headers: json, payload: `"${'x'.repeat(1_048_577)}"` },
      status: 413,
      code: 'too-large',
    },
    { ask: { method: 'GET', url: '/api/mine' }, status: 401, code: 'not-signed-in' },
    { ask: { method: 'GET', url: '/api/none' }, status: 404, code: 'not-found' },
    { ask: { method: 'GET', url: '/api/broken' }, status: 500, code: 'broken' },
    { ask: { method: 'GET', url: '/api/away' }, status: 503, code: 'database-unavailable' },
  ] as const;
  for (const { ask, status, code } of rows) {
    const reply = await app.inject(ask);
    assert.equal(reply.statusCode, status, `${ask.url} ${reply.body}`);
    assert.match(String(reply.headers['content-type']), /^application\/problem\+json/);
    const said = reply.json<{ code: string; instance: string }>();
    assert.equal(said.code, code);
    assert.equal(said.instance, `urn:uuid:${String(reply.headers['x-request-id'])}`);
  }
});

test('what was malformed is named by its path', async () => {
  const app = await appWith({ plug: failing });
  const reply = await app.inject({ method: 'POST', url: '/api/probe', payload: { count: 1.5 } });
  const { errors } = reply.json<{ errors: { path: string }[] }>();
  assert.deepEqual(errors.map(({ path }) => path).sort(), ['/count', '/sealNumber']);
});

test('what is broken does not tell its insides', async () => {
  const app = await appWith({ plug: failing });
  const reply = await app.inject('/api/broken');
  assert.doesNotMatch(reply.body, /hunter2|at |\.ts/);
  assert.equal(reply.json<{ incident: string }>().incident, reply.headers['x-request-id']);
});

test('the database away says when to come again', async () => {
  const app = await appWith({ plug: failing });
  assert.equal((await app.inject('/api/away')).headers['retry-after'], '2');
});

test('a route that does not say who may call it stops the start', async () => {
  const app = await appWith({ plug: (it) => it.get('/api/forgotten', () => ({})) });
  await assert.rejects(
    async () => await app.ready(),
    /routes must declare config.access: GET \/api\/forgotten/,
  );
});

test('roles are asked of whoever calls', async () => {
  const rows = [
    { verdict: 'forbidden', status: 403 },
    { verdict: 'not-signed-in', status: 401 },
    { verdict: 'allowed', status: 200 },
  ] as const;
  for (const { verdict, status } of rows) {
    let asked: unknown;
    const app = await appWith({
      plug: failing,
      authorize: (_, access) => {
        asked = access;
        return Promise.resolve(verdict);
      },
    });
    assert.equal((await app.inject('/api/mine')).statusCode, status);
    assert.deepEqual(asked, ['officer']);
    assert.equal((await app.inject('/healthz')).statusCode, 200);
  }
});

test('readyz answers without the database and says what is missing', async () => {
  const app = await appWith();
  const reply = await app.inject('/readyz');
  assert.equal(reply.statusCode, 503);
  const state = reply.json<Readiness>();
  assert.deepEqual(state.missing, ['database', 'migrations']);
  assert.match(state.database.reason ?? '', /nothing answers/);
});

test('metrics are for this machine, or for the token', async () => {
  const env = { LAKIRI_METRICS_TOKEN: 'a-token-of-some-length' };
  const app = await appWith({ env });
  const authorization = `Bearer ${env.LAKIRI_METRICS_TOKEN}`;
  const rows = [
    { remoteAddress: '127.0.0.1', headers: {}, status: 200 },
    { remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': '10.0.0.9' }, status: 403 },
    { remoteAddress: '10.0.0.9', headers: {}, status: 403 },
    { remoteAddress: '10.0.0.9', headers: { authorization: 'Bearer wrong' }, status: 403 },
    { remoteAddress: '10.0.0.9', headers: { authorization }, status: 200 },
  ];
  for (const { remoteAddress, headers, status } of rows) {
    const reply = await app.inject({ url: '/metrics', remoteAddress, headers });
    assert.equal(reply.statusCode, status, JSON.stringify({ remoteAddress, headers }));
    if (status === 200)
      assert.match(reply.body, /lakiri_process_cpu_seconds_total\{process="server"\}/);
  }
});

test('the API is described by its schemas, as OpenAPI 3.1, with a page of local files', async () => {
  const app = await appWith({ plug: failing });
  const document = (await app.inject('/openapi.json')).json<{
    openapi: string;
    paths: Record<string, unknown>;
    components: { schemas: { Probe?: unknown; ProbeInput?: unknown } };
  }>();
  assert.equal(document.openapi, '3.1.0');
  assert.ok(document.paths['/api/probe']);
  assert.ok(document.components.schemas.Probe ?? document.components.schemas.ProbeInput);
  assert.equal(document.paths['/readyz'], undefined);
  const page = await app.inject('/docs/');
  assert.equal(page.statusCode, 200);
  assert.doesNotMatch(page.body, /(src|href)="https?:|<script>[^<]/);
});

test('the console answers its own addresses and keeps hashed files for good', async () => {
  const app = await appWith();
  const accept = { accept: 'text/html' };
  const rows = [
    { url: '/', headers: accept, status: 200, cache: 'no-cache' },
    { url: '/journeys/0192?t=1', headers: accept, status: 200, cache: 'no-cache' },
    { url: '/assets/monitor-Bx1YzQ9a.js', headers: {}, status: 200, cache: /immutable/ },
    { url: '/assets/none-Bx1YzQ9a.js', headers: accept, status: 404, cache: undefined },
    { url: '/api/none', headers: accept, status: 404, cache: undefined },
    { url: '/../../etc/passwd', headers: {}, status: 404, cache: undefined },
  ] as const;
  for (const { url, headers, status, cache } of rows) {
    const reply = await app.inject({ url, headers });
    assert.equal(reply.statusCode, status, `${url} ${reply.body}`);
    if (cache !== undefined)
      assert.match(String(reply.headers['cache-control']), new RegExp(cache));
  }
});

test('a console that is not built says how to build it', async () => {
  const app = await appWith({ console: join(directory, 'none') });
  const reply = await app.inject('/');
  assert.equal(reply.statusCode, 404);
  assert.match(reply.body, /not built/);
});

test('pages may load nothing from elsewhere', async () => {
  const app = await appWith();
  const policy = String((await app.inject('/')).headers['content-security-policy']);
  assert.match(policy, /default-src 'self'/);
  assert.match(policy, /script-src 'self'(;|$)/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /https?:|unsafe-eval/);
});

test('the phone’s app has its own page below /field/, and its worker’s folder ends in a slash', async () => {
  const field = mkdtempSync(join(tmpdir(), 'lakiri-field-'));
  after(() => rmSync(field, { recursive: true }));
  writeFileSync(join(field, 'index.html'), '<!doctype html><title>Lakiri on the road</title>');
  writeFileSync(join(field, 'sw.js'), 'self');
  const app = await appWith({ field });
  const html = { accept: 'text/html' };
  const moved = await app.inject({ url: '/field', headers: html });
  assert.deepEqual([moved.statusCode, moved.headers.location], [308, '/field/']);
  for (const url of ['/field/', '/field/?from=home', '/field/task/0190', '/field/outbox']) {
    const page = await app.inject({ url, headers: html });
    assert.equal(page.statusCode, 200, url);
    assert.match(page.body, /Lakiri on the road/, url);
  }
  const worker = await app.inject({ url: '/field/sw.js' });
  assert.deepEqual([worker.body, worker.headers['cache-control']], ['self', 'no-cache']);
  assert.equal((await app.inject({ url: '/field/assets/none.js' })).statusCode, 404);
  assert.doesNotMatch((await app.inject({ url: '/monitor', headers: html })).body, /on the road/);
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { ed25519Signer, formatCheckpoint, newEd25519Key, signNote } from '@lakiri/evidence';
import { readConfig } from '@lakiri/platform/config';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { type App, createApp } from './app.ts';
import { metricsOfAll } from './metrics-page.ts';
import { readinessOf } from './readiness.ts';

const { skey, vkey } = newEd25519Key('customs.example/log/centre', new Uint8Array(32).fill(7));
const signer = ed25519Signer(skey);
assert.ok(!('code' in signer));
const checkpoint = signNote(
  formatCheckpoint({ origin: signer.name, size: 70_000, root: new Uint8Array(32).fill(1) }),
  [signer],
);
const data = mkdtempSync(join(tmpdir(), 'lakiri-public-log-'));
const files: Readonly<Record<string, string>> = {
  'log/centre/checkpoint': checkpoint,
  'log/centre/vkey': `${vkey}\n`,
  'log/centre/policy': `log ${vkey}\nquorum none\n`,
  'log/centre/tile/0/000': 'x'.repeat(8192),
  'log/centre/tile/0/001.p/17': 'x'.repeat(17 * 32),
  'log/centre/tile/entries/x001/234': 'entries',
  'log/centre/.new/1/7': 'half written',
  'log/centre/tile/0/secret': 'not a tile',
  'log/half/vkey': 'a log without a checkpoint',
  'log-key': skey,
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(data, path)), { recursive: true });
  writeFileSync(join(data, path), text);
}
after(() => rmSync(data, { recursive: true }));

const token = 'of-an-auditor-7391';
async function appOf(env: Readonly<Record<string, string>>): Promise<App> {
  const metrics = createMetrics('server');
  return await createApp({
    config: readConfig({ LAKIRI_DATA: data, ...env }),
    log: silentLog(),
    metrics,
    metricsPage: metricsOfAll(metrics),
    readiness: readinessOf({
      sql: { query: () => Promise.reject(new Error('the database is down')) },
      sets: [],
      now: () => 0,
    }),
    authorize: () => Promise.resolve('not-signed-in'),
    consoleDirectory: data,
    fieldDirectory: data,
  });
}

let app: App;
before(async () => {
  app = await appOf({ LAKIRI_LOG_TOKEN: token });
});
after(() => app.close());

const year = 'public, max-age=31536000, immutable';
const served = [
  { path: 'checkpoint', type: 'text/plain; charset=utf-8', cache: 'public, max-age=2' },
  { path: 'vkey', type: 'text/plain; charset=utf-8', cache: 'public, max-age=300' },
  { path: 'policy', type: 'text/plain; charset=utf-8', cache: 'public, max-age=300' },
  { path: 'tile/0/000', type: 'application/octet-stream', cache: year },
  { path: 'tile/0/001.p/17', type: 'application/octet-stream', cache: year },
];
for (const { path, type, cache } of served)
  test(`${path} is served to anybody, as it is, without the database`, async () => {
    const url = `/log/centre/${path}`;
    const answer = await app.inject({ url });
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.body, files[`log/centre/${path}`]);
    const { headers } = answer;
    assert.equal(headers['content-type'], type);
    assert.equal(headers['cache-control'], cache);
    assert.equal(headers['access-control-allow-origin'], '*');
    const again = await app.inject({ url, headers: { 'if-none-match': String(headers.etag) } });
    assert.deepEqual([again.statusCode, again.body], [304, '']);
    const head = await app.inject({ method: 'HEAD', url });
    assert.deepEqual([head.statusCode, head.body, head.headers.etag], [200, '', headers.etag]);
  });

const entries = '/log/centre/tile/entries/x001/234';
const elsewhere = '192.0.2.7';
const readers = [
  { who: 'this machine', remoteAddress: '127.0.0.1', headers: {}, status: 200 },
  { who: 'another machine', remoteAddress: elsewhere, headers: {}, status: 403 },
  {
    who: 'another machine by a proxy on this one',
    remoteAddress: '127.0.0.1',
    headers: { 'x-forwarded-for': elsewhere },
    status: 403,
  },
  {
    who: 'who has another token',
    remoteAddress: elsewhere,
    headers: { authorization: 'Bearer of-an-auditor-0000' },
    status: 403,
  },
  {
    who: 'who has the token',
    remoteAddress: elsewhere,
    headers: { authorization: `Bearer ${token}` },
    status: 200,
  },
];
for (const { who, remoteAddress, headers, status } of readers)
  test(`entries of the log, asked for by ${who}: ${status}`, async () => {
    const answer = await app.inject({ url: entries, remoteAddress, headers });
    assert.equal(answer.statusCode, status);
    assert.equal(answer.body === 'entries', status === 200);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
    assert.ok(!String(answer.headers['cache-control']).includes('public'));
    const hashes = await app.inject({ url: '/log/centre/tile/0/000', remoteAddress, headers });
    assert.equal(hashes.statusCode, 200);
  });

test('entries of a log that is everybody’s are served to everybody', async () => {
  const own = await appOf({ LAKIRI_LOG_READERS: 'everybody' });
  const answer = await own.inject({ url: entries, remoteAddress: elsewhere });
  assert.deepEqual([answer.statusCode, answer.body], [200, 'entries']);
  assert.equal(answer.headers['cache-control'], year);
  assert.equal(answer.headers['access-control-allow-origin'], '*');
  await own.close();
});

const refused = [
  'centre/witnessed', // not there yet
  'centre/tile/0/001', // neither is the full one
  'centre/tile/0/0',
  'centre/tile/0/x000/000',
  'centre/tile/0/000.p/256',
  'centre/tile/00/000',
  'centre/tile/0/secret',
  'centre/tile',
  'centre/tile/entries/x001',
  'centre/.new/1/7',
  'centre/../../log-key',
  'centre/%2e%2e/%2e%2e/log-key',
  'centre/..%2f..%2flog-key',
  'centre/tile/../../../log-key',
  'centre/tile/0/000%00',
  '%2e%2e/checkpoint',
  '..%2flog%2fcentre/checkpoint',
  'other/checkpoint',
  'half',
  'other',
  '..',
];
for (const path of refused)
  test(`/log/${path} is not there`, async () => {
    const answer = await app.inject({ url: `/log/${path}` });
    assert.equal(answer.statusCode, 404);
    assert.ok(!answer.body.includes('PRIVATE'));
    assert.notEqual(answer.headers['cache-control'], year);
  });

test('a person who opens the address of the log is told its key and how to check it', async () => {
  for (const url of ['/log/centre', '/log/centre/']) {
    const { statusCode, headers, body } = await app.inject({
      url,
      headers: { host: 'a"<b>.example' },
    });
    assert.equal(statusCode, 200);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.ok(body.includes(vkey) && body.includes('70,000') && body.includes('01'.repeat(32)));
    assert.match(body, /lakiri verify http:\/\/.*\/log\/centre --vkey/);
    assert.ok(!body.includes('<b>') && !body.includes('<script'));
  }
});

// What the door says when it cannot take a batch, and over which wire it speaks.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { connect, type PeerCertificate } from 'node:tls';
import { aFeed } from '@lakiri/feeds/testing';
import type { Instant } from '@lakiri/kit';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import type { Database } from '@lakiri/platform/sql';
import type { Surroundings } from '../connection.ts';
import { gatewayMetrics } from '../gateway-metrics.ts';
import { type Door, openDoor } from './door.ts';
import { type HttpsDoor, type HttpsParts, openHttps } from './https.ts';
import { aVendor, tell } from './testing-vendor.ts';

const vendor = aVendor();
const key = { keyId: vendor.keyId, publicKey: vendor.publicKey };
const feed = aFeed({ keys: [{ ...key, addedAt: 0 as Instant, revokedAt: null }] });
const around = {
  now: () => Date.now() as Instant,
  metrics: gatewayMetrics(createMetrics('https-test')),
  isFull: () => true,
} as unknown as Surroundings;
/** Every signature is new to it. */
const database = { asNode: async () => true } as unknown as Database;
const doorWith = (take: Door['take']): Door => ({
  feeds: () => [feed],
  find: (name) => (name === feed.name ? feed : undefined),
  refresh: async () => undefined,
  refuse: () => undefined,
  take,
});
const opened: HttpsDoor[] = [];
after(() => Promise.all(opened.map((one) => one.stop())));
const open = async (take: Door['take'], over: Partial<HttpsParts> = {}) => {
  const https = await openHttps({
    ...{ door: doorWith(take), around, database, log: silentLog(), host: '127.0.0.1', port: 0 },
    ...over,
  });
  opened.push(https);
  return https;
};
const batch = { id: 'b', records: [{ dialect: 'jointech', seal: '1', at: null }] };

const rows = [
  {
    say: 'no room in the intake',
    take: async () => [{ code: 'busy', detail: '', waitS: 2 }],
    answer: [503, 'busy', '2'],
  },
  {
    say: 'the records of a minute are told',
    take: async () => [{ code: 'too-many-requests', detail: '', waitS: 41 }],
    answer: [429, 'too-many-requests', '41'],
  },
  {
    say: 'the gateway stops',
    take: async () => [{ code: 'stopping', detail: '' }],
    answer: [503, 'stopping', '2'],
  },
  {
    say: 'the commit does not come',
    take: () => new Promise(() => undefined),
    answer: [503, 'busy', '2'],
  },
] as const;
for (const { say, take, answer } of rows)
  test(`told again later: ${say}`, async () => {
    const https = await open(take as unknown as Door['take'], { answerMsMax: 50 });
    const said = await tell(https.port, { vendor, name: feed.name }, batch);
    assert.deepEqual([said.status, said.code, said.retryAfter], answer);
  });

test('a door behind which the intake is full takes nothing', async () => {
  const stop = new AbortController();
  const registry = createMetrics('door-test');
  const door = await openDoor({
    database: { asNode: async () => [feed] } as unknown as Database,
    ...{ around, registry, log: silentLog(), stop: stop.signal },
  });
  const told = { batch: { code: undefined, id: 'b', records: [] }, data: batch, signed: true };
  const [answer] = await door.take(feed, [told]);
  assert.equal(answer !== undefined && 'code' in answer && answer.code, 'busy');
  stop.abort();
});

const folder = mkdtempSync(join(tmpdir(), 'lakiri-feeds-tls-'));
after(() => rmSync(folder, { recursive: true }));
const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };

/** As a renewal does it: written beside, and put in its place at once. */
function makeCertificate(name: string): void {
  const [cert, keyFile] = [join(folder, 'new-cert'), join(folder, 'new-key')];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const to = ['-keyout', keyFile, '-out', cert, '-days', '2', '-subj', `/CN=${name}`];
  execFileSync('openssl', [...made, ...to], { stdio: 'ignore' });
  renameSync(cert, files.cert);
  renameSync(keyFile, files.key);
}

function nameAt(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      const { subject } = socket.getPeerCertificate() as PeerCertificate;
      socket.destroy();
      resolve(String(subject.CN));
    });
    socket.once('error', reject);
  });
}

test('with a certificate the door speaks TLS alone, and takes a new one while it runs', async () => {
  makeCertificate('first');
  const https = await open(async () => [], { tls: files });
  const status = await new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: https.port, rejectUnauthorized: false };
    request({ ...options, method: 'POST', path: '/feeds/nobody/batches' }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    })
      .once('error', reject)
      .end();
  });
  assert.equal(status, 404);
  await assert.rejects(tell(https.port, { vendor, name: feed.name }, batch), /fetch failed/);
  assert.equal(await nameAt(https.port), 'first');
  makeCertificate('second');
  assert.equal(await nameAt(https.port), 'first', 'until it is looked at');
  await https.renew();
  assert.equal(await nameAt(https.port), 'second');
  writeFileSync(files.key, 'no key');
  await https.renew();
  assert.equal(await nameAt(https.port), 'second', 'what cannot be used changes nothing');
  makeCertificate('third');
  await https.renew();
  assert.equal(await nameAt(https.port), 'third');
});

test('a certificate that is not there is told by its setting', async () => {
  const gone = { ...files, cert: join(folder, 'gone') };
  await assert.rejects(
    open(async () => [], { tls: gone }),
    /LAKIRI_FEEDS_TLS_CERT cannot be read/,
  );
});

// Seals of the Lakiri dialect are met over TLS 1.3; whoever does not speak it says nothing that is heard.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect as connectPlainly } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { connect } from 'node:tls';
import type { Instant } from '@lakiri/kit';
import { createLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import {
  authorityOf,
  decodeAnswer,
  encodeCommand,
  encodeHeartbeat,
  judgeCommand,
  lakiri,
  parseSealKey,
  signerOf,
  signRecord,
} from '@lakiri/protocol-lakiri';
import type { Item, Surroundings } from './connection.ts';
import { gatewayMetrics } from './gateway-metrics.ts';
import { listened } from './listened.ts';
import { listen } from './listener.ts';

const folder = mkdtempSync(join(tmpdir(), 'lakiri-tls-'));
after(() => rmSync(folder, { recursive: true }));
const cert = join(folder, 'cert.pem');
const key = join(folder, 'key.pem');
const log = createLog({ name: 'listener-test', level: 'fatal', format: 'json' });
const ports = {
  ...{ jointech: 1, teltonika: 2, jt808: 3, gt06: 4, omni: 5, eseal: 6 },
  ...{ queclink: 7, suntech: 8, meitrack: 9, lakiri: 10 },
};

function makeCertificate(): void {
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const to = ['-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost'];
  execFileSync('openssl', [...made, ...to, '-addext', 'subjectAltName=DNS:localhost'], {
    stdio: 'ignore',
  });
}

const record = signRecord(
  {
    device: 'LKR-00000017',
    boot: 1,
    counter: 0,
    previous: null,
    occurredAt: null,
    commands: 0,
  },
  signerOf('HS256', Uint8Array.of(1), new Uint8Array(32).fill(1)),
);

function around(offered: Item[]): Surroundings {
  return {
    now: () => 0 as Instant,
    metrics: gatewayMetrics(createMetrics('listener-test')),
    isFull: () => false,
    wait: () => undefined,
    forget: () => undefined,
    offer: (item) => {
      offered.push(item);
      item.connection.answer(item.message, 'stored', 0 as Instant);
      item.connection.flush();
    },
    reject: () => undefined,
    isStranger: () => false,
    mayMeanOtherwise: () => false,
    noteStranger: () => undefined,
    broken: () => undefined,
  };
}

test('over TLS a seal is heard, and without it nobody is', async () => {
  makeCertificate();
  const listening = await listened({ ports, sealSecret: undefined, sealTls: { cert, key } }, log);
  const own = listening.find(({ dialect }) => dialect.name === 'lakiri');
  assert.ok(own?.tls);
  assert.ok(listening.every(({ dialect, tls }) => dialect.name === 'lakiri' || tls === undefined));
  const offered: Item[] = [];
  const metrics = around(offered);
  const { dialect, tls } = own;
  const listener = await listen({ dialect, host: '127.0.0.1', port: 0, around: metrics, log, tls });
  try {
    const plain = connectPlainly(listener.port, '127.0.0.1');
    plain.on('error', () => undefined).resume();
    plain.write(encodeHeartbeat('LKR-00000018', 0));
    await once(plain, 'close');
    const old = connect({ port: listener.port, host: '127.0.0.1', maxVersion: 'TLSv1.2' });
    await once(old, 'error');
    const seal = connect({
      port: listener.port,
      host: '127.0.0.1',
      ca: readFileSync(cert),
      servername: 'localhost',
    });
    await once(seal, 'secureConnect');
    assert.equal(seal.authorized, true);
    const frame = record.frame(false);
    seal.write(frame.subarray(0, 5));
    seal.write(frame.subarray(5));
    const [stored] = await once(seal, 'data');
    assert.deepEqual(decodeAnswer(stored as Buffer), { kind: 'stored', boot: 1, counter: 0 });
    seal.destroy();
    assert.deepEqual(
      offered.map(({ wireId }) => wireId),
      ['LKR-00000017'],
    );
  } finally {
    await listener.close();
  }
});

test('a certificate that cannot be read is said, and nothing listens in plain', async () => {
  const gone = { cert: join(folder, 'none.pem'), key };
  await assert.rejects(
    listened({ ports, sealSecret: undefined, sealTls: gone }, log),
    /LAKIRI_TLS_CERT cannot be read/,
  );
});

test('every gateway of a node signs orders as one authority', async () => {
  const secret = 'a secret of sixteen characters and more';
  const { signer, told } = authorityOf(secret);
  assert.deepEqual(authorityOf(secret).told, told);
  assert.notDeepEqual(authorityOf(`${secret}!`).told, told);
  const publicKey = parseSealKey('signature', Buffer.from(told.publicKey, 'hex'));
  assert.ok(!('code' in publicKey));
  const command = {
    device: 'LKR-00000017',
    counter: 1,
    expiresAt: 1_000 as Instant,
    id: new Uint8Array(16),
    order: { word: 'unlock' },
  } as const;
  const judge = { device: 'LKR-00000017', commands: 0, now: 0 as Instant };
  const authorities = new Map('code' in publicKey ? [] : [[told.keyId, publicKey]]);
  const judged = judgeCommand(encodeCommand(command, signer), { ...judge, authorities });
  assert.equal('obey' in judged && judged.obey, true);
  const listening = await listened({ ports, sealSecret: secret, sealTls: undefined }, log);
  const { dialect } = listening.find((it) => it.dialect.name === 'lakiri') ?? {};
  assert.notEqual(dialect?.orders, lakiri.orders);
});

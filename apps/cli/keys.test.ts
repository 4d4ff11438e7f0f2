import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { sealSecret } from '@lakiri/platform/migrate';
import {
  authorityOf,
  encodeHeartbeat,
  judgeCommand,
  lakiriWith,
  parseSealKey,
} from '@lakiri/protocol-lakiri';

const SECRET = 'the root secret of the node of a test';
const LATE = 1_790_000_000_000 as Instant;
const empty = mkdtempSync(join(tmpdir(), 'lakiri-keys-'));
after(() => rmSync(empty, { recursive: true }));

const keys = (env: NodeJS.ProcessEnv, ...more: readonly string[]) =>
  spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), 'keys', 'order-authority', ...more],
    { env: { PATH: process.env['PATH'], LAKIRI_DATA: empty, ...env }, encoding: 'utf8' },
  );

test('a seal that was given the printed key obeys the gateways of this node, and no other’s', () => {
  const { stdout, status } = keys({ LAKIRI_ROLE_SECRET: SECRET }, '--json');
  assert.equal(status, 0);
  const told = JSON.parse(stdout) as { readonly keyId: string; readonly publicKey: string };
  const key = parseSealKey('signature', Buffer.from(told.publicKey, 'hex'));
  assert.ok(!('code' in key));
  const device = 'LKR-00000017';
  const seal = { device, commands: 3, now: LATE, authorities: new Map([[told.keyId, key]]) };
  const obeys = (secret: string): boolean => {
    const { orders } = lakiriWith(authorityOf(sealSecret(secret)).signer);
    const to = { wireId: device, part: null, serial: 7, at: LATE, password: null };
    const order = orders?.encode({ word: 'unlock' }, { ...to, heard: encodeHeartbeat(device, 3) });
    assert.ok(order !== undefined && 'bytes' in order);
    const judged = judgeCommand(order.bytes, seal);
    return 'obey' in judged && judged.obey;
  };
  assert.deepEqual([obeys(SECRET), obeys(`${SECRET}, and another`)], [true, false]);
});

test('it is printed for people too, and without any secret', () => {
  const { stdout } = keys({ LAKIRI_ROLE_SECRET: SECRET });
  assert.match(
    stdout,
    /^algorithm {3}EdDSA \(Ed25519\)\nkey id {6}[0-9a-f]{16}\npublic key {2}[0-9a-f]{64}\n$/,
  );
});

test('where no node is, no key is made', () => {
  const { stderr, status, stdout } = keys({});
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /holds no node yet/);
});

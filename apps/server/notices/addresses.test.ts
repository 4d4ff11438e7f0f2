import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reachOf } from './addresses.ts';
import { pushKeysOf } from './push.ts';

const outside = reachOf(undefined);
const rows: readonly [address: string, open: boolean][] = [
  ['41.90.0.1', true],
  ['2c0f:fe38::1', true],
  ['0.0.0.0', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['127.0.0.1', false],
  ['127.255.0.9', false],
  ['169.254.169.254', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['192.168.1.1', false],
  ['198.19.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['ff02::1', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001:0:7f00:1::', false],
  ['2001:db8::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:7f00:1', false],
  ['0:0:0:0:0:ffff:7f00:0001', false],
  ['::ffff:41.90.0.1', true],
  ['localhost', false],
  ['', false],
];
for (const [address, open] of rows)
  test(`${address} is ${open ? 'open' : 'closed'}`, () => {
    assert.equal(outside.mayReach(address), open);
  });

test('the operator’s own networks are open, and known as own', () => {
  const reach = reachOf('10.20.0.0/16, 127.0.0.1,fd00:1::/32');
  for (const own of ['10.20.3.4', '127.0.0.1', 'fd00:1::5', '::ffff:10.20.3.4'])
    assert.ok(reach.mayReach(own) && reach.isOwn(own), own);
  for (const other of ['10.21.0.1', '127.0.0.2', 'fd00:2::1']) assert.ok(!reach.mayReach(other));
  assert.ok(reach.mayReach('41.90.0.1') && !reach.isOwn('41.90.0.1'));
  assert.throws(() => reachOf('10.0.0.0/99'));
});

test('the keys of web push are the same at each start, and another node’s are others', () => {
  const one = pushKeysOf('secret of a node');
  assert.deepEqual(one, pushKeysOf('secret of a node'));
  assert.notEqual(one.publicKey, pushKeysOf('secret of another').publicKey);
  assert.equal(Buffer.from(one.publicKey, 'base64url').length, 65);
  assert.equal(Buffer.from(one.privateKey, 'base64url').length, 32);
});

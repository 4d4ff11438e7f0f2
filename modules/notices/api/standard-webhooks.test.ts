import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { noticesKey, openChannel, seal } from '../store/index.ts';
import { newSigningKey, receiversKey, signedHeaders } from './standard-webhooks.ts';

// The examples of the specification's own libraries (standard-webhooks/standard-webhooks, libraries).
const message = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: 1_614_265_330_000 as Instant,
  body: '{"test": 2432232314}',
};
const hmac = { version: 'v1', secret: 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', until: null } as const;
const HMAC_SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const ED25519_PAIR =
  '6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==';
const seed = Buffer.from(ED25519_PAIR, 'base64').subarray(0, 32).toString('base64');
const ed25519 = { version: 'v1a', secret: seed, until: null } as const;

test('v1 is what the specification’s example says', () => {
  const headers = signedHeaders(message, [hmac]);
  assert.equal(headers['webhook-signature'], HMAC_SIGNATURE);
  assert.equal(headers['webhook-timestamp'], '1614265330');
  assert.equal(receiversKey(hmac), 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
});

test('v1a has the public key of its pair, and verifies under it', () => {
  assert.equal(receiversKey(ed25519), 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=');
  const signature = signedHeaders(message, [ed25519])['webhook-signature'].replace('v1a,', '');
  const text = Buffer.from(`${message.id}.1614265330.${message.body}`);
  const x = Buffer.from(receiversKey(ed25519).slice(5), 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  assert.ok(verify(null, text, key, Buffer.from(signature, 'base64')));
  assert.ok(!verify(null, Buffer.from(`${text} `), key, Buffer.from(signature, 'base64')));
});

test('the old key signs beside the new one until its day is over', () => {
  const old = { ...hmac, until: message.at + 1 };
  const both = signedHeaders(message, [ed25519, old])['webhook-signature'].split(' ');
  assert.deepEqual(
    both.map((one) => one.split(',')[0]),
    ['v1a', 'v1'],
  );
  const later = { ...message, at: (message.at + 1) as Instant };
  assert.equal(signedHeaders(later, [ed25519, old])['webhook-signature'].split(' ').length, 1);
});

test('new keys differ, and are as long as the specification wants', () => {
  const [one, other] = [newSigningKey('v1'), newSigningKey('v1')];
  assert.notEqual(one.secret, other.secret);
  assert.equal(Buffer.from(one.secret, 'base64').length, 32);
});

test('what is sealed opens with its key and in its row only', () => {
  const key = noticesKey('a secret of the node');
  const secret = { target: { kind: 'email', address: 'a@b.ke' }, keys: [hmac] } as const;
  const sealed = seal(secret, 'row', key);
  assert.ok(!Buffer.from(sealed).toString('latin1').includes('a@b.ke'));
  assert.deepEqual(openChannel(sealed, 'row', key), secret);
  assert.throws(() => openChannel(sealed, 'another', key));
  assert.throws(() => openChannel(sealed, 'row', noticesKey('another secret')));
  sealed[20] = (sealed[20] ?? 0) ^ 1;
  assert.throws(() => openChannel(sealed, 'row', key));
});

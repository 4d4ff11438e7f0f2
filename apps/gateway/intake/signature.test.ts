import assert from 'node:assert/strict';
import { createECDH } from 'node:crypto';
import { test } from 'node:test';
import { keyOf, parseSealKey, type SealKey, signerOf, verifyProof } from '@lakiri/protocol-lakiri';
import fc from 'fast-check';
import { isProvedBy } from './signature.ts';

const secret = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const signed = new Uint8Array(180).fill(7);

/** As a key is registered: read from its bytes. */
function registered(algorithm: 'ES256' | 'EdDSA' | 'HS256', byte: number): SealKey {
  const key = keyOf(algorithm, secret(byte));
  const read = parseSealKey(key.kind, key.kind === 'mac' ? key.secret : key.publicKey);
  assert.ok(!('code' in read));
  return read;
}

function proofOf(algorithm: 'ES256' | 'EdDSA' | 'HS256', byte: number) {
  const signer = signerOf(algorithm, Uint8Array.of(1), secret(byte));
  return { by: signer.by, signed, value: signer.sign(signed) };
}

for (const algorithm of ['ES256', 'EdDSA', 'HS256'] as const)
  test(`${algorithm}: what its own key made is proved, and nothing else`, () => {
    const proof = proofOf(algorithm, 1);
    const key = registered(algorithm, 1);
    assert.equal(isProvedBy(key, proof), true);
    assert.equal(isProvedBy(registered(algorithm, 2), proof), false);
    for (const other of ['ES256', 'EdDSA', 'HS256'] as const)
      if (other !== algorithm) assert.equal(isProvedBy(registered(other, 1), proof), false);
  });

test('a key of P-256 proves the same whether it was registered short or whole', () => {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret(1));
  const whole = parseSealKey('signature', new Uint8Array(pair.getPublicKey()));
  assert.ok(!('code' in whole) && whole.kind === 'signature');
  assert.equal(whole.publicKey.length, 65);
  const proof = proofOf('ES256', 1);
  assert.deepEqual([isProvedBy(whole, proof), verifyProof(proof, whole)], [true, true]);
});

/** The order of Ed25519's group and of P-256's, each as its signatures write a number. */
const ORDERS = {
  EdDSA: { n: 2n ** 252n + 27742317777372353535851937790883648493n, littleEndian: true },
  ES256: {
    n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    littleEndian: false,
  },
} as const;

/** Another number in the second half, `s`: its negative, or itself once more around. */
function otherS(algorithm: 'ES256' | 'EdDSA', value: Uint8Array, how: 'negative' | 'around') {
  const { n, littleEndian } = ORDERS[algorithm];
  const half = [...value.subarray(32)];
  const digits = (littleEndian ? half.reverse() : half).map((b) => b.toString(16).padStart(2, '0'));
  const s = BigInt(`0x${digits.join('')}`);
  const other = how === 'negative' ? n - s : s + n;
  const hex = other.toString(16).padStart(64, '0');
  const bytes = Buffer.from(hex.slice(-64), 'hex');
  return Uint8Array.from([...value.subarray(0, 32), ...(littleEndian ? bytes.reverse() : bytes)]);
}

for (const algorithm of ['ES256', 'EdDSA'] as const)
  test(`${algorithm}: the dialect’s own judgement, whatever is sent`, () => {
    const proof = proofOf(algorithm, 1);
    const key = registered(algorithm, 1);
    const zero = new Uint8Array(64);
    const odd = [
      proof.value,
      zero,
      zero.fill(0xff),
      proof.value.subarray(1),
      Uint8Array.from([...proof.value, 0]),
      Uint8Array.from([...proof.value.subarray(0, 32), ...new Uint8Array(32)]),
      Uint8Array.from([...new Uint8Array(32), ...proof.value.subarray(32)]),
      otherS(algorithm, proof.value, 'negative'),
      otherS(algorithm, proof.value, 'around'),
    ];
    for (const value of odd) {
      const one = { ...proof, value };
      assert.equal(isProvedBy(key, one), verifyProof(one, key), Buffer.from(value).toString('hex'));
    }
    const change = fc.record({ at: fc.nat(63), bit: fc.nat(7), said: fc.nat(179) });
    fc.assert(
      fc.property(change, fc.boolean(), ({ at, bit, said }, isSaid) => {
        const value = Uint8Array.from(proof.value);
        const text = Uint8Array.from(signed);
        if (isSaid) text[said] = (text[said] ?? 0) ^ (1 << bit);
        else value[at] = (value[at] ?? 0) ^ (1 << bit);
        const one = { ...proof, value, signed: text };
        assert.equal(isProvedBy(key, one), verifyProof(one, key));
      }),
      { numRuns: 60 },
    );
  });

/** RFC 8032 §8.4: under them anybody's proof can be made to hold. */
for (const weak of [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
])
  test(`a point of small order is registered as nobody’s key: ${weak.slice(0, 8)}…`, () => {
    const read = parseSealKey('signature', new Uint8Array(Buffer.from(weak, 'hex')));
    assert.equal('code' in read && read.code, 'not-a-point');
  });

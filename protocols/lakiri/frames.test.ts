// Each file of frames/: hex with notes after #, then what is expected of it, as JSON. Only what the JSON states is compared;
// times are ISO and bytes hex there.
import assert from 'node:assert/strict';
import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Instant, isoOf, type Message, type Proof, parseInstant } from '@lakiri/kit';
import {
  encodeCommand,
  encodeHeartbeat,
  keyOf,
  lakiri,
  recordHash,
  signerOf,
  signRecord,
  verifyProof,
} from './index.ts';

const folder = new URL('./frames/', import.meta.url);

function readFrame(name: string): { bytes: Uint8Array; expected: unknown } {
  const [frame = '', json = ''] = readFileSync(new URL(name, folder), 'utf8').split('\n---\n');
  const hex = frame.replaceAll(/#.*/g, '').replaceAll(/\s/g, '');
  return { bytes: Uint8Array.from(Buffer.from(hex, 'hex')), expected: JSON.parse(json) };
}

function plain(message: Message): unknown {
  return JSON.parse(
    JSON.stringify(message, (key, value: unknown) => {
      if (key === 'occurredAt' && value !== null) return isoOf(value as Instant);
      return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
    }),
  );
}

/** Of `actual`, the parts that `expected` speaks of. */
function stated(actual: unknown, expected: unknown): unknown {
  if (expected === null || typeof expected !== 'object') return actual;
  if (actual === null || typeof actual !== 'object') return actual;
  if (Array.isArray(expected))
    return (actual as unknown[]).map((item, at) => stated(item, expected[at]));
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [
      key,
      stated((actual as Record<string, unknown>)[key], value),
    ]),
  );
}

for (const name of readdirSync(folder)) {
  test(`reads ${name}`, () => {
    const { bytes, expected } = readFrame(name);
    assert.deepEqual(stated(plain(lakiri.decode(bytes)), expected), expected);
  });

  test(`reads ${name} as a broker's message, four bytes earlier`, () => {
    const { bytes, expected } = readFrame(name);
    const message = lakiri.decode(bytes.slice(4));
    const { malformed } = expected as { malformed?: { offset: number } };
    const shifted = malformed && { ...malformed, offset: malformed.offset - 4 };
    const due = { ...(expected as object), ...(shifted && { malformed: shifted }) };
    assert.deepEqual(stated(plain(message), due), due);
  });

  test(`frames ${name} whole`, () => {
    const { bytes } = readFrame(name);
    const framer = lakiri.framer();
    assert.deepEqual([...framer.push(bytes), ...framer.end()], [{ kind: 'frame', bytes }]);
  });

  test(`no beginning of ${name} passes for it, with its head or without`, () => {
    const { bytes } = readFrame(name);
    for (const whole of [bytes, bytes.subarray(4)])
      for (let size = 0; size < whole.length; size++) {
        const message = lakiri.decode(whole.subarray(0, size));
        assert.equal(message.kind, 'malformed', `cut to ${size}`);
        if (message.kind === 'malformed') assert.ok(message.malformed.offset <= size);
      }
  });
}

/** The secret of every key in the examples: the bytes 01 to 20. */
const secret = Uint8Array.from({ length: 32 }, (_, at) => at + 1);
const keyId = Uint8Array.of(1);
const eddsa = signerOf('EdDSA', keyId, secret);
const noon = parseInstant('2026-11-23T12:00:00Z') as Instant;
const later = (seconds: number): Instant => (noon + seconds * 1000) as Instant;

function proofOf(name: string): Proof {
  const { proof } = lakiri.decode(readFrame(name).bytes);
  assert.ok(proof);
  return proof;
}

const log = { device: 'LKR-00000017', boot: 1, commands: 0 } as const;
const place = {
  fix: 'gnss',
  lat: -4.0434771,
  lon: 39.6602,
  speedKmh: 50.4,
  courseDeg: 90,
  altitudeM: 20,
  satellites: 9,
} as const;
const position = {
  place,
  bits: {
    motorLocked: true,
    ropeInserted: true,
    ropeCut: false,
    coverOpen: false,
    lowBattery: false,
  },
  batteryPct: 80,
  odometerM: 481_250,
  occurredAt: noon,
} as const;
const started = {
  ...log,
  counter: 0,
  previous: null,
  occurredAt: null,
  event: { type: 'device.started' },
} as const;
const before = (name: string): Uint8Array => recordHash(proofOf(name));

// The records were written from the tables of SPEC.md by hand, so that an encoder that agrees with its own decoder and with
// nobody else fails here.
const written: Record<string, () => Uint8Array> = {
  'started.txt': () => signRecord(started, eddsa).frame(false),
  'started-es256.txt': () => signRecord(started, signerOf('ES256', keyId, secret)).frame(false),
  'position.txt': () =>
    signRecord({ ...log, ...position, counter: 1, previous: before('started.txt') }, eddsa).frame(
      false,
    ),
  'position-mac.txt': () =>
    signRecord(
      { ...log, ...position, counter: 0, previous: null },
      signerOf('HS256', keyId, secret),
    ).frame(false),
  'kept-rope-cut.txt': () =>
    signRecord(
      {
        ...log,
        counter: 2,
        previous: before('position.txt'),
        occurredAt: later(60),
        bits: { motorLocked: true, ropeCut: true },
        event: { type: 'tamper.ropeCut' },
      },
      eddsa,
    ).frame(true),
  'unlocked.txt': () =>
    signRecord(
      {
        ...log,
        counter: 3,
        commands: 1,
        previous: before('kept-rope-cut.txt'),
        occurredAt: later(120),
        bits: { motorLocked: false },
        event: { type: 'unlock.remote' },
        answer: { command: 1, result: 0 },
      },
      eddsa,
    ).frame(false),
  'part.txt': () =>
    signRecord(
      {
        ...log,
        counter: 4,
        commands: 1,
        previous: before('unlocked.txt'),
        occurredAt: later(130),
        part: 'V2',
        event: { type: 'valve.opened', credential: '00623A49' },
        measured: { tempC10: -35, gateway: 'ok', wet: true },
      },
      eddsa,
    ).frame(false),
  'heartbeat.txt': () => encodeHeartbeat('LKR-00000017', 3),
  'server-unlock.txt': () =>
    encodeCommand(
      {
        device: 'LKR-00000017',
        counter: 1,
        expiresAt: later(600),
        id: Uint8Array.from({ length: 16 }, (_, at) => 0xa0 + at),
        order: { word: 'unlock' },
      },
      signerOf('EdDSA', Uint8Array.of(0xa1), secret),
    ),
};

for (const [name, encode] of Object.entries(written))
  test(`writes the bytes of ${name}`, () => {
    assert.equal(
      Buffer.from(encode()).toString('hex'),
      Buffer.from(readFrame(name).bytes).toString('hex'),
    );
  });

/** The same question put to OpenSSL, so that a fault of ours shows. */
function opensslVerifies(proof: Proof, algorithm: 'EdDSA' | 'ES256' | 'HS256'): boolean {
  if (algorithm === 'HS256')
    return createHmac('sha256', secret).update(proof.signed).digest().equals(proof.value);
  const key = keyOf(algorithm, secret);
  assert.equal(key.kind, 'signature');
  if (key.kind !== 'signature') return false;
  const point = Buffer.from(key.publicKey);
  // SubjectPublicKeyInfo of Ed25519, and of a compressed point of P-256.
  const head =
    algorithm === 'EdDSA'
      ? '302a300506032b6570032100'
      : '3039301306072a8648ce3d020106082a8648ce3d030107032200';
  const der = Buffer.concat([Buffer.from(head, 'hex'), point]);
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return algorithm === 'EdDSA'
    ? verify(null, proof.signed, publicKey, proof.value)
    : verify('sha256', proof.signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, proof.value);
}

const proven = [
  ['started.txt', 'EdDSA'],
  ['started-es256.txt', 'ES256'],
  ['position.txt', 'EdDSA'],
  ['position-mac.txt', 'HS256'],
  ['kept-rope-cut.txt', 'EdDSA'],
  ['unlocked.txt', 'EdDSA'],
  ['part.txt', 'EdDSA'],
] as const;
for (const [name, algorithm] of proven)
  test(`the proof of ${name} holds, for us and for OpenSSL, and with one bit changed for nobody`, () => {
    const proof = proofOf(name);
    const key = keyOf(algorithm, secret);
    assert.ok(verifyProof(proof, key));
    assert.ok(opensslVerifies(proof, algorithm));
    for (const part of ['signed', 'value'] as const)
      for (let at = 0; at < proof[part].length; at += 7) {
        const changed = proof[part].slice();
        changed[at] = (changed[at] ?? 0) ^ 0x10;
        assert.equal(verifyProof({ ...proof, [part]: changed }, key), false, `${part} ${at}`);
      }
  });

test('each record names the hash of the one before it', () => {
  const names = ['started.txt', 'position.txt', 'kept-rope-cut.txt', 'unlocked.txt', 'part.txt'];
  for (const [at, name] of names.entries()) {
    const due = at === 0 ? null : proofOf(names[at - 1] ?? '').signed;
    const sum = due && createHash('sha256').update(due).digest('hex');
    const { previous } = proofOf(name);
    assert.equal(previous && Buffer.from(previous).toString('hex'), sum, name);
  }
});

test('what is stored is acknowledged, what is refused is told so, and a heartbeat hears nothing', () => {
  const rows = [
    ['kept-rope-cut.txt', '4c4b000483010102', '4c4b000483020102'],
    ['heartbeat.txt', undefined, undefined],
    ['broken-bit.txt', undefined, undefined],
  ] as const;
  for (const [name, stored, refused] of rows) {
    const message = lakiri.decode(readFrame(name).bytes);
    const said = (outcome: 'stored' | 'refused' | 'known'): string | undefined => {
      const answer = lakiri.acknowledge(message, outcome, noon);
      return answer && Buffer.from(answer).toString('hex');
    };
    assert.deepEqual(
      [said('stored'), said('refused'), said('known')],
      [stored, refused, undefined],
    );
  }
});

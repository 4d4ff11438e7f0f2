import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '@lakiri/platform/sha256';
import fc from 'fast-check';
import { formatCheckpoint } from './checkpoint.ts';
import { ed25519Signer } from './ed25519.ts';
import { emptyRoot } from './merkle.ts';
import { consistencyProof } from './merkle-proof.ts';
import { signNote, type Verifier } from './note.ts';
import { grownLog } from './test-log.ts';
import { verifierOf } from './verifier.ts';
import {
  type AskedWitness,
  decideAddCheckpoint,
  formatAddCheckpoint,
  parseAddCheckpoint,
} from './witness.ts';

const logs = new Map([1, 5, 8, 20].map((size) => [size, grownLog({ sizes: [size], sha256 })]));
const logAt = (size: number) => {
  const log = logs.get(size);
  assert.ok(log);
  return log;
};
const at20 = logAt(20);
const verifier = known(at20.vkey);
const stranger = known(grownLog({ sizes: [1], sha256, origin: 'other.example/log' }).vkey);
const signer = ed25519Signer(at20.skey);
assert.ok(!('code' in signer));
const signedRoot = (size: number, root: Uint8Array): string =>
  signNote(formatCheckpoint({ origin: at20.origin, size, root }), [signer]);

function known(vkey: string): Verifier {
  const made = verifierOf(vkey);
  assert.ok(!('code' in made));
  return made;
}

function asked(oldSize: number, size: number, proof?: readonly Uint8Array[], note?: string) {
  const made = proof ?? consistencyProof(oldSize, size, at20.hashAt, sha256);
  const given = note ?? logAt(size).checkpoint;
  const request = parseAddCheckpoint(formatAddCheckpoint({ oldSize, proof: made, note: given }));
  assert.ok(!('code' in request));
  return request;
}

const latest = { size: 5, root: logAt(5).root };
const knowing = { latest, logVerifier: verifier };
const new8 = { latest: undefined, logVerifier: verifier };
const OTHER = sha256(Buffer.from('other'));
const forged = logAt(8).checkpoint.replace(/.{7}=\n$/, 'AAAAAAA=\n');
const proof58 = consistencyProof(5, 8, at20.hashAt, sha256);

type Row = { say: string; status: number; code?: string; size?: number } & AskedWitness;
const rows: readonly Row[] = [
  {
    say: 'of a log that it does not know',
    ...knowing,
    logVerifier: undefined,
    request: asked(5, 8),
    status: 404,
    code: 'unknown-log',
  },
  {
    say: 'of a log with no keys',
    ...knowing,
    logVerifier: [],
    request: asked(5, 8),
    status: 404,
    code: 'unknown-log',
  },
  {
    say: 'with the keys of another log',
    ...knowing,
    logVerifier: stranger,
    request: asked(5, 8),
    status: 404,
    code: 'unknown-log',
  },
  {
    say: 'with a false signature',
    ...knowing,
    request: asked(5, 8, proof58, forged),
    status: 403,
    code: 'not-signed-by-log',
  },
  {
    say: 'signed by somebody else',
    ...knowing,
    request: asked(
      5,
      8,
      proof58,
      logAt(8).checkpoint.replace('— test.example/log', '— evil.example/log'),
    ),
    status: 403,
    code: 'not-signed-by-log',
  },
  {
    say: 'smaller than its old size',
    ...knowing,
    request: asked(8, 5, []),
    status: 400,
    code: 'old-size-above-size',
  },
  {
    say: 'from a size it never saw',
    ...knowing,
    request: asked(1, 8),
    status: 409,
    code: 'other-old-size',
    size: 5,
  },
  {
    say: 'from nothing, though it saw some',
    ...knowing,
    request: asked(0, 8),
    status: 409,
    code: 'other-old-size',
    size: 5,
  },
  {
    say: 'from some, though it saw nothing',
    ...new8,
    request: asked(5, 8),
    status: 409,
    code: 'other-old-size',
    size: 0,
  },
  {
    say: 'without its proof',
    ...knowing,
    request: asked(5, 8, []),
    status: 422,
    code: 'proof-fails',
  },
  {
    say: 'with the proof of another size',
    ...knowing,
    request: asked(5, 8, consistencyProof(5, 20, at20.hashAt, sha256)),
    status: 422,
    code: 'proof-fails',
  },
  {
    say: 'with another history',
    ...knowing,
    request: asked(5, 8, proof58, signedRoot(8, OTHER)),
    status: 422,
    code: 'proof-fails',
  },
  {
    say: 'of the same size with another root',
    ...knowing,
    request: asked(5, 5, [], signedRoot(5, OTHER)),
    status: 422,
    code: 'other-root',
  },
  {
    say: 'of the same size with a proof',
    ...knowing,
    request: asked(5, 5, [OTHER]),
    status: 422,
    code: 'proof-fails',
  },
  {
    say: 'with a proof from nothing',
    ...new8,
    request: asked(0, 8, [OTHER]),
    status: 422,
    code: 'proof-from-nothing',
  },
  {
    say: 'of nothing with a root',
    ...new8,
    request: asked(0, 0, [], signedRoot(0, OTHER)),
    status: 422,
    code: 'not-the-empty-root',
  },
  {
    say: 'of nothing',
    ...new8,
    request: asked(0, 0, [], signedRoot(0, emptyRoot(sha256))),
    status: 200,
  },
  {
    say: 'after the empty log',
    latest: { size: 0, root: emptyRoot(sha256) },
    logVerifier: verifier,
    request: asked(0, 8),
    status: 200,
  },
  { say: 'that is its first', ...new8, request: asked(0, 8), status: 200 },
  { say: 'that it has seen', ...knowing, request: asked(5, 5), status: 200 },
  { say: 'that grew', ...knowing, request: asked(5, 8), status: 200 },
  {
    say: 'that grew, by one of two keys',
    ...knowing,
    logVerifier: [stranger, verifier],
    request: asked(5, 20),
    status: 200,
  },
];
for (const { say, status, code, size, ...row } of rows) {
  test(`a checkpoint ${say} is answered ${status}`, () => {
    const answer = decideAddCheckpoint(row, sha256);
    const { checkpoint, text } = row.request;
    if (status === 200) assert.deepEqual(answer, { status, checkpoint, text });
    else assert.deepEqual(answer, { status, code, ...(size === undefined ? {} : { size }) });
  });
}

const note = at20.checkpoint;
const HASH = Buffer.alloc(32, 1).toString('base64');
const malformed = [
  { say: 'nothing', body: '', code: 'no-empty-line', offset: 0 },
  { say: 'bytes that are no UTF-8', body: Buffer.of(0xff), code: 'not-utf8', offset: 0 },
  { say: 'no old size', body: `\n\n${note}`, code: 'bad-old-size', offset: 0 },
  {
    say: 'an old size with a leading zero',
    body: `old 05\n\n${note}`,
    code: 'bad-old-size',
    offset: 0,
  },
  { say: 'a negative old size', body: `old -5\n\n${note}`, code: 'bad-old-size', offset: 0 },
  { say: 'two spaces', body: `old  5\n\n${note}`, code: 'bad-old-size', offset: 0 },
  {
    say: 'a proof line that is no hash',
    body: `old 5\nAAAA\n\n${note}`,
    code: 'bad-hash',
    offset: 6,
  },
  {
    say: '64 proof lines',
    body: `old 5\n${`${HASH}\n`.repeat(64)}\n${note}`,
    code: 'too-many-hashes',
    offset: 6 + 63 * 45,
  },
  { say: 'no checkpoint', body: 'old 5\n\n', code: 'no-signatures', offset: 7 },
  {
    say: 'a note that is no checkpoint',
    body: `old 5\n\n${signNote('hello\n', [signer])}`,
    code: 'bad-size',
    offset: 13,
  },
  {
    say: 'a checkpoint with a leading zero',
    body: `old 5\n\n${note.replace('\n20\n', '\n020\n')}`,
    code: 'bad-size',
    offset: 24,
  },
];
for (const { say, body, ...fault } of malformed) {
  test(`a body with ${say} is malformed: ${fault.code}`, () =>
    assert.deepEqual(parseAddCheckpoint(body), fault));
}

test('a request says what it was made of, as text and as bytes', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.array(hash, { maxLength: 63 }), (oldSize, proof) => {
      const body = formatAddCheckpoint({ oldSize, proof, note });
      const parsed = parseAddCheckpoint(body);
      assert.ok(!('code' in parsed));
      assert.deepEqual([parsed.oldSize, parsed.proof, parsed.note], [oldSize, proof, note]);
      assert.deepEqual(parseAddCheckpoint(Buffer.from(body)), parsed);
    }),
  );
});

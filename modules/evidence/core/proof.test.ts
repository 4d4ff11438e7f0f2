import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '@lakiri/platform/sha256';
import fc from 'fast-check';
import { cosigner, newCosignerKey } from './cosignature.ts';
import { leafHash } from './merkle.ts';
import { inclusionProof } from './merkle-proof.ts';
import { addSignatures, parseNote } from './note.ts';
import { parsePolicy } from './policy.ts';
import { formatProof, type Proof, type ProofRefusal, parseProof, verifyProof } from './proof.ts';
import { grownLog } from './test-log.ts';

const log = grownLog({ sizes: [300], sha256 });
const witnessKeys = newCosignerKey('witness.example/1', new Uint8Array(32).fill(5));
const witness = cosigner(witnessKeys.skey);
const note = parseNote(log.checkpoint);
assert.ok(!('code' in witness) && !('code' in note));
const witnessed = addSignatures(log.checkpoint, [witness.cosign(note.text, 1_700_000_000)]);

function policyOf(text: string) {
  const policy = parsePolicy(text);
  assert.ok(!('code' in policy));
  return policy;
}
const trusting = policyOf(`log ${log.vkey}\nquorum none\n`);
const strict = policyOf(`log ${log.vkey}\nwitness W ${witnessKeys.vkey}\nquorum W\n`);
const foreign = policyOf(
  `log ${grownLog({ sizes: [1], sha256, origin: 'o' }).vkey}\nquorum none\n`,
);

const INDEX = 257;
const whole: Proof = {
  index: INDEX,
  proof: inclusionProof(INDEX, 300, log.hashAt, sha256),
  checkpointNote: witnessed,
};
const text = formatProof(whole);
const entry = log.entries[INDEX] as Uint8Array;

test('a proof is written as the specification has it', () => {
  const lines = text.split('\n');
  assert.equal(lines[0], 'c2sp.org/tlog-proof@v1');
  assert.equal(lines[1], 'index 257');
  assert.equal(lines.indexOf(''), 2 + whole.proof.length);
  assert.ok(text.endsWith(`\n\n${witnessed}`));
  const extra = formatProof({ ...whole, extra: Buffer.from('why') });
  assert.equal(extra.split('\n')[1], 'extra d2h5');
});

test('an entry is proved to whoever trusts the log, and to whoever asks for a witness', () => {
  for (const policy of [trusting, strict]) {
    const got = verifyProof({ entry }, { text, policy }, sha256);
    assert.ok(got.verified);
    assert.equal(got.index, INDEX);
    assert.equal(got.checkpoint.size, 300);
    assert.deepEqual(got.witnesses, policy === strict ? ['W'] : []);
  }
  assert.ok(
    verifyProof({ leaf: leafHash(entry, sha256) }, { text, policy: strict }, sha256).verified,
  );
});

const wrong: readonly {
  say: string;
  entry?: Uint8Array;
  proof: Proof | string;
  policy?: typeof strict;
  code: ProofRefusal;
}[] = [
  {
    say: 'another entry',
    entry: log.entries[256] as Uint8Array,
    proof: whole,
    code: 'not-included',
  },
  { say: 'another index', proof: { ...whole, index: 256 }, code: 'not-included' },
  { say: 'an index beyond the log', proof: { ...whole, index: 300 }, code: 'not-included' },
  { say: 'a hash missing', proof: { ...whole, proof: whole.proof.slice(1) }, code: 'not-included' },
  {
    say: 'a hash too many',
    proof: { ...whole, proof: [...whole.proof, log.root] },
    code: 'not-included',
  },
  {
    say: 'no witness where one is asked for',
    proof: { ...whole, checkpointNote: log.checkpoint },
    code: 'no-quorum',
  },
  { say: 'a log that is not trusted', proof: whole, policy: foreign, code: 'unknown-log' },
  {
    say: 'a changed size',
    proof: { ...whole, checkpointNote: witnessed.replace('\n300\n', '\n301\n') },
    code: 'bad-signature',
  },
  {
    say: 'a note without signatures',
    proof: { ...whole, checkpointNote: note.text },
    code: 'no-signatures',
  },
  { say: 'nothing in it', proof: '', code: 'malformed-proof' },
];
for (const { say, proof, code, ...row } of wrong) {
  test(`a proof with ${say} is refused: ${code}`, () => {
    const given = typeof proof === 'string' ? proof : formatProof(proof);
    const got = verifyProof(
      { entry: row.entry ?? entry },
      { text: given, policy: row.policy ?? strict },
      sha256,
    );
    assert.deepEqual(got, { verified: false, code });
  });
}

const HASH = Buffer.alloc(32, 1).toString('base64');
const HEAD = 'c2sp.org/tlog-proof@v1\n';
const malformed = [
  { say: 'no empty line', text: `${HEAD}index 1\n`, code: 'no-empty-line', offset: 31 },
  {
    say: 'another first line',
    text: 'c2sp.org/tlog-proof@v2\nindex 1\n\n',
    code: 'not-a-proof',
    offset: 0,
  },
  { say: 'no index', text: `${HEAD}${HASH}\n\n`, code: 'bad-index', offset: 23 },
  { say: 'nothing after its first line', text: `${HEAD}\n`, code: 'bad-index', offset: 23 },
  {
    say: 'an index with a leading zero',
    text: `${HEAD}index 01\n\n`,
    code: 'bad-index',
    offset: 23,
  },
  { say: 'a negative index', text: `${HEAD}index -1\n\n`, code: 'bad-index', offset: 23 },
  { say: 'bad extra data', text: `${HEAD}extra ?\nindex 1\n\n`, code: 'bad-extra', offset: 23 },
  {
    say: 'its index before its extra data',
    text: `${HEAD}index 1\nextra AAAA\n\n`,
    code: 'bad-hash',
    offset: 31,
  },
  { say: 'a short hash', text: `${HEAD}index 1\n${HASH}\nAAAA\n\n`, code: 'bad-hash', offset: 76 },
  {
    say: '64 hashes',
    text: `${HEAD}index 1\n${`${HASH}\n`.repeat(64)}\n`,
    code: 'too-many-hashes',
    offset: 31 + 63 * 45,
  },
];
for (const { say, text: of, ...fault } of malformed) {
  test(`a proof with ${say} is malformed: ${fault.code}`, () =>
    assert.deepEqual(parseProof(of), fault));
}

test('a proof says what it was made of', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const extra = fc.option(fc.uint8Array({ maxLength: 9 }));
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.array(hash, { maxLength: 63 }), extra, (index, proof, more) => {
      const made = {
        index,
        proof,
        checkpointNote: witnessed,
        ...(more === null ? {} : { extra: more }),
      };
      assert.deepEqual(parseProof(formatProof(made)), made);
    }),
  );
});

test('no single changed bit before the signatures of a proof goes unseen', () => {
  const bytes = Buffer.from(text);
  const end = text.indexOf('\n\n', text.indexOf('\n\n') + 2);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: end * 8 - 1 }), (bit) => {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const given = { text: changed.toString('latin1'), policy: trusting };
      assert.ok(!verifyProof({ entry }, given, sha256).verified);
    }),
    { numRuns: 150 },
  );
});

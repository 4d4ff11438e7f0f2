import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sha256 } from '@lakiri/platform/sha256';
import fc from 'fast-check';
import { formatCheckpoint, parseCheckpoint, parseSize } from './checkpoint.ts';
import { cosigner, newCosignerKey } from './cosignature.ts';
import { ed25519Signer, newEd25519Key } from './ed25519.ts';
import { treeHash } from './merkle.ts';
import { addSignatures, signNote, type Verifier } from './note.ts';
import { checkpointOfNote, openCheckpoint, verifierOf } from './verifier.ts';

const vectors = JSON.parse(
  readFileSync(new URL('vectors/tessera-log.json', import.meta.url), 'utf8'),
) as {
  vkey: string;
  leaves: string[];
  checkpoints: { size: number; root: string; signature: string }[];
};
const origin = 'example.com/log/testdata';
const log = known(vectors.vkey);
const entries = vectors.leaves.map((leaf) => Buffer.from(leaf));

function known(vkey: string): Verifier {
  const verifier = verifierOf(vkey);
  assert.ok(!('code' in verifier));
  return verifier;
}

for (const { size, root, signature } of vectors.checkpoints) {
  test(`Tessera's log at ${size}: its entries give the root that its key signed`, () => {
    const made = treeHash(entries.slice(0, size), sha256);
    const text = formatCheckpoint({ origin, size, root: made });
    assert.equal(text, `${origin}\n${size}\n${root}\n`);
    const opened = openCheckpoint(`${text}\n— ${origin} ${signature}\n`, log);
    assert.ok(opened.opened);
    assert.equal(opened.checkpoint.size, size);
    assert.deepEqual(opened.cosignatures, []);
  });
}

const ROOT = Buffer.alloc(32, 7).toString('base64');
const malformed = [
  { say: 'no newline at the end', text: `a\n1\n${ROOT}`, code: 'no-last-newline', offset: 48 },
  { say: 'an empty origin', text: `\n1\n${ROOT}\n`, code: 'no-origin', offset: 0 },
  { say: 'no size', text: 'a\n', code: 'bad-size', offset: 2 },
  { say: 'a leading zero', text: `a\n01\n${ROOT}\n`, code: 'bad-size', offset: 2 },
  { say: 'two zeros', text: `a\n00\n${ROOT}\n`, code: 'bad-size', offset: 2 },
  { say: 'a sign', text: `a\n+1\n${ROOT}\n`, code: 'bad-size', offset: 2 },
  { say: 'a space', text: `a\n1 \n${ROOT}\n`, code: 'bad-size', offset: 2 },
  { say: 'an unsafe size', text: `a\n9007199254740992\n${ROOT}\n`, code: 'bad-size', offset: 2 },
  { say: 'no root', text: 'a\n1\n', code: 'bad-root', offset: 4 },
  { say: 'a short root', text: 'a\n1\nAAAA\n', code: 'bad-root', offset: 4 },
  {
    say: 'a root without padding',
    text: `a\n1\n${ROOT.slice(0, -1)}\n`,
    code: 'bad-root',
    offset: 4,
  },
  { say: 'padding bits', text: `a\n1\n${ROOT.slice(0, -2)}d=\n`, code: 'bad-root', offset: 4 },
  { say: 'an empty extension', text: `a\n1\n${ROOT}\n\nb\n`, code: 'empty-line', offset: 49 },
  { say: 'an empty last line', text: `a\n1\n${ROOT}\n\n`, code: 'empty-line', offset: 49 },
];
for (const { say, text, ...fault } of malformed) {
  test(`a checkpoint with ${say} is malformed`, () =>
    assert.deepEqual(parseCheckpoint(text), fault));
}

test('a checkpoint says what it was made of', () => {
  const line = fc.string({ minLength: 1 }).filter((text) => !text.includes('\n'));
  const root = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const extensions = fc.array(line, { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(line, fc.maxSafeNat(), root, fc.option(extensions), (name, size, hash, more) => {
      const whole = {
        origin: name,
        size,
        root: hash,
        ...(more === null ? {} : { extensions: more }),
      };
      assert.deepEqual(parseCheckpoint(formatCheckpoint(whole)), whole);
    }),
  );
  assert.throws(
    () => formatCheckpoint({ origin: '', size: 0, root: new Uint8Array(32) }),
    RangeError,
  );
  assert.throws(
    () => formatCheckpoint({ origin: 'a\nb', size: 0, root: new Uint8Array(32) }),
    RangeError,
  );
});

test('sizes are decimals that a number holds', () => {
  assert.equal(parseSize('9007199254740991'), Number.MAX_SAFE_INTEGER);
  for (const text of ['', '-1', '1e3', '0x1', '1.0', ' 1', '١'])
    assert.equal(parseSize(text), undefined);
});

const keys = newEd25519Key('log.example/1', new Uint8Array(32).fill(1));
const witnessKeys = newCosignerKey('witness.example/1', new Uint8Array(32).fill(2));
const text = formatCheckpoint({ origin: 'log.example/1', size: 5, root: new Uint8Array(32) });
const signer = ed25519Signer(keys.skey);
const witness = cosigner(witnessKeys.skey);
assert.ok(!('code' in signer) && !('code' in witness));
const signed = signNote(text, [signer]);
const cosigned = addSignatures(signed, [witness.cosign(text, 1_700_000_000)]);

test('a cosigned checkpoint names its witness and the time it says', () => {
  const opened = openCheckpoint(cosigned, known(keys.vkey), [known(witnessKeys.vkey)]);
  assert.ok(opened.opened);
  assert.equal(opened.text, text);
  assert.equal(opened.note, cosigned);
  assert.deepEqual(
    opened.cosignatures.map(({ name, time }) => ({ name, time })),
    [{ name: 'witness.example/1', time: 1_700_000_000 }],
  );
  assert.deepEqual(checkpointOfNote(cosigned), opened.checkpoint);
});

const other = newEd25519Key('log.example/2', new Uint8Array(32).fill(1));
const later = addSignatures(signed, [
  witness.cosign(text, 1_700_000_000).replace(/.{8}$/, 'AAAAAAA='),
]);
const onlyWitness = `${text}\n${witness.cosign(text, 1_700_000_000)}\n`;
const refusals = [
  { say: 'by another log', note: cosigned, vkey: other.vkey, code: 'no-log-signature' },
  { say: 'by its witness only', note: onlyWitness, vkey: keys.vkey, code: 'no-log-signature' },
  { say: 'with a false cosignature', note: later, vkey: keys.vkey, code: 'bad-signature' },
  {
    say: 'but is no checkpoint',
    note: signNote('hello\n', [signer]),
    vkey: keys.vkey,
    code: 'not-a-checkpoint',
  },
  {
    say: 'but is of another origin',
    note: signNote(text.replace('log.example/1', 'log.example/3'), [signer]),
    vkey: keys.vkey,
    code: 'other-origin',
  },
];
for (const { say, note, vkey, code } of refusals) {
  test(`a note that is signed ${say} is refused: ${code}`, () =>
    assert.deepEqual(openCheckpoint(note, known(vkey), [known(witnessKeys.vkey)]), {
      opened: false,
      code,
    }));
}

test('a stranger’s cosignature changes nothing', () => {
  const opened = openCheckpoint(later, known(keys.vkey));
  assert.ok(opened.opened);
  assert.deepEqual(opened.cosignatures, []);
});

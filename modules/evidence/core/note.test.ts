import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { ed25519Signer, newEd25519Key } from './ed25519.ts';
import { parseVkey } from './key.ts';
import {
  addSignatures,
  openNote,
  parseNote,
  parseSignatureLine,
  type Signer,
  signNote,
  type Verifier,
} from './note.ts';
import { verifierOf } from './verifier.ts';

const vectors = JSON.parse(readFileSync(new URL('vectors/note.json', import.meta.url), 'utf8')) as {
  text: string;
  peter: { skey: string; vkey: string; line: string };
  enoch: { vkey: string; line: string };
  specification: { vkey: string; note: string };
  badVkeys: string[];
  goodVkeys: string[];
};
const { text, peter, enoch, specification } = vectors;

function signerOf(skey: string): Signer {
  const signer = ed25519Signer(skey);
  assert.ok(!('code' in signer));
  return signer;
}
function verifier(vkey: string): Verifier {
  const known = verifierOf(vkey);
  assert.ok(!('code' in known));
  return known;
}

test('a note is signed byte for byte as Go signs it', () => {
  assert.equal(signNote(text, [signerOf(peter.skey)]), `${text}\n${peter.line}\n`);
});

test('the note of the specification opens', () => {
  const opened = openNote(specification.note, [verifier(specification.vkey)]);
  assert.ok(opened.opened);
  assert.equal(opened.text, 'This is an example message.\n');
});

const both = `${text}\n${peter.line}\n${enoch.line}\n`;
const known = [
  { say: 'both keys', verifiers: [peter.vkey, enoch.vkey], verified: [true, true] },
  { say: 'the first key', verifiers: [peter.vkey], verified: [true, false] },
  { say: 'the second key', verifiers: [enoch.vkey], verified: [false, true] },
];
for (const { say, verifiers, verified } of known) {
  test(`a note of two signatures opens with ${say}`, () => {
    const opened = openNote(Buffer.from(both), verifiers.map(verifier));
    assert.ok(opened.opened);
    assert.equal(opened.text, text);
    assert.deepEqual(
      opened.signatures.map((line) => line.verified),
      verified,
    );
    assert.deepEqual(
      opened.signatures.map(({ line }) => line),
      [peter.line, enoch.line],
    );
  });
}

const corrupt = (line: string): string => `${line.slice(0, 60)}ABCD${line.slice(60)}`;
const flippedBit = peter.line.replace('/ZJk', '/ZJl');
const long = 'x'.repeat(1_000_000);
const refused = [
  { say: 'no known key', note: both, with: [specification.vkey], code: 'no-known-signature' },
  { say: 'no key at all', note: both, with: [], code: 'no-known-signature' },
  { say: 'a key twice', note: both, with: [peter.vkey, peter.vkey], code: 'two-keys-of-one-id' },
  {
    say: 'a longer signature',
    note: `${text}\n${corrupt(peter.line)}\n`,
    with: [peter.vkey],
    code: 'bad-signature',
  },
  {
    say: 'a changed signature',
    note: `${text}\n${flippedBit}\n`,
    with: [peter.vkey],
    code: 'bad-signature',
  },
  {
    say: 'a good and a changed signature of one key',
    note: `${text}\n${peter.line}\n${flippedBit}\n`,
    with: [peter.vkey],
    code: 'bad-signature',
  },
  {
    say: 'a changed text',
    note: both.replace('answer', 'Answer'),
    with: [peter.vkey],
    code: 'bad-signature',
  },
  {
    say: 'the key of another name',
    note: `${text}\n${peter.line.replace('Neumann', 'Norvig')}\n`,
    with: [peter.vkey],
    code: 'no-known-signature',
  },
  { say: 'no signatures', note: text, with: [peter.vkey], code: 'no-signatures' },
  {
    say: 'an empty line and no signatures',
    note: `${text}\n`,
    with: [peter.vkey],
    code: 'no-signatures',
  },
  {
    say: 'no newline at the end',
    note: `${text}\n${peter.line}`,
    with: [peter.vkey],
    code: 'bad-signature-line',
  },
  {
    say: 'a name with a space',
    note: `${text}\n${peter.line.replace('rN', 'r N')}\n`,
    with: [peter.vkey],
    code: 'bad-signature-line',
  },
  {
    say: 'a line that is none of a signature',
    note: `${text}\n${peter.line}\nUnexpected line.\n`,
    with: [peter.vkey],
    code: 'bad-signature-line',
  },
  {
    say: 'a hyphen for the dash',
    note: `${text}\n${peter.line.replace('—', '-')}\n`,
    with: [peter.vkey],
    code: 'bad-signature-line',
  },
  {
    say: 'a signature of its key id only',
    note: `${text}\n— x x08go/==\n`,
    with: [peter.vkey],
    code: 'bad-signature-line',
  },
  {
    say: 'an empty line after its signatures',
    note: `${both}\n`,
    with: [peter.vkey],
    code: 'no-signatures',
  },
  {
    say: 'a control character',
    note: `\u0001${both}`,
    with: [peter.vkey],
    code: 'control-character',
  },
  { say: 'a tab', note: both.replace(' ', '\t'), with: [peter.vkey], code: 'control-character' },
  {
    say: 'a carriage return',
    note: both.replaceAll('\n', '\r\n'),
    with: [peter.vkey],
    code: 'control-character',
  },
  {
    say: 'a byte that is no UTF-8',
    note: Buffer.concat([Buffer.of(0xff), Buffer.from(both)]),
    with: [peter.vkey],
    code: 'not-utf8',
  },
  {
    say: '101 signatures',
    note: `${text}\n${`${peter.line}\n`.repeat(101)}`,
    with: [peter.vkey],
    code: 'too-many-signatures',
  },
  {
    say: 'more than a million bytes',
    note: `${long}\n\n${peter.line}\n`,
    with: [peter.vkey],
    code: 'too-long',
  },
];
for (const { say, note, with: vkeys, code } of refused) {
  test(`a note with ${say} is refused: ${code}`, () =>
    assert.deepEqual(openNote(note, vkeys.map(verifier)), { opened: false, code }));
}

test('the text ends at the last empty line, and may have empty lines itself', () => {
  const verse = 'Ognuno sta solo\n\n\ned è subito sera.\n';
  const note = signNote(verse, [signerOf(peter.skey)]);
  const opened = openNote(note, [verifier(peter.vkey)]);
  assert.ok(opened.opened);
  assert.equal(opened.text, verse);
});

test('sixteen signatures and more are taken', () => {
  const keys = Array.from({ length: 40 }, (_, at) =>
    newEd25519Key(`witness.example/${at}`, new Uint8Array(32).fill(at)),
  );
  const note = signNote(
    text,
    keys.map(({ skey }) => signerOf(skey)),
  );
  const opened = openNote(
    note,
    keys.map(({ vkey }) => verifier(vkey)),
  );
  assert.ok(opened.opened);
  assert.equal(opened.signatures.filter((line) => line.verified).length, 40);
});

test('lines are added with or without their newline', () => {
  const one = signNote(text, [signerOf(peter.skey)]);
  assert.equal(addSignatures(one, [enoch.line]), both);
  assert.equal(addSignatures(one, [`${enoch.line}\n`]), both);
});

for (const bad of ['no newline', 'a tab\t\n', 'a bell\u0007\n', 'half a pair \ud800\n', '']) {
  test(`${JSON.stringify(bad)} cannot be signed`, () =>
    assert.throws(() => signNote(bad, [signerOf(peter.skey)]), RangeError));
}

test('no single changed bit of a note goes unseen', () => {
  const note = Buffer.from(signNote(text, [signerOf(peter.skey)]));
  const bits = fc.integer({ min: 0, max: note.length * 8 - 1 });
  fc.assert(
    fc.property(bits, (bit) => {
      const changed = Buffer.from(note);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.ok(!openNote(changed, [verifier(peter.vkey)]).opened);
    }),
    { numRuns: 150 },
  );
});

test('a note taken apart is put together again', () => {
  const parsed = parseNote(both);
  assert.ok(!('code' in parsed));
  const lines = parsed.signatures.map(({ line }) => line);
  assert.equal(addSignatures(`${parsed.text}\n`, lines), both);
  assert.equal(parseSignatureLine(peter.line)?.keyId, 'c74f20a3');
});

test('keys that others made are read', () => {
  for (const vkey of [...vectors.goodVkeys, peter.vkey, enoch.vkey, specification.vkey])
    assert.ok(!('code' in parseVkey(vkey)), vkey);
  for (const vkey of vectors.badVkeys) assert.ok('code' in parseVkey(vkey), vkey);
});

const badKeys = [
  { say: 'another id', vkey: peter.vkey.replace('c74f20a3', 'c74f20a4'), code: 'key-id-mismatch' },
  { say: 'another name', vkey: peter.vkey.replace('Peter', 'Petra'), code: 'key-id-mismatch' },
  { say: 'an id in capitals', vkey: peter.vkey.replace('c74f20a3', 'C74F20A3'), code: 'key-id' },
  { say: 'no name', vkey: peter.vkey.replace('PeterNeumann', ''), code: 'key-name' },
  { say: 'a space in its name', vkey: peter.vkey.replace('rN', 'r N'), code: 'key-name' },
  {
    say: 'a space of another script',
    vkey: peter.vkey.replace('rN', 'r\u3000N'),
    code: 'key-name',
  },
  { say: 'a control character', vkey: peter.vkey.replace('rN', 'r\u0085N'), code: 'key-name' },
  { say: 'two parts', vkey: 'PeterNeumann+c74f20a3', code: 'key-parts' },
  { say: 'bad base 64', vkey: `${peter.vkey}=`, code: 'key-base64' },
  { say: 'no type', vkey: 'PeterNeumann+c74f20a3+', code: 'key-base64' },
  { say: 'type 0x05', vkey: 'x.example+00000000+BQ==', code: 'key-type-unknown' },
  { say: 'a short key', vkey: 'x.example+00000000+AQEB', code: 'key-length' },
];
for (const { say, vkey, code } of badKeys) {
  test(`a vkey with ${say} is malformed: ${code}`, () => {
    const key = verifierOf(vkey);
    assert.equal('code' in key && key.code, code);
  });
}

test('every cut and every changed character of a key is malformed', () => {
  const { skey, vkey } = peter;
  for (const key of [skey, vkey]) {
    const read = key === skey ? ed25519Signer : verifierOf;
    for (let from = 0; from <= key.length; from++)
      for (let to = from; to <= key.length; to += 3)
        if (to - from < key.length) assert.ok('code' in read(key.slice(from, to)));
    for (let at = 0; at < key.length; at++) {
      const next = String.fromCharCode(key.charCodeAt(at) + 1);
      assert.ok('code' in read(key.slice(0, at) + next + key.slice(at + 1)), `${at}`);
    }
  }
});

test('a key from a seed is the one that Go makes of it', () => {
  const seed = Buffer.from(peter.skey.split('+').slice(4).join('+'), 'base64').subarray(1);
  assert.deepEqual(newEd25519Key('PeterNeumann', seed), { skey: peter.skey, vkey: peter.vkey });
  assert.throws(() => newEd25519Key('Peter Neumann', seed), RangeError);
});

import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { relist, testBundle, zipOf } from '../testing-bundle.ts';
import { verifyBundle, verifyBundleZip } from './bundle.ts';
import { factOf } from './bundle-format.ts';
import type { Verifier } from './note.ts';
import { parseTrust, type Trust } from './trust.ts';
import { readZip } from './zip.ts';

const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');
const good = testBundle();

function trustOf(texts: { vkeys?: string; policy?: string }): Trust {
  const trust = parseTrust({ vkeys: '', policy: '', ...texts });
  if ('malformed' in trust) throw new Error(trust.code);
  return trust;
}
const trust = trustOf({ policy: good.policy });

/** Takes exactly what was signed and nothing else, as the real one does, without its arithmetic. */
function knowing(one: Verifier): Verifier {
  const known = new Set<string>();
  const keyOf = (text: Uint8Array, signature: Uint8Array): string =>
    Buffer.concat([signature, text]).toString('latin1');
  verifyBundle(
    good.files,
    {
      ...trust,
      logs: trust.logs.map((log) => listening(log)),
      witnesses: trust.witnesses.map((it) => ({ ...it, verifier: listening(it.verifier) })),
    },
    sha256,
  );
  function listening(verifier: Verifier): Verifier {
    const verify = (text: Uint8Array, signature: Uint8Array): boolean => {
      const holds = verifier.verify(text, signature);
      if (holds && verifier.keyId === one.keyId) known.add(keyOf(text, signature));
      return holds;
    };
    return { ...verifier, verify };
  }
  return { ...one, verify: (text, signature) => known.has(keyOf(text, signature)) };
}
const fast: Trust = {
  ...trust,
  logs: trust.logs.map(knowing),
  witnesses: trust.witnesses.map((it) => ({ ...it, verifier: knowing(it.verifier) })),
};
const copy = (): Map<string, Uint8Array> =>
  new Map([...good.files].map(([path, bytes]) => [path, Uint8Array.from(bytes)]));
const listing = (files: Map<string, Uint8Array>) => {
  const { log } = JSON.parse(Buffer.from(files.get('manifest.json') ?? []).toString()) as {
    log: { size: number; root: string };
  };
  return log;
};

test('a whole bundle is confirmed, with what it holds', () => {
  const { findings, warnings, summary } = verifyBundleZip(good.zip, trust, sha256);
  assert.deepEqual(findings, []);
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['frames-redacted', 'late-readings'],
  );
  assert.ok(summary !== undefined);
  const { manifest, checkpoint, ...rest } = summary;
  assert.equal(manifest.subject.ref, 'J-2026-0417');
  assert.equal(checkpoint?.size, 9);
  assert.deepEqual(rest, {
    files: 22,
    witnesses: [
      { name: 'A', time: 1_770_183_060 },
      { name: 'B', time: 1_770_183_061 },
    ],
    keysFrom: 'given',
    witnessesFrom: 'given',
    keysEqual: true,
    entries: {
      proven: 5,
      firstAt: '2026-02-04T05:31:00.000000Z',
      lastAt: '2026-02-04T05:38:00.000000Z',
    },
    frames: { batches: 1, whole: 2, redacted: 1 },
    readings: { total: 2, late: 1, lateMsMax: 34 * 60_000 + 4_000 },
    personal: 1,
    timestamps: [{ path: 'tsr/7.tsr', at: '2026-02-04T05:32:00Z', size: 7 }],
  });
});

/** All eight bits of each byte take minutes; one of each, another from byte to byte, takes seconds. */
const { LAKIRI_TEST_EVERY_BIT: everyBit } = process.env;
function* flipped(original: Uint8Array): Generator<readonly [bit: number, Uint8Array]> {
  const step = everyBit === undefined ? 9 : 1;
  for (let bit = 0; bit < original.length * 8; bit += step) {
    const bytes = Uint8Array.from(original);
    bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
    yield [bit, bytes];
  }
}

test('every flipped bit of every file is found, and the file is named', () => {
  const missed: string[] = [];
  let tried = 0;
  for (const [path, original] of good.files)
    for (const [bit, bytes] of flipped(original)) {
      const { findings } = verifyBundle(new Map(good.files).set(path, bytes), fast, sha256);
      tried++;
      if (!findings.some((finding) => finding.path === path)) missed.push(`${path} bit ${bit}`);
    }
  assert.deepEqual(missed, []);
  assert.ok(tried > 10_000, String(tried));
});

test('every flipped bit of the zip is found, or leaves every file as it was', () => {
  const missed: number[] = [];
  let harmless = 0;
  for (const [bit, zip] of flipped(good.zip)) {
    const read = readZip(zip);
    if (!read.read || read.damaged.length > 0 || read.unusual.length > 0) continue;
    if ([...good.files].every(([path, bytes]) => isEqual(read.files.get(path), bytes))) harmless++;
    else missed.push(bit);
  }
  assert.deepEqual(missed, []);
  assert.ok(harmless < 200, `${harmless} bits of packing`);
});

const isEqual = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one !== undefined && Buffer.compare(one, other) === 0;

for (const path of good.files.keys())
  test(`without ${path} the bundle is not confirmed`, () => {
    const files = copy();
    files.delete(path);
    const { findings } = verifyBundle(files, trust, sha256);
    assert.ok(
      findings.some(
        (finding) =>
          finding.path === path || finding.path.includes(path.replace(/\D/g, '') || path),
      ),
    );
  });

// A forger changes a file and writes the lists anew: what is left to find it is the log.
type Forgery = { say: string; change: (files: Map<string, Uint8Array>) => void; code: string };
const edit =
  (path: string, from: string | RegExp, to: string) => (files: Map<string, Uint8Array>) => {
    const text = Buffer.from(files.get(path) ?? []).toString();
    assert.notEqual(text.replace(from, to), text, `${path} has ${from}`);
    files.set(path, Buffer.from(text.replace(from, to)));
  };
const forgeries: readonly Forgery[] = [
  {
    say: 'another route in an entry',
    change: edit('entries/3.json', 'northern', 'southern'),
    code: 'entry-not-in-log',
  },
  {
    say: 'another index',
    change: edit('proofs/3.tlog-proof', 'index 3', 'index 2'),
    code: 'proof-malformed',
  },
  {
    say: 'another checkpoint in a proof',
    change: edit('proofs/3.tlog-proof', '\n9\n', '\n8\n'),
    code: 'proof-other-checkpoint',
  },
  {
    say: 'an entry without proof',
    change: (files) => files.delete('proofs/4.tlog-proof'),
    code: 'entry-without-proof',
  },
  {
    say: 'a proof without entry',
    change: (files) => files.delete('entries/4.json'),
    code: 'proof-without-entry',
  },
  {
    say: 'a checkpoint of another size',
    change: edit('checkpoint', '\n9\n', '\n8\n'),
    code: 'checkpoint-refused',
  },
  {
    say: 'one witness less',
    change: edit('checkpoint', /— traders.*\n/, ''),
    code: 'witnesses-missing',
  },
  {
    say: 'other bytes of a frame',
    change: edit('frames/2026-02-04.json', 'KDgxMDAwMDAwMDEsQEpUKQ==', 'KDgxMDAwMDAwMDEsQEpVKQ=='),
    code: 'frame-changed',
  },
  {
    say: 'other bytes of a frame whose password is blanked',
    change: edit(
      'frames/2026-02-04.json',
      'KDgxMDAwMDAwMDEsUDQzLDEsKioqKioqLDAp',
      'KDgxMDAwMDAwMDEsUDQzLDAsKioqKioqLDAp',
    ),
    code: 'frame-changed',
  },
  {
    say: 'another frame said to have held a password',
    change: edit(
      'frames/2026-02-04.json',
      /"bytes":"KDgxMDAwMDAwMDEsQEpUKQ=="(.*?)"secret":false/,
      '"bytes":"KDgxMDAwMDAwMDEsQEpVKQ=="$1"secret":true',
    ),
    code: 'frames-malformed',
  },
  {
    say: 'another verdict of a frame',
    change: edit('frames/2026-02-04.json', '"verdict":"heartbeat"', '"verdict":"unknown"'),
    code: 'frame-said-otherwise',
  },
  {
    say: 'another time of a frame',
    change: edit('frames/2026-02-04.json', '05:31:00.001Z', '05:31:00.011Z'),
    code: 'frame-said-otherwise',
  },
  {
    say: 'a frame at another place',
    change: edit('frames/2026-02-04.json', '"position":1', '"position":2'),
    code: 'frame-not-in-batch',
  },
  {
    say: 'another root of a batch',
    change: edit('frames/2026-02-04.json', /"root":"./, '"root":"x'),
    code: 'batch-differs',
  },
  {
    say: 'another entry of a batch',
    change: edit('frames/2026-02-04.json', '\\"frames\\":3', '\\"frames\\":4'),
    code: 'batch-not-in-log',
  },
  {
    say: 'another name of the driver',
    change: edit('personal.json', 'Achieng', 'Akinyi'),
    code: 'personal-differs',
  },
  {
    say: 'the name of one given to another',
    change: edit('personal.json', '000000000001', '000000000002'),
    code: 'personal-differs',
  },
  {
    say: 'a stamp of other bytes',
    change: edit('tsr/7.checkpoint', '\n7\n', '\n6\n'),
    code: 'timestamp-of-other-bytes',
  },
  {
    say: 'a stamp of another log',
    change: (files) => files.set('tsr/7.consistency', Buffer.of()),
    code: 'timestamp-other-log',
  },
  {
    say: 'no stamp but noise',
    change: (files) => files.set('tsr/7.tsr', Buffer.of(1, 2, 3)),
    code: 'timestamp-malformed',
  },
  {
    say: 'that nothing in it is about its subject',
    change: (files) => {
      for (const index of [1, 3, 4, 8]) {
        files.delete(`entries/${index}.json`);
        files.delete(`proofs/${index}.tlog-proof`);
      }
      files.delete('personal.json');
    },
    code: 'subject-differs',
  },
  {
    say: 'nothing of the log',
    change: (files) => {
      for (const path of [...files.keys()])
        if (/^(entries|proofs|frames)/.test(path)) files.delete(path);
    },
    code: 'no-entries',
  },
];
for (const { say, change, code } of forgeries)
  test(`a forger's list does not hide ${say}`, () => {
    const files = copy();
    const log = listing(files);
    change(files);
    relist(files, log);
    const { findings } = verifyBundle(files, trust, sha256);
    assert.ok(
      findings.some((finding) => finding.code === code),
      JSON.stringify(findings),
    );
  });

test('a file that nobody listed, and one that nobody knows', () => {
  const files = copy().set('extra.txt', Buffer.from('x'));
  const { findings, warnings } = verifyBundle(files, trust, sha256);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['file-unlisted', 'sums-differ'],
  );
  assert.ok(warnings.some(({ code, path }) => code === 'path-unknown' && path === 'extra.txt'));
});

test('the bundle’s own keys are a claim; keys given instead are held against it', () => {
  const alone = verifyBundle(good.files, null, sha256);
  assert.deepEqual(alone.findings, []);
  assert.equal(alone.summary?.keysFrom, 'bundle');
  assert.ok(alone.warnings.some(({ code }) => code === 'keys-claimed'));

  const logOnly = verifyBundle(good.files, trustOf({ vkeys: good.logVkey }), sha256);
  assert.equal(logOnly.summary?.keysFrom, 'given');
  assert.equal(logOnly.summary?.witnessesFrom, 'bundle');
  assert.ok(logOnly.warnings.some(({ code }) => code === 'witnesses-claimed'));

  // A whole bundle of a forger's, signed by his own key: true in itself, and refused by who knows the key.
  const stranger =
    'revenue.example/log/centre+fb2ff76d+AeKoVb7pwbDyGKnqvO8AfbNzTYUYqvqNLPwwgBOcvFwk';
  const other = parseTrust({ vkeys: stranger, policy: '' });
  if ('malformed' in other) return assert.equal(other.code, 'key-id-mismatch');
  assert.ok(verifyBundle(good.files, other, sha256).findings.length > 0);
});

test('a missing fact of the subject is told', () => {
  const files = copy();
  const log = listing(files);
  files.delete('entries/3.json');
  files.delete('proofs/3.tlog-proof');
  relist(files, log);
  const { findings, warnings } = verifyBundle(files, trust, sha256);
  assert.deepEqual(findings, []);
  const gap = warnings.find(({ code }) => code === 'subject-gap');
  assert.equal(gap?.params['missing'], 1);
});

test('an entry that is nested a million deep does not stop it', () => {
  const deep = `{"type":"a","subject":"b","body":${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}}`;
  const more = { 'entries/0.json': deep, 'personal.json': deep };
  const { findings } = verifyBundle(testBundle({ more }).files, trust, sha256);
  const codes = findings.map(({ code }) => code).sort();
  assert.deepEqual(codes, ['entry-without-proof', 'personal-malformed']);
  assert.equal(factOf(Buffer.from(deep))?.type, 'a');
});

test('what is no fact of ours proves its bytes alone', () => {
  assert.equal(factOf(Buffer.from('one')), undefined);
  assert.equal(factOf(Buffer.from('[1]')), undefined);
});

test('a bundle that is packed again is the same bundle', () => {
  assert.deepEqual(verifyBundleZip(zipOf(good.files), trust, sha256).findings, []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatCheckpoint } from './checkpoint.ts';
import { cosigner, newCosignerKey, newMldsaCosignerKey } from './cosignature.ts';
import { ed25519Signer, newEd25519Key } from './ed25519.ts';
import { addSignatures, signNote } from './note.ts';
import {
  formatPolicy,
  openByPolicy,
  type Policy,
  parsePolicy,
  policyVerifiers,
  quorumHolds,
} from './policy.ts';

const seed = (value: number): Uint8Array => new Uint8Array(32).fill(value);
const log = newEd25519Key('log.example/1', seed(1));
const newLog = newEd25519Key('log.example/1', seed(2));
const otherLog = newEd25519Key('log.example/2', seed(3));
const x1 = newCosignerKey('x.example/1', seed(11));
const x2 = newCosignerKey('x.example/2', seed(12));
const x3 = newMldsaCosignerKey('x.example/3', seed(13));
const y1 = newCosignerKey('y.example/1', seed(21));
const y2 = newCosignerKey('y.example/2', seed(22));

const text = `# Whose word counts
log ${log.vkey} https://log.example/1
log ${newLog.vkey}

witness X1 ${x1.vkey} https://x.example/1/
witness  X2\t${x2.vkey}
 witness X3 ${x3.vkey}
group X 2 X1 X2 X3

witness Y1 ${y1.vkey}
witness Y2 ${y2.vkey}
group Y any Y1 Y2
\t# both sides
group X-and-Y all X Y
quorum X-and-Y
`;

function parsed(of: string): Policy {
  const policy = parsePolicy(of);
  assert.ok(!('code' in policy), 'code' in policy ? `${policy.code} ${policy.line}` : '');
  return policy;
}
const policy = parsed(text);

test('a policy is read: logs, witnesses, groups and quorum', () => {
  assert.deepEqual(policy.logs, [
    { vkey: log.vkey, url: 'https://log.example/1' },
    { vkey: newLog.vkey },
  ]);
  assert.deepEqual(
    policy.witnesses.map(({ name, url }) => [name, url]),
    [
      ['X1', 'https://x.example/1/'],
      ['X2', undefined],
      ['X3', undefined],
      ['Y1', undefined],
      ['Y2', undefined],
    ],
  );
  assert.deepEqual(policy.groups, [
    { name: 'X', threshold: 2, members: ['X1', 'X2', 'X3'] },
    { name: 'Y', threshold: 1, members: ['Y1', 'Y2'] },
    { name: 'X-and-Y', threshold: 2, members: ['X', 'Y'] },
  ]);
  assert.equal(policy.quorum, 'X-and-Y');
  assert.deepEqual(parsed(formatPolicy(policy)), policy);
  assert.equal(policyVerifiers(policy).witnesses.length, 5);
});

const quorums = [
  { witnessed: [], holds: false },
  { witnessed: ['X1', 'X2'], holds: false },
  { witnessed: ['X1', 'Y1'], holds: false },
  { witnessed: ['X1', 'X1', 'Y1'], holds: false },
  { witnessed: ['X1', 'X3', 'Y2'], holds: true },
  { witnessed: ['X1', 'X2', 'X3', 'Y1', 'Y2'], holds: true },
  { witnessed: ['X', 'Y'], holds: false },
  { witnessed: ['X-and-Y'], holds: false },
  { witnessed: ['Z1', 'Z2', 'Z3'], holds: false },
];
for (const { witnessed, holds } of quorums) {
  test(`${witnessed.join(' ') || 'nobody'} ${holds ? 'are' : 'are not'} the quorum`, () =>
    assert.equal(quorumHolds(policy, witnessed), holds));
}

test('no quorum is asked for by none, and one witness may be it', () => {
  assert.ok(quorumHolds(parsed('quorum none\n'), []));
  const one = parsed(`witness X1 ${x1.vkey}\nquorum X1`);
  assert.ok(quorumHolds(one, ['X1']));
  assert.ok(!quorumHolds(one, []));
});

test('who witnesses more never loses a quorum', () => {
  const names = policy.witnesses.map(({ name }) => name);
  fc.assert(
    fc.property(fc.subarray(names), fc.constantFrom(...names), (some, one) => {
      if (quorumHolds(policy, some)) assert.ok(quorumHolds(policy, [...some, one]));
    }),
  );
});

const malformed = [
  { say: 'nothing', of: '', code: 'no-quorum', line: 1 },
  { say: 'no quorum', of: `log ${log.vkey}\n`, code: 'no-quorum', line: 2 },
  { say: 'two quorums', of: 'quorum none\nquorum none\n', code: 'quorum-twice', line: 2 },
  { say: 'a quorum of nobody', of: 'quorum W\n', code: 'unknown-name', line: 1 },
  {
    say: 'a quorum named too early',
    of: `quorum W\nwitness W ${x1.vkey}\n`,
    code: 'unknown-name',
    line: 1,
  },
  { say: 'a quorum of two words', of: 'quorum none none\n', code: 'wrong-arguments', line: 1 },
  { say: 'a bare quorum', of: 'quorum\n', code: 'wrong-arguments', line: 1 },
  { say: 'an unknown word', of: 'quorum none\nwatcher W\n', code: 'unknown-keyword', line: 2 },
  { say: 'a word of Object', of: 'constructor x\n', code: 'unknown-keyword', line: 1 },
  { say: 'a word in capitals', of: 'QUORUM none\n', code: 'unknown-keyword', line: 1 },
  { say: 'a carriage return', of: 'quorum none\r\n', code: 'control-character', line: 1 },
  { say: 'a delete character', of: '# \u007f\nquorum none\n', code: 'control-character', line: 1 },
  { say: 'a log without key', of: 'log\nquorum none\n', code: 'wrong-arguments', line: 1 },
  { say: 'a log of three words', of: `log ${log.vkey} u v\n`, code: 'wrong-arguments', line: 1 },
  { say: 'a log with a bad key', of: 'log x+00000000+AAAA\n', code: 'bad-key', line: 1 },
  { say: 'a log twice', of: `log ${log.vkey}\nlog ${log.vkey}\n`, code: 'key-twice', line: 2 },
  {
    say: 'a log’s key under another name',
    of: `log ${log.vkey}\nlog ${newEd25519Key('log.example/9', seed(1)).vkey}\n`,
    code: 'key-twice',
    line: 2,
  },
  { say: 'a witness without key', of: 'witness W\n', code: 'wrong-arguments', line: 1 },
  {
    say: 'a witness with a log’s key',
    of: `witness W ${log.vkey}\n`,
    code: 'key-type-unfit',
    line: 1,
  },
  { say: 'a witness named none', of: `witness none ${x1.vkey}\n`, code: 'name-reserved', line: 1 },
  {
    say: 'two witnesses of one key',
    of: `witness A ${x1.vkey}\nwitness B ${x1.vkey}\n`,
    code: 'key-twice',
    line: 2,
  },
  {
    say: 'two witnesses of one name',
    of: `witness A ${x1.vkey}\nwitness A ${x2.vkey}\n`,
    code: 'name-twice',
    line: 2,
  },
  { say: 'a group of nobody', of: 'group G any\n', code: 'wrong-arguments', line: 1 },
  { say: 'a group of strangers', of: 'group G any W\n', code: 'unknown-name', line: 1 },
  { say: 'a group of none', of: 'group G any none\n', code: 'unknown-name', line: 1 },
  { say: 'a group of itself', of: 'group G any G\n', code: 'unknown-name', line: 1 },
  {
    say: 'a group named none',
    of: `witness A ${x1.vkey}\ngroup none any A\n`,
    code: 'name-reserved',
    line: 2,
  },
  {
    say: 'a group of a witness’s name',
    of: `witness A ${x1.vkey}\ngroup A any A\n`,
    code: 'name-twice',
    line: 2,
  },
  {
    say: 'a member twice in a group',
    of: `witness A ${x1.vkey}\ngroup G 2 A A\n`,
    code: 'member-twice',
    line: 2,
  },
  {
    say: 'a member of two groups',
    of: `witness A ${x1.vkey}\nwitness B ${x2.vkey}\ngroup G any A\ngroup H all A B\n`,
    code: 'member-twice',
    line: 4,
  },
  {
    say: 'a threshold of 0',
    of: `witness A ${x1.vkey}\ngroup G 0 A\n`,
    code: 'bad-threshold',
    line: 2,
  },
  {
    say: 'a threshold above its members',
    of: `witness A ${x1.vkey}\ngroup G 2 A\n`,
    code: 'bad-threshold',
    line: 2,
  },
  {
    say: 'a threshold with a leading zero',
    of: `witness A ${x1.vkey}\ngroup G 01 A\n`,
    code: 'bad-threshold',
    line: 2,
  },
  {
    say: 'a negative threshold',
    of: `witness A ${x1.vkey}\ngroup G -1 A\n`,
    code: 'bad-threshold',
    line: 2,
  },
  {
    say: 'a threshold in words',
    of: `witness A ${x1.vkey}\ngroup G most A\n`,
    code: 'bad-threshold',
    line: 2,
  },
  { say: 'too many lines', of: '\n'.repeat(1_000), code: 'too-many-lines', line: 1_000 },
];
for (const { say, of, ...fault } of malformed) {
  test(`a policy with ${say} is malformed: ${fault.code}`, () =>
    assert.deepEqual(parsePolicy(of), fault));
}

const note = formatCheckpoint({ origin: 'log.example/1', size: 5, root: new Uint8Array(32) });
function signed(skey: string, witnesses: readonly string[]): string {
  const signer = ed25519Signer(skey);
  assert.ok(!('code' in signer));
  const lines = witnesses.map((witness) => {
    const made = cosigner(witness);
    assert.ok(!('code' in made));
    return made.cosign(note, 1_700_000_000);
  });
  return addSignatures(signNote(note, [signer]), lines);
}

const opened = [
  { say: 'by the log alone', by: log.skey, witnesses: [], names: [], quorum: false },
  { say: 'by the log’s new key', by: newLog.skey, witnesses: [], names: [], quorum: false },
  {
    say: 'by one side',
    by: log.skey,
    witnesses: [x1, x2, x3],
    names: ['X1', 'X2', 'X3'],
    quorum: false,
  },
  {
    say: 'by both sides',
    by: log.skey,
    witnesses: [x1, x3, y2],
    names: ['X1', 'X3', 'Y2'],
    quorum: true,
  },
  {
    say: 'by a witness twice',
    by: log.skey,
    witnesses: [x1, x1, y2],
    names: ['X1', 'Y2'],
    quorum: false,
  },
];
for (const { say, by, witnesses, names, quorum } of opened) {
  test(`a checkpoint signed ${say} ${quorum ? 'has' : 'lacks'} the quorum`, () => {
    const got = openByPolicy(
      signed(
        by,
        witnesses.map(({ skey }) => skey),
      ),
      policy,
    );
    assert.ok(got.opened);
    assert.deepEqual(got.witnesses, names);
    assert.equal(got.quorum, quorum);
  });
}

test('a checkpoint of a log that the policy does not know is refused', () => {
  assert.deepEqual(openByPolicy(signed(otherLog.skey, []), policy), {
    opened: false,
    code: 'no-known-signature',
  });
  const only = parsed(`log ${otherLog.vkey}\nquorum none\n`);
  assert.deepEqual(openByPolicy(signed(log.skey, []), only), {
    opened: false,
    code: 'unknown-log',
  });
  assert.deepEqual(openByPolicy(signed(log.skey, []), parsed('quorum none\n')), {
    opened: false,
    code: 'unknown-log',
  });
});

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openByPolicy, type Policy, parsePolicy } from '@lakiri/evidence';
import type { Cosignature } from '@lakiri/evidence/store';
import { type TestLog, testLog } from '@lakiri/evidence/testing';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { type Manner, type TestWitness, testWitness } from './test-witness.ts';
import { witnessMetrics } from './witness/witness-metrics.ts';
import { createWitnessClient, type WitnessClientOptions } from './witness-client.ts';
import type { PublishedHead, WitnessPort } from './witness-port.ts';

const log = testLog('customs.example/log/centre');
const another = testLog(log.origin, 'another history', 3);

/** What the client writes, and what it counts. */
type Bench = {
  readonly client: WitnessPort;
  readonly policy: Policy;
  readonly kept: Cosignature[];
  readonly notes: (string | undefined)[];
  readonly broken: unknown[];
  witnessed(): { readonly size: number; readonly by: readonly string[] } | undefined;
  outcomes(): Promise<Record<string, number>>;
  unwitnessedS(): Promise<number>;
};

const headOf = (size: number, of: TestLog = log): PublishedHead => ({
  size,
  root: of.rootAt(size),
  checkpoint: of.checkpoint(size),
});

async function witnessesNamed(...names: string[]): Promise<TestWitness[]> {
  const witnesses = await Promise.all(names.map((name) => testWitness(name, log.vkey)));
  for (const witness of witnesses) after(() => witness.stop());
  return witnesses;
}

async function bench(
  policyLines: readonly string[],
  more: Partial<WitnessClientOptions> & { readonly of?: TestLog; readonly file?: string } = {},
): Promise<Bench> {
  const policy = parsePolicy([`log ${log.vkey}`, ...policyLines].join('\n'));
  if ('code' in policy) throw new Error(`${policy.code} in line ${policy.line}`);
  const registry = createMetrics('test');
  const kept: Cosignature[] = [];
  const notes: (string | undefined)[] = [];
  const broken: unknown[] = [];
  let file: string | undefined = more.file;
  const of = more.of ?? log;
  const client = await createWitnessClient({
    policy,
    view: {
      log: { name: 'centre', origin: log.origin, vkey: log.vkey },
      directory: '',
      rootAt: (size) => Promise.resolve(of.rootAt(size)),
      consistencyProof: (from, to) => Promise.resolve(of.proof(from, to)),
      addToCheckpoint: () => Promise.resolve(),
      readWitnessed: () => Promise.resolve(file === undefined ? undefined : Buffer.from(file)),
      writeWitnessed: (note) => {
        file = note;
        return Promise.resolve();
      },
    },
    metrics: witnessMetrics(registry),
    log: silentLog(),
    now: () => Date.now(),
    chance: () => 0,
    keep: (lines) => {
      kept.push(...lines);
      return Promise.resolve();
    },
    note: (note) => notes.push(note),
    onBroken: (error) => broken.push(error),
    roundEveryMs: 0,
    ...more,
  });
  after(() => client.stop());
  const valuesOf = async (name: string) =>
    (await registry.getSingleMetric(name)?.get())?.values ?? [];
  return {
    client,
    policy,
    kept,
    notes,
    broken,
    witnessed: () => {
      if (file === undefined) return undefined;
      const opened = openByPolicy(file, policy);
      if (!opened.opened) throw new Error(opened.code);
      assert.ok(opened.quorum, 'what is written as witnessed has its quorum');
      return { size: opened.checkpoint.size, by: opened.witnesses };
    },
    outcomes: async () =>
      Object.fromEntries(
        (await valuesOf('lakiri_witness_asked_total')).map(({ labels, value }) => [
          `${labels['witness']} ${labels['outcome']}`,
          value,
        ]),
      ),
    unwitnessedS: async () => (await valuesOf('lakiri_log_unwitnessed_seconds'))[0]?.value ?? -1,
  };
}

async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  msMax = 10_000,
): Promise<void> {
  const end = performance.now() + msMax;
  while (!(await holds())) {
    assert.ok(performance.now() < end, `in vain waited until ${what}`);
    await sleep(10);
  }
}

test('every witness cosigns one checkpoint, and the next ones from where it is', async () => {
  const witnesses = await witnessesNamed('a', 'b', 'c');
  const { client, kept, witnessed, outcomes, unwitnessedS } = await bench([
    ...witnesses.map(({ line }) => line),
    'group all3 all a b c',
    'quorum all3',
  ]);
  for (const size of [5, 6, 300]) {
    client.published(headOf(size));
    await until(() => witnessed()?.size === size, `${size} is witnessed`);
  }
  assert.deepEqual(witnessed()?.by, ['a', 'b', 'c']);
  assert.deepEqual(await outcomes(), { 'a cosigned': 3, 'b cosigned': 3, 'c cosigned': 3 });
  await until(async () => (await unwitnessedS()) === 0, 'nothing is un-witnessed');
  assert.deepEqual([...new Set(kept.map(({ size, witness }) => `${size} ${witness}`))].length, 9);
});

const policies: readonly { what: string; lines: readonly string[]; up: string; holds: boolean }[] =
  [
    { what: 'any of three, one answers', lines: ['group g any a b c'], up: 'b', holds: true },
    { what: 'any of three, nobody answers', lines: ['group g any a b c'], up: '', holds: false },
    { what: 'two of three, two answer', lines: ['group g 2 a b c'], up: 'ac', holds: true },
    { what: 'two of three, one answers', lines: ['group g 2 a b c'], up: 'c', holds: false },
    { what: 'all of three, two answer', lines: ['group g all a b c'], up: 'ab', holds: false },
    {
      what: 'one of two and the third, they answer',
      lines: ['group h any a b', 'group g all h c'],
      up: 'bc',
      holds: true,
    },
    {
      what: 'one of two and the third, the two answer',
      lines: ['group h any a b', 'group g all h c'],
      up: 'ab',
      holds: false,
    },
  ];
for (const { what, lines, up, holds } of policies)
  test(`the quorum ${holds ? 'holds' : 'does not hold'}: ${what}`, async () => {
    const witnesses = await witnessesNamed('a', 'b', 'c');
    for (const [at, witness] of witnesses.entries())
      if (!up.includes('abc'[at] as string)) await witness.stop();
    const policyLines = witnesses.map(({ line }) => line);
    const { client, witnessed, outcomes } = await bench([...policyLines, ...lines, 'quorum g']);
    client.published(headOf(5));
    const answered = async (): Promise<boolean> => Object.keys(await outcomes()).length === 3;
    await until(answered, 'each was asked');
    await until(() => holds === (witnessed()?.size === 5), what);
  });

const bad: readonly { manner: Manner; outcome: string }[] = [
  { manner: 'forged', outcome: 'lying' },
  { manner: 'other-key', outcome: 'lying' },
  { manner: 'tomorrow', outcome: 'lying' },
  { manner: 'garbage', outcome: 'lying' },
  { manner: 'same-size', outcome: 'lying' },
  { manner: 'any-size', outcome: 'lying' },
  { manner: 'boasting', outcome: 'ahead' },
  { manner: 'endless', outcome: 'down' },
  { manner: 'elsewhere', outcome: 'down' },
  { manner: 'failing', outcome: 'refused' },
];
for (const { manner, outcome } of bad)
  test(`a witness that is ${manner} is not counted, and the others are not held up`, async () => {
    const [good, liar] = (await witnessesNamed('good', 'liar')) as [TestWitness, TestWitness];
    liar.manner = manner;
    const { client, witnessed, kept, outcomes } = await bench([
      good.line,
      liar.line,
      'group g any good liar',
      'quorum g',
    ]);
    client.published(headOf(5));
    await until(async () => (await outcomes())[`liar ${outcome}`] === 1, `it is found ${outcome}`);
    assert.deepEqual(witnessed(), { size: 5, by: ['good'] });
    assert.ok(kept.every(({ witness }) => witness === 'good'));
    liar.manner = 'honest';
    await until(() => witnessed()?.by.includes('liar') ?? false, 'it is asked again');
  });

test('a witness with keys of both kinds at one address is asked once and counted by each key', async () => {
  const [one] = (await witnessesNamed('one')) as [TestWitness];
  const second = await testWitness('second', log.vkey, 'ml-dsa');
  after(() => second.stop());
  const line = second.line.replace(second.url, one.url);
  const { client, kept } = await bench([one.line, line, 'group g any one second', 'quorum g']);
  client.published(headOf(5));
  await until(() => kept.length > 0, 'one is kept');
  assert.equal(one.asked(), 1);
  assert.equal(second.asked(), 0);
});

test('of many checkpoints in a row it asks for few, and at last for the newest', async () => {
  const [slow] = (await witnessesNamed('slow')) as [TestWitness];
  const { client, witnessed } = await bench([slow.line, 'quorum slow'], { roundEveryMs: 200 });
  for (let size = 1; size <= 100; size++) {
    client.published(headOf(size));
    await sleep(5);
  }
  await until(() => witnessed()?.size === 100, 'the newest is witnessed');
  assert.ok(slow.asked() < 12, `${slow.asked()} were asked for`);
});

test('while nobody answers the age grows, the operator is told, and it ends when one is back', async () => {
  const [one] = (await witnessesNamed('one')) as [TestWitness];
  one.manner = 'failing';
  let ahead = 0;
  const { client, notes, unwitnessedS, witnessed } = await bench([one.line, 'quorum one'], {
    now: () => Date.now() + ahead,
  });
  client.published(headOf(5));
  client.published(headOf(6));
  ahead = 90_000;
  await until(async () => (await unwitnessedS()) >= 90, 'the age has grown');
  await until(
    () => /^not witnessed for 1 min: one: it answers 500/.test(notes.at(-1) ?? ''),
    'told',
  );
  ahead = 0;
  one.manner = 'honest';
  await until(() => witnessed()?.size === 6, 'it is witnessed');
  await until(async () => (await unwitnessedS()) === 0, 'the age is gone');
});

test('two sequencers of one log that ask one witness at once are both served in the end', async () => {
  const [one] = (await witnessesNamed('one')) as [TestWitness];
  const benches = [await bench([one.line, 'quorum one']), await bench([one.line, 'quorum one'])];
  for (let size = 10; size < 60; size++) {
    benches[size % 2]?.client.published(headOf(size));
    await sleep(2);
  }
  for (const { client } of benches) client.published(headOf(60));
  for (const { witnessed, outcomes } of benches) {
    await until(() => witnessed()?.size === 60, 'the newest is witnessed by both');
    const found = Object.keys(await outcomes());
    assert.ok(!found.includes('one contradicts') && !found.includes('one down'), found.join());
  }
});

test('an address that is none stops the start', async () => {
  const [one] = (await witnessesNamed('one')) as [TestWitness];
  for (const url of ['file:///etc/passwd', 'witness.example', 'http://witness.example/?to=x'])
    await assert.rejects(bench([one.line.replace(one.url, url), 'quorum one']), {
      code: 'bad-witness-url',
    });
});

// The start of a sequencer whose database has so many entries, with witnesses that have seen so many.
const group = ['group g 2 a b c', 'quorum g'];
const starts: readonly {
  what: string;
  seen: readonly (number | undefined)[];
  manner?: Manner;
  of?: TestLog;
  proven: boolean;
  says?: RegExp;
}[] = [
  { what: 'nobody has seen anything', seen: [0, 0, 0], proven: true },
  { what: 'all have seen less', seen: [4, 5, 0], proven: true },
  { what: 'all have seen the same', seen: [9, 9, 9], proven: true },
  { what: 'one does not answer', seen: [9, undefined, 9], proven: true },
  {
    what: 'two do not answer',
    seen: [9, undefined, undefined],
    proven: false,
    says: /too few witnesses answer .*\(1 of 3\): b: it does not answer \(ECONNREFUSED\)/,
  },
  {
    what: 'one has seen more',
    seen: [9, 9, 12],
    proven: false,
    says: /witness c: it shows a checkpoint of this log with 12 entries, and the database has 9/,
  },
  {
    what: 'one has seen more and another does not answer',
    seen: [12, undefined, 0],
    proven: false,
    says: /witness a: it shows a checkpoint of this log with 12 entries/,
  },
  {
    what: 'one has seen another history of the same size',
    seen: [9, 9, 9],
    of: another,
    proven: false,
    says: /another history of this log's first 9 entries/,
  },
  {
    what: 'one has seen another, shorter history',
    seen: [9, 9, 6],
    of: another,
    proven: false,
    says: /another history of this log's first 6 entries/,
  },
  { what: 'one boasts and shows nothing', seen: [0, 0, 0], manner: 'boasting', proven: true },
  { what: 'one lies', seen: [0, 0, 0], manner: 'forged', proven: true },
];
for (const { what, seen, manner, of, proven, says } of starts)
  test(`a start with 9 entries ${proven ? 'goes on' : 'refuses'} when ${what}`, async () => {
    const witnesses = await witnessesNamed('a', 'b', 'c');
    for (const [at, witness] of witnesses.entries()) {
      const isLast = at === 2;
      await teach(witness, seen[at], isLast ? (of ?? log) : log);
      if (isLast && manner !== undefined) witness.manner = manner;
    }
    const lines = witnesses.map(({ line }) => line);
    const { client } = await bench([...lines, ...group]);
    const answer = await client.provenConsistent(headOf(9));
    assert.equal(answer.proven, proven, JSON.stringify(answer));
    if (says !== undefined) assert.match(answer.proven ? '' : answer.reason, says);
  });

/** Has a witness cosign that many entries, as a sequencer before this one did; `undefined`: it is not there any more. */
async function teach(witness: TestWitness, size: number | undefined, of: TestLog): Promise<void> {
  if (size === undefined) return await witness.stop();
  if (size === 0) return;
  const name = witness.line.split(' ')[1] ?? '';
  const { client, witnessed } = await bench([witness.line, `quorum ${name}`], { of });
  client.published(headOf(size, of));
  await until(() => witnessed()?.size === size, 'it was taught');
  await client.stop();
}

test('what enough have cosigned at the start is witnessed at once', async () => {
  const witnesses = await witnessesNamed('a', 'b', 'c');
  const { client, witnessed } = await bench([...witnesses.map(({ line }) => line), ...group]);
  assert.deepEqual(await client.provenConsistent(headOf(9)), { proven: true });
  await until(() => witnessed()?.size === 9, 'it is witnessed');
});

test('with no quorum asked for, nobody is waited for', async () => {
  const [one] = (await witnessesNamed('one')) as [TestWitness];
  await one.stop();
  const { client, unwitnessedS } = await bench([one.line, 'quorum none']);
  assert.deepEqual(await client.provenConsistent(headOf(9)), { proven: true });
  client.published(headOf(9));
  await until(async () => (await unwitnessedS()) === 0, 'nothing waits');
});

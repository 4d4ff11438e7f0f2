// The specification's statuses and bodies, over real HTTP.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addSignatures, formatAddCheckpoint, openCheckpoint, verifierOf } from '@lakiri/evidence';
import { type TestLog, testLog } from '@lakiri/evidence/testing';
import { silentLog } from '@lakiri/platform/log';
import { openConflicts } from './conflicts.ts';
import { type RunningWitness, startWitness, type WitnessSettings } from './index.ts';
import { nameOf } from './store.ts';

const root = mkdtempSync(join(tmpdir(), 'lakiri-witness-'));
after(() => rmSync(root, { recursive: true }));

const known = testLog('customs.example/log/centre');
const stranger = testLog('elsewhere.example/log');
const logsFile = join(root, 'logs.txt');
/** 2026-11-23T07:00:00Z */
const NOW_MS = 1_795_417_200_000;
let witnesses = 0;

async function running(more: Partial<WitnessSettings> = {}): Promise<RunningWitness> {
  const witness = await startWitness({
    directory: join(root, String(witnesses++)),
    name: 'witness.example/w1',
    logsFile,
    mldsa: false,
    host: '127.0.0.1',
    port: 0,
    prefix: '',
    trustProxy: undefined,
    log: silentLog(),
    now: () => NOW_MS,
    onBroken: () => undefined,
    ...more,
  });
  after(() => witness.stop());
  return witness;
}

type Answer = { status: number; type: string | null; text: string };

async function post(address: string, body: string | Uint8Array<ArrayBuffer>): Promise<Answer> {
  const answer = await fetch(`${address}/add-checkpoint`, {
    method: 'POST',
    body,
  });
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    text: await answer.text(),
  };
}

/** What a log asks to go from one size to another. */
function growth(log: TestLog, from: number, to: number): string {
  return formatAddCheckpoint({
    oldSize: from,
    proof: log.proof(from, to),
    note: log.checkpoint(to),
  });
}

function verifier(vkey: string) {
  const found = verifierOf(vkey);
  if ('code' in found) throw new Error(found.code);
  return found;
}

before(() =>
  writeFileSync(logsFile, `# ours\nlog ${known.vkey} https://customs.example/log/centre\n`),
);

test('a first checkpoint, its growth and its repetition are cosigned, each on the checkpoint that was sent', async () => {
  const { address, vkeys } = await running();
  for (const [from, to] of [
    [0, 7],
    [7, 8],
    [8, 300],
    [300, 300],
  ] as const) {
    const answer = await post(address, growth(known, from, to));
    assert.equal(answer.status, 200, answer.text);
    const note = addSignatures(known.checkpoint(to), answer.text.trimEnd().split('\n'));
    const opened = openCheckpoint(note, verifier(known.vkey), vkeys.map(verifier));
    assert.ok(opened.opened);
    assert.equal(opened.checkpoint.size, to);
    assert.deepEqual(
      opened.cosignatures.map(({ name, time }) => [name, time]),
      [['witness.example/w1', NOW_MS / 1_000]],
    );
  }
});

test('with an ML-DSA key there are two lines, and both hold', async () => {
  const { address, vkeys } = await running({ mldsa: true });
  assert.equal(vkeys.length, 2);
  const answer = await post(address, growth(known, 0, 5));
  const lines = answer.text.trimEnd().split('\n');
  assert.equal(lines.length, 2);
  const note = addSignatures(known.checkpoint(5), lines);
  const opened = openCheckpoint(note, verifier(known.vkey), vkeys.map(verifier));
  assert.equal(opened.opened && opened.cosignatures.length, 2);
});

const another = testLog(known.origin, 'another history');
const at7 = known.checkpoint(7);
const forged = at7.replace(
  / ([A-Za-z0-9+/]{20})([A-Za-z0-9+/])/,
  (_all, head: string, next: string) => ` ${head}${next === 'A' ? 'B' : 'A'}`,
);
const body = (oldSize: number, proof: readonly Uint8Array[], note: string): string =>
  formatAddCheckpoint({ oldSize, proof, note });
const hash = new Uint8Array(32);

/** Each after the witness has cosigned size 7. */
const refusals: readonly {
  readonly what: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly status: number;
  readonly text: string;
}[] = [
  { what: 'nothing', body: '', status: 400, text: 'no-empty-line\n' },
  {
    what: 'bytes that are no UTF-8',
    body: new Uint8Array([0xff, 10, 10]),
    status: 400,
    text: 'not-utf8\n',
  },
  { what: 'no old size', body: `new 7\n\n${at7}`, status: 400, text: 'bad-old-size\n' },
  {
    what: 'an old size with a zero before it',
    body: `old 07\n\n${at7}`,
    status: 400,
    text: 'bad-old-size\n',
  },
  {
    what: 'an old size above the size',
    body: body(9, [], at7),
    status: 400,
    text: 'old-size-above-size\n',
  },
  {
    what: 'a log nobody told it of',
    body: growth(stranger, 0, 3),
    status: 404,
    text: 'unknown-log\n',
  },
  {
    what: 'a forged signature',
    body: body(7, [], forged),
    status: 403,
    text: 'not-signed-by-log\n',
  },
  {
    what: 'a checkpoint that only a stranger signed',
    body: body(7, [], at7.replace(/— .*\n$/, stranger.checkpoint(1).split('\n\n')[1] ?? '')),
    status: 403,
    text: 'not-signed-by-log\n',
  },
  {
    what: 'an old size below what it cosigned',
    body: growth(known, 5, 9),
    status: 409,
    text: '7\n',
  },
  {
    what: 'an old size above what it cosigned',
    body: growth(known, 8, 9),
    status: 409,
    text: '7\n',
  },
  { what: 'a smaller tree', body: growth(known, 3, 5), status: 409, text: '7\n' },
  {
    what: 'growth without a proof',
    body: body(7, [], known.checkpoint(9)),
    status: 422,
    text: 'proof-fails\n',
  },
  {
    what: 'growth with a wrong proof',
    body: body(7, [hash], known.checkpoint(9)),
    status: 422,
    text: 'proof-fails\n',
  },
  {
    what: 'another root of the same size',
    body: growth(another, 7, 7),
    status: 422,
    text: 'other-root\n',
  },
  {
    what: 'the growth of another history',
    body: growth(another, 7, 9),
    status: 422,
    text: 'proof-fails\n',
  },
];

for (const { what, body: sent, status, text } of refusals)
  test(`refused with ${status}: ${what}`, async () => {
    const { address } = await running();
    assert.equal((await post(address, growth(known, 0, 7))).status, 200);
    const answer = await post(address, sent);
    assert.deepEqual([answer.status, answer.text], [status, text]);
    const type = status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8';
    assert.equal(answer.type, type);
    assert.equal((await post(address, growth(known, 7, 8))).status, 200, 'it goes on as before');
  });

test('of an unknown log it says 409 with 0 where the old size is not 0, and takes no proof from nothing', async () => {
  const { address } = await running();
  assert.deepEqual(await post(address, growth(known, 3, 5)), {
    status: 409,
    type: 'text/x.tlog.size',
    text: '0\n',
  });
  assert.equal((await post(address, body(0, [hash], known.checkpoint(5)))).status, 422);
  assert.equal((await post(address, growth(known, 0, 0))).status, 200);
});

test('a log with one key and two histories is cosigned in one of them only, and what convicts it is kept', async () => {
  const directory = join(root, 'split');
  const { address } = await running({ directory });
  await post(address, growth(known, 0, 7));
  for (const [from, to] of [
    [7, 7],
    [7, 8],
    [7, 300],
  ] as const)
    assert.equal((await post(address, growth(another, from, to))).status, 422);
  const place = join(directory, 'conflicts', nameOf(known.origin));
  const kept = readdirSync(place);
  assert.equal(kept.length, 3);
  const convicting = kept.map((name) => readFileSync(join(place, name), 'utf8'));
  assert.ok(convicting.includes(growth(another, 7, 7)));
});

test('a log that contradicts itself without end does not hide another one that does', () => {
  const directory = join(root, 'endless');
  const conflicts = openConflicts(directory, ['one.example', 'two.example']);
  const keep = (origin: string, n: number) => conflicts.keep(origin, Buffer.from(`lie ${n}`));
  const kept = Array.from({ length: 120 }, (_, n) => keep('one.example', n));
  assert.equal(kept.filter((it) => it).length, 100);
  assert.equal(keep('two.example', 0), true);
  assert.equal(keep('two.example', 0), false, 'it is known');
});

test('after a restart it goes on where it was, under the same key', async () => {
  const directory = join(root, 'again');
  const first = await running({ directory });
  await post(first.address, growth(known, 0, 7));
  await first.stop();
  const second = await running({ directory, name: undefined });
  assert.deepEqual(second.vkeys, first.vkeys);
  assert.equal((await post(second.address, growth(another, 0, 9))).text, '7\n');
  assert.equal((await post(second.address, growth(known, 7, 9))).status, 200);
});

test('what it cosigned can be read by anybody, and only that', async () => {
  const { address, vkeys } = await running({ prefix: '/w1' });
  const name = createHash('sha256').update(known.origin).digest('hex');
  const read = (path: string) => fetch(`${address}/${path}`);
  assert.equal((await read(`${name}/checkpoint`)).status, 404);
  const foreign = stranger.checkpoint(1).split('\n\n')[1] ?? '';
  await post(address, body(0, [], addSignatures(known.checkpoint(7), [foreign])));
  const answer = await read(`${name}/checkpoint`);
  assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8');
  const note = await answer.text();
  assert.ok(!note.includes(stranger.origin), 'what others put under it is not passed on');
  const opened = openCheckpoint(note, verifier(known.vkey), vkeys.map(verifier));
  assert.deepEqual(opened.opened && [opened.checkpoint.size, opened.cosignatures.length], [7, 1]);
  assert.equal(await (await read('vkey')).text(), `${vkeys[0]}\n`);
  assert.match(await (await read('')).text(), /customs\.example\/log\/centre at 7/);
  assert.equal((await read('..%2fwitness-key/checkpoint')).status, 404);
});

test('a submission that is too long is refused before it is read', async () => {
  const { address } = await running();
  assert.equal((await post(address, 'a'.repeat(70_000))).status, 413);
});

test('who asks too often waits', async () => {
  const { address } = await running();
  const statuses: number[] = [];
  for (let asked = 0; asked < 650; asked += 50) {
    const answers = Array.from({ length: 50 }, () => post(address, ''));
    statuses.push(...(await Promise.all(answers)).map(({ status }) => status));
  }
  assert.equal(statuses.filter((status) => status === 429).length, 50);
});

test('the witness that was taken over answers nothing more, and ends', async () => {
  const directory = join(root, 'taken');
  const ended = Promise.withResolvers<Error>();
  const older = await running({ directory, onBroken: ended.resolve });
  await post(older.address, growth(known, 0, 7));
  const newer = await running({ directory });
  assert.equal((await post(older.address, growth(known, 7, 8))).status, 503);
  assert.match((await ended.promise).message, /another process/);
  assert.equal((await fetch(`${older.address}/healthz`)).status, 503);
  assert.equal((await post(newer.address, growth(known, 7, 9))).status, 200);
});

for (const { what, text, code } of [
  { what: 'no log', text: '# nobody\n', code: 'no-logs' },
  { what: 'a key that is none', text: 'log customs.example+12345678+AAAA\n', code: 'bad-log-key' },
  { what: 'a log line without a key', text: 'log\n', code: 'bad-log-key' },
])
  test(`a logs file with ${what} stops the start`, async () => {
    const file = join(root, `${code}.txt`);
    writeFileSync(file, text);
    await assert.rejects(running({ logsFile: file }), { code });
  });

// Whatever happens to the process or its disk, no two histories are cosigned. The log that asks is a liar: after each
// fault it first tries the other history.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { formatAddCheckpoint } from '@lakiri/evidence';
import { type TestLog, testLog } from '@lakiri/evidence/testing';

const main = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'lakiri-witness-crash-'));
after(() => rmSync(root, { recursive: true }));

const FORKED_AT = 7;
/** So that each process was busy when its turn ended. */
const COSIGNED_A_ROUND = 5;
const honest = testLog('customs.example/log/centre');
const forked = testLog(honest.origin, 'another history', FORKED_AT);
const file = createHash('sha256').update(honest.origin).digest('hex');
const logsFile = join(root, 'logs.txt');
writeFileSync(logsFile, `log ${honest.vkey}\n`);
let directories = 0;

type Running = {
  readonly child: ChildProcess;
  readonly address: string;
  readonly ended: Promise<string>;
};

/** A witness process; `tracer` is put before its command. */
async function start(directory: string, tracer: readonly string[] = []): Promise<Running> {
  const [command = '', ...args] = [
    ...tracer,
    process.execPath,
    main,
    'witness',
    ...['--data', directory, '--logs', logsFile, '--name', 'witness.example/w1', '--port', '0'],
  ];
  // A group of its own: a tracer that is killed would leave the traced process behind.
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  after(() => killGroup(child));
  const said: string[] = [];
  const ended = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? String(code))),
  );
  const address = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said.push(text);
        const [, found] = /"address":"(http[^"]+)"/.exec(said.join('')) ?? [];
        if (found !== undefined) resolve(found);
      });
    void ended.then((how) => reject(new Error(`ended with ${how}: ${said.join('')}`)));
  });
  return { child, address, ended };
}

/** Everything that any witness of this test has cosigned: root by size. */
type Signed = Map<number, string>;

/** Asks for one checkpoint; the status, or nothing where the connection broke. */
async function ask(
  { address }: Running,
  { log, from, to, signed }: { log: TestLog; from: number; to: number; signed: Signed },
): Promise<{ status: number; text: string } | undefined> {
  const body = formatAddCheckpoint({
    oldSize: from,
    proof: log.proof(from, to),
    note: log.checkpoint(to),
  });
  try {
    const answer = await fetch(`${address}/add-checkpoint`, { method: 'POST', body });
    const text = await answer.text();
    if (answer.status === 200) note(signed, to, log.rootAt(to));
    return { status: answer.status, text };
  } catch {
    return undefined;
  }
}

/** The size and root that the read side shows: our cosignature is under them. */
async function shown({ address }: Running, signed: Signed): Promise<number> {
  const answer = await fetch(`${address}/${file}/checkpoint`);
  if (answer.status !== 200) return 0;
  const [, size, rootText] = (await answer.text()).split('\n');
  note(signed, Number(size), Buffer.from(rootText ?? '', 'base64'));
  return Number(size);
}

function note(signed: Signed, size: number, rootHash: Uint8Array): void {
  const hex = Buffer.from(rootHash).toString('hex');
  assert.equal(signed.get(size) ?? hex, hex, `two roots of size ${size} are cosigned`);
  signed.set(size, hex);
}

/** All that was cosigned is one history: the honest one or the forked one, not some of each. */
function assertOneHistory(signed: Signed): void {
  const above = [...signed].filter(([size]) => size > FORKED_AT);
  const of = (log: TestLog): boolean =>
    above.every(([size, hex]) => Buffer.from(log.rootAt(size)).toString('hex') === hex);
  assert.ok(
    of(honest) || of(forked),
    `both histories are cosigned: ${JSON.stringify([...signed])}`,
  );
}

async function end({ child, ended }: Running): Promise<void> {
  killGroup(child);
  await ended;
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
}

const hasStrace = spawnSync('strace', ['--version']).status === 0;
const traced = { skip: hasStrace ? false : 'no strace; apt-get install strace' };

// The second submission of a start meets the fault; `of` is the path that the call names. The first term is claimed when
// the directory is made, so the process writes in the second.
const temporary = `${file}.2.new`;
const calls = [
  { call: 'openat', of: temporary, when: 2 },
  { call: 'write', of: temporary, when: 2 },
  { call: 'fsync', of: temporary, when: 2 },
  { call: 'rename', of: temporary, when: 2 },
  { call: 'fsync', of: '', when: 2 },
];
const faults = ['error=EIO', 'error=ENOSPC', 'signal=KILL'];

for (const { call, of, when } of calls)
  for (const fault of faults)
    test(`${fault} at ${call} of ${of === '' ? 'the directory' : 'the file'}`, traced, async () => {
      const directory = join(root, String(directories++));
      const path = join(directory, 'seen', of);
      const signed: Signed = new Map();
      const strace = ['strace', '-f', '-qq', '-o', join(root, 'trace'), '-P', path];
      const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:${fault}:when=${when}`];
      const faulty = await start(directory, [...strace, ...inject]);
      assert.equal((await ask(faulty, { log: honest, from: 0, to: 7, signed }))?.status, 200);
      const hit = await ask(faulty, { log: honest, from: 7, to: 9, signed });
      assert.notEqual(hit?.status, 200, 'the fault was not met');
      if (hit !== undefined) assert.equal(hit.status, 503);
      // Where nothing was changed it may go on; else the process has ended or says nothing more.
      const gone = await ask(faulty, { log: forked, from: 7, to: 9, signed });
      const mayGoOn = fault === 'error=ENOSPC' && /^(openat|write)$/.test(call);
      assert.equal(gone?.status === 200, mayGoOn, `${gone?.status}`);
      await end(faulty);

      const mended = await start(directory);
      const size = await shown(mended, signed);
      assert.ok(size >= FORKED_AT, 'it has forgotten');
      for (const log of [forked, honest]) await ask(mended, { log, from: size, to: 12, signed });
      assertOneHistory(signed);
      assert.ok((signed.get(12) ?? '') !== '', 'it goes on with one of them');
      await end(mended);
    });

test('two processes on one directory, killed and started in turn, cosign one history', async () => {
  const directory = join(root, 'contended');
  const signed: Signed = new Map();
  let running: Running[] = [await start(directory)];
  await ask(running[0] as Running, { log: honest, from: 0, to: FORKED_AT, signed });
  let over = false;
  let cosigned = 0;
  const clients = [honest, forked].map(async (log, which) => {
    for (let turn = which; !over; turn++) {
      const one = running[turn % running.length] as Running;
      const newest = Math.max(...signed.keys());
      const answer = await ask(one, { log, from: newest, to: newest + 1, signed });
      if (answer?.status === 200) cosigned++;
      else await sleep(5);
    }
  });
  for (let round = 1; round <= 5; round++) {
    running = [...running, await start(directory)]; // ends the term of the one before
    while (cosigned < round * COSIGNED_A_ROUND) await sleep(5); // the runner's limit ends a wait for nothing
    const [older, ...rest] = running;
    if (round % 2 === 1) older?.child.kill('SIGKILL');
    await older?.ended;
    running = rest;
  }
  over = true;
  await Promise.all(clients);
  assertOneHistory(signed);
  for (const one of running) await end(one);
});

test('a process that was stopped while another became the witness says nothing when it goes on', async () => {
  const directory = join(root, 'stopped');
  const signed: Signed = new Map();
  const older = await start(directory);
  await ask(older, { log: honest, from: 0, to: FORKED_AT, signed });
  older.child.kill('SIGSTOP');
  const asked = ask(older, { log: forked, from: FORKED_AT, to: 9, signed });
  const newer = await start(directory);
  assert.equal((await ask(newer, { log: honest, from: 7, to: 9, signed }))?.status, 200);
  older.child.kill('SIGCONT');
  assert.notEqual((await asked)?.status, 200);
  assert.equal(await older.ended, '1');
  assertOneHistory(signed);
  await end(newer);
});

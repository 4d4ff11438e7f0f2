// A sequencer and three witnesses, each a process of its own; two of three are asked for. One dies, one is stopped, one
// is replaced by a liar, and at last the database is an old one.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  cosigner,
  newCosignerKey,
  newEd25519Key,
  openByPolicy,
  parseAddCheckpoint,
  parsePolicy,
} from '@lakiri/evidence';
import { evidenceMigrations } from '@lakiri/evidence/store';
import type { Id, Instant } from '@lakiri/kit';
import { appendFacts, type Fact, newId } from '@lakiri/platform/facts';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { type TestDatabase, testDatabase } from '@lakiri/platform/testing';
import { witnessVkeys } from '@lakiri/witness';

const NAMES = ['auditor', 'port', 'neighbour'] as const;
type Name = (typeof NAMES)[number];

const scriptOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'lakiri-witnesses-'));
const folder = join(root, 'data/log/centre');
const logKey = newEd25519Key('customs.example/log/centre', new Uint8Array(32).fill(7));
const ports = new Map<Name, number>();
const running = new Map<Name, Run>();
let postgres: TestDatabase;
let app: Database;
let policyText: string;

type Run = { readonly child: ChildProcess; readonly said: string[]; readonly ended: Promise<void> };

before(async () => {
  postgres = await testDatabase({ sets: [evidenceMigrations] });
  const { appUrl: url } = postgres;
  app = openDatabase({ url, poolMax: 2, name: 'test', onIdleError: () => undefined });
  mkdirSync(join(root, 'data'));
  writeFileSync(join(root, 'data/log-key'), `${logKey.skey}\n`, { mode: 0o600 });
  writeFileSync(join(root, 'logs.txt'), `log ${logKey.vkey}\n`);
  for (const name of NAMES) ports.set(name, await freePort());
  policyText = [
    `log ${logKey.vkey}`,
    ...NAMES.map((name) => `witness ${name} ${vkeyOf(name)} http://127.0.0.1:${ports.get(name)}/`),
    `group two 2 ${NAMES.join(' ')}`,
    'quorum two\n',
  ].join('\n');
  writeFileSync(join(root, 'policy'), policyText);
});

after(async () => {
  await app.end();
  await postgres.drop();
  rmSync(root, { recursive: true });
});

function vkeyOf(name: Name): string {
  const [vkey = ''] = witnessVkeys({
    directory: join(root, name),
    name: `${name}.example`,
    mldsa: false,
  });
  return vkey;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createSocket().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...env } });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  after(() => child.kill('SIGKILL'));
  return { child, said, ended };
}

async function startWitness(name: Name): Promise<void> {
  const place = ['--data', join(root, name), '--logs', join(root, 'logs.txt')];
  const witness = run(scriptOf('main.ts'), [
    'witness',
    ...place,
    '--port',
    String(ports.get(name)),
  ]);
  running.set(name, witness);
  await until(() => witness.said.join('').includes('"witnessing"'), `${name} runs`, witness.said);
}

async function end(name: Name): Promise<void> {
  const witness = running.get(name);
  witness?.child.kill('SIGKILL');
  await witness?.ended;
}

function startSequencer(): Run {
  return run(scriptOf('../sequencer/main.ts'), [], {
    LAKIRI_SEQUENCER_URL: postgres.sequencerUrl,
    LAKIRI_DATA: join(root, 'data'),
    LAKIRI_WITNESS_POLICY: join(root, 'policy'),
  });
}

async function until(
  holds: () => boolean,
  what: string,
  said: readonly string[] = [],
): Promise<void> {
  const limit = performance.now() + 60_000;
  while (!holds()) {
    assert.ok(
      performance.now() < limit,
      `in vain waited until ${what}: ${said.slice(-5).join('')}`,
    );
    await sleep(20);
  }
}

let facts = 0;
async function append(count: number): Promise<void> {
  const at = Date.UTC(2026, 0, 1) as Instant;
  const made = Array.from(
    { length: count },
    (): Fact => ({
      id: newId(at),
      subjectKind: 'seal',
      subject: newId(at) as Id,
      subjectVersion: 1,
      type: 'test',
      schemaVersion: 1,
      body: {},
      origin: 'centre',
      actor: 'node',
      authority: null,
      occurredAt: at,
      receivedAt: at,
      causes: [],
    }),
  );
  await app.asNode((tx) => appendFacts(tx, made));
  facts += count;
}

/** What a stranger reads in one of the log's files, going by the policy. */
function read(file: 'checkpoint' | 'witnessed'): {
  size: number;
  by: readonly string[];
  quorum: boolean;
} {
  const policy = parsePolicy(policyText);
  if ('code' in policy) throw new Error(policy.code);
  let note: string;
  try {
    note = readFileSync(join(folder, file), 'utf8');
  } catch {
    return { size: -1, by: [], quorum: false };
  }
  const opened = openByPolicy(note, policy);
  if (!opened.opened) throw new Error(`${file}: ${opened.code}`);
  return { size: opened.checkpoint.size, by: opened.witnesses, quorum: opened.quorum };
}

/** All facts there are, under a quorum of these at least. */
function isWitnessed(...by: readonly Name[]): boolean {
  const { size, quorum, by: names } = read('witnessed');
  return size === facts && quorum && by.every((name) => names.includes(name));
}

async function asSuperuser(sql: string): Promise<void> {
  const { ownerUrl: url } = postgres;
  const owner = openDatabase({ url, poolMax: 1, name: 'owner', onIdleError: () => undefined });
  await owner.pool.query(sql);
  await owner.end();
}

/** Cosigns whatever it is asked, with a key that is not the witness's, on the witness's port. */
async function startLiar(name: Name): Promise<{ stop(): void; asked(): number }> {
  const liar = cosigner(newCosignerKey(`${name}.example`, new Uint8Array(32).fill(9)).skey);
  if ('code' in liar) throw new Error(liar.code);
  let asked = 0;
  const server = createServer(async (request, response) => {
    asked++;
    const submission = parseAddCheckpoint(Buffer.concat(await request.toArray()));
    const text = 'code' in submission ? '' : submission.text;
    response.end(`${liar.cosign(text, Math.floor(Date.now() / 1_000))}\n`);
  });
  await new Promise<void>((resolve) => server.listen(ports.get(name), '127.0.0.1', resolve));
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  after(stop);
  return { stop, asked: () => asked };
}

test('two of three witnesses carry a log through a death, a pause, a lie and an old backup', async () => {
  for (const name of NAMES) await startWitness(name);
  await append(3);
  let sequencer = startSequencer();
  await until(() => isWitnessed(...NAMES), 'all three have cosigned', sequencer.said);

  await end('auditor');
  await append(5);
  await until(() => isWitnessed('port', 'neighbour'), 'two are enough', sequencer.said);
  const kept = read('checkpoint');
  assert.ok(kept.quorum && kept.size === facts, 'their lines are under the checkpoint too');
  await asSuperuser(`CREATE TABLE old_head AS TABLE evidence.head;
    CREATE TABLE old_entry AS TABLE evidence.entry`);

  running.get('neighbour')?.child.kill('SIGSTOP');
  await append(2);
  await until(() => read('checkpoint').size === facts, 'it publishes all the same');
  await sleep(1_000);
  assert.equal(read('witnessed').size, facts - 2, 'one of three is not enough');
  running.get('neighbour')?.child.kill('SIGCONT');
  await until(() => isWitnessed('port', 'neighbour'), 'who was slow has cosigned', sequencer.said);

  await end('neighbour');
  const liar = await startLiar('neighbour');
  await append(4);
  await until(() => liar.asked() > 0 && read('checkpoint').size === facts, 'the liar is asked');
  await startWitness('auditor');
  await until(() => isWitnessed('auditor', 'port'), 'the dead one is back', sequencer.said);
  assert.ok(!read('witnessed').by.includes('neighbour'));
  assert.match(sequencer.said.join(''), /its answer cannot be believed/);

  sequencer.child.kill('SIGTERM');
  await sequencer.ended;
  await asSuperuser(`CREATE TABLE new_head AS TABLE evidence.head;
    CREATE TABLE new_entry AS TABLE evidence.entry;
    DELETE FROM evidence.cosignature; DELETE FROM evidence.entry; DELETE FROM evidence.head;
    INSERT INTO evidence.head TABLE old_head; INSERT INTO evidence.entry TABLE old_entry`);
  rmSync(folder, { recursive: true }); // the machine is a new one: only the witnesses remember
  sequencer = startSequencer();
  const refused =
    /witness auditor: it shows a checkpoint of this log with 14 entries, and the database has 8/;
  await until(() => refused.test(sequencer.said.join('')), 'it refuses to sign', sequencer.said);
  await append(1);
  await sleep(1_000);
  assert.equal(read('checkpoint').size, -1, 'nothing is signed');

  await asSuperuser(`DELETE FROM evidence.entry; DELETE FROM evidence.head;
    INSERT INTO evidence.head TABLE new_head; INSERT INTO evidence.entry TABLE new_entry`);
  await until(
    () => isWitnessed('auditor', 'port'),
    'with its right state it goes on',
    sequencer.said,
  );
  sequencer.child.kill('SIGTERM');
  await sequencer.ended;
  for (const name of NAMES) await end(name);
});

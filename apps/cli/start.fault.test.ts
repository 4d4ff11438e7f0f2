// `lakiri start` as an operator has it: a process that is started, killed, and started again.
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DIALECT_NAMES, portSetting } from '@lakiri/platform/ports';

const data = mkdtempSync(join(tmpdir(), 'lakiri-start-'));
chmodSync(data, 0o711);
after(() => rmSync(data, { recursive: true }));

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const [httpPort, jointech, teltonika] = await Promise.all([freePort(), freePort(), freePort()]);
const base = `http://127.0.0.1:${httpPort}`;
const env = {
  ...process.env,
  LAKIRI_DATA: data,
  LAKIRI_HTTP_PORT: String(httpPort),
  ...Object.fromEntries(DIALECT_NAMES.map((dialect) => [portSetting(dialect), '0'])),
  LAKIRI_PORT_JOINTECH: String(jointech),
  LAKIRI_PORT_TELTONIKA: String(teltonika),
};

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

type Run = {
  readonly child: ChildProcess;
  readonly said: string[];
  readonly ended: Promise<number | null>;
};

function lakiri(args: readonly string[], more: NodeJS.ProcessEnv = {}): Run {
  const child = spawn(process.execPath, [main, ...args], { env: { ...env, ...more } });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  after(() => child.kill('SIGKILL'));
  return { child, said, ended };
}

type Readiness = {
  ready: boolean;
  missing: string[];
  processes: { name: string; restarts: number }[];
};

async function readiness(): Promise<Readiness | undefined> {
  try {
    return (await (await fetch(`${base}/readyz`)).json()) as Readiness;
  } catch {
    return undefined;
  }
}

async function until(run: Run, holds: (state: Readiness) => boolean): Promise<void> {
  const limit = performance.now() + 60_000;
  for (;;) {
    const state = await readiness();
    if (state !== undefined && holds(state)) return;
    assert.ok(performance.now() < limit, `${JSON.stringify(state)}\n${run.said.join('')}`);
    assert.equal(run.child.exitCode, null, run.said.join(''));
    await sleep(50);
  }
}

/** Postgres and whatever else has this data directory among its arguments. */
function left(): string[] {
  return execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(data));
}

const postmaster = (): number =>
  Number.parseInt(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8'), 10);

/** Who said that it stops, in the order in which they did. */
function stopOrder(run: Run): string[] {
  return run.said
    .join('')
    .split('\n')
    .filter((line) => line.includes('"msg":"stopping"'))
    .map((line) => (JSON.parse(line) as { name: string }).name);
}

test('starts, survives the death of each part, stops in order, starts again on its data', async () => {
  const first = lakiri(['start']);
  await until(first, ({ ready }) => ready);

  process.kill(postmaster(), 'SIGKILL');
  await until(
    first,
    ({ ready, processes }) =>
      ready && processes.some(({ name, restarts }) => name === 'postgres' && restarts === 1),
  );

  const metrics = await (await fetch(`${base}/metrics`)).text();
  assert.match(metrics, /lakiri_process_cpu_seconds_total\{process="server"\}/);

  const second = lakiri(['start']);
  assert.equal(await second.ended, 1);
  assert.match(second.said.join(''), /is in use by process \d+/);

  first.child.kill('SIGTERM');
  assert.equal(await first.ended, 0, first.said.join(''));
  assert.deepEqual(stopOrder(first), ['lakiri', 'gateway-1', 'server', 'sequencer']);
  assert.deepEqual(left(), []);
});

test('a killed supervisor leaves nothing behind, and the next start goes on', async () => {
  const first = lakiri(['start']);
  await until(first, ({ ready }) => ready);
  first.child.kill('SIGKILL');
  const limit = performance.now() + 60_000;
  while (left().length > 0 || (await readiness()) !== undefined) {
    assert.ok(performance.now() < limit, left().join('\n'));
    await sleep(50);
  }
  const again = lakiri(['start']);
  await until(again, ({ ready }) => ready);
  again.child.kill('SIGINT');
  assert.equal(await again.ended, 0, again.said.join(''));
  assert.deepEqual(left(), []);
});

test('the end of the npm that started it ends it too', async () => {
  const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" "${main}" start; true`], {
    env: { ...env, npm_lifecycle_event: 'start' },
    stdio: 'ignore',
  });
  const limit = performance.now() + 60_000;
  while ((await readiness())?.ready !== true) {
    assert.ok(performance.now() < limit);
    await sleep(50);
  }
  shell.kill('SIGTERM');
  while (left().length > 0 || (await readiness()) !== undefined) {
    assert.ok(performance.now() < limit, left().join('\n'));
    await sleep(50);
  }
});

test('with a database that is away it says so, and stops when told', async () => {
  const run = lakiri(['start'], { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/lakiri' });
  await until(run, ({ missing }) => missing.includes('database') && missing.includes('migrations'));
  assert.equal((await fetch(`${base}/healthz`)).status, 200);
  run.child.kill('SIGTERM');
  assert.equal(await run.ended, 1);
  assert.match(run.said.join(''), /lakiri: stopped by SIGTERM\.\n$/);
  assert.equal(await readiness(), undefined);
});

test('wrong configuration and help are for people', async () => {
  const wrong = lakiri(['start'], { LAKIRI_HTTP_PORT: 'many' });
  assert.equal(await wrong.ended, 1);
  assert.match(wrong.said.join(''), /LAKIRI_HTTP_PORT is "many"; allowed/);
  assert.doesNotMatch(wrong.said.join(''), / at /);
  const help = lakiri(['start', '--help']);
  assert.equal(await help.ended, 0);
  assert.match(help.said.join(''), /LAKIRI_GATEWAYS +how many gateway processes/);
});

test('migrate brings the database to this release and ends', async () => {
  const run = lakiri(['migrate']);
  assert.equal(await run.ended, 0, run.said.join(''));
  assert.match(run.said.join(''), /the database is at this release/);
  assert.deepEqual(left(), []);
});

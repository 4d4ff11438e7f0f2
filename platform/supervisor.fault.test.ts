// The supervisor over small programs that die, hang, refuse and outlive.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT_CANNOT_START, EXIT_TRY_LATER, type ProcessState } from './child.ts';
import { silentLog } from './log.ts';
import { hasEnded, isRunning } from './processes.ts';
import { type ProcessSpec, runToEnd, type Supervisor, supervise } from './supervisor.ts';

const folder = mkdtempSync(join(tmpdir(), 'lakiri-supervisor-'));
after(() => rmSync(folder, { recursive: true }));
const childModule = JSON.stringify(import.meta.resolve('./child.ts'));
const logModule = JSON.stringify(import.meta.resolve('./log.ts'));

/** A child that is ready at once and says its pid as its address; `stop` is what it does when told. */
const program = (stop: string, then = ''): string => `
  import { beChild } from ${childModule};
  import { silentLog } from ${logModule};
  setInterval(() => {}, 1000);
  const child = beChild({ log: silentLog(), stop: ${stop} });
  child.ready(String(process.pid));
  ${then}`;

let scripts = 0;
function specOf(name: string, source: string, more: Partial<ProcessSpec> = {}): ProcessSpec {
  const script = join(folder, `${name}-${scripts++}.mjs`);
  writeFileSync(script, source);
  return { name, script, env: process.env, ...more };
}

function supervisor(): {
  supervisor: Supervisor;
  states: () => readonly ProcessState[];
  hopeless: string[];
  when(holds: (states: readonly ProcessState[]) => boolean): Promise<void>;
} {
  let latest: readonly ProcessState[] = [];
  const hopeless: string[] = [];
  const made = supervise({
    log: silentLog(),
    postgres: () => undefined,
    onHopeless: (name) => hopeless.push(name),
    onChange: (processes) => {
      latest = processes;
    },
  });
  const when = async (holds: (states: readonly ProcessState[]) => boolean): Promise<void> => {
    const until = performance.now() + 15_000;
    while (!holds(latest)) {
      assert.ok(performance.now() < until, `it never came to that: ${JSON.stringify(latest)}`);
      await sleep(10);
    }
  };
  return { supervisor: made, states: () => latest, hopeless, when };
}

const pidOf = (states: readonly ProcessState[], name = 'child'): number =>
  Number(states.find((it) => it.name === name)?.address);
const isReady = (states: readonly ProcessState[]): boolean =>
  states.length > 0 && states.every(({ state }) => state === 'ready');

test('a child that is killed is started again, and its reason shown meanwhile', async () => {
  const { supervisor: it, states, when } = supervisor();
  it.run(specOf('child', program('async () => {}')));
  for (let restarts = 1; restarts <= 2; restarts++) {
    await when(isReady);
    process.kill(pidOf(states()), 'SIGKILL');
    await when(([child]) => child?.state === 'restarting' && /SIGKILL/.test(child.reason ?? ''));
    await when((all) => isReady(all) && all[0]?.restarts === restarts);
  }
  await it.stop();
  assert.equal(states()[0]?.state, 'stopped');
});

test('a child that cannot do its work says why, and that it can again', async () => {
  const { supervisor: it, when } = supervisor();
  it.run(
    specOf(
      'child',
      program(
        'async () => {}',
        `setTimeout(() => child.degraded('the database is away'), 300);
         setTimeout(() => child.ready(String(process.pid)), 600);`,
      ),
    ),
  );
  await when(([child]) => child?.reason === 'the database is away');
  await when(isReady);
  await it.stop();
});

test('a child that only the operator can help is not started again', async () => {
  const { supervisor: it, hopeless, when } = supervisor();
  it.run(specOf('child', `process.exit(${EXIT_CANNOT_START})`));
  await when(([child]) => child?.state === 'stopped');
  assert.deepEqual(hopeless, ['child']);
  await it.stop();
});

test('who takes in work stops first; who hangs is killed', async () => {
  const { supervisor: it, states, when } = supervisor();
  const slow = `async () => { await new Promise((done) => setTimeout(done, 500)); }`;
  it.run(specOf('server', program('async () => {}')));
  it.run(specOf('gateway', program(slow), { stopsFirst: true }));
  await when((all) => all.length === 2 && isReady(all));
  const server = pidOf(states(), 'server');
  const gateway = pidOf(states(), 'gateway');
  const stopping = it.stop();
  await sleep(250);
  assert.ok(isRunning(server) && isRunning(gateway));
  await stopping;
  assert.ok(!isRunning(server) && !isRunning(gateway));
});

test('a child that ignores the word is killed after its bound', async () => {
  const { supervisor: it, states, when } = supervisor();
  const deaf = `setInterval(() => {}, 1000); process.send({ type: 'ready', address: String(process.pid) });`;
  it.run(specOf('child', deaf));
  await when(isReady);
  const pid = pidOf(states());
  const startedAt = performance.now();
  await it.stop();
  assert.ok(!isRunning(pid));
  assert.ok(performance.now() - startedAt < 12_000);
});

test('a child ends when its supervisor is killed', async () => {
  const spec = specOf('child', program('async () => {}'));
  const source = `
    import { supervise } from ${JSON.stringify(import.meta.resolve('./supervisor.ts'))};
    import { silentLog } from ${logModule};
    const it = supervise({ log: silentLog(), postgres: () => undefined, onHopeless() {},
      onChange: ([child]) => { if (child.address) console.log(child.address); } });
    it.run(${JSON.stringify(spec)});`;
  const script = join(folder, 'parent.mjs');
  writeFileSync(script, source);
  const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((resolve) => {
    parent.stdout.once('data', (data: Buffer) => resolve(Number.parseInt(data.toString(), 10)));
  });
  assert.ok(isRunning(pid));
  parent.kill('SIGKILL');
  assert.ok(await hasEnded(pid, 5_000));
});

test('a script that may succeed later is run again; one that gives up is not', async () => {
  const signal = new AbortController().signal;
  const marker = join(folder, 'tried');
  const once = specOf(
    'migrate',
    `import { existsSync, writeFileSync } from 'node:fs';
     const tried = existsSync(${JSON.stringify(marker)});
     writeFileSync(${JSON.stringify(marker)}, '');
     process.exit(tried ? 0 : ${EXIT_TRY_LATER});`,
  );
  let told = 0;
  await runToEnd(once, { onTryLater: () => told++, signal });
  assert.equal(told, 1);
  await assert.rejects(
    runToEnd(specOf('migrate', 'process.exit(1)'), { onTryLater: () => undefined, signal }),
    { code: 'migrate-failed' },
  );
});

test('a script that waits for later stops when it is told', async () => {
  const stopping = new AbortController();
  const never = specOf('migrate', `process.exit(${EXIT_TRY_LATER})`);
  const running = runToEnd(never, {
    onTryLater: () => stopping.abort(new Error('told to stop')),
    signal: stopping.signal,
  });
  await assert.rejects(running);
});

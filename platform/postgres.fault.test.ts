// The embedded Postgres killed, orphaned, starved and hidden. Where a case needs root (mounts, other
// users) it says so when it is skipped.
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { silentLog } from './log.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { embeddedBinaries, isReachable, NOBODY } from './postgres-binaries.ts';
import { hasEnded, isRunning } from './processes.ts';

const isRoot = process.getuid?.() === 0;
const needsRoot = isRoot ? false : 'needs root';
const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folder(mode = 0o711): string {
  const made = mkdtempSync(join(tmpdir(), 'lakiri-fault-'));
  chmodSync(made, mode);
  folders.push(made);
  return made;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const start = (dataDirectory: string, port?: number): Promise<Postgres> =>
  startPostgres({ dataDirectory, log: silentLog(), ...(port === undefined ? {} : { port }) });

/** A program that starts a Postgres and waits; its first line says the pid and the URL. */
async function startElsewhere(
  dataDirectory: string,
  uid?: number,
): Promise<{ parent: ChildProcess; pid: number; ownerUrl: string }> {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(import.meta.resolve('./postgres.ts'))});
    const { silentLog } = await import(${JSON.stringify(import.meta.resolve('./log.ts'))});
    const { pid, ownerUrl } = await startPostgres({ dataDirectory: process.argv[1], log: silentLog() });
    console.log(JSON.stringify({ pid, ownerUrl }));
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script, dataDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const [line] = await new Promise<string[]>((resolve, reject) => {
    parent.stdout.once('data', (data: Buffer) => resolve([data.toString()]));
    parent.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  return { parent, ...(JSON.parse(line ?? '') as { pid: number; ownerUrl: string }) };
}

test('a killed postmaster comes back on its port with every committed row', async () => {
  const data = folder();
  let postgres = await start(data);
  await query(postgres.ownerUrl, 'CREATE TABLE kept (n int)');
  for (let round = 1; round <= 3; round++) {
    await query(postgres.ownerUrl, `INSERT INTO kept VALUES (${round})`);
    const busy = query(postgres.ownerUrl, 'SELECT pg_sleep(60)').catch(() => undefined);
    const ended = new Promise<string>((resolve) => postgres.onExit(resolve));
    process.kill(postgres.pid, 'SIGKILL');
    assert.equal(await ended, 'SIGKILL');
    const again = await start(data, postgres.port);
    assert.equal(again.ownerUrl, postgres.ownerUrl);
    assert.notEqual(again.pid, postgres.pid);
    assert.deepEqual(await query(again.ownerUrl, 'SELECT count(*)::int AS n FROM kept'), [
      { n: round },
    ]);
    await busy;
    postgres = again;
  }
  await postgres.stop();
  assert.ok(!isRunning(postgres.pid));
});

test('stop is not told as an end', async () => {
  const postgres = await start(folder());
  let told = 0;
  postgres.onExit(() => told++);
  await postgres.stop();
  assert.equal(told, 0);
});

test('a killed parent leaves no Postgres', async () => {
  const data = folder();
  const { parent, pid } = await startElsewhere(data);
  parent.kill('SIGKILL');
  assert.ok(await hasEnded(pid, 10_000), 'the guard stops it');
  const postgres = await start(data);
  await postgres.stop();
});

test('a Postgres whose guard died too is ended by the next start', async () => {
  const data = folder();
  const { parent, pid, ownerUrl } = await startElsewhere(data);
  const guards = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(`lakiri-postgres-guard ${pid}`));
  assert.equal(guards.length, 1);
  process.kill(Number.parseInt(guards[0] ?? '', 10), 'SIGKILL');
  parent.kill('SIGKILL');
  await hasEnded(parent.pid ?? 0, 5_000);
  assert.ok(isRunning(pid));
  const postgres = await start(data);
  assert.ok(!isRunning(pid));
  assert.equal(postgres.ownerUrl, ownerUrl);
  await postgres.stop();
});

test('one program at a time uses a data directory', async () => {
  const data = folder();
  const { parent, pid } = await startElsewhere(data);
  await assert.rejects(start(data), { code: 'data-in-use', message: new RegExp(`${parent.pid}`) });
  assert.ok(isRunning(pid), 'the other one goes on');
  parent.kill('SIGKILL');
  await hasEnded(pid, 10_000);
});

test('a pid file that names a stranger does not stop the start', async () => {
  const data = folder();
  await (await start(data)).stop();
  // Same user, so that Postgres itself would take it for another postmaster.
  const stranger = spawn('/bin/sleep', ['60'], isRoot ? { uid: NOBODY, gid: NOBODY } : {});
  const file = join(data, 'postgres/postmaster.pid');
  writeFileSync(file, `${stranger.pid}\n${join(data, 'postgres')}\n`);
  if (isRoot) chownSync(file, NOBODY, NOBODY);
  const postgres = await start(data);
  assert.ok(isRunning(stranger.pid ?? 0));
  await postgres.stop();
  stranger.kill();
});

test('a first start that was cut short is begun again', async () => {
  const data = folder();
  mkdirSync(join(data, 'postgres.partial/base'), { recursive: true });
  const postgres = await start(data);
  await postgres.stop();
  assert.ok(!existsSync(join(data, 'postgres.partial')));
});

test('a database of another release, and one without its secrets, are refused', async () => {
  const data = folder();
  await (await start(data)).stop();
  const version = join(data, 'postgres/PG_VERSION');
  const kept = readFileSync(version, 'utf8');
  writeFileSync(version, '17\n');
  await assert.rejects(start(data), { code: 'postgres-version', message: /PostgreSQL 17/ });
  writeFileSync(version, kept);
  const secrets = join(data, 'secrets.json');
  const password = readFileSync(secrets);
  writeFileSync(secrets, '{"postgres-ow');
  await assert.rejects(start(data), { code: 'secrets-damaged' });
  rmSync(secrets);
  await assert.rejects(start(data), { code: 'secrets-missing' });
  writeFileSync(secrets, '{"postgres-owner":"not this one"}');
  await assert.rejects(start(data), { code: 'secrets-wrong' });
  writeFileSync(secrets, password);
  await (await start(data)).stop();
});

test('a data directory that cannot be made is named', async () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  await assert.rejects(start(join(file, 'data')), {
    code: 'data-unusable',
    message: new RegExp(file),
  });
});

test('below a folder that only root may enter', { skip: needsRoot }, async () => {
  const data = join(folder(0o700), 'home/.lakiri');
  const postgres = await start(data);
  await query(postgres.ownerUrl, 'CREATE TABLE kept (n int)');
  process.kill(postgres.pid, 'SIGKILL');
  await hasEnded(postgres.pid, 5_000);
  const again = await start(data, postgres.port);
  await query(again.ownerUrl, 'SELECT * FROM kept');
  await again.stop();
});

test('programs below a folder that only root may enter are copied out', {
  skip: needsRoot,
}, async () => {
  const native = join(folder(0o700), 'embedded/native');
  const source = dirname(embeddedBinaries().directory);
  mkdirSync(native, { recursive: true });
  cpSync(source, native, { recursive: true, verbatimSymlinks: true });
  cpSync(join(dirname(source), 'package.json'), join(dirname(native), 'package.json'));
  // As after npm install --ignore-scripts: no links.
  for (const { target } of linksOf(native)) rmSync(join(dirname(native), target));
  const binaries = embeddedBinaries(native, folder());
  assert.ok(isReachable(binaries.directory, NOBODY));
  const postgres = await startPostgres({ dataDirectory: folder(), log: silentLog(), binaries });
  await postgres.stop();
});

function linksOf(native: string): { target: string }[] {
  return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
}

test('as a user without rights', { skip: needsRoot }, async () => {
  const data = folder(0o700);
  chownSync(data, NOBODY, NOBODY);
  const { parent, pid, ownerUrl } = await startElsewhere(data, NOBODY);
  assert.deepEqual(await query(ownerUrl, 'SELECT 1 AS n'), [{ n: 1 }]);
  parent.kill('SIGKILL');
  assert.ok(await hasEnded(pid, 10_000));
});

test('a full disk is named, and recovers by itself when there is space', {
  skip: needsRoot,
}, async (t) => {
  const data = folder();
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=711', 'lakiri-test', data]);
  } catch {
    t.skip('needs the right to mount');
    return;
  }
  const filler = join(data, 'filler');
  try {
    const postgres = await start(data);
    await query(postgres.ownerUrl, 'CREATE TABLE kept (n int)');
    execFileSync('sh', ['-c', `dd if=/dev/zero of=${filler} bs=64k 2>/dev/null || true`]);
    await assert.rejects(
      query(postgres.ownerUrl, `INSERT INTO kept SELECT generate_series(1, 4000000)`),
    );
    process.kill(postgres.pid, 'SIGKILL');
    await hasEnded(postgres.pid, 5_000);
    await assert.rejects(start(data), {
      code: 'data-unusable',
      message: new RegExp(`the disk of ${data} is full`),
    });
    rmSync(filler);
    const again = await start(data);
    assert.deepEqual(await query(again.ownerUrl, 'SELECT count(*)::int AS n FROM kept'), [
      { n: 0 },
    ]);
    await again.stop();
  } finally {
    execFileSync('/bin/umount', ['-l', data]);
  }
});

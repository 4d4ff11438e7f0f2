// What is handed to a court, from a history that the real gateway and the real routes made, checked as a stranger would.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { hash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, mock, test } from 'node:test';
import { parseTrust, readZip, type Sha256, verifyBundleZip } from '@lakiri/evidence';
import { TEST_PASSWORD } from '@lakiri/parties/testing';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { type AppOn, openAppOn } from '@lakiri/server/whole';
import { makeSmallHistory, type SmallHistory } from './verifying-database/small-history.ts';
import { logAll } from './verifying-database/small-log.ts';

const sha256: Sha256 = (data) => hash('sha256', data, 'buffer');

const NODE = 'test';
let history: SmallHistory;
let on: AppOn;
let owner: Database;
let officer: string;
let transporter: string;
let data: string;

before(async () => {
  history = await makeSmallHistory();
  owner = openDatabase({
    url: history.postgres.ownerUrl,
    poolMax: 2,
    name: 'handed out',
    onIdleError: () => undefined,
  });
  data = dirname(dirname(history.logDirectory));
  on = await openAppOn(history.postgres, { LAKIRI_DATA: data, LAKIRI_NODE: NODE });
  officer = await on.signIn('admin', TEST_PASSWORD);
  transporter = await on.signIn('mutiso', 'bahari-haulage-desk');
});
after(async () => {
  await on?.close();
  await owner?.end();
  await history?.close();
});

type Reply = {
  readonly statusCode: number;
  readonly body: string;
  readonly rawPayload: Buffer;
  json(): never;
};

const get = (path: string, cookie = officer): Promise<Reply> =>
  on.app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { cookie } }) as never;
const post = (
  path: string,
  payload: object,
  cookie = officer,
  key = randomUUID(),
): Promise<Reply> =>
  on.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { cookie, 'idempotency-key': key },
    payload,
  }) as never;

async function one(sql: string): Promise<string> {
  const { rows } = await owner.asNode((tx) => tx.query<{ id: string }>(sql));
  return rows[0]?.id ?? '';
}
const journeyId = () => one(`SELECT id::text FROM journeys.journey WHERE cargo LIKE 'Tea%'`);
const caseId = () => one(`SELECT id::text FROM alarms.case WHERE kind = 'seal-cut'`);

/** Everything that is committed is in the log afterwards, and witnessed. */
const publish = () =>
  logAll(history.postgres, { data, logDirectory: history.logDirectory, name: NODE });

async function exported(subject: object, more: object = {}) {
  await publish();
  const asked = { subject, reason: 'Ordered by the court', ...more };
  const done = await post('/evidence/bundles', asked);
  assert.equal(done.statusCode, 201, done.body);
  const { id, fileName } = done.json() as { id: string; fileName: string };
  const file = await get(`/evidence/bundles/${id}/file`);
  assert.equal(file.statusCode, 200, file.body.slice(0, 500));
  const unpacked = readZip(file.rawPayload);
  assert.ok(unpacked.read && unpacked.damaged.length === 0 && unpacked.unusual.length === 0);
  return { id, fileName, zip: file.rawPayload, files: Object.fromEntries(unpacked.files) };
}

const textOf = (files: Record<string, Uint8Array>, path: string): string =>
  Buffer.from(files[path] ?? assert.fail(`no ${path}`)).toString('utf8');

test('a journey is handed out whole, and a stranger with the log’s key finds nothing wrong', async () => {
  const { zip, files } = await exported(
    { kind: 'journey', id: await journeyId() },
    { caseNo: 'E123 of 2026' },
  );
  // Not the keys that came along: those that the log itself publishes.
  const published = (name: string) => readFileSync(join(history.logDirectory, name), 'utf8');
  const trust = parseTrust({ vkeys: published('vkey'), policy: published('policy') });
  assert.ok(!('malformed' in trust));
  const verdict = verifyBundleZip(zip, trust, sha256);
  assert.deepEqual(verdict.findings, []);
  const { summary } = verdict;
  assert.ok(summary !== undefined);
  assert.ok(summary.entries.proven > 20, String(summary.entries.proven));
  assert.ok(summary.frames.whole >= 4, JSON.stringify(summary.frames));
  assert.ok(summary.personal >= 5, String(summary.personal));
  assert.ok(summary.readings.total >= 4, JSON.stringify(summary.readings));
  const types = Object.keys(files)
    .filter((path) => path.startsWith('entries/'))
    .map((path) => (JSON.parse(textOf(files, path)) as { type: string }).type);
  for (const type of [
    'journey-created',
    'journey-armed',
    'journey-closed',
    'seal-registered',
    'seal-fitted',
    'seal-released',
    'lock-event',
    'alarm-raised',
    'case-opened',
    'case-closed',
    'vehicle-registered',
    'driver-registered',
    'person-registered',
  ])
    assert.ok(types.includes(type), type);
  const personal = textOf(files, 'personal.json');
  for (const value of ['KDA 123A', 'J. Kamau', 'seen by the officer at the gate', 'A. Otieno'])
    assert.ok(personal.includes(value), value);
});

test('the same export is the same bytes each time, and each asking is in its custody', async () => {
  const id = await journeyId();
  const { id: exportId, zip } = await exported({ kind: 'journey', id });
  await publish();
  const again = await get(`/evidence/bundles/${exportId}/file`);
  assert.ok(again.rawPayload.equals(zip));
  const custody = (await get(`/evidence/bundles?subject=${id}`)).json() as {
    items: { act: string; export: string; name: string; reason: string }[];
  };
  const own = custody.items.filter((it) => it.export === exportId);
  assert.deepEqual(own.map(({ act }) => act).sort(), [
    'exported',
    'file-asked-for',
    'file-asked-for',
  ]);
  assert.ok(
    own.every(({ name, reason }) => name === 'A. Otieno' && reason === 'Ordered by the court'),
  );
  const { files } = await exported({ kind: 'journey', id });
  const lines = textOf(files, 'custody.jsonl').trimEnd().split('\n');
  assert.ok(lines.length >= 4, 'the exports before are told too');
});

test('a case is handed out with what its seal sent, and no password in it', async () => {
  // The history's gateway had its clock ahead, to await a silence: what it received lies ahead of us.
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 2 * 3_600_000 });
  try {
    officer = await on.signIn('admin', TEST_PASSWORD);
    const { zip, files } = await exported({ kind: 'case', id: await caseId() });
    const { findings, warnings, summary } = verifyBundleZip(zip, null, sha256);
    assert.deepEqual(findings, []);
    assert.ok(warnings.some(({ code }) => code === 'frames-redacted'));
    assert.equal(summary?.frames.redacted, 1);
    assert.ok((summary?.frames.whole ?? 0) >= 9, JSON.stringify(summary?.frames));
    assert.ok((summary?.readings.late ?? 0) >= 1, JSON.stringify(summary?.readings));
    const password = Buffer.from('135790');
    for (const [path, bytes] of Object.entries(files)) {
      assert.ok(!Buffer.from(bytes).includes(password), path);
      assert.ok(!Buffer.from(bytes).includes(password.toString('base64').slice(0, 8)), path);
    }
  } finally {
    mock.timers.reset();
    officer = await on.signIn('admin', TEST_PASSWORD);
  }
});

test('of a journey under way nothing is claimed beyond the last entry that the bundle rests on', async () => {
  const transporterId = await one(`SELECT id::text FROM parties.party WHERE kind = 'transporter'`);
  const routeId = await one(`SELECT route_id::text AS id FROM journeys.journey LIMIT 1`);
  const made = await post('/journeys', {
    routeId,
    routeVersion: 1,
    plate: 'KDB 200B',
    transporterId,
    cargo: 'Under way',
  });
  assert.equal(made.statusCode, 201, made.body);
  const { id } = made.json() as { id: string };
  const now = Date.now();
  mock.timers.enable({ apis: ['Date'], now: now + 50 * 60_000 });
  try {
    const { files } = await exported({ kind: 'journey', id });
    const { period } = JSON.parse(textOf(files, 'manifest.json')) as { period: { until: string } };
    assert.ok(Date.parse(period.until) <= now, period.until);
  } finally {
    mock.timers.reset();
  }
});

test('a single fact is handed out with its proof alone', async () => {
  const fact = await one(`SELECT id::text FROM fact.fact WHERE type = 'lock-event'`);
  const { zip, files } = await exported({ kind: 'fact', id: fact });
  const { findings, summary } = verifyBundleZip(zip, null, sha256);
  assert.deepEqual(findings, []);
  assert.equal(summary?.frames.batches, 0);
  const entries = Object.keys(files)
    .filter((path) => path.startsWith('entries/'))
    .map((path) => JSON.parse(textOf(files, path)) as { id: string; subjectKind: string });
  // Beside it only what the node said of its own operation then.
  assert.deepEqual(
    entries.filter(({ subjectKind }) => subjectKind !== 'run').map(({ id }) => id),
    [fact],
  );
});

test('VERIFY.md works with sha256sum, openssl and bash alone, and tells a changed entry', async () => {
  const { files } = await exported({ kind: 'case', id: await caseId() });
  const folder = mkdtempSync(join(tmpdir(), 'lakiri-bundle-'));
  try {
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const script = textOf(files, 'VERIFY.md')
      .match(/```bash\n[\s\S]*?```/g)
      ?.map((block) => block.replace(/^```bash\n|```$/g, ''))
      .join('\n');
    const run = (index: string): string =>
      execFileSync('bash', ['-c', script ?? ''], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, index },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    const indexes = Object.keys(files).flatMap((path) => /^entries\/(\d+)/.exec(path)?.[1] ?? []);
    for (const index of indexes.slice(0, 6)) {
      const said = run(index);
      assert.match(said, /all files are as listed/);
      assert.match(said, /Signature Verified Successfully/);
      assert.match(said, new RegExp(`entry ${index} is in the log`));
    }
    const [first = ''] = indexes;
    const path = join(folder, `entries/${first}.json`);
    writeFileSync(path, textOf(files, `entries/${first}.json`).replace('"type"', '"typf"'));
    const changed = run(first);
    assert.doesNotMatch(changed, /all files are as listed/);
    assert.match(changed, /is NOT in the log/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a transporter reads the facts of its own journeys only, and hands nothing out', async () => {
  await publish();
  const id = await journeyId();
  const mine = (await get(`/evidence/facts?subject=${id}`, transporter)).json() as {
    items: { id: string; subject: string; index: number; witnesses: number }[];
  };
  assert.ok(mine.items.length >= 6);
  assert.ok(mine.items.every(({ index, witnesses }) => index >= 0 && witnesses === 1));
  const all = (await get('/evidence/facts?limit=200', transporter)).json() as {
    items: { subjectKind: string }[];
  };
  assert.deepEqual([...new Set(all.items.map(({ subjectKind }) => subjectKind))].sort(), [
    'journey',
    'seal',
  ]);
  const foreign = await one(`SELECT id::text FROM fact.fact WHERE type = 'person-registered'`);
  for (const path of [`/evidence/facts/${foreign}`, `/evidence/facts/${foreign}/proof`])
    assert.equal((await get(path, transporter)).statusCode, 404, path);
  assert.equal((await get(`/evidence/facts/${foreign}`)).statusCode, 200);
  const asked = { subject: { kind: 'journey', id }, reason: 'mine' };
  assert.equal((await post('/evidence/bundles', asked, transporter)).statusCode, 403);
  assert.equal((await get('/evidence/bundles', transporter)).statusCode, 403);
});

test('a transporter knows nothing of another one’s journey, wherever it asks', async () => {
  const party = { kind: 'transporter', name: 'Rival Haulage', country: 'KE' };
  const rival = (await post('/parties', party)).json() as { id: string };
  const person = { party: rival.id, name: 'R. Otieno', login: 'rival', language: 'en' };
  const made = await post('/people', {
    ...person,
    password: 'ziwa-kwa-mlima-desk',
    roles: ['transporter'],
  });
  assert.equal(made.statusCode, 201, made.body);
  const cookie = await on.signIn('rival', 'ziwa-kwa-mlima-desk');
  const id = await journeyId();
  const fact = await one(`SELECT id::text FROM fact.fact WHERE subject = '${id}'`);
  for (const path of [`/subjects/${id}`, `/facts/${fact}`, `/facts/${fact}/proof`])
    assert.equal((await get(`/evidence${path}`, cookie)).statusCode, 404, path);
  for (const query of [`subject=${id}`, `q=${fact}`, 'q=KDA 123A', 'q=ELK-1', 'q=1']) {
    const found = (await get(`/evidence/facts?${query}`, cookie)).json() as { items: unknown[] };
    assert.deepEqual(found.items, [], query);
  }
  for (const query of ['q=KDA 123A', 'q=ELK-1'])
    assert.notDeepEqual((await get(`/evidence/facts?${query}`)).body, '{"items":[],"next":null}');
});

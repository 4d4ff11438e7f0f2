import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { parsePolicy, readZip, verifyBundleZip, verifyProof } from '@lakiri/evidence';
import type { Instant } from '@lakiri/kit';
import { silentLog } from '@lakiri/platform/log';
import { sha256 } from '@lakiri/platform/sha256';
import { openDatabase } from '@lakiri/platform/sql';
import { operationRecord } from '../operation/record.ts';
import { openEvidence, type TestEvidence } from './test-evidence.ts';

let evidence: TestEvidence;
let whole: TestEvidence['whole'];
let log: TestEvidence['log'];
let authority: TestEvidence['authority'];
before(async () => {
  evidence = await openEvidence({ stamps: true });
  ({ whole, log, authority } = evidence);
});
after(() => evidence?.close());

const asked = async (
  method: 'GET' | 'POST',
  path: string,
  payload?: object,
  key = randomUUID(),
) => {
  const headers = { cookie: whole.cookie, ...(payload && { 'idempotency-key': key }) };
  const reply = await whole.app.inject({
    method,
    url: `/api/v1${path}`,
    headers,
    ...(payload && { payload }),
  });
  return {
    status: reply.statusCode,
    text: reply.body,
    bytes: reply.rawPayload,
    json: () => reply.json() as Record<string, unknown>,
  };
};
const get = (path: string) => asked('GET', path);

type Line = { id: string; index: number | null; type: string; witnesses: number | null };
const linesOf = async (query: string): Promise<{ items: Line[]; next: string | null }> =>
  (await get(`/evidence/facts${query}`)).json() as never;

const newParty = async (name: string): Promise<string> => {
  const body = { kind: 'transporter', name, country: 'KE' };
  return (await asked('POST', '/parties', body)).json()['id'] as string;
};
const factOf = async (subject: string): Promise<Line> => {
  const { items } = await linesOf(`?subject=${subject}`);
  return items[0] ?? assert.fail('no fact of it');
};
const handOut = (id: string, more: object = {}, key = randomUUID()) =>
  asked(
    'POST',
    '/evidence/bundles',
    { subject: { kind: 'fact', id }, reason: 'Asked', ...more },
    key,
  );

async function bundleOf(exportId: string) {
  const { status, bytes, text } = await get(`/evidence/bundles/${exportId}/file`);
  assert.equal(status, 200, text.slice(0, 300));
  const { findings, summary } = verifyBundleZip(bytes, null, sha256);
  assert.deepEqual(findings, []);
  const read = readZip(bytes);
  assert.ok(read.read);
  const textAt = (path: string) =>
    Buffer.from(read.files.get(path) ?? assert.fail(path)).toString();
  return { files: read.files, textAt, summary };
}

test('before the log has begun that is what is said', async () => {
  assert.equal((await get('/evidence/log')).json()['code'], 'no-log-yet');
  const { id, index, witnesses } = await factOf(await newParty('Before Haulage'));
  assert.deepEqual([index, witnesses], [null, null]);
  assert.equal((await get(`/evidence/facts/${id}/proof`)).json()['code'], 'not-in-the-log-yet');
  assert.equal((await handOut(id)).json()['code'], 'no-log-yet');
});

test('the state of the log tells its size, who witnessed it, and what waits', async () => {
  const size = await log.publish();
  await newParty('Waiting Haulage');
  const state = (await get('/evidence/log')).json() as never as {
    size: number;
    pending: number;
    oldestPendingAt: string;
    witnessed: { size: number; by: string[]; quorum: boolean };
    policy: object;
    refuses: null;
  };
  assert.deepEqual([state.size, state.pending], [size, 1]);
  assert.ok(Math.abs(Date.parse(state.oldestPendingAt) - Date.now()) < 60_000);
  assert.deepEqual(
    [state.witnessed.size, state.witnessed.by, state.witnessed.quorum],
    [size, ['one'], true],
  );
  assert.deepEqual(state.policy, { witnesses: ['one'], quorum: 1 });
  assert.equal(state.refuses, null);
});

test('facts come newest first in pages that neither repeat nor leave out one', async () => {
  await log.publish();
  const seen: string[] = [];
  let cursor = '';
  for (;;) {
    const { items, next } = await linesOf(`?limit=3${cursor}`);
    seen.push(...items.map(({ id }) => id));
    if (next === null) break;
    cursor = `&cursor=${next}`;
  }
  const { rows } = await whole.owner.asNode((tx) =>
    tx.query<{ id: string }>('SELECT id::text FROM fact.fact ORDER BY fact.fact.id DESC'),
  );
  assert.deepEqual(
    seen,
    rows.map(({ id }) => id),
  );
});

test('a fact is found by its id, its index, its type, its actor and its time', async () => {
  const party = await newParty('Found Haulage');
  await log.publish();
  const { id, index } = await factOf(party);
  const only = async (query: string) => (await linesOf(query)).items.map((line) => line.id);
  for (const query of [`?q=${id}`, `?q=${index}`, `?q=${party}`])
    assert.deepEqual(await only(query), [id], query);
  assert.ok((await only('?type=party-registered')).includes(id));
  assert.ok(!(await only('?type=person-registered')).includes(id));
  assert.ok((await only('?actor=person')).includes(id));
  assert.deepEqual(await only('?actor=gateway'), []);
  assert.deepEqual(await only('?to=2020-01-01T00:00:00Z'), []);
  assert.ok((await only('?from=2020-01-01T00:00:00Z&limit=200')).includes(id));
  assert.deepEqual(await only('?q=nobody-has-this'), []);
  assert.equal((await get('/evidence/facts?from=yesterday')).status, 400);
});

test('the text of a fact hashes to its leaf, and its proof stands alone', async () => {
  const { id, index } = await factOf(await newParty('Proved Haulage'));
  assert.equal(index, null);
  await log.publish();
  const fact = (await get(`/evidence/facts/${id}`)).json() as never as {
    entry: string;
    leaf: string;
    path: string;
    subjectRef: string;
    by: string;
  };
  const leaf = createHash('sha256').update('\0').update(fact.entry).digest('hex');
  assert.equal(fact.leaf, leaf);
  assert.match(fact.path, /^\/log\/centre\/tile\/entries\/000\.p\/\d+$/);
  assert.deepEqual([fact.subjectRef, fact.by], ['Proved Haulage', 'A. Otieno']);
  const text = (await get(`/evidence/facts/${id}/proof`)).text;
  const lines = [`log ${log.vkey}`, `witness one ${log.witnessVkey}`, 'quorum one'];
  const policy = parsePolicy(`${lines.join('\n')}\n`);
  assert.ok(!('code' in policy));
  const entry = Buffer.from(fact.entry);
  const proven = verifyProof({ entry }, { text, policy }, sha256);
  assert.ok(proven.verified, JSON.stringify(proven));
  assert.deepEqual(proven.witnesses, ['one']);
  const other = Buffer.from(fact.entry.replace('Proved', 'Proven'));
  assert.ok(!verifyProof({ entry: other }, { text, policy }, sha256).verified);
});

test('the one line of a subject: how much of it is in the log, and who vouches for it', async () => {
  const party = await newParty('Lined Haulage');
  const line = async () => (await get(`/evidence/subjects/${party}`)).json();
  assert.deepEqual(await line(), { facts: 1, inLog: 0, lastIndex: null, witnesses: null });
  const size = await log.publish({ witnessed: false });
  assert.deepEqual(await line(), { facts: 1, inLog: 1, lastIndex: size - 1, witnesses: 0 });
  await log.publish();
  assert.equal((await line())['witnesses'], 1);
  assert.equal((await get(`/evidence/subjects/${randomUUID()}`)).status, 404);
});

const wrong = [
  {
    say: 'an unknown subject',
    more: { subject: { kind: 'journey', id: randomUUID() } },
    status: 404,
  },
  { say: 'an unknown kind', more: { subject: { kind: 'seal', id: randomUUID() } }, status: 400 },
  { say: 'no reason', more: { reason: ' ' }, status: 400 },
  { say: 'a reason of two lines', more: { reason: 'one\ntwo' }, status: 400 },
] as const;
for (const { say, more, status } of wrong)
  test(`${say} is refused with ${status}`, async () => {
    assert.equal((await handOut(randomUUID(), more)).status, status);
  });

test('what is not in the log yet is not handed out', async () => {
  const { id } = await factOf(await newParty('Hasty Haulage'));
  const refused = await handOut(id);
  assert.deepEqual([refused.status, refused.json()['code']], [409, 'not-in-the-log-yet']);
});

test('an export asked for twice is one, and its key serves nothing else', async () => {
  const { id } = await factOf(await newParty('Once Haulage'));
  await log.publish();
  const key = randomUUID();
  const first = (await handOut(id, {}, key)).json();
  assert.deepEqual((await handOut(id, {}, key)).json(), first);
  const reused = await handOut(id, { reason: 'Another' }, key);
  assert.deepEqual([reused.status, reused.json()['code']], [422, 'key-reused']);
});

test('an export has its checkpoint stamped, and openssl agrees; without an authority it says so', async () => {
  const { id } = await factOf(await newParty('Stamped Haulage'));
  await log.publish();
  authority.behave('away');
  const unstamped = await bundleOf((await handOut(id)).json()['id'] as string);
  assert.match(unstamped.textAt('manifest.json'), /"no-time-stamp"|"tsr\//);
  authority.behave('stamp');
  await newParty('Later Haulage');
  const size = await log.publish();
  const stamped = await bundleOf((await handOut(id)).json()['id'] as string);
  const reply = stamped.files.get(`tsr/${size}.tsr`) ?? assert.fail('no stamp');
  assert.match(
    authority.verify(reply, Buffer.from(stamped.textAt('checkpoint'))),
    /Verification: OK/,
  );
  assert.equal(stamped.textAt('tsr/ca.pem'), authority.caPem);
  assert.equal(stamped.summary?.timestamps.length, 1);
  // The authority is away again, and the log has grown: the stamp that is there covers what is below its size.
  authority.behave('away');
  await newParty('Latest Haulage');
  await log.publish();
  const old = await bundleOf((await handOut(id)).json()['id'] as string);
  assert.ok(old.files.has(`tsr/${size}.consistency`));
  assert.match(old.textAt(`tsr/${size}.consistency`), /^[A-Za-z0-9+/=]{44}\n/);
});

test('a file whose words were forgotten is not made up anew', async () => {
  const { id } = await factOf(await newParty('Forgotten Haulage'));
  await log.publish();
  const exportId = (await handOut(id)).json()['id'] as string;
  assert.equal((await get(`/evidence/bundles/${exportId}/file`)).status, 200);
  await whole.owner.asNode((tx) =>
    tx.query(
      `SET LOCAL row_security = off; DELETE FROM fact.personal WHERE subject = '${exportId}'`,
    ),
  );
  const gone = await get(`/evidence/bundles/${exportId}/file`);
  assert.deepEqual([gone.status, gone.json()['code']], [409, 'export-differs']);
  assert.equal(
    (await get(`/evidence/bundles/${randomUUID()}/file`)).json()['code'],
    'no-such-export',
  );
});

test('the certificate and operation.json tell the faults that the node wrote down, or that nothing is known', async () => {
  const before = await factOf(await newParty('Unrecorded Haulage'));
  await log.publish();
  const unknown = await bundleOf((await handOut(before.id)).json()['id'] as string);
  assert.equal((JSON.parse(unknown.textAt('operation.json')) as { known: boolean }).known, false);
  assert.match(unknown.textAt('certificate.json'), /Nothing is known/);
  let clock = (Date.now() - 60_000) as Instant;
  const database = openDatabase({
    url: whole.postgres.appUrl,
    poolMax: 2,
    name: 'record',
    onIdleError: () => undefined,
  });
  const record = operationRecord({
    database,
    origin: 'centre',
    program: 'lakiri test',
    now: () => clock,
    log: silentLog(),
  });
  await record.beat();
  clock = Date.now() as Instant;
  record.processesAre([
    { name: 'gateway-1', state: 'restarting', reason: 'ended by SIGKILL', restarts: 1 },
  ]);
  const { id } = await factOf(await newParty('Recorded Haulage'));
  clock = (Date.now() + 1) as Instant;
  await record.beat();
  await log.publish();
  const known = await bundleOf((await handOut(id)).json()['id'] as string);
  const operation = JSON.parse(known.textAt('operation.json')) as {
    known: boolean;
    runs: object[];
    entries: number[];
  };
  assert.deepEqual([operation.known, operation.runs.length], [true, 1]);
  for (const index of operation.entries) assert.ok(known.files.has(`entries/${index}.json`));
  assert.match(known.textAt('certificate.json'), /covers the whole period/);
  assert.match(known.textAt('VERIFY.md'), /sha256sum --check/);
  await record.end();
  await database.end();
});

// The bundle of a long journey: each of its frames in a batch of its own, as a quiet night makes them. A month of 40,000:
// LAKIRI_BENCH_BUNDLE_FRAMES=40000.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { leafHash, treeHash, verifyBundleZip } from '@lakiri/evidence';
import type { Journey, JourneyEvent, JourneyId } from '@lakiri/journeys';
import { journeyAggregate } from '@lakiri/journeys/store';
import { accept, DAY_MS, type Id, type Instant } from '@lakiri/kit';
import { execute } from '@lakiri/platform/execute';
import { appendFacts, type Fact, newId } from '@lakiri/platform/facts';
import { sha256 } from '@lakiri/platform/sha256';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { openWhole, type Whole } from '../whole.ts';
import { testLog } from './log/test-log.ts';

const FRAMES = Number(process.env['LAKIRI_BENCH_BUNDLE_FRAMES'] ?? 1_500);
const DAYS = 30;
const PER_INSERT = 500;
/** What making it may hold at most, beyond what the process held before: the packed files, and one day unpacked. */
const HELD_BYTES_MAX = 400 * 1024 * 1024;

test(`a journey of ${DAYS} days with ${FRAMES} frames is made, verified, and made again`, async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'lakiri-month-'));
  const whole = await openWhole({ env: { LAKIRI_DATA: data } });
  const sequencer = open(whole.postgres.sequencerUrl);
  try {
    const from = (Date.now() - DAYS * DAY_MS + 60_000) as Instant;
    const seal = newId<'Seal'>(from);
    const journey = await aJourney(whole, seal, from);
    for (let at = 0; at < FRAMES; at += PER_INSERT) await frames(whole.owner, seal, { from, at });
    const log = testLog(sequencer, { directory: join(data, 'log', 'centre'), name: 'centre' });
    await log.publish();
    const began = performance.now();
    const before = process.memoryUsage().rss;
    let highest = before;
    const watching = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage().rss);
    }, 20);
    const handOut = () =>
      whole.app.inject({
        method: 'POST',
        url: '/api/v1/evidence/bundles',
        headers: { cookie: whole.cookie, 'idempotency-key': randomUUID() },
        payload: { subject: { kind: 'journey', id: journey }, reason: 'Long' },
      });
    let done = await handOut();
    // The node may have written about its own start meanwhile; a person is told to ask again, too.
    while (done.statusCode === 409 && done.json().code === 'not-in-the-log-yet') {
      await log.publish();
      done = await handOut();
    }
    assert.equal(done.statusCode, 201, done.body);
    const tookMs = performance.now() - began;
    const { id } = done.json() as { id: string };
    const file = await whole.app.inject({
      url: `/api/v1/evidence/bundles/${id}/file`,
      headers: { cookie: whole.cookie },
    });
    clearInterval(watching);
    assert.equal(file.statusCode, 200, file.body.slice(0, 200));
    const verdict = verifyBundleZip(file.rawPayload, null, sha256);
    assert.deepEqual(verdict.findings, []);
    assert.equal(verdict.summary?.frames.whole, FRAMES);
    assert.ok(highest - before < HELD_BYTES_MAX, `${highest - before} bytes`);
    t.diagnostic(
      JSON.stringify({
        frames: FRAMES,
        madeMs: Math.round(tookMs),
        zipBytes: file.rawPayload.length,
        heldMb: Math.round((highest - before) / 1024 / 1024),
      }),
    );
  } finally {
    await sequencer.end();
    await whole.close();
    rmSync(data, { recursive: true });
  }
});

const open = (url: string): Database =>
  openDatabase({ url, poolMax: 2, name: 'month', onIdleError: () => undefined });

async function aJourney(
  { owner, postgres }: Whole,
  seal: Id<'Seal'>,
  at: Instant,
): Promise<string> {
  const { rows } = await owner.asNode((tx) =>
    tx.query<{ party: Id<'Party'> }>('SELECT party FROM access.permit WHERE subject IS NULL'),
  );
  const party = rows[0]?.party ?? assert.fail('no administration');
  const id = newId<'Journey'>(at) as JourneyId;
  const on = { subjectKind: 'journey', subject: id } as const;
  const truck = { vehicle: newId(at), trailer: null, driver: null } as Journey['truck'];
  const route = { routeId: 'mombasa-malaba', routeVersion: 1 } as unknown as {
    routeId: Journey['route']['id'];
    routeVersion: number;
  };
  const ref = '7QF2-93' as Journey['ref'];
  const database = open(postgres.appUrl);
  await execute<undefined, JourneyEvent, never>(
    { database, origin: 'centre' },
    {
      scope: { party },
      actor: 'node',
      authority: null,
      occurredAt: at,
      receivedAt: at,
      load: () => Promise.resolve(undefined),
      decide: () =>
        accept<JourneyEvent>(
          {
            ...on,
            type: 'journey-created',
            body: { ref, ...route, truck, cargo: 'Tea', transporter: party, at },
          },
          {
            ...on,
            type: 'journey-sealed',
            body: { seal, number: 'ELK-1', mechanicalSeal: null, at },
          },
        ),
      aggregates: { journey: journeyAggregate },
      result: () => null,
    },
  );
  await database.end();
  return id;
}

/** Frames at even distances over the days, each alone in its batch, with the batch's fact. */
async function frames(
  owner: Database,
  seal: Id<'Seal'>,
  { from, at }: { readonly from: Instant; readonly at: number },
): Promise<void> {
  const count = Math.min(PER_INSERT, FRAMES - at);
  const made = Array.from({ length: count }, (_, n) => {
    const receivedAt = (from +
      Math.floor(((at + n) * (DAYS * DAY_MS - 120_000)) / FRAMES)) as Instant;
    const bytes = Buffer.from(`(8000000001,@JT,${at + n},${'0123456789'.repeat(8)})`);
    const about = Buffer.from(`${seal} jointech ${receivedAt} reports`);
    return { id: newId<'Batch'>(receivedAt), receivedAt, bytes, about };
  });
  const rootOf = (bytes: Uint8Array) => Buffer.from(treeHash([bytes], sha256)).toString('hex');
  const leafOf = (bytes: Uint8Array) => Buffer.from(leafHash(bytes, sha256));
  const facts: Fact[] = made.map(({ id, receivedAt, bytes, about }) => ({
    id: newId(receivedAt),
    subjectKind: 'batch',
    subject: id,
    subjectVersion: 1,
    type: 'frames-received',
    schemaVersion: 1,
    body: { about: rootOf(about), frames: 1, root: rootOf(bytes) },
    origin: 'centre',
    actor: 'gateway:1',
    authority: null,
    occurredAt: receivedAt,
    receivedAt,
    causes: [],
  }));
  await owner.asNode(async (tx) => {
    await tx.query('ALTER TABLE fact.fact NO FORCE ROW LEVEL SECURITY');
    await appendFacts(tx, facts, { announce: false });
    await tx.query('ALTER TABLE fact.fact FORCE ROW LEVEL SECURITY');
    await tx.query(
      `INSERT INTO telemetry.frame (seal_id, received_at, batch, position, dialect, verdict, bytes)
       SELECT $1, to_timestamp(ms / 1000.0), batch, 0, 'jointech', 'reports', bytes
       FROM unnest($2::uuid[], $3::float8[], $4::bytea[]) f (batch, ms, bytes)`,
      [
        seal,
        made.map(({ id }) => id),
        made.map(({ receivedAt }) => receivedAt),
        made.map(({ bytes }) => bytes),
      ],
    );
    await tx.query(
      `INSERT INTO telemetry.batch (id, leaves, about)
       SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[])`,
      [
        made.map(({ id }) => id),
        made.map(({ bytes }) => leafOf(bytes)),
        made.map(({ about }) => leafOf(about)),
      ],
    );
  });
}

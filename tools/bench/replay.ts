// How long one seal's week takes to be read among many: npm run -s bench:replay -- --rows 5000000
// Rows lie as intake leaves them: by time, all seals mixed. Warm: asked before. Cold: Postgres was started anew, and on
// Linux the system was told to forget the files too, which needs no rights (posix_fadvise, by `dd iflag=nocache`).
// LAKIRI_BENCH_DATA names a directory that is filled once and kept: fifty million rows take minutes.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS, type Instant, SECOND_MS } from '@lakiri/kit';
import { silentLog } from '@lakiri/platform/log';
import { migrate } from '@lakiri/platform/migrate';
import { startPostgres } from '@lakiri/platform/postgres';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { platformMigrations } from '@lakiri/platform/testing';
import { telemetryMigrations, trackColumns } from '@lakiri/telemetry/store';
import { readFlags } from './flags.ts';
import { command, conclude, progress, round1 } from './report.ts';

const DAYS = 7;
const FROM = Date.UTC(2026, 10, 16) as Instant;
/** Rows of one statement: below the time that a statement may take. */
const CHUNK = 250_000;
const OFFICE = '00000000-0000-7000-8000-00000000000f';
/** A prime: seals that are looked at one after the other do not lie side by side. */
const APART = 7_919;
const sealId = (n: number): string => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`;

type Filled = { readonly seals: number; readonly ofSeal: number };

/** Seals report in turn, every so many seconds, for a week. */
async function fill(owner: Database, flags: Flags): Promise<Filled> {
  const ofSeal = Math.floor((DAYS * DAY_MS) / (flags.interval * SECOND_MS));
  const seals = Math.max(1, Math.round(flags.rows / ofSeal));
  if (await isFilled(owner, { seals, ofSeal })) return { seals, ofSeal };
  await owner.asNode(async (tx) => {
    await tx.query(`SELECT telemetry.ensure_days('2026-11-16', '2026-11-23')`);
    await tx.query(
      `INSERT INTO access.permit (party, subject, valid_from, reason) VALUES ($1, NULL, 'epoch', 'bench')`,
      [OFFICE],
    );
  });
  const ticks = Math.max(1, Math.floor(CHUNK / seals));
  for (let tick = 0; tick < ofSeal; tick += ticks) {
    await owner.asNode((tx) =>
      tx.query(INSERT, [seals, tick, Math.min(tick + ticks, ofSeal) - 1, flags.interval]),
    );
    if (Math.floor(tick / ticks) % 20 === 0) progress(`${tick * seals} of ${ofSeal * seals} rows`);
  }
  return { seals, ofSeal };
}

/** What autovacuum would have seen to within a minute, and a checkpoint: a start finds nothing to do again. */
async function settle(owner: Database): Promise<void> {
  await owner.pool.query('SET statement_timeout = 0'); // of fifty million rows it takes minutes
  await owner.pool.query('VACUUM ANALYZE telemetry.reading');
  await owner.pool.query('CHECKPOINT');
}

/** Whether a directory that was kept has all of them: the last seal is written last. */
async function isFilled(owner: Database, { seals, ofSeal }: Filled): Promise<boolean> {
  const [one] = (
    await owner.asNode((tx) =>
      tx.query<{ last: number; beyond: number }>(
        `SELECT count(*) FILTER (WHERE seal_id = $1)::int AS last, count(*) FILTER (WHERE seal_id = $2)::int AS beyond
         FROM telemetry.reading WHERE seal_id = ANY(ARRAY[$1, $2]::uuid[])`,
        [sealId(seals - 1), sealId(seals)],
      ),
    )
  ).rows;
  const { last = 0, beyond = 0 } = one ?? {};
  if (last + beyond > 0 && (last !== ofSeal || beyond > 0))
    throw new Error('LAKIRI_BENCH_DATA holds another number of rows: name an empty directory');
  return last === ofSeal;
}

const INSERT = `
  INSERT INTO telemetry.reading (seal_id, occurred_at, digest, received_at, seal_version, batch, position, clock, late,
    stored, fix, lat_e7, lon_e7, speed_kmh, course_deg, battery_pct, bits)
  SELECT ('00000000-0000-7000-9000-' || lpad(seal::text, 12, '0'))::uuid,
    at + seal * interval '1 ms', decode(md5(seal || ' ' || tick), 'hex'), at + interval '2 s', tick + 1,
    '00000000-0000-7000-8000-000000000001', seal, 1, false, false, 2, -40000000 + tick, 396000000 + seal,
    40, 300, 80, 0
  FROM generate_series($2::int, $3::int) tick,
    LATERAL (SELECT timestamptz '2026-11-16' + tick * $4 * interval '1 s') t (at),
    generate_series(0, $1::int - 1) seal
  ORDER BY tick, seal`;

/** One look at one week, by the very query of the replay, with an officer's eyes. */
async function once(app: Database, seal: number, expected: number): Promise<number> {
  const until = (FROM + DAYS * DAY_MS) as Instant;
  const spans = [{ sealId: sealId(seal), from: FROM, until }];
  const begun = performance.now();
  const { at } = await app.asParty({ party: OFFICE }, (tx) =>
    trackColumns(tx, { spans, after: [], knownAt: undefined }),
  );
  const took = performance.now() - begun;
  if (at.length !== expected) throw new Error(`${at.length} readings, not ${expected}`);
  return took;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The system forgets what it holds of these files. Whether it could be told. */
function forgetFiles(dataDirectory: string): boolean {
  let isForgotten = true;
  for (const file of globSync('base/*/*', { cwd: dataDirectory })) {
    const { status } = spawnSync(
      'dd',
      [`if=${join(dataDirectory, file)}`, 'iflag=nocache', 'count=0'],
      {
        stdio: 'ignore',
      },
    );
    isForgotten &&= status === 0;
  }
  return isForgotten;
}

type Flags = { readonly rows: number; readonly interval: number };
type Looks = { readonly looks: number; readonly cold: number };

/** A Postgres of its own that can be stopped and forgotten. */
async function measured(dataDirectory: string, flags: Flags & Looks): Promise<void> {
  let postgres = await startPostgres({ dataDirectory, log: silentLog() });
  const open = (url: string): Database =>
    openDatabase({ url, poolMax: 1, name: 'bench', onIdleError: () => undefined });
  try {
    const { ownerUrl } = postgres;
    const sets = [platformMigrations, telemetryMigrations];
    const roleSecret = 'of a database that is thrown away';
    const { appUrl } = await migrate({ ownerUrl, sets, roleSecret, log: silentLog() });
    const owner = open(ownerUrl);
    const filled = await fill(owner, flags);
    await settle(owner);
    await owner.end();
    const { seals, ofSeal } = filled;
    /** Another seal each time: what one look brings in is not the next one's. */
    const seal = (n: number): number => (n * APART) % seals;
    const cold: number[] = [];
    let isForgotten = true;
    for (let n = 0; n < flags.cold; n++) {
      await postgres.stop();
      isForgotten = forgetFiles(dataDirectory) && isForgotten;
      postgres = await startPostgres({ dataDirectory, log: silentLog() });
      const app = open(appUrl);
      await app.asNode((tx) => tx.query('SELECT 1')); // the connection is not what is measured
      cold.push(await once(app, seal(n), ofSeal));
      await app.end();
    }
    const app = open(appUrl);
    const warm: number[] = [];
    for (let look = 0; look < flags.looks; look++) {
      await once(app, seal(look), ofSeal);
      warm.push(await once(app, seal(look), ofSeal));
    }
    await app.end();
    progress(`${seals} seals, ${ofSeal} readings each; files forgotten: ${isForgotten}`);
    const times = { warm_ms: round1(median(warm)), cold_ms: round1(median(cold)) };
    conclude(
      { rows: seals * ofSeal, ...times, of_seal: ofSeal, files_forgotten: isForgotten },
      true,
    );
  } finally {
    await postgres.stop();
  }
}

await command(async () => {
  const flags = readFlags({ rows: 5_000_000, interval: 120, looks: 31, cold: 5 });
  const { LAKIRI_BENCH_DATA: kept } = process.env;
  const dataDirectory = kept ?? mkdtempSync(join(tmpdir(), 'lakiri-replay-'));
  try {
    await measured(dataDirectory, flags);
  } finally {
    if (kept === undefined) rmSync(dataDirectory, { recursive: true });
  }
});

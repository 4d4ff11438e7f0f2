// The ceiling: how fast this machine's Postgres takes the very rows of the run when nobody asks what they mean.
import { CopyRows, copyIn, uuidBytes } from '@lakiri/platform/copy';
import { silentLog } from '@lakiri/platform/log';
import { startPostgres } from '@lakiri/platform/postgres';
import type { Database, Sql } from '@lakiri/platform/sql';
import { openOwnerAt } from './trial.ts';

/** As many reports a COPY as the gateway has frames in a full batch. */
const REPORTS_PER_COPY = 2_000;
/** Held in this process, ready-made, at some 400 bytes each. Beyond it the figure no longer changes. */
const REPORTS_MAX = 600_000;

const FRAME_COLUMNS = 'seal_id, received_at, batch, position, dialect, verdict, bytes, secret';
const READING_COLUMNS = `seal_id, occurred_at, digest, received_at, seal_version, batch, position, clock, late, stored,
  fix, lat_e7, lon_e7, speed_kmh, course_deg, battery_pct, odometer_km, bits, event`;

type Batch = { readonly frames: CopyRows; readonly readings: CopyRows };

/**
 * Reports a second by binary COPY as the owner on one connection, into the same tables emptied, in the
 * order of the run, one transaction a batch. The node must be stopped: only its Postgres runs.
 */
export async function rawCopyPerS(dataDirectory: string, since: Date): Promise<number> {
  const postgres = await startPostgres({ dataDirectory, log: silentLog() });
  const owner = openOwnerAt(postgres.ownerUrl);
  try {
    const batches = await owner.asNode((tx) => readBatches(tx, since));
    await owner.pool.query('TRUNCATE telemetry.frame, telemetry.reading');
    await owner.pool.query('CHECKPOINT');
    return await copyAll(owner, batches);
  } finally {
    await owner.end();
    await postgres.stop();
  }
}

async function copyAll(owner: Database, batches: readonly Batch[]): Promise<number> {
  const reports = batches.reduce((sum, { readings }) => sum + readings.rows, 0);
  const from = performance.now();
  for (const { frames, readings } of batches)
    await owner.asNode(async (tx) => {
      await copyIn(
        tx,
        `COPY telemetry.frame (${FRAME_COLUMNS}) FROM STDIN (FORMAT binary)`,
        frames,
      );
      await copyIn(
        tx,
        `COPY telemetry.reading (${READING_COLUMNS}) FROM STDIN (FORMAT binary)`,
        readings,
      );
    });
  return Math.round((reports * 1_000) / (performance.now() - from));
}

/** One report of the load: a frame with its one reading. */
type Row = {
  seal_id: string;
  occurred_at: number;
  digest: Buffer;
  received_at: number;
  seal_version: number;
  batch: string;
  position: number;
  clock: number;
  late: boolean;
  stored: boolean;
  fix: number;
  lat_e7: number | null;
  lon_e7: number | null;
  speed_kmh: number | null;
  course_deg: number | null;
  battery_pct: number | null;
  odometer_km: number | null;
  bits: number;
  event: string | null;
  dialect: string;
  verdict: string;
  bytes: Buffer;
  secret: Buffer | null;
};

async function readBatches(tx: Sql, since: Date): Promise<Batch[]> {
  await tx.query('SET LOCAL statement_timeout = 0'); // the sort takes as long as it takes
  await tx.query(
    `DECLARE run NO SCROLL CURSOR FOR
     SELECT ${READING_COLUMNS}, dialect, verdict, bytes, secret
     FROM telemetry.reading JOIN telemetry.frame USING (seal_id, received_at, batch, position)
     WHERE received_at >= '${since.toISOString()}' ORDER BY received_at, batch, position LIMIT ${REPORTS_MAX}`,
  );
  const batches: Batch[] = [];
  for (;;) {
    const { rows } = await tx.query<Row>(`FETCH ${REPORTS_PER_COPY} FROM run`);
    if (rows.length === 0) return batches;
    batches.push(batchOf(rows));
  }
}

function batchOf(rows: readonly Row[]): Batch {
  const frames = new CopyRows();
  const readings = new CopyRows();
  for (const row of rows) {
    const seal = uuidBytes(row.seal_id);
    const batch = uuidBytes(row.batch);
    frames.row(8).bytes(seal).time(row.received_at).bytes(batch).int4(row.position);
    frames.text(row.dialect).text(row.verdict).bytes(row.bytes).bytes(row.secret);
    readings.row(19).bytes(seal).time(row.occurred_at).bytes(row.digest).time(row.received_at);
    readings.int4(row.seal_version).bytes(batch).int4(row.position).int2(row.clock);
    readings.bool(row.late).bool(row.stored).int2(row.fix).int4(row.lat_e7).int4(row.lon_e7);
    readings.float4(row.speed_kmh).float4(row.course_deg).float4(row.battery_pct);
    readings.float4(row.odometer_km).int4(row.bits).text(row.event);
  }
  return { frames, readings };
}

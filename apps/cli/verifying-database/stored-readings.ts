// The readings of one seal as they are stored, walked beside its frames. Each is stored once: with the first frame in
// the order of the log that told it.
import type { Prepared } from '@lakiri/gateway/refolding';
import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { claimedAt } from '@lakiri/telemetry';
import type { StagedReading } from '@lakiri/telemetry/store';
import type { Report } from './finding.ts';
import { ahead, type FramePlace, isFrameBefore } from './places.ts';
import {
  differencesOf,
  keyOfReading,
  keyOfRow,
  READING_SELECT,
  type ReadingRow,
} from './reading-rows.ts';
import { streamed } from './rows.ts';

type PlacedRow = ReadingRow & { readonly xid: string | null; readonly ordinal: string | null };

export type StoredReadings = {
  /** The readings that say they are of this frame; in the order of the frames. */
  of(frame: FramePlace): Promise<OfFrame>;
  /** Reports the readings that are of no frame. */
  finish(): Promise<void>;
};

type OfFrame = {
  /** The keys of those reports that an earlier frame had told. */
  toldBefore(prepared: Prepared): Promise<Set<string>>;
  compare(expected: readonly StagedReading[], receivedAt: Instant): void;
};

const JOINED = `FROM telemetry.reading r
  LEFT JOIN fact.fact b ON b.subject = r.batch AND b.subject_version = 1`;

type Parts = { readonly real: Sql; readonly report: Report; readonly sealId: string };

export function storedReadings(parts: Parts): StoredReadings {
  const { real, sealId } = parts;
  const rows = ahead(
    streamed<PlacedRow>(
      real,
      `SELECT ${READING_SELECT}, b.xid::text, b.ordinal::text ${JOINED} WHERE r.seal_id = $1
       ORDER BY b.xid NULLS LAST, b.ordinal, r.position, r.occurred_at, r.digest`,
      [sealId],
    ),
  );
  /** Told as missing, or as another frame's: what a later frame tells of them is told again. */
  const misplaced = new Set<string>();
  const tooMany = (row: ReadingRow): void => {
    if (misplaced.has(keyOfRow(row))) return;
    parts.report({ ...named(row), column: null, is: 'a row', shouldBe: null });
  };
  return {
    async of(frame) {
      const here = new Map<string, ReadingRow>();
      for (let row = await rows.peek(); row !== undefined; row = await rows.peek()) {
        const place = placeOf(row);
        const isHere = place?.batch === frame.batch && place.position === frame.position;
        if (isHere) here.set(keyOfRow(row), row);
        else if (place !== undefined && isFrameBefore(place, frame)) tooMany(row);
        else break;
        await rows.take();
      }
      return ofFrame({ ...parts, frame, here, misplaced, tooMany });
    },
    async finish() {
      for (let row = await rows.take(); row !== undefined; row = await rows.take()) tooMany(row);
    },
  };
}

function placeOf(row: PlacedRow): FramePlace | undefined {
  const { xid, ordinal, batch, position } = row;
  if (xid === null || ordinal === null) return undefined;
  return { xid: BigInt(xid), ordinal: BigInt(ordinal), batch, position: Number(position) };
}

const named = ({
  seal_id,
  occurred_at,
  digest,
}: Pick<ReadingRow, 'seal_id' | 'occurred_at' | 'digest'>) => ({
  table: 'telemetry.reading',
  key: { seal_id, occurred_at, digest: `\\x${digest}` },
});

type OfOne = Parts & {
  readonly frame: FramePlace;
  readonly here: Map<string, ReadingRow>;
  readonly misplaced: Set<string>;
  readonly tooMany: (row: ReadingRow) => void;
};

function ofFrame(parts: OfOne): OfFrame {
  const { frame, here, misplaced, report, sealId } = parts;
  /** Rows of this frame's readings that say they are of a later one, or of none. */
  const elsewhere = new Map<string, ReadingRow>();
  return {
    async toldBefore({ reports }) {
      const before = new Set<string>();
      for (const { report: said, digest, key } of reports)
        if (await isToldBefore({ ...parts, elsewhere }, claimedAt(said), digest)) before.add(key);
      return before;
    },
    compare(expected, receivedAt) {
      for (const reading of expected) {
        const own = keyOfReading(reading);
        const row = here.get(own) ?? elsewhere.get(own);
        if (!here.delete(own)) misplaced.add(own);
        if (row === undefined) {
          const key = {
            seal_id: sealId,
            occurred_at: own.split(' ').slice(0, 2).join(' '),
            digest: reading.digest,
          };
          report({ ...named(key), column: null, is: null, shouldBe: 'a row' });
          continue;
        }
        const { batch, position } = frame;
        for (const difference of differencesOf(row, { reading, receivedAt, batch, position }))
          report({ ...named(row), ...difference });
      }
      for (const row of here.values()) parts.tooMany(row);
    },
  };
}

type Looking = OfOne & { readonly elsewhere: Map<string, ReadingRow> };

async function isToldBefore(parts: Looking, at: Instant, digest: string): Promise<boolean> {
  const own = keyOfReading({ occurredAt: at, digest });
  if (parts.misplaced.has(own)) return true;
  if (parts.here.has(own)) return false;
  const row = await findRow(parts, at, digest);
  if (row === undefined) return false;
  const place = placeOf(row);
  if (place !== undefined && isFrameBefore(place, parts.frame)) return true;
  parts.elsewhere.set(own, row);
  return false;
}

async function findRow(
  { real, sealId }: Parts,
  occurredAt: Instant,
  digest: string,
): Promise<PlacedRow | undefined> {
  const { rows } = await real.query<PlacedRow>(
    `SELECT ${READING_SELECT}, b.xid::text, b.ordinal::text ${JOINED}
     WHERE r.seal_id = $1 AND r.occurred_at = $2::timestamptz AND r.digest = decode($3, 'hex')`,
    [sealId, new Date(occurredAt).toISOString(), digest],
  );
  return rows[0];
}

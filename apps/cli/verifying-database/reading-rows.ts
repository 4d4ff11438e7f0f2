// A stored reading against what its frame says, column by column.
import type { Instant } from '@lakiri/kit';
import { degreesE7, type StagedReading } from '@lakiri/telemetry/store';
import { pgTime } from './instants.ts';

/** A row of telemetry.reading as text, with where its batch stands in the order of the log. */
export type ReadingRow = {
  readonly seal_id: string;
  readonly occurred_at: string;
  readonly digest: string;
  readonly received_at: string;
  readonly seal_version: string;
  readonly batch: string;
  readonly position: string;
  readonly clock: string;
  readonly late: string;
  readonly stored: string;
  readonly fix: string;
  readonly lat_e7: string | null;
  readonly lon_e7: string | null;
  readonly speed_kmh: string | null;
  readonly course_deg: string | null;
  readonly battery_pct: string | null;
  readonly odometer_km: string | null;
  readonly bits: string;
  readonly event: string | null;
  readonly tier: string;
};

const NAMES = [
  'occurred_at',
  'received_at',
  'seal_version',
  'batch',
  'position',
  'clock',
  'late',
  'stored',
  'fix',
  'lat_e7',
  'lon_e7',
  'speed_kmh',
  'course_deg',
  'battery_pct',
  'odometer_km',
  'bits',
  'event',
  'tier',
] as const satisfies readonly (keyof ReadingRow)[];

/** The columns that `differencesOf` compares; a test holds them against the table's. */
export const READING_COLUMNS: readonly string[] = ['seal_id', 'digest', ...NAMES];

export const READING_SELECT = ['seal_id', ...NAMES]
  .map((name) => `r.${name}::text`)
  .concat("encode(r.digest, 'hex') AS digest")
  .join(', ');

/** Under which a seal's reading is kept: the device's claim and the record's digest. */
export const keyOfRow = ({ occurred_at, digest }: ReadingRow): string => `${occurred_at} ${digest}`;
export const keyOfReading = ({
  occurredAt,
  digest,
}: Pick<StagedReading, 'occurredAt' | 'digest'>) => `${pgTime(occurredAt)} ${digest}`;

export type Kept = {
  readonly reading: StagedReading;
  readonly receivedAt: Instant;
  readonly batch: string;
  readonly position: number;
};

export type Difference = {
  readonly column: string;
  readonly is: string | null;
  readonly shouldBe: string | null;
};

/** Where a row is not what it must be. */
export function differencesOf(row: ReadingRow, kept: Kept): Difference[] {
  const wanted = columnsOf(kept);
  return NAMES.flatMap((column) => {
    const [is, shouldBe] = [row[column], wanted[column]];
    const isSame = REALS.has(column) ? sameReal(is, shouldBe) : is === shouldBe;
    return isSame ? [] : [{ column, is, shouldBe }];
  });
}

const REALS: ReadonlySet<string> = new Set([
  'speed_kmh',
  'course_deg',
  'battery_pct',
  'odometer_km',
]);

/** Columns of type real hold a number to seven digits: the nearest one of each is compared. */
function sameReal(is: string | null, shouldBe: string | null): boolean {
  if (is === null || shouldBe === null) return is === shouldBe;
  return Math.fround(Number(is)) === Math.fround(Number(shouldBe));
}

const text = (value: number | null): string | null => (value === null ? null : String(value));

function columnsOf({
  reading,
  receivedAt,
  batch,
  position,
}: Kept): Omit<ReadingRow, 'seal_id' | 'digest'> {
  return {
    occurred_at: pgTime(reading.occurredAt),
    received_at: pgTime(receivedAt),
    seal_version: String(reading.sealVersion),
    batch,
    position: String(position),
    clock: String(reading.clock),
    late: String(reading.late),
    stored: String(reading.stored),
    fix: String(reading.fix),
    lat_e7: text(degreesE7(reading.lat)),
    lon_e7: text(degreesE7(reading.lon)),
    speed_kmh: text(reading.speedKmh),
    course_deg: text(reading.courseDeg),
    battery_pct: text(reading.batteryPct),
    odometer_km: text(reading.odometerKm),
    bits: String(reading.bits),
    event: reading.event,
    tier: String(reading.tier),
  };
}

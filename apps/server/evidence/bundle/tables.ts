// The readable and the personal parts of a bundle.
import { type KeptValue, valuesBeside } from '@lakiri/evidence/store';
import { canonical, type Instant, isoOf, type Json } from '@lakiri/kit';
import { saltedValuesOf } from '@lakiri/parties/store';
import { sha256Hex } from '@lakiri/platform/sha256';
import type { Sql } from '@lakiri/platform/sql';
import { type PlacedReading, placedReadingsOf, type ReceivedSpan } from '@lakiri/telemetry/store';
import type { Placed } from './contents.ts';

const PAGE = 5_000;

const COLUMNS = [
  'sealId',
  'occurredAt',
  'receivedAt',
  'recordedAt',
  'sealVersion',
  'clock',
  'late',
  'source',
  'fix',
  'lat',
  'lon',
  'speedKmh',
  'courseDeg',
  'batteryPct',
  'odometerKm',
  'motorLocked',
  'ropeInserted',
  'ropeCut',
  'coverOpen',
  'event',
  'digest',
  'batch',
  'position',
] as const;

/** The readings decoded from the frames in the bundle, by the seals' own time. */
export async function readingsCsv(
  tx: Sql,
  spans: readonly ReceivedSpan[],
  frames: ReadonlySet<string>,
): Promise<{ readonly bytes: Uint8Array; readonly readings: number }> {
  const lines = [COLUMNS.join(',')];
  for (const span of spans) {
    let after: { occurredAt: Instant; digest: string } | undefined;
    for (;;) {
      const page = await placedReadingsOf(tx, { ...span, ...(after && { after }) }, PAGE);
      for (const reading of page)
        if (frames.has(`${reading.batch}:${reading.position}`))
          lines.push(lineOf(span.sealId, reading));
      after = page.at(-1);
      if (page.length < PAGE) break;
    }
  }
  return { bytes: Buffer.from(`${lines.join('\n')}\n`, 'utf8'), readings: lines.length - 1 };
}

function lineOf(sealId: string, reading: PlacedReading): string {
  const { bits } = reading;
  const event =
    reading.event === null ? null : (JSON.parse(reading.event) as { type: string }).type;
  const cells: readonly (string | number | boolean | null)[] = [
    sealId,
    isoOf(reading.occurredAt),
    isoOf(reading.receivedAt),
    isoOf(reading.recordedAt),
    reading.sealVersion,
    reading.clock,
    reading.late,
    reading.source,
    reading.fix,
    reading.lat,
    reading.lon,
    reading.speedKmh,
    reading.courseDeg,
    reading.batteryPct,
    reading.odometerKm,
    bits.motorLocked,
    bits.ropeInserted,
    bits.ropeCut,
    bits.coverOpen,
    event,
    reading.digest,
    reading.batch,
    reading.position,
  ];
  return cells.map((cell) => cell ?? '').join(','); // codes, numbers and times: none holds a comma
}

/**
 * Names, plates and words that stand in the facts as salted hashes: as far as whoever exports may see them, and
 * only those whose hash some fact of the bundle holds.
 */
export async function personalJson(
  tx: Sql,
  facts: readonly Placed[],
  persons: readonly string[],
): Promise<{ readonly bytes: Uint8Array; readonly values: number }> {
  const subjects = [...new Set(facts.map(({ fact }) => fact.subject))];
  const bodies = facts.map(({ fact }) => fact.body).join('\n');
  const kept: readonly KeptValue[] = [
    ...(await saltedValuesOf(tx, persons)),
    ...(await valuesBeside(tx, subjects)),
  ];
  const values = kept
    .map(({ subject, field, value, salt }): Json & { sha256: string } => ({
      field,
      salt: Buffer.from(salt).toString('hex'),
      sha256: sha256Hex(Buffer.concat([salt, Buffer.from(value, 'utf8')])),
      subject,
      value,
    }))
    .filter(({ sha256 }) => bodies.includes(sha256));
  return { bytes: Buffer.from(canonical(values), 'utf8'), values: values.length };
}

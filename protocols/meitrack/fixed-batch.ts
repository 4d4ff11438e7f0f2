import type { Malformed, Report } from '@lakiri/kit';
import { hexAt, i16At, i32At, u16At, u32At } from './bytes.ts';
import type { MeitrackProfile } from './profile.ts';
import { nothingSaid, reportOf } from './report.ts';
import { volts } from './text-report.ts';

/** Version 2, record length 2, records still in the cache 4. */
const HEAD_BYTES = 8;
/** What every version of a record begins with. */
const RECORD_BYTES = 52;

/** 2000-01-01, from which batches count seconds. */
export const EPOCH_MS = 946_684_800_000;

/** What was read, or the first place that does not hold together. */
export type Batch = { readonly reports: readonly Report[] } | Malformed;

/** CCC: records of one length, fields at fixed places. */
export function readFixedBatch(
  frame: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
  profile: MeitrackProfile,
): Batch {
  if (to - from < HEAD_BYTES) return { code: 'cut-off', offset: to };
  const size = u16At(frame, from + 2);
  if (size < RECORD_BYTES) return { code: 'record-too-short', offset: from + 2 };
  if ((to - from - HEAD_BYTES) % size !== 0) return { code: 'record-cut-off', offset: to };
  const head = { version: u16At(frame, from), remaining: u32At(frame, from + 4), size };
  const reports: Report[] = [];
  for (let at = from + HEAD_BYTES; at < to; at += size)
    reports.push(readFixed(frame.subarray(at, at + size), head, profile));
  return { reports };
}

type Head = { readonly version: number; readonly remaining: number };

function readFixed(record: Uint8Array, head: Head, profile: MeitrackProfile): Report {
  const event = record[0] ?? 0;
  const ports = u16At(record, 40);
  const raw = {
    word: 'CCC',
    version: head.version,
    event,
    valid: record[13] === 1,
    signal: record[15] ?? 0,
    hdop: u16At(record, 20) / 10,
    runTimeS: u32At(record, 28),
    cell: `${u16At(record, 32)}|${u16At(record, 34)}|${hexOf(u16At(record, 36))}|${hexOf(u16At(record, 38))}`,
    outputs: ports & 0xff,
    inputs: ports >> 8,
    ad1: u16At(record, 42),
    battery: volts(u16At(record, 44), profile.batteryVolts),
    power: volts(u16At(record, 46), profile.powerVolts),
    fence: u32At(record, 48),
    rest:
      record.length > RECORD_BYTES
        ? hexAt(record, RECORD_BYTES, record.length - RECORD_BYTES)
        : null,
  };
  return reportOf(
    {
      ...nothingSaid(raw),
      event,
      lat: i32At(record, 1) / 1e6,
      lon: i32At(record, 5) / 1e6,
      clock: EPOCH_MS + u32At(record, 9) * 1000,
      valid: record[13] === 1,
      satellites: record[14] ?? 0,
      speedKmh: u16At(record, 16),
      course: u16At(record, 18),
      altitudeM: i16At(record, 22),
      mileageM: u32At(record, 24),
      inputs: ports >> 8,
    },
    record,
    profile,
  );
}

/** As AAA writes it. */
function hexOf(value: number): string {
  return value.toString(16).toUpperCase();
}

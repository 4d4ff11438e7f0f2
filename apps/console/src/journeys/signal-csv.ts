import type { Signal } from './track.ts';

const HEAD = [
  'occurredAt',
  'receivedAt',
  'lat',
  'lon',
  'speedKmh',
  'courseDeg',
  'batteryPct',
  'late',
  'ropeCut',
  'motorLocked',
  'coverOpen',
  'event',
];

/** The signals as comma-separated values (RFC 4180), times in UTC; unknown is empty. */
export function csvOf(signals: readonly Signal[]): string {
  const rows = signals.map((it) => [
    new Date(it.at).toISOString(),
    new Date(it.receivedAt).toISOString(),
    it.place?.lat ?? null,
    it.place?.lon ?? null,
    it.speedKmh,
    it.courseDeg,
    it.batteryPct,
    it.late,
    it.ropeCut,
    it.motorLocked,
    it.coverOpen,
    it.event,
  ]);
  return `${[HEAD, ...rows].map((row) => row.map((cell) => String(cell ?? '')).join(',')).join('\r\n')}\r\n`;
}

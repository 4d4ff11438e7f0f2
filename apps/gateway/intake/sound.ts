import { instant, type Report } from '@lakiri/kit';

const NUMBERS = [
  'lat',
  'lon',
  'speedKmh',
  'courseDeg',
  'altitudeM',
  'satellites',
  'odometerKm',
  'batteryPct',
] as const satisfies readonly (keyof Report)[];

/**
 * The report without what no column and no rule can take: a number that is none, or beyond a `real`. A
 * dialect that says such a thing has a bug, which must cost neither the reading nor its tamper. The
 * very object when all is sound.
 */
export function sound(report: Report): Report {
  if (isWhole(report)) return report;
  const mended = Object.fromEntries(
    NUMBERS.map((name) => [name, isSound(report[name]) ? report[name] : null]),
  );
  return { ...report, ...mended, occurredAt: hasSoundTime(report) ? report.occurredAt : null };
}

/** Spelled out: it runs for every reading, and nearly always says yes. */
function isWhole(report: Report): boolean {
  return (
    isSound(report.lat) &&
    isSound(report.lon) &&
    isSound(report.speedKmh) &&
    isSound(report.courseDeg) &&
    isSound(report.altitudeM) &&
    isSound(report.satellites) &&
    isSound(report.odometerKm) &&
    isSound(report.batteryPct) &&
    hasSoundTime(report)
  );
}

function isSound(value: number | null): boolean {
  return value === null || Number.isFinite(Math.fround(value));
}

function hasSoundTime({ occurredAt }: Report): boolean {
  return occurredAt === null || instant(occurredAt) !== undefined;
}

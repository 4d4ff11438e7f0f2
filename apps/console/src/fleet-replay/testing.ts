import { emptyHour, type HourColumns } from '@lakiri/telemetry';

export const FROM = Date.parse('2026-02-04T05:00:00Z');
export const MINUTE = 60_000;

export type Fix = readonly [minute: number, lonDeg: number, kmh: number];

/** An hour of trucks that go east along the equator, each by its fixes. */
export function columnsOf(
  trucks: readonly (readonly Fix[])[],
  everyS: number | null = null,
): HourColumns {
  const fixes = trucks.flat();
  const told = {
    trucks: trucks.map((_, number) => ({
      ...{ seal: `seal-${number}`, number: `ELK-${number}`, journey: `j-${number}` },
      ...{ ref: `R-${number}`, plate: `KDJ ${number}` },
    })),
    ...{ everyS, fixes: fixes.length, isCut: false },
  };
  const columns = emptyHour({ from: FROM, fixes: fixes.length, told });
  let row = 0;
  for (const [number, own] of trucks.entries()) {
    columns.first[number] = row;
    row += own.length;
  }
  columns.at.set(fixes.map(([minute]) => minute * MINUTE));
  columns.lonE7.set(fixes.map(([, lon]) => Math.round(lon * 1e7)));
  columns.speed.set(fixes.map(([, , kmh]) => kmh));
  columns.course.set(fixes.map(() => 45));
  return columns;
}

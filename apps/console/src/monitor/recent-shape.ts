import type { RecentPoint } from '../api/case-contract.ts';

/** The half hour that the server sends before the first alarm. */
export const RECENT_MS = 30 * 60_000;
/** A longer silence is drawn as a gap and never bridged by a line. */
const GAP_MS = 3 * 60_000;

export type RecentShape = {
  readonly from: number;
  /** Points of the speed's lines, one line for each stretch without a gap. */
  readonly lines: readonly string[];
  /** The seal, whole or open, from x to x. */
  readonly bands: readonly { readonly x1: number; readonly x2: number; readonly open: boolean }[];
  /** The highest speed and the last one, km/h. */
  readonly top: number;
  readonly last: number;
};

/** What the small chart draws, in its own units. */
export function recentShape(
  points: readonly RecentPoint[],
  until: string,
  { width, height }: { readonly width: number; readonly height: number },
): RecentShape {
  const from = Date.parse(until) - RECENT_MS;
  const x = (at: string): number =>
    Math.round(Math.min(1, Math.max(0, (Date.parse(at) - from) / RECENT_MS)) * width * 10) / 10;
  const speeds = points.map(({ speedKmh }) => speedKmh ?? 0);
  const top = Math.max(10, Math.ceil(Math.max(0, ...speeds) / 10) * 10);
  const y = (speed: number): number => Math.round((1 - speed / top) * (height - 4) * 10) / 10 + 2;
  return {
    from,
    lines: stretches(points).map((stretch) =>
      stretch.map((point) => `${x(point.at)},${y(point.speedKmh ?? 0)}`).join(' '),
    ),
    bands: bandsOf(points, x, width),
    top,
    last: Math.round(speeds.at(-1) ?? 0),
  };
}

function stretches(points: readonly RecentPoint[]): readonly RecentPoint[][] {
  const all: RecentPoint[][] = [];
  for (const point of points) {
    const current = all.at(-1);
    const before = current?.at(-1);
    const near = before !== undefined && Date.parse(point.at) - Date.parse(before.at) <= GAP_MS;
    if (current !== undefined && near) current.push(point);
    else all.push([point]);
  }
  return all;
}

function isOpen({ ropeCut, motorLocked }: RecentPoint): boolean {
  return ropeCut === true || motorLocked === false;
}

function bandsOf(
  points: readonly RecentPoint[],
  x: (at: string) => number,
  width: number,
): RecentShape['bands'] {
  const bands: { x1: number; x2: number; open: boolean }[] = [];
  for (const point of points) {
    const current = bands.at(-1);
    const open = isOpen(point);
    if (current?.open === open) continue;
    const x1 = x(point.at);
    if (current !== undefined) current.x2 = x1;
    bands.push({ x1, x2: width, open });
  }
  return bands;
}

import type { Gap, Signal } from './track.ts';

type Column = readonly (number | null)[];
/** Columns for the three charts; seconds on x, `null` where nothing is known, so that no line bridges a silence. */
export type ChartData = {
  readonly speed: readonly [xs: readonly number[], speed: Column];
  readonly battery: readonly [xs: readonly number[], battery: Column];
  /** Rope, lock and cover, each on its own rail: 0 to 0.7 above its base. */
  readonly bits: readonly [xs: readonly number[], rope: Column, lock: Column, cover: Column];
};

const RAISED = 0.7;

function bit(base: number, wrong: boolean | null): number | null {
  return wrong === null ? null : base + (wrong ? RAISED : 0);
}

/** What the charts draw of a track. */
export function chartData(signals: readonly Signal[], gaps: readonly Gap[]): ChartData {
  const silences = new Set(gaps.map(({ from }) => from));
  const xs: number[] = [];
  const rows: (Signal | null)[] = [];
  for (const signal of signals) {
    xs.push(signal.at / 1_000);
    rows.push(signal);
    if (!silences.has(signal.at)) continue;
    xs.push(signal.at / 1_000 + 1);
    rows.push(null);
  }
  const column = (of: (signal: Signal) => number | null): Column =>
    rows.map((row) => (row === null ? null : of(row)));
  return {
    speed: [xs, column(({ speedKmh }) => speedKmh)],
    battery: [xs, column(({ batteryPct }) => batteryPct)],
    bits: [
      xs,
      column(({ ropeCut }) => bit(2, ropeCut)),
      column(({ motorLocked }) => bit(1, motorLocked === null ? null : !motorLocked)),
      column(({ coverOpen }) => bit(0, coverOpen)),
    ],
  };
}

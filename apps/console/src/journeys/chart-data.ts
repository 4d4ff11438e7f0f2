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

/** A chart is some 1,500 pixels wide; two values of each of its columns of pixels show every peak and every dip. */
const BUCKETS = 1_500;

/** What the charts draw of a track: of a long one the least and the greatest of each pixel's width, and every change of a bit. */
export function chartData(signals: readonly Signal[], gaps: readonly Gap[]): ChartData {
  const silences = new Set(gaps.map(({ from }) => from));
  const speed = thinned(signals, { silences, of: ({ speedKmh }) => speedKmh });
  const battery = thinned(signals, { silences, of: ({ batteryPct }) => batteryPct });
  const bits = changed(signals, silences);
  const column = (of: (signal: Signal) => number | null): Column =>
    bits.map(({ signal }) => (signal === null ? null : of(signal)));
  return {
    speed,
    battery,
    bits: [
      bits.map(({ x }) => x),
      column(({ ropeCut }) => bit(2, ropeCut)),
      column(({ motorLocked }) => bit(1, motorLocked === null ? null : !motorLocked)),
      column(({ coverOpen }) => bit(0, coverOpen)),
    ],
  };
}

type Thin = {
  readonly silences: ReadonlySet<number>;
  readonly of: (signal: Signal) => number | null;
};

function thinned(
  signals: readonly Signal[],
  { silences, of }: Thin,
): readonly [xs: readonly number[], values: Column] {
  const xs: number[] = [];
  const values: (number | null)[] = [];
  const draw = (signal: Signal): void => {
    xs.push(signal.at / 1_000);
    values.push(of(signal));
  };
  const width = ((signals.at(-1)?.at ?? 0) - (signals[0]?.at ?? 0)) / BUCKETS;
  const isWhole = signals.length <= 2 * BUCKETS;
  let bucket: Bucket | undefined;
  const end = (): void => {
    if (bucket === undefined) return;
    const { low, high } = bucket;
    draw(low.at <= high.at ? low : high);
    if (low !== high) draw(low.at <= high.at ? high : low);
    bucket = undefined;
  };
  for (const signal of signals) {
    const isEdge = silences.has(signal.at);
    if (bucket === undefined || isWhole || isEdge || signal.at >= bucket.ends) {
      end();
      bucket = begun(signal, { ends: signal.at + width, value: of(signal) });
    } else widen(bucket, signal, of(signal));
    if (!isEdge) continue;
    // A silence ends a bucket, whose last signal stays its own.
    end();
    xs.push(signal.at / 1_000 + 1);
    values.push(null);
  }
  end();
  return [xs, values];
}

/** Signals that fall together: the least and the greatest of them; where nothing is known, the first. */
type Bucket = {
  readonly ends: number;
  low: Signal;
  lowest: number;
  high: Signal;
  highest: number;
};

function begun(
  signal: Signal,
  { ends, value }: { readonly ends: number; readonly value: number | null },
): Bucket {
  return {
    ends,
    low: signal,
    lowest: value ?? Number.POSITIVE_INFINITY,
    high: signal,
    highest: value ?? Number.NEGATIVE_INFINITY,
  };
}

function widen(bucket: Bucket, signal: Signal, value: number | null): void {
  if (value === null) return;
  if (value < bucket.lowest) {
    bucket.low = signal;
    bucket.lowest = value;
  }
  if (value > bucket.highest) {
    bucket.high = signal;
    bucket.highest = value;
  }
}

type Step = { readonly x: number; readonly signal: Signal | null };

/** The first and the last signal of each stretch in which no bit changed. */
function changed(signals: readonly Signal[], silences: ReadonlySet<number>): readonly Step[] {
  const steps: Step[] = [];
  signals.forEach((signal, index) => {
    const before = signals[index - 1];
    const after = signals[index + 1];
    const isEdge = before === undefined || after === undefined || silences.has(signal.at);
    const follows = before !== undefined && silences.has(before.at);
    if (isEdge || follows || !isSame(before, signal) || !isSame(signal, after))
      steps.push({ x: signal.at / 1_000, signal });
    if (silences.has(signal.at)) steps.push({ x: signal.at / 1_000 + 1, signal: null });
  });
  return steps;
}

const isSame = (one: Signal, other: Signal): boolean =>
  one.ropeCut === other.ropeCut &&
  one.motorLocked === other.motorLocked &&
  one.coverOpen === other.coverOpen;

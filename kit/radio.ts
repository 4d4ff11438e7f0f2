// What a device says of the mobile network that carries its reports, in words common to all makers.

/** How well it hears its network. `unknown`: it says that it does not know. */
export type Signal = 'none' | 'low' | 'fair' | 'good' | 'unknown';

/** 3GPP TS 27.007 §8.5: 0 is -113 dBm or less, each step 2 dB, 31 is -51 or more, 99 unknown. */
const CSQ_MAX = 31;
/** -95 dBm: data still passes, with repeats. */
const LOW_MAX = 9;
/** -85 dBm. */
const FAIR_MAX = 14;

/** Of a signal strength as modems give it (`AT+CSQ`). */
export function signalOfCsq(csq: number): Signal {
  if (!(csq >= 0 && csq <= CSQ_MAX)) return 'unknown';
  if (csq === 0) return 'none';
  if (csq <= LOW_MAX) return 'low';
  return csq <= FAIR_MAX ? 'fair' : 'good';
}

/** Of bars: 0 none, 1 hardly any, 2 few, more good. What is no number of bars is unknown. */
export function signalOfBars(bars: number, barsMax: number): Signal {
  if (!Number.isInteger(bars) || bars < 0 || bars > barsMax) return 'unknown';
  return (['none', 'low', 'fair'] as const)[bars] ?? 'good';
}

/** The cell that serves it: `mcc-mnc-area-cell`, decimal; undefined where a part is missing or none at all. */
export function cellOf(parts: {
  readonly mcc: unknown;
  readonly mnc: unknown;
  readonly area: unknown;
  readonly cell: unknown;
}): string | undefined {
  const { mcc, mnc, area, cell } = parts;
  if (!isSaid(mcc) || !isSaid(mnc) || !isSaid(area) || !isSaid(cell)) return undefined;
  if (mcc === 0 || isFiller(area) || isFiller(cell)) return undefined;
  return `${mcc}-${mnc}-${area}-${cell}`;
}

const isSaid = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
const isFiller = (value: unknown): boolean =>
  value === 0 || value === 0xffff || value === 0xffffffff;

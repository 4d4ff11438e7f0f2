// Counting and its percentages, alike in every report.

/** A part of a hundred, in tenths; null where there is nothing to be a part of. */
export function pctOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1_000) / 10;
}

/** By nearest rank: a value that was there, and not one between two. Null of none. */
export function percentile(values: readonly number[], pct: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((pct / 100) * sorted.length));
  return sorted[rank - 1] ?? null;
}

/** Most first; alike by name, so that two runs agree. */
export function byCount<T extends { readonly count: number }>(
  nameOf: (one: T) => string,
): (a: T, b: T) => number {
  return (a, b) => b.count - a.count || (nameOf(a) < nameOf(b) ? -1 : 1);
}

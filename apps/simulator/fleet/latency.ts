// Log-linear buckets in the manner of HdrHistogram: exact to 1 part in 32 from 1 µs to over an hour.
const SUB_BITS = 6;
const SUB = 1 << SUB_BITS;
const EXPONENTS = 32 - SUB_BITS; // values are 32-bit microseconds: at most 71 minutes
const VALUE_MAX = 2 ** 32 - 1;

export type Latency = {
  record(ms: number): void;
  /** The value under which `share` (0–1) of what was recorded lies, ms; 0 when nothing was. */
  atMs(share: number): number;
  readonly count: number;
  readonly maxMs: number;
};

export function latencyOf(): Latency {
  const buckets = new Uint32Array((EXPONENTS + 1) * SUB);
  let count = 0;
  let max = 0;
  return {
    record(ms) {
      const us = Math.min(VALUE_MAX, Math.max(0, Math.round(ms * 1_000)));
      const bucket = bucketOf(us);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      count++;
      if (us > max) max = us;
    },
    atMs(share) {
      let left = Math.ceil(count * share);
      for (let bucket = 0; bucket < buckets.length; bucket++) {
        left -= buckets[bucket] ?? 0;
        if (left <= 0) return count === 0 ? 0 : Math.min(max, topOf(bucket)) / 1_000;
      }
      return max / 1_000;
    },
    get count() {
      return count;
    },
    get maxMs() {
      return max / 1_000;
    },
  };
}

function bucketOf(us: number): number {
  if (us < SUB) return us;
  const exponent = 32 - Math.clz32(us) - SUB_BITS;
  return exponent * SUB + ((us >>> exponent) & (SUB - 1));
}

/** The largest value of a bucket. */
function topOf(bucket: number): number {
  if (bucket < SUB) return bucket;
  const exponent = Math.floor(bucket / SUB);
  return ((bucket % SUB) + 1) * 2 ** exponent - 1;
}

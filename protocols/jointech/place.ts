import { type Instant, instantOfUtc } from '@lakiri/kit';
import { bcd, hexOf, offsetOfBadBcd } from './bcd.ts';

/** Date, time, latitude, longitude, flags, speed, course: the 17 bytes that every form has (§3.1). */
export const PLACE_BYTES = 17;

/** Degrees in a ten-thousandth of a minute. */
const UNITS_PER_DEGREE = 600_000;
const UNITS_PER_MINUTE = 10_000;
/** A nautical mile is 1,852 m exactly; the maker rounds to 1.85. */
export const KMH_PER_KNOT = 1.852;

export type Place = {
  readonly occurredAt: Instant | null;
  /** `DDMMYYhhmmss` as sent, only where no calendar has it. */
  readonly clock: string | null;
  /** Bit 0 of the flags: the device says it has a fix. */
  readonly valid: boolean;
  /** As sent; both `null` where no globe has them (minutes ≥ 60, beyond 90° or 180°). */
  readonly lat: number | null;
  readonly lon: number | null;
  readonly speedKn: number;
  readonly course: number;
};

/** The offset of the first byte of a place that is not BCD, or -1. */
export function offsetOfBadPlace(bytes: Uint8Array, at: number): number {
  const bad = offsetOfBadBcd(bytes, at, at + 14);
  if (bad !== -1) return bad;
  return (bytes[at + 14] ?? 0) > 0x9f ? at + 14 : -1; // last digit of the longitude, then the flags
}

/** Reads the 17 bytes at `at`; the caller has checked that they are there and are BCD. */
export function placeAt(bytes: Uint8Array, at: number): Place {
  const occurredAt = instantAt(bytes, at);
  const last = bytes[at + 14] ?? 0;
  const lat = degrees(eightDigits(bytes, at + 6), 90);
  const lon = degrees(eightDigits(bytes, at + 10) * 10 + (last >> 4), 180);
  const known = lat !== null && lon !== null;
  return {
    occurredAt,
    clock: occurredAt === null ? hexOf(bytes, at, 6) : null,
    valid: (last & 0x01) !== 0,
    lat: known ? ((last & 0x02) !== 0 ? lat : 0 - lat) : null,
    lon: known ? ((last & 0x04) !== 0 ? lon : 0 - lon) : null,
    speedKn: bytes[at + 15] ?? 0,
    course: (bytes[at + 16] ?? 0) * 2,
  };
}

/** DDMMYYhhmmss; `null` for a date or hour that no calendar has (a clock never set says 000000). */
export function instantAt(bytes: Uint8Array, at: number): Instant | null {
  return (
    instantOfUtc({
      year: 2000 + bcd(bytes, at + 2),
      month: bcd(bytes, at + 1),
      day: bcd(bytes, at),
      hour: bcd(bytes, at + 3),
      minute: bcd(bytes, at + 4),
      second: bcd(bytes, at + 5),
    }) ?? null
  );
}

function eightDigits(bytes: Uint8Array, at: number): number {
  return (
    bcd(bytes, at) * 1_000_000 +
    bcd(bytes, at + 1) * 10_000 +
    bcd(bytes, at + 2) * 100 +
    bcd(bytes, at + 3)
  );
}

/**
 * Degrees from the digits D…DMMmmmm. To six decimals: one unit is 1.7 of the sixth, so two places
 * that differ on the wire differ here too.
 */
function degrees(digits: number, max: number): number | null {
  const whole = Math.floor(digits / 1_000_000);
  const minuteUnits = digits - whole * 1_000_000;
  if (minuteUnits >= 60 * UNITS_PER_MINUTE) return null;
  const units = whole * UNITS_PER_DEGREE + minuteUnits;
  return units > max * UNITS_PER_DEGREE ? null : Math.round((units * 5) / 3) / 1_000_000;
}

/** Kilometres an hour, to a metre an hour. */
export function kmhOf(knots: number): number {
  return Math.round(knots * 1852) / 1000;
}

/** A course a compass has, or `null`; 255 × 2 = 510 is none. */
export function courseOf(course: number): number | null {
  return course <= 360 ? course : null;
}

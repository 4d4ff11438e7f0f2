import type { Instant } from '@lakiri/kit';
import { clockOf } from './acknowledge.ts';
import { putDigits } from './bcd.ts';
import { KMH_PER_KNOT } from './place.ts';

export type PlaceInput = {
  readonly occurredAt: Instant;
  /** The fix flag. */
  readonly valid: boolean;
  /** Degrees, WGS 84; on the wire to a ten-thousandth of a minute. */
  readonly lat: number;
  readonly lon: number;
  /** On the wire in whole knots, at most 255. */
  readonly speedKmh: number;
  /** On the wire in steps of 2°. */
  readonly courseDeg: number;
};

/** Writes the 17 bytes that every form has (§3.1) at `at`. */
export function putPlace(bytes: Uint8Array, at: number, place: PlaceInput): void {
  const lon = digitsOf(place.lon, 9);
  const flags =
    0b1000 | (place.lon < 0 ? 0 : 0b0100) | (place.lat < 0 ? 0 : 0b0010) | (place.valid ? 1 : 0);
  putDigits(bytes, at, clockOf(place.occurredAt));
  putDigits(bytes, at + 6, digitsOf(place.lat, 8));
  putDigits(bytes, at + 10, lon.slice(0, 8));
  bytes[at + 14] = (Number(lon.slice(8)) << 4) | flags;
  bytes[at + 15] = Math.min(255, Math.round(place.speedKmh / KMH_PER_KNOT));
  bytes[at + 16] = Math.round((place.courseDeg % 360) / 2);
}

/** D…DMMmmmm: degrees, minutes, ten-thousandths of a minute. */
function digitsOf(degrees: number, size: number): string {
  const units = Math.round(Math.abs(degrees) * 600_000);
  const whole = Math.floor(units / 600_000);
  return String(whole * 1_000_000 + (units % 600_000)).padStart(size, '0');
}

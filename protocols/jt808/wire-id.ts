// How a terminal names itself in the header (§3.3): digits in BCD. Some makers write the first fourteen
// digits of an IMEI as a 48-bit number instead, which almost never is BCD.
import { bytesOfHex, hexOf, isBcd } from './bytes.ts';

/** Bytes of the id: 6 in the standard of 2013, 10 in that of 2019, 7 in the variant between E7. */
export type IdBytes = 6 | 7 | 10;

const IMEI_DIGITS = 15;

/**
 * The id as it is printed on the device. The ten bytes of 2019 are filled up with zeros in front, which
 * belong to the field and not to the number; the others are kept whole.
 */
export function wireIdAt(bytes: Uint8Array, at: number, size: IdBytes): string {
  const hex = hexOf(bytes, at, size);
  if (size !== 6) {
    if (size === 10 && isBcd(bytes, at, size)) return hex.replace(/^0+(?=\d)/, '');
    return hex;
  }
  if (isBcd(bytes, at, size)) return hex;
  const digits = String(Number.parseInt(hex, 16)).padStart(IMEI_DIGITS - 1, '0');
  return digits.length < IMEI_DIGITS ? digits + luhnOf(digits) : hex;
}

/** The digit that makes the Luhn sum a multiple of ten (ISO/IEC 7812-1). */
function luhnOf(digits: string): string {
  let sum = 0;
  for (let at = digits.length - 1, doubled = true; at >= 0; at--, doubled = !doubled) {
    const digit = Number(digits[at]) * (doubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

/**
 * The header's bytes for an id: even digits as BCD, the fifteen of an IMEI as the 48-bit number. Throws
 * RangeError for anything else: it is our own register that names devices.
 */
export function idBytesOf(wireId: string, size: IdBytes): Uint8Array {
  if (/^\d+$/.test(wireId) && wireId.length <= 2 * size)
    return bytesOfHex(wireId.padStart(2 * size, '0'));
  if (size === 6 && /^\d{15}$/.test(wireId)) {
    const bytes = bytesOfHex(Number(wireId.slice(0, -1)).toString(16).padStart(12, '0'));
    if (wireIdAt(bytes, 0, 6) === wireId) return bytes;
  }
  if (/^[\da-f]+$/.test(wireId) && wireId.length === 2 * size) return bytesOfHex(wireId);
  throw new RangeError(`no id of ${size} bytes: ${wireId}`);
}

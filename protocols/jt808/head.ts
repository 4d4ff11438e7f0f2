import { u16At } from './bytes.ts';
import { type Delimiter, VARIANT_DELIMITER } from './escape.ts';
import type { IdBytes } from './wire-id.ts';

/** §3.2: the JT705A's readings have an index of one byte, and neither fragments nor the form of 2019. */
export const REPORT_SHORT = 0x5501;
export const REPORT_SHORT_STORED = 0x5502;
/** What answers them. */
export const ACK_SHORT = 0x4401;

/** §3.3: what stands before the body, of an unescaped frame without its delimiters. */
export type Head = {
  readonly messageId: number;
  readonly attributes: number;
  /** The version byte of the form of 2019; `null` in the others. */
  readonly version: number | null;
  readonly idAt: number;
  readonly idBytes: IdBytes;
  readonly serial: number;
  /** Parts of the message, 1 where it is whole; the number of this one counts from 1. */
  readonly total: number;
  readonly number: number;
  readonly bodyAt: number;
};

/** Attribute bits (§3.3). */
const FRAGMENTED = 0x2000;
const FORM_2019 = 0x4000;
export const LENGTH_MASK = 0x03ff;
export const ENCRYPTED_MASK = 0x1c00;
/** §3.2: the JT705A sets it where it wants an acknowledgement. */
export const ACK_WANTED = 0x8000;

export function isShort(messageId: number): boolean {
  return messageId === REPORT_SHORT || messageId === REPORT_SHORT_STORED || messageId === ACK_SHORT;
}

/** `undefined` where the bytes end before the body could begin. */
export function headOf(plain: Uint8Array, delimiter: Delimiter): Head | undefined {
  const messageId = u16At(plain, 0);
  const attributes = u16At(plain, 2);
  const short = isShort(messageId);
  const is2019 = !short && (attributes & FORM_2019) !== 0;
  const idBytes = is2019 ? 10 : delimiter === VARIANT_DELIMITER ? 7 : 6;
  const idAt = is2019 ? 5 : 4;
  const serialAt = idAt + idBytes;
  const fragmented = !short && (attributes & FRAGMENTED) !== 0;
  const bodyAt = serialAt + (short ? 1 : 2) + (fragmented ? 4 : 0);
  if (bodyAt >= plain.length) return undefined; // the sum is still to come
  return {
    messageId,
    attributes,
    version: is2019 ? (plain[4] ?? 0) : null,
    idAt,
    idBytes,
    serial: short ? (plain[serialAt] ?? 0) : u16At(plain, serialAt),
    total: fragmented ? u16At(plain, serialAt + 2) : 1,
    number: fragmented ? u16At(plain, serialAt + 4) : 1,
    bodyAt,
  };
}

// A vendor's envelopes for tests, put together by hand: a COSE_Sign1 (RFC 9052 §4.2) in the bytes of RFC 8949 §3.
import type { Vendor } from './testing-vendor.ts';

export const bytesOf = (...bytes: readonly number[]): Buffer => Buffer.from(bytes);

/** The head of an item: its major type, and its length or value. */
function item(major: number, value: number): Buffer {
  const type = major << 5;
  if (value < 24) return bytesOf(type | value);
  if (value < 0x100) return bytesOf(type | 24, value);
  if (value < 0x1_00_00) return bytesOf(type | 25, value >> 8, value & 0xff);
  const long = Buffer.alloc(5, type | 26);
  long.writeUInt32BE(value, 1);
  return long;
}
const string = (bytes: Uint8Array): Buffer => Buffer.concat([item(2, bytes.length), bytes]);
const text = (chars: string): Buffer => Buffer.concat([item(3, chars.length), Buffer.from(chars)]);
const whole = (value: number): Buffer => (value < 0 ? item(1, -1 - value) : item(0, value));

type Labels = { readonly [label: number]: number | string };

/** Integers by integers, and texts as byte strings: all that the headers of COSE need here. */
function map(labels: Labels): Buffer {
  const entries = Object.entries(labels).flatMap(([label, value]) => [
    whole(Number(label)),
    typeof value === 'number' ? whole(value) : string(Buffer.from(value)),
  ]);
  return Buffer.concat([item(5, entries.length / 2), ...entries]);
}

/** alg EdDSA (RFC 9053 §2.2), and the key's id. */
export const headOf = (keyId: string): Labels => ({ 1: -8, 4: keyId });

export type SealOver = {
  readonly vendor?: Vendor;
  readonly feed?: string;
  readonly head?: Labels;
  readonly open?: Labels;
  readonly value?: Uint8Array;
};

export function sealed(
  content: Uint8Array,
  over: SealOver & { readonly vendor: Vendor; readonly feed: string },
): Buffer {
  const head = map(over.head ?? headOf(over.vendor.keyId));
  const array = item(4, 4);
  const base = [text('Signature1'), string(head), string(Buffer.from(over.feed)), string(content)];
  const value = over.value ?? over.vendor.signBytes(Buffer.concat([array, ...base]));
  const parts = [string(head), map(over.open ?? {}), string(content), string(value)];
  return Buffer.concat([item(6, 18), array, ...parts]);
}

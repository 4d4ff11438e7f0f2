// Codecs 12, 13 and 14 (§3.5; the maker's page "Codec"): type, size 4, [time 4], [IMEI 8], text.
import type { Malformed, RawValue } from '@lakiri/kit';
import { type TextCodec, u32At } from './codec.ts';
import { hexOf } from './hex.ts';

export const TYPE_COMMAND = 0x05;
export const TYPE_REPLY = 0x06;
/** Codec 14: the command named another IMEI, and was not done. */
export const TYPE_NOT_MINE = 0x11;

const SIZE_BYTES = 4;
const TIME_BYTES = 4;
const IMEI_BYTES = 8;
/** As seconds this is the first day of 1970; as the high word of milliseconds it lasts to the year 10,000. */
const HIGH_WORD_MAX = 0xffff;
const U32 = 2 ** 32;

/** One text, taken apart. `time` is milliseconds of UTC as the sender has them. */
export type Said = {
  readonly type: number;
  readonly time: number | null;
  readonly imei: string | null;
  readonly body: Uint8Array;
};

/** Reads `bytes[from, to)`: type to the end of the text. Offsets are of `bytes`. */
export function readText(
  bytes: Uint8Array,
  { codec, from, to }: { readonly codec: TextCodec; readonly from: number; readonly to: number },
): Said | Malformed {
  const bodyAt = from + 1 + SIZE_BYTES;
  if (bodyAt > to) return { code: 'text-cut-off', offset: to };
  const end = bodyAt + u32At(bytes, from + 1);
  if (end > to) return { code: 'text-cut-off', offset: to };
  if (end < to) return { code: 'trailing-bytes', offset: end };
  const type = bytes[from] ?? 0;
  const body = bytes.subarray(bodyAt, end);
  if (codec === 12) return { type, time: null, imei: null, body };
  if (codec === 13) return readTimed(type, body) ?? { code: 'text-cut-off', offset: to };
  if (body.length < IMEI_BYTES) return { code: 'text-cut-off', offset: to };
  const digits = hexOf(body.subarray(0, IMEI_BYTES));
  const wrong = digits.search(/\D/);
  if (wrong !== -1) return { code: 'imei-not-digits', offset: bodyAt + (wrong >> 1) };
  return { type, time: null, imei: digits.slice(1), body: body.subarray(IMEI_BYTES) };
}

/** Seconds in four bytes by the maker's page; a capture has milliseconds in eight. */
function readTimed(type: number, body: Uint8Array): Said | undefined {
  if (body.length < TIME_BYTES) return undefined;
  const first = u32At(body, 0);
  const isWide = first <= HIGH_WORD_MAX && body.length >= 2 * TIME_BYTES;
  const time = isWide ? first * U32 + u32At(body, TIME_BYTES) : first * 1000;
  return { type, time, imei: null, body: body.subarray(isWide ? 2 * TIME_BYTES : TIME_BYTES) };
}

/** Printable ASCII with its line ends; anything else is hex, so that nothing is lost. */
export function textOf(body: Uint8Array): string | undefined {
  let text = '';
  for (const byte of body) {
    const isSaid = (byte >= 0x20 && byte < 0x7f) || byte === 0x0d || byte === 0x0a || byte === 0x09;
    if (!isSaid) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

/** The parameters of a reply: its text, and what a text of a known form says. */
export function paramsOf({ type, time, imei, body }: Said): Readonly<Record<string, RawValue>> {
  const text = textOf(body);
  const driver = text === undefined ? undefined : driverOf(text);
  return {
    type,
    ...(time === null ? {} : { time }),
    ...(imei === null ? {} : { imei }),
    ...(text === undefined ? { hex: hexOf(body) } : { text: text.trimEnd() }),
    ...(driver === undefined ? {} : { card: driver }),
  };
}

/** `GTSL|6|1|0|12749884|1|`: what a card reader on the serial port read. */
function driverOf(text: string): string | undefined {
  const [name, , , , card] = text.split('|');
  return name === 'GTSL' && card !== undefined && card !== '' ? card : undefined;
}

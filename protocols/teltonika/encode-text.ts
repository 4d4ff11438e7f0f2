// Codecs 12, 13 and 14, typed: what the server orders, and what a device says. Texts are allow-listed, and what a packet
// cannot hold is a RangeError, because only our own code writes packets.
import type { Instant } from '@lakiri/kit';
import type { TextCodec } from './codec.ts';
import { packetOf, putUnsigned } from './encode.ts';
import { TYPE_COMMAND, TYPE_NOT_MINE, TYPE_REPLY } from './text.ts';

const IMEI = /^\d{15}$/;
/** Printable ASCII: no control character can end a line early in firmware that reads lines. */
const TEXT = /^[ -~]*$/;

/** Server side, codec 12: `setdigout 1`, as the device takes it by SMS. */
export function encodeCommand(text: string): Uint8Array {
  return textPacket(12, TYPE_COMMAND, asciiOf(text));
}

/** Server side, codec 14: done only by the device of this IMEI. */
export function encodeCommandFor({ imei, text }: ForOne): Uint8Array {
  return textPacket(14, TYPE_COMMAND, [...bcdOf(imei), ...asciiOf(text)]);
}

export type ForOne = { readonly imei: string; readonly text: string };

/** Device side, codec 12. */
export function encodeReply(text: string): Uint8Array {
  return textPacket(12, TYPE_REPLY, asciiOf(text));
}

/** Device side, codec 13: a text with its time, to the second. */
export function encodeTimedText({
  at,
  text,
}: {
  readonly at: Instant;
  readonly text: string;
}): Uint8Array {
  const body: number[] = [];
  putUnsigned(body, 4, at / 1000);
  return textPacket(13, TYPE_REPLY, [...body, ...asciiOf(text)]);
}

/** Device side, codec 14. */
export function encodeReplyOf({ imei, text }: ForOne): Uint8Array {
  return textPacket(14, TYPE_REPLY, [...bcdOf(imei), ...asciiOf(text)]);
}

/** Device side, codec 14: the command named another IMEI. */
export function encodeNotMine(imei: string): Uint8Array {
  return textPacket(14, TYPE_NOT_MINE, bcdOf(imei));
}

function textPacket(codec: TextCodec, type: number, body: readonly number[]): Uint8Array {
  const data = [codec, 1, type];
  putUnsigned(data, 4, body.length);
  return packetOf([...data, ...body, 1]);
}

function bcdOf(imei: string): number[] {
  if (!IMEI.test(imei)) throw new RangeError(`an IMEI has 15 digits: ${imei}`);
  const digits = `0${imei}`;
  return Array.from({ length: 8 }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
}

function asciiOf(text: string): number[] {
  if (!TEXT.test(text)) throw new RangeError('text that is not printable ASCII');
  return Array.from(text, (character) => character.charCodeAt(0));
}

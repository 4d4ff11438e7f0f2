// UDP (§3.5): length 2, packet id 2, 01, AVL packet id 1, IMEI length 2, IMEI, codec data without preamble and checksum.
import type { Malformed, Message } from '@lakiri/kit';
import { isDigit } from './codec.ts';
import { decodeBody } from './decode.ts';
import type { IoMap } from './profile.ts';

const LENGTH_BYTES = 2;
const PACKET_ID_AT = 2;
const MARK_AT = 4;
const MARK = 1; // the maker's page: "not usable byte"
const AVL_ID_AT = 5;
const IMEI_LENGTH_AT = 6;
const IMEI_AT = 8;
const IMEI_DIGITS = 15;
const BODY_AT = IMEI_AT + IMEI_DIGITS;

/** The maker's page gives 1280 bytes for a packet; a datagram of more than this comes in fragments that nobody waits for. */
export const DATAGRAM_BYTES_MAX = 2048;

/** Reads one datagram; never throws. Its answer names it by both of its ids. */
export function decodeDatagram(datagram: Uint8Array, map: IoMap): Message {
  const fault = faultIn(datagram);
  if (fault !== undefined) return { ...PLAIN, kind: 'malformed', malformed: fault };
  const message = decodeBody(datagram, { from: BODY_AT, to: datagram.length, map });
  if (message.kind === 'malformed') return message;
  const wireId = imeiOf(datagram);
  const packetId = u16At(datagram, PACKET_ID_AT);
  const avlId = datagram[AVL_ID_AT] ?? 0;
  const ack = message.ack === null ? null : { ...message.ack, packetId, avlId };
  return { ...message, wireId, ack };
}
const PLAIN = { wireId: null, secrets: [], ack: null } as const;

function faultIn(datagram: Uint8Array): Malformed | undefined {
  const { length } = datagram;
  if (length < BODY_AT) return { code: 'cut-off', offset: length };
  const size = u16At(datagram, 0) + LENGTH_BYTES;
  if (length < size) return { code: 'cut-off', offset: length };
  if (length > size) return { code: 'trailing-bytes', offset: size };
  if (datagram[MARK_AT] !== MARK) return { code: 'no-frame-start', offset: MARK_AT };
  if (u16At(datagram, IMEI_LENGTH_AT) !== IMEI_DIGITS)
    return { code: 'length-out-of-range', offset: IMEI_LENGTH_AT };
  for (let at = IMEI_AT; at < BODY_AT; at++)
    if (!isDigit(datagram[at])) return { code: 'imei-not-digits', offset: at };
  return undefined;
}

function imeiOf(datagram: Uint8Array): string {
  return String.fromCharCode(...datagram.subarray(IMEI_AT, BODY_AT));
}

function u16At(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

import { ByteReader, FrameTooShort, type Malformed, type Message, type Report } from '@lakiri/kit';
import {
  type AvlLayout,
  CODEC_AT,
  CODEC_GH,
  CRC_BYTES,
  DATA_BYTES_MAX,
  DATA_BYTES_MIN,
  describeUnread,
  ENVELOPE_BYTES,
  findLayout,
  isDigit,
  isTextCodec,
  LOGIN_BYTES,
  PING,
  type TextCodec,
  u32At,
} from './codec.ts';
import { readCodec7 } from './codec7.ts';
import { crc16 } from './crc.ts';
import type { IoMap } from './profile.ts';
import { GROUPS, GROUPS_AND_16, hasRightTotal, type RecordShape, readRecord } from './record.ts';
import { paramsOf, readText, TYPE_COMMAND, TYPE_NOT_MINE, TYPE_REPLY } from './text.ts';

/** Nothing but what the kind says: no identity, no secret, no answer. */
const PLAIN = { wireId: null, secrets: [], ack: null } as const;

/** Reads one frame as the framer cuts it, or any bytes whatever; never throws. */
export function decodeFrame(frame: Uint8Array, map: IoMap): Message {
  if (frame.length === 1 && frame[0] === PING) return { ...PLAIN, kind: 'heartbeat' };
  if (frame[0] === 0 && frame[1] === 0x0f) return decodeLogin(frame);
  const broken = findEnvelopeFault(frame);
  if (broken !== undefined) return malformed(broken);
  return decodeBody(frame, { from: CODEC_AT, to: frame.length - CRC_BYTES, map });
}

/** Where codec to last count stand, and what their ids mean. */
export type Body = { readonly from: number; readonly to: number; readonly map: IoMap };

/** Reads codec, count, what is counted, count: the same over TCP and UDP. */
export function decodeBody(frame: Uint8Array, body: Body): Message {
  const { from, to } = body;
  if (to - from < DATA_BYTES_MIN) return malformed({ code: 'cut-off', offset: to });
  const codec = frame[from] ?? 0;
  const layout = findLayout(codec);
  if (layout !== undefined) return decodePacket(frame, { ...body, layout });
  if (isTextCodec(codec)) return decodeText(frame, { ...body, codec });
  if (codec === CODEC_GH) return decodeGh(frame, body);
  const text = describeUnread(codec) ?? `codec ${codec}: not published`;
  return { ...PLAIN, kind: 'unknown', text };
}

function malformed({ code, offset }: Malformed): Message {
  return { ...PLAIN, kind: 'malformed', malformed: { code, offset } };
}

function decodeLogin(frame: Uint8Array): Message {
  let imei = '';
  for (let at = 2; at < LOGIN_BYTES; at++) {
    const digit = frame[at];
    if (digit === undefined) return malformed({ code: 'cut-off', offset: at });
    if (!isDigit(digit)) return malformed({ code: 'imei-not-digits', offset: at });
    imei += String.fromCharCode(digit);
  }
  if (frame.length > LOGIN_BYTES) return malformed({ code: 'trailing-bytes', offset: LOGIN_BYTES });
  return { wireId: imei, secrets: [], ack: {}, kind: 'login' };
}

/** Preamble, length, checksum; the first that does not hold. */
export function findEnvelopeFault(frame: Uint8Array): Malformed | undefined {
  for (let at = 0; at < 4; at++) {
    if (at >= frame.length) return { code: 'cut-off', offset: frame.length };
    if (frame[at] !== 0) return { code: 'no-frame-start', offset: at };
  }
  if (frame.length < CODEC_AT) return { code: 'cut-off', offset: frame.length };
  const length = u32At(frame, 4);
  if (length < DATA_BYTES_MIN || length > DATA_BYTES_MAX)
    return { code: 'length-out-of-range', offset: 4 };
  const size = length + ENVELOPE_BYTES;
  if (frame.length < size) return { code: 'cut-off', offset: frame.length };
  if (frame.length > size) return { code: 'trailing-bytes', offset: size };
  const crcAt = size - CRC_BYTES;
  // The field is four bytes, so the two that carry no checksum must be 0.
  if (u32At(frame, crcAt) !== crc16(frame, CODEC_AT, crcAt))
    return { code: 'wrong-checksum', offset: crcAt };
  return undefined;
}

function findCountFault(frame: Uint8Array, { from, to }: Body): Malformed | undefined {
  const isSame = frame[from + 1] === frame[to - 1];
  return isSame ? undefined : { code: 'count-mismatch', offset: to - 1 };
}

/** Codec 12, 13, 14: a reply, unless it is of a type that carries no text. */
function decodeText(frame: Uint8Array, body: Body & { readonly codec: TextCodec }): Message {
  const { from, to, codec } = body;
  const fault = findCountFault(frame, body);
  if (fault !== undefined) return malformed(fault);
  const said = readText(frame, { codec, from: from + 2, to: to - 1 });
  if ('code' in said) return malformed(said);
  const { type, imei } = said;
  const isReply = type === TYPE_REPLY || type === TYPE_COMMAND;
  if (!isReply && !(codec === 14 && type === TYPE_NOT_MINE))
    return { ...PLAIN, kind: 'unknown', text: `codec ${codec}: type ${type}` };
  // Whose IMEI a refusal names the maker's page does not say: it is no identity.
  const wireId = type === TYPE_NOT_MINE ? null : imei;
  return { ...PLAIN, wireId, kind: 'reply', command: `codec${codec}`, params: paramsOf(said) };
}

function decodeGh(frame: Uint8Array, body: Body): Message {
  const { from, to } = body;
  const fault = findCountFault(frame, body);
  if (fault !== undefined) return malformed(fault);
  const found = readCodec7(frame, { from: from + 2, to: to - 1, count: frame[from + 1] ?? 0 });
  return 'code' in found ? malformed(found) : reportsOf({ reports: found });
}

type Packet = Body & { readonly layout: AvlLayout };

function decodePacket(frame: Uint8Array, packet: Packet): Message {
  const fault = findCountFault(frame, packet);
  if (fault !== undefined) return malformed(fault);
  const { layout, map } = packet;
  const usual = walkRecords(frame, packet, { layout, groups: GROUPS, map });
  if (usual.fault === undefined) return reportsOf(usual);
  if (layout.codec !== 8) return malformed(usual.fault);
  // Only a walk that ends on the byte, with every total right, is taken for the fifth group.
  const wider = walkRecords(frame, packet, { layout, groups: GROUPS_AND_16, map });
  const holds = wider.fault === undefined && wider.reports.every(hasRightTotal);
  return holds ? reportsOf(wider) : malformed(usual.fault);
}

function reportsOf({ reports }: Pick<Walk, 'reports'>): Message {
  const ack = { count: reports.length };
  return { wireId: null, secrets: [], ack, kind: 'reports', reports };
}

/** What was read, and the first place that does not hold together. */
type Walk = { readonly reports: readonly Report[]; readonly fault: Malformed | undefined };

function walkRecords(frame: Uint8Array, { from, to }: Body, shape: RecordShape): Walk {
  const bytes = new ByteReader(frame.subarray(0, to - 1));
  bytes.take(from + 2);
  const reports: Report[] = [];
  try {
    for (let left = frame[from + 1] ?? 0; left > 0; left--)
      reports.push(readRecord(bytes, frame, shape));
  } catch (error) {
    if (!(error instanceof FrameTooShort)) throw error;
    return { reports, fault: { code: 'record-cut-off', offset: error.offset } };
  }
  const fault = bytes.left === 0 ? undefined : { code: 'trailing-bytes', offset: bytes.offset };
  return { reports, fault };
}

import { ByteReader, FrameTooShort, type Malformed, type Message, type Report } from '@lakiri/kit';
import {
  type AvlLayout,
  CODEC_AT,
  CRC_BYTES,
  DATA_BYTES_MAX,
  DATA_BYTES_MIN,
  describeUnread,
  ENVELOPE_BYTES,
  findLayout,
  isDigit,
  LOGIN_BYTES,
  PING,
  u32At,
} from './codec.ts';
import { crc16 } from './crc.ts';
import type { IoMap } from './profile.ts';
import { GROUPS, GROUPS_AND_16, hasRightTotal, type RecordShape, readRecord } from './record.ts';

const COUNT_AT = CODEC_AT + 1;
const RECORDS_AT = COUNT_AT + 1;

/** Nothing but what the kind says: no identity, no secret, no answer. */
const PLAIN = { wireId: null, secrets: [], ack: null } as const;

/** Reads one frame as the framer cuts it, or any bytes whatever; never throws. */
export function decodeFrame(frame: Uint8Array, map: IoMap): Message {
  if (frame.length === 1 && frame[0] === PING) return { ...PLAIN, kind: 'heartbeat' };
  if (frame[0] === 0 && frame[1] === 0x0f) return decodeLogin(frame);
  const broken = findEnvelopeFault(frame);
  if (broken !== undefined) return malformed(broken);
  const codec = frame[CODEC_AT] ?? 0;
  const layout = findLayout(codec);
  if (layout !== undefined) return decodePacket(frame, layout, map);
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

function findEnvelopeFault(frame: Uint8Array): Malformed | undefined {
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

function decodePacket(frame: Uint8Array, layout: AvlLayout, map: IoMap): Message {
  const lastCountAt = frame.length - CRC_BYTES - 1;
  const count = frame[COUNT_AT] ?? 0;
  if (frame[lastCountAt] !== count)
    return malformed({ code: 'count-mismatch', offset: lastCountAt });
  const usual = walkRecords(frame, { layout, groups: GROUPS, map });
  if (usual.fault === undefined) return reportsOf(usual);
  if (layout.codec !== 8) return malformed(usual.fault);
  // Only a walk that ends on the byte, with every total right, is taken for the fifth group.
  const wider = walkRecords(frame, { layout, groups: GROUPS_AND_16, map });
  const holds = wider.fault === undefined && wider.reports.every(hasRightTotal);
  return holds ? reportsOf(wider) : malformed(usual.fault);
}

function reportsOf({ reports }: Walk): Message {
  const ack = { count: reports.length };
  return { wireId: null, secrets: [], ack, kind: 'reports', reports };
}

/** What was read, and the first place that does not hold together. */
type Walk = { readonly reports: readonly Report[]; readonly fault: Malformed | undefined };

function walkRecords(frame: Uint8Array, shape: RecordShape): Walk {
  const end = frame.length - CRC_BYTES - 1;
  const bytes = new ByteReader(frame.subarray(0, end));
  bytes.take(RECORDS_AT);
  const reports: Report[] = [];
  try {
    for (let left = frame[COUNT_AT] ?? 0; left > 0; left--)
      reports.push(readRecord(bytes, frame, shape));
  } catch (error) {
    if (!(error instanceof FrameTooShort)) throw error;
    return { reports, fault: { code: 'record-cut-off', offset: error.offset } };
  }
  const fault = bytes.left === 0 ? undefined : { code: 'trailing-bytes', offset: bytes.offset };
  return { reports, fault };
}

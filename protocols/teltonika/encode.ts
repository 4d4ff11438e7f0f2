import type { Instant } from '@lakiri/kit';
import { type AvlCodec, type AvlLayout, DATA_BYTES_MAX, findLayout } from './codec.ts';
import { crc16 } from './crc.ts';

const RECORDS_MAX = 255; // the count is one byte
const IMEI = /^\d{15}$/;

/** One IO value: of a fixed size, or (codec 8E only) of any length. */
export type IoInput =
  | { readonly id: number; readonly bytes: 1 | 2 | 4 | 8; readonly value: number | bigint }
  | { readonly id: number; readonly data: Uint8Array };

/** One record as a device would fill it in. Degrees of WGS 84, km/h, metres. */
export type RecordInput = {
  readonly occurredAt: Instant;
  /** 0 low, 1 high, 2 panic */
  readonly priority: number;
  readonly lat: number;
  readonly lon: number;
  readonly altitudeM: number;
  readonly courseDeg: number;
  readonly satellites: number;
  readonly speedKmh: number;
  /** The IO id whose change made this record; 0 for a periodic one. */
  readonly eventId: number;
  /** Codec 16 only: why the record was made, 0–7. */
  readonly generation?: number;
  readonly io: readonly IoInput[];
};

/** Device side: what a device sends first. Throws RangeError unless the IMEI is 15 digits. */
export function encodeLogin(imei: string): Uint8Array {
  if (!IMEI.test(imei)) throw new RangeError(`an IMEI has 15 digits: ${imei}`);
  return Uint8Array.from([0x00, 0x0f, ...Array.from(imei, Number).map((digit) => 0x30 + digit)]);
}

/** Device side: a 0xFF that keeps the connection open. */
export function encodePing(): Uint8Array {
  return Uint8Array.of(0xff);
}

/** Device side: one packet. Throws RangeError for what the codec has no room for. */
export function encodePacket(codec: AvlCodec, records: readonly RecordInput[]): Uint8Array {
  return packetOf(bodyOf(codec, records));
}

/** Codec, count, records, count. */
function bodyOf(codec: AvlCodec, records: readonly RecordInput[]): number[] {
  const layout = findLayout(codec);
  if (layout === undefined) throw new RangeError(`codec ${codec} carries no records`);
  if (records.length > RECORDS_MAX) throw new RangeError(`${records.length} records in a packet`);
  const out: number[] = [codec, records.length];
  for (const record of records) putRecord(out, layout, record);
  out.push(records.length);
  return out;
}

/** Device side: one packet over UDP, naming its device itself. Throws RangeError for what has no room. */
export function encodeDatagram({
  packetId,
  avlId,
  imei,
  codec,
  records,
}: DatagramInput): Uint8Array {
  const out: number[] = [];
  putUnsigned(out, 2, packetId);
  putUnsigned(out, 1, 1);
  putUnsigned(out, 1, avlId);
  out.push(...encodeLogin(imei), ...bodyOf(codec, records));
  const length: number[] = [];
  putUnsigned(length, 2, out.length);
  return Uint8Array.from([...length, ...out]);
}

export type DatagramInput = {
  readonly packetId: number;
  readonly avlId: number;
  readonly imei: string;
  readonly codec: AvlCodec;
  readonly records: readonly RecordInput[];
};

/** Preamble, length, data, checksum. */
export function packetOf(data: readonly number[]): Uint8Array {
  if (data.length > DATA_BYTES_MAX) throw new RangeError(`${data.length} data bytes in a packet`);
  const packet = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, ...data, 0, 0, 0, 0]);
  const view = new DataView(packet.buffer);
  view.setUint32(4, data.length);
  view.setUint32(packet.length - 4, crc16(packet, 8, packet.length - 4));
  return packet;
}

/** Server side: the answer to a login. */
export function encodeLoginReply(accepted: boolean): Uint8Array {
  return Uint8Array.of(accepted ? 1 : 0);
}

/** Server side: how many records of the packet are kept; the device sends again unless all are. */
export function encodeCountReply(count: number): Uint8Array {
  const out: number[] = [];
  putUnsigned(out, 4, count);
  return Uint8Array.from(out);
}

/** Server side: the answer to a datagram: its two ids, and how many of its records are kept. */
export function encodeDatagramReply(reply: DatagramReply): Uint8Array {
  const out: number[] = [0, 5];
  putUnsigned(out, 2, reply.packetId);
  putUnsigned(out, 1, 1);
  putUnsigned(out, 1, reply.avlId);
  putUnsigned(out, 1, reply.count);
  return Uint8Array.from(out);
}

export type DatagramReply = {
  readonly packetId: number;
  readonly avlId: number;
  readonly count: number;
};

function putRecord(out: number[], layout: AvlLayout, record: RecordInput): void {
  putUnsigned(out, 8, record.occurredAt);
  putUnsigned(out, 1, record.priority);
  putSigned(out, 4, Math.round(record.lon * 1e7));
  putSigned(out, 4, Math.round(record.lat * 1e7));
  putSigned(out, 2, record.altitudeM);
  putUnsigned(out, 2, record.courseDeg);
  putUnsigned(out, 1, record.satellites);
  putUnsigned(out, 2, record.speedKmh);
  putUnsigned(out, layout.idBytes, record.eventId);
  if (layout.hasGeneration) putUnsigned(out, 1, record.generation ?? 0);
  putIo(out, layout, record.io);
}

function putIo(out: number[], layout: AvlLayout, io: readonly IoInput[]): void {
  putUnsigned(out, layout.countBytes, io.length);
  for (const bytes of [1, 2, 4, 8]) {
    const group = io.filter((it) => 'bytes' in it && it.bytes === bytes);
    putUnsigned(out, layout.countBytes, group.length);
    for (const it of group) {
      putUnsigned(out, layout.idBytes, it.id);
      if ('value' in it) putUnsigned(out, bytes, it.value);
    }
  }
  const variable = io.filter((it) => 'data' in it);
  if (!layout.hasVariableGroup) {
    if (variable.length > 0) throw new RangeError(`codec ${layout.codec} has no variable group`);
    return;
  }
  putUnsigned(out, 2, variable.length);
  for (const { id, data } of variable) {
    putUnsigned(out, 2, id);
    putUnsigned(out, 2, data.length);
    out.push(...data);
  }
}

/** Big-endian. */
export function putUnsigned(out: number[], bytes: number, value: number | bigint): void {
  const limit = 256n ** BigInt(bytes);
  if (typeof value === 'number' && !Number.isInteger(value))
    throw new RangeError(`${value} is no integer`);
  let left = BigInt(value);
  if (left < 0n || left >= limit) throw new RangeError(`${value} does not fit ${bytes} byte(s)`);
  const from = out.length;
  for (let at = bytes - 1; at >= 0; at--) {
    out[from + at] = Number(left & 0xffn);
    left >>= 8n;
  }
}

function putSigned(out: number[], bytes: number, value: number): void {
  const half = 2 ** (8 * bytes - 1);
  if (value < -half || value >= half)
    throw new RangeError(`${value} does not fit ${bytes} byte(s)`);
  putUnsigned(out, bytes, value < 0 ? value + 2 * half : value);
}

import {
  ByteReader,
  cellOf,
  FrameTooShort,
  type Malformed,
  type Message,
  type Profile,
  type Report,
  signalOfBars,
} from '@lakiri/kit';
import { hexOf, pairOf } from './bytes.ts';
import { readWifi } from './cells.ts';
import {
  type Envelope,
  isStop,
  isWifi,
  openEnvelope,
  WIFI_CELL_BYTES,
  WIFI_CELLS_BYTES,
  WIFI_HEAD_BYTES,
  WIFI_POINT_BYTES,
} from './envelope.ts';
import { type Content, type Draft, newDraft, put } from './fields.ts';
import {
  ANSWERED,
  LOGIN,
  LONG_READERS,
  LONG_REPLY,
  READERS,
  SHORT_REPLY,
  TIME_REQUEST,
} from './messages.ts';
import { type Gt06Profile, ours } from './profile.ts';
import { readOldReply, readReply } from './reply.ts';

/** Nothing but what the kind says: no identity, no secret, no answer. */
const PLAIN = { wireId: null, secrets: [], ack: null } as const;

const IMEI_BYTES = 8;
const WEST = 0x08;

/** Reads one frame as the framer cuts it, or any bytes whatever; never throws. */
export function decode(frame: Uint8Array, profile?: Profile): Message {
  const model = ours(profile);
  try {
    if (isWifi(frame, 0)) return decodeWifi(frame, model);
    const envelope = openEnvelope(frame, model.lenient);
    return 'code' in envelope ? malformed(envelope) : decodeContent(frame, envelope, model);
  } catch (error) {
    if (error instanceof FrameTooShort)
      return malformed({ code: 'content-cut-off', offset: error.offset });
    throw error;
  }
}

function malformed({ code, offset }: Malformed): Message {
  return { ...PLAIN, kind: 'malformed', malformed: { code, offset } };
}

/** An envelope, or the span of a frame that has none. */
type Span = Omit<Envelope, 'serial'> & { readonly serial?: number };

function contentOf(frame: Uint8Array, envelope: Span, profile: Gt06Profile): Content {
  const { from, to, type, serial } = envelope;
  const bytes = new ByteReader(to === frame.length ? frame : frame.subarray(0, to));
  bytes.take(from);
  return {
    bytes,
    size: to - from,
    first: from < to ? (frame[from] ?? 0) : 0,
    second: from + 1 < to ? (frame[from + 1] ?? 0) : 0,
    draft: newDraft(type, serial),
    profile,
  };
}

function decodeContent(frame: Uint8Array, envelope: Envelope, profile: Gt06Profile): Message {
  const { type, serial, isLong } = envelope;
  const content = contentOf(frame, envelope, profile);
  if (!isLong && type === LOGIN) return decodeLogin(content, envelope);
  if (!isLong && type === TIME_REQUEST)
    return { ...PLAIN, ack: { type, serial }, kind: 'request', request: 'time' };
  if (type === (isLong ? LONG_REPLY : SHORT_REPLY)) {
    const params = isLong ? readReply(content) : readOldReply(content);
    return { ...PLAIN, kind: 'reply', command: '80', params: { serial, ...params } };
  }
  const read = (isLong ? LONG_READERS : READERS).get(type);
  if (read === undefined) return unknown(content, envelope);
  const cutOffAt = readAll(content, read);
  if (cutOffAt !== undefined) {
    if (!saysSomething(content)) return malformed({ code: 'content-cut-off', offset: cutOffAt });
    put(content.draft, 'cutOffAt', cutOffAt);
  }
  const { imei = null } = content;
  const ack = ANSWERED.has(type) ? { type, serial } : null;
  const report = reportOf(frame, envelope, content);
  return { wireId: imei, secrets: [], ack, kind: 'reports', reports: [report] };
}

/** Where the content ended before its form did. */
function readAll(content: Content, read: (content: Content) => void): number | undefined {
  try {
    read(content);
    return undefined;
  } catch (error) {
    if (!(error instanceof FrameTooShort)) throw error;
    return error.offset;
  }
}

/**
 * Under a right checksum the device meant what it sent: a form that is shorter than those that are known costs what is
 * missing, and not the place, cell or state before it.
 */
function saysSomething({ draft }: Content): boolean {
  const { mnc, info } = draft.raw;
  return draft.lat !== null || mnc !== undefined || info !== undefined;
}

function unknown({ bytes }: Content, { type, isLong }: Envelope): Message {
  const said = hexOf(bytes.take(bytes.left));
  const text = `${isLong ? '79' : '78'} type ${pairOf(type)}: ${said}`;
  return { ...PLAIN, kind: 'unknown', text };
}

/** §3.4 "01 login": IMEI in BCD, [kind, [zone]]. */
function decodeLogin({ bytes, size, draft }: Content, { from, serial }: Envelope): Message {
  if (size < IMEI_BYTES) return malformed({ code: 'content-cut-off', offset: from + size });
  const digits = hexOf(bytes.take(IMEI_BYTES));
  const wrong = digits.search(/\D/);
  if (wrong !== -1) return malformed({ code: 'imei-not-digits', offset: from + (wrong >> 1) });
  const { type = 1 } = draft.raw;
  const model = bytes.left >= 2 ? bytes.u16() : null;
  const utcOffsetMinutes = bytes.left >= 2 ? offsetOf(bytes.u16()) : null;
  const ack = { type, serial, model, utcOffsetMinutes };
  return { wireId: digits.slice(1), secrets: [], ack, kind: 'login' };
}

/** Hours times a hundred in the upper twelve bits, and minutes in the last two digits (JM-VL03 manual §1). */
function offsetOf(zone: number): number {
  const clock = zone >> 4;
  const minutes = Math.floor(clock / 100) * 60 + (clock % 100);
  return zone & WEST && minutes !== 0 ? -minutes : minutes;
}

/**
 * The record is type and content, so that the same reading sent again under another serial is the same record;
 * a byte that says live or kept counts as live. What has no time of its own is told apart by its serial.
 */
function reportOf(frame: Uint8Array, envelope: Envelope, content: Content): Report {
  const { draft, storedAt } = content;
  const from = envelope.from - 1;
  const to = draft.occurredAt === null ? envelope.to + 2 : envelope.to;
  let record = frame.subarray(from, to);
  if (storedAt !== undefined && draft.source === 'stored') {
    record = record.slice();
    record[storedAt - from] = 0;
  }
  return { ...draft, ...radioOf(draft.raw), record };
}

const BARS_MAX = 4;

/** §3.4 "13 / 23", "12 / 22". */
function radioOf({ gsm, mcc, mnc, lac, cid }: Draft['raw']): Pick<Report, 'signal' | 'cell'> {
  return {
    signal: typeof gsm === 'number' ? signalOfBars(gsm, BARS_MAX) : undefined,
    cell: cellOf({ mcc, mnc, area: lac, cell: cid }),
  };
}

/** The frame of access points has no envelope but start and stop. */
function decodeWifi(frame: Uint8Array, profile: Gt06Profile): Message {
  const count = frame[2] ?? 0;
  const cellsAt = WIFI_HEAD_BYTES + count * WIFI_POINT_BYTES;
  const cells = frame[cellsAt];
  if (cells === undefined) return malformed({ code: 'cut-off', offset: frame.length });
  const to = cellsAt + WIFI_CELLS_BYTES + cells * WIFI_CELL_BYTES;
  if (frame.length < to + 2) return malformed({ code: 'cut-off', offset: frame.length });
  if (frame.length > to + 2) return malformed({ code: 'trailing-bytes', offset: to + 2 });
  if (frame[1] !== frame[0]) return malformed({ code: 'no-frame-start', offset: 1 });
  if (!isStop(frame, to)) return malformed({ code: 'no-frame-end', offset: to });
  const type = frame[3] ?? 0;
  const envelope = { isLong: false, type, from: 4, to };
  const content = contentOf(frame, envelope, profile);
  readWifi(content, count);
  const clock = hexOf(frame.subarray(4, 10));
  const record = frame.subarray(2, to);
  const ack = { type, clock };
  return { ...PLAIN, ack, kind: 'reports', reports: [{ ...content.draft, record }] };
}

import {
  type AckToken,
  type Message,
  NO_BITS,
  type Profile,
  type RawValue,
  type Report,
} from '@lakiri/kit';
import { hexOf, isText, readable, u16At, u32At } from './bytes.ts';
import { clockAt } from './clock.ts';
import { ackToken, type Envelope, malformedMessage, openFrame } from './envelope.ts';
import { ACK_WANTED, ENCRYPTED_MASK, isShort, REPORT_SHORT, REPORT_SHORT_STORED } from './head.ts';
import { put } from './item.ts';
import { PLACE_BYTES, type Reading, readLocation } from './location.ts';
import { ID } from './messages.ts';
import { type Jt808Profile, ours } from './profile.ts';
import { offsetOfBadDigit, readShort, SHORT_PLACE_BYTES } from './short-form.ts';
import { decodeText } from './text.ts';
import { readTransparent } from './transparent.ts';

const TEXT_OPEN = 0x28;
/** Bit 15 of a message id: from the platform. */
const FROM_PLATFORM = 0x8000;

/** One frame as it was on the wire, in words common to all makers. Total: never throws. */
export function decode(frame: Uint8Array, profile?: Profile): Message {
  if (frame[0] === TEXT_OPEN) return decodeText(frame);
  const model = ours(profile);
  const envelope = openFrame(frame, model.lenient);
  return 'code' in envelope ? malformedMessage(envelope) : messageOf(envelope, model);
}

function messageOf(envelope: Envelope, profile: Jt808Profile): Message {
  const { head } = envelope;
  const { messageId } = head;
  if (messageId === ID.location) return location(envelope, profile);
  if (isShort(messageId)) return short(envelope);
  if ((head.attributes & ENCRYPTED_MASK) !== 0)
    return unknown(envelope, `encrypted ${nameOf(messageId)}`);
  if (head.total !== envelope.parts)
    return {
      ...unknown(envelope, `fragment ${head.number} of ${head.total} of ${nameOf(messageId)}`),
      ack: null, // the device keeps what has not come whole
    };
  const reader = READERS.get(messageId);
  return reader?.(envelope, profile) ?? unknown(envelope, textOf(envelope));
}

type MessageReader = (envelope: Envelope, profile: Jt808Profile) => Message | undefined;

const READERS: ReadonlyMap<number, MessageReader> = new Map<number, MessageReader>([
  [ID.register, (envelope) => login(envelope, 'register')],
  [ID.authenticate, authenticate],
  [ID.heartbeat, heartbeat],
  [ID.heartbeatOfField, heartbeat],
  [ID.generalReply, generalReply],
  [ID.locationAnswer, locationAnswer],
  [ID.batch, batch],
  [ID.batchOfField, batchOfField],
  [ID.transparent, transparent],
  [ID.acceleration, acceleration],
  [ID.textAnswer, textAnswer],
  [ID.commandAnswer, commandAnswer],
  [ID.driverCard, driverCard],
  [ID.timeRequest, (envelope) => timeRequest(envelope, 'time')],
  [ID.timeRequestOfField, (envelope) => timeRequest(envelope, 'timeOfField')],
]);

function location(envelope: Envelope, profile: Jt808Profile): Message {
  const { from, to } = envelope;
  if (to - from < PLACE_BYTES) return tooShort(envelope, to);
  const { reports, secrets } = readLocation(readingOf(envelope, 'live'), profile);
  return reportsMessage(envelope, reports, secrets);
}

function readingOf(envelope: Envelope, source: Report['source']): Reading {
  const { bytes, from, to, wireId, head } = envelope;
  return { bytes, from, to, wireId, messageId: head.messageId, serial: head.serial, source };
}

function reportsMessage(
  envelope: Envelope,
  reports: readonly Report[],
  secrets: readonly { from: number; to: number }[] = [],
  ack: AckToken | null = ackToken('general', envelope),
): Message {
  const { wireId } = envelope;
  return { kind: 'reports', wireId, secrets: onWire(envelope, secrets), ack, reports };
}

function onWire(
  { wireAt }: Envelope,
  spans: readonly { from: number; to: number }[],
): { from: number; to: number }[] {
  return spans.map(({ from, to }) => ({ from: wireAt(from), to: wireAt(to - 1) + 1 }));
}

/** §3.2, JT705A. It asks for its acknowledgement by a bit. */
function short(envelope: Envelope): Message {
  const { head, bytes, from, to } = envelope;
  if (head.messageId !== REPORT_SHORT && head.messageId !== REPORT_SHORT_STORED)
    return { ...unknown(envelope, textOf(envelope)), ack: null };
  if (to - from < SHORT_PLACE_BYTES) return tooShort(envelope, to);
  const bad = offsetOfBadDigit(bytes, from);
  if (bad !== -1) return malformedMessage({ code: 'bad-bcd', offset: envelope.wireAt(bad) });
  const source = head.messageId === REPORT_SHORT_STORED ? 'stored' : 'live';
  const { reports, secrets } = readShort(readingOf(envelope, source));
  const ack = (head.attributes & ACK_WANTED) === 0 ? null : ackToken('short', envelope);
  return reportsMessage(envelope, reports, secrets, ack);
}

function tooShort(envelope: Envelope, at: number): Message {
  return malformedMessage({ code: 'too-short', offset: envelope.wireAt(at) });
}

/** Count 2, type 1 (1: kept while out of reach), then {length 2, a 0x0200 body}. */
function batch(envelope: Envelope, profile: Jt808Profile): Message {
  const { bytes, from, to } = envelope;
  if (to - from < 3) return tooShort(envelope, to);
  const source = (bytes[from + 2] ?? 0) === 0 ? 'live' : 'stored';
  const count = u16At(bytes, from);
  return bodies(envelope, { at: from + 3, sizeBytes: 2, count, source, profile });
}

const STATE_BYTES = 7;

/** Battery 1 and clock 6, or {length 1, a 0x0200 body} until the end. */
function batchOfField(envelope: Envelope, profile: Jt808Profile): Message {
  const { bytes, from, to } = envelope;
  if (to - from !== STATE_BYTES)
    return bodies(envelope, { at: from, sizeBytes: 1, count: null, source: 'live', profile });
  const { utcOffsetMinutes } = profile;
  const report = stateReport(envelope, {
    occurredAt: clockAt(bytes, from + 1, { order: 'yyMMdd', utcOffsetMinutes }),
    battery: bytes[from] ?? 0,
    raw: {},
  });
  return reportsMessage(envelope, [report]);
}

type Bodies = {
  readonly at: number;
  readonly sizeBytes: 1 | 2;
  /** As many as it says; `null` where it does not say. */
  readonly count: number | null;
  readonly source: Report['source'];
  readonly profile: Jt808Profile;
};

function bodies(envelope: Envelope, { at, sizeBytes, count, source, profile }: Bodies): Message {
  const { bytes, to } = envelope;
  const reading = readingOf(envelope, source);
  const reports: Report[] = [];
  const secrets: { from: number; to: number }[] = [];
  let from = at;
  let found = 0;
  while (from < to) {
    const size = sizeBytes === 2 ? u16At(bytes, from) : (bytes[from] ?? 0);
    const end = from + sizeBytes + size;
    if (end > to || size < PLACE_BYTES)
      return malformedMessage({ code: 'record-cut-off', offset: envelope.wireAt(from) });
    const one = readLocation({ ...reading, from: from + sizeBytes, to: end }, profile);
    reports.push(...one.reports);
    secrets.push(...one.secrets);
    from = end;
    found++;
  }
  if (count !== null && count !== found)
    return malformedMessage({ code: 'count-mismatch', offset: envelope.wireAt(envelope.from) });
  return reportsMessage(envelope, reports, secrets);
}

/** The serial of the question 2, then a 0x0200 body. */
function locationAnswer(envelope: Envelope, profile: Jt808Profile): Message {
  const { from, to } = envelope;
  if (to - from < 2 + PLACE_BYTES) return tooShort(envelope, to);
  const reading = { ...readingOf(envelope, 'live'), from: from + 2 };
  const { reports, secrets } = readLocation(reading, profile);
  return reportsMessage(envelope, reports, secrets, null);
}

function login(envelope: Envelope, answer: 'register' | 'general'): Message {
  const { wireId } = envelope;
  return { kind: 'login', wireId, secrets: [], ack: ackToken(answer, envelope) };
}

/** The token that the platform gave at registration is a password like any other. */
function authenticate(envelope: Envelope): Message {
  const { from, to } = envelope;
  const secrets = to > from ? onWire(envelope, [{ from, to }]) : [];
  return { ...login(envelope, 'general'), secrets };
}

const HEARTBEAT_STATE_BYTES = 3;

/** Empty by the standard; some send battery 1, signal 1, status 1 in it, which is a reading without time. */
function heartbeat(envelope: Envelope): Message {
  const { bytes, from, to, wireId } = envelope;
  if (to - from < HEARTBEAT_STATE_BYTES)
    return { kind: 'heartbeat', wireId, secrets: [], ack: ackToken('general', envelope) };
  const raw = { rssi: bytes[from + 1] ?? 0, status: bytes[from + 2] ?? 0 };
  const report = stateReport(envelope, { occurredAt: null, battery: bytes[from] ?? 0, raw });
  return reportsMessage(envelope, [report]);
}

function stateReport(
  { head, bytes, from, to }: Envelope,
  {
    occurredAt,
    battery,
    raw,
  }: {
    readonly occurredAt: Report['occurredAt'];
    readonly battery: number | null;
    readonly raw: Readonly<Record<string, RawValue>>;
  },
): Report {
  return {
    occurredAt,
    source: 'live',
    fix: 'none',
    lat: null,
    lon: null,
    speedKmh: null,
    courseDeg: null,
    altitudeM: null,
    satellites: null,
    odometerKm: null,
    batteryPct: battery !== null && battery <= 100 ? battery : null,
    bits: NO_BITS,
    event: null,
    raw: { messageId: head.messageId, serial: head.serial, ...raw },
    record: bytes.subarray(from, to),
  };
}

/** 0x0001: what became of a command of ours. It is an answer and gets none. */
function generalReply(envelope: Envelope): Message {
  const { bytes, from, to } = envelope;
  if (to - from < 5) return tooShort(envelope, to);
  return reply(envelope, nameOf(u16At(bytes, from + 2)), {
    serial: u16At(bytes, from),
    result: bytes[from + 4] ?? 0,
  });
}

function reply(
  { wireId }: Envelope,
  command: string,
  params: Readonly<Record<string, RawValue>>,
): Message {
  return { kind: 'reply', wireId, secrets: [], ack: null, command, params };
}

function transparent(envelope: Envelope, profile: Jt808Profile): Message | undefined {
  if (envelope.to === envelope.from) return undefined;
  const report = readTransparent(readingOf(envelope, 'live'), profile);
  return report === undefined ? undefined : reportsMessage(envelope, [report]);
}

const SAMPLE_BYTES = 12;

/** {clock 6, three axes 2 each, the highest bit for below zero}: the time of the first, and all samples. */
function acceleration(envelope: Envelope, { utcOffsetMinutes }: Jt808Profile): Message {
  const { bytes, from, to } = envelope;
  if (to === from || (to - from) % SAMPLE_BYTES !== 0) return tooShort(envelope, to);
  const samples: string[] = [];
  for (let at = from; at < to; at += SAMPLE_BYTES)
    samples.push(`[${[6, 8, 10].map((axis) => signBit(u16At(bytes, at + axis))).join(',')}]`);
  const report = stateReport(envelope, {
    occurredAt: clockAt(bytes, from, { order: 'yyMMdd', utcOffsetMinutes }),
    battery: null,
    raw: { gSensor: `[${samples.join(',')}]` },
  });
  return reportsMessage(envelope, [report]);
}

function signBit(value: number): number {
  return value & 0x8000 ? 0 - (value & 0x7fff) : value;
}

/** 0x6006: encoding 1, text; the answer to a text of ours (0x8300). */
function textAnswer(envelope: Envelope): Message {
  const { bytes, from, to } = envelope;
  if (to === from) return tooShort(envelope, to);
  const result = readable(bytes.subarray(from + 1, to));
  return {
    ...reply(envelope, nameOf(ID.text), { encoding: bytes[from] ?? 0, result }),
    ack: ackToken('general', envelope),
  };
}

/** 0x0701 of field practice: length 4, text. */
function commandAnswer(envelope: Envelope): Message | undefined {
  const { bytes, from, to } = envelope;
  if (to - from < 4 || u32At(bytes, from) !== to - from - 4) return undefined;
  return {
    ...reply(envelope, nameOf(ID.text), { result: readable(bytes.subarray(from + 4, to)) }),
    ack: ackToken('general', envelope),
  };
}

/** 0x0702: state 1, clock 6, result 1, name (length 1), code 20, authority (length 1), valid until 4. */
function driverCard(envelope: Envelope, { utcOffsetMinutes }: Jt808Profile): Message | undefined {
  const { bytes, from, to } = envelope;
  if (to - from < 7) return undefined;
  const raw: Record<string, RawValue> = { cardStatus: bytes[from] ?? 0 };
  let at = from + 8;
  const take = (name: string, size: number): void => {
    if (at + size <= to && size > 0) raw[name] = readable(bytes.subarray(at, at + size));
    at += size;
  };
  if (to > from + 7) put(raw, 'cardResult', bytes[from + 7] ?? 0);
  if (at < to) {
    const nameBytes = bytes[at++] ?? 0;
    take('driver', nameBytes);
    take('cardCode', 20);
    const agencyBytes = bytes[at++] ?? 0;
    take('cardAgency', agencyBytes);
    if (at + 4 <= to) put(raw, 'cardValidity', hexOf(bytes, at, 4));
  }
  const report = stateReport(envelope, {
    occurredAt: clockAt(bytes, from + 1, { order: 'yyMMdd', utcOffsetMinutes }),
    battery: null,
    raw,
  });
  return reportsMessage(envelope, [report]);
}

function timeRequest(envelope: Envelope, answer: 'time' | 'timeOfField'): Message {
  const { wireId } = envelope;
  const ack = ackToken(answer, envelope);
  return { kind: 'request', wireId, secrets: [], ack, request: 'time' };
}

/** A message without a table is kept, and the device is told so: it need not send it again. */
function unknown(envelope: Envelope, text: string): Message {
  const { wireId, head } = envelope;
  const isOurs = (head.messageId & FROM_PLATFORM) !== 0;
  const ack = isOurs || ID_ANSWERS.includes(head.messageId) ? null : ackToken('general', envelope);
  return { kind: 'unknown', wireId, secrets: [], ack, text };
}

/** Answers to questions of ours, which the standard does not acknowledge in turn. */
const ID_ANSWERS: readonly number[] = [0x0104, 0x0107, 0x0302, 0x0500, 0x0700, 0x0802, 0x0805];

function textOf({ head, bytes, from, to }: Envelope): string {
  const body = bytes.subarray(from, to);
  const said = body.length > 0 && isText(body) ? readable(body) : hexOf(bytes, from, to - from);
  return said === '' ? nameOf(head.messageId) : `${nameOf(head.messageId)} ${said}`;
}

/** A message id as it is written: `0900`. */
function nameOf(messageId: number): string {
  return messageId.toString(16).padStart(4, '0');
}

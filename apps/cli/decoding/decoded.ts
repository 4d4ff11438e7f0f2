import {
  type Framed,
  type Instant,
  isoOf,
  type Malformed,
  type Message,
  type Profile,
  type Report,
} from '@lakiri/kit';
import { DIALECTS, type Spoken } from './dialects.ts';

/** What the bytes of one capture say, ready for JSON. */
export type Decoded = {
  readonly id: unknown;
  /** Whole frames, in hex, as the device meant them. */
  readonly frames: readonly string[];
  readonly reports: readonly object[];
  readonly events: readonly object[];
  readonly messages: readonly object[];
  /** The first thing that made no sense; its offset is counted from the first byte given. */
  readonly malformed: Malformed | null;
};

/** Bytes of a device, in the name of a dialect and, where it is known, of its model. */
export type Heard = {
  readonly id: unknown;
  readonly protocol: string;
  readonly bytes: Uint8Array;
  readonly model?: string | undefined;
};

/** What was heard says. Total: an unknown name of a dialect is malformed too. */
export function decodedOf(heard: Heard, now: Instant): Decoded {
  const spoken = DIALECTS.get(heard.protocol);
  return spoken === undefined
    ? undecoded(heard.id, 'unknown-protocol')
    : decodeAll(heard, spoken, now);
}

/** The answer for what cannot even be tried. */
export function undecoded(id: unknown, code: string, offset = 0): Decoded {
  return { id, frames: [], reports: [], events: [], messages: [], malformed: { offset, code } };
}

function decodeAll({ id, bytes, model }: Heard, spoken: Spoken, now: Instant): Decoded {
  const profile = spoken.profileFor?.(model);
  const frames: string[] = [];
  const messages: Message[] = [];
  let malformed: Malformed | null = null;
  let at = 0;
  for (const found of framedBy(spoken, bytes)) {
    const message =
      found.kind === 'frame' ? spoken.dialect.decode(found.bytes, profile) : undefined;
    const wrong = message === undefined ? found : message;
    if ('malformed' in wrong)
      malformed ??= { offset: at + wrong.malformed.offset, code: wrong.malformed.code };
    if (message !== undefined) {
      frames.push(hexOf(spoken.shown(found.bytes)));
      messages.push(shownFor(message, found.bytes, { spoken, profile }));
    }
    at += found.bytes.length;
  }
  const reports = messages.flatMap((message) =>
    message.kind === 'reports' ? message.reports : [],
  );
  return {
    id,
    frames,
    reports: reports.map(reportShown),
    events: reports.flatMap(eventShown),
    messages: messages.map((message) => messageShown(message, spoken, now)),
    malformed,
  };
}

function framedBy({ dialect, isUnescaped }: Spoken, bytes: Uint8Array): readonly Framed[] {
  if (isUnescaped?.(bytes)) return [{ kind: 'frame', bytes }];
  const framer = dialect.framer();
  return [...framer.push(bytes), ...framer.end()];
}

/** A frame with a wrong checksum is said to be malformed; what it would say is shown all the same. */
function shownFor(
  message: Message,
  frame: Uint8Array,
  { spoken, profile }: { spoken: Spoken; profile: Profile | undefined },
): Message {
  if (message.kind !== 'malformed' || spoken.leniently === undefined) return message;
  const { code } = message.malformed;
  if (code !== 'wrong-checksum' && code !== 'length-mismatch') return message;
  return { ...spoken.dialect.decode(frame, spoken.leniently(profile)), ack: null };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** The report with its bits beside its other fields; its bytes are in the frame. */
function reportShown({ bits, event, raw, record: _, ...report }: Report): object {
  return { ...report, occurredAt: timeShown(report.occurredAt), ...bits, event, raw };
}

function timeShown(at: Instant | null): string | null {
  return at === null ? null : isoOf(at);
}

function eventShown({ event, occurredAt, lat, lon, fix, raw }: Report): object[] {
  if (event === null) return [];
  const { type, ...how } = event;
  return [{ type, occurredAt: timeShown(occurredAt), lat, lon, fix, ...how, raw }];
}

/** What is not in a report: who speaks, what is asked or answered, and what we would say to it. */
function messageShown(message: Message, { dialect }: Spoken, now: Instant): object {
  const asks = message.kind === 'login' || message.kind === 'request';
  const answer = dialect.acknowledge(message, asks ? 'known' : 'stored', now);
  const shown = {
    kind: message.kind,
    wireId: message.wireId,
    ...ownFields(message),
    secrets: message.secrets,
  };
  return { ...shown, answer: answer === undefined ? null : answerShown(answer) };
}

function ownFields(message: Message): object {
  switch (message.kind) {
    case 'request':
      return { request: message.request };
    case 'reply':
      return { command: message.command, params: paramsShown(message.params) };
    case 'unknown':
      return { text: message.text };
    case 'malformed':
      return { malformed: message.malformed };
    case 'reports':
      return { reports: message.reports.length };
    case 'login':
      return { token: message.ack }; // what the device said of itself, where the dialect keeps it
    case 'heartbeat':
      return {};
  }
}

/** Parameters without names are a list. */
function paramsShown(params: Readonly<Record<string, unknown>>): object {
  const numbered = Object.keys(params).every((key, at) => key === String(at + 1));
  return numbered ? Object.values(params) : params;
}

/** Texts as text, binary answers in hex. */
function answerShown(answer: Uint8Array): string {
  const isText = answer.every((byte) => byte >= 0x20 && byte < 0x7f);
  return isText ? Buffer.from(answer).toString('latin1') : hexOf(answer);
}

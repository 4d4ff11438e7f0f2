import { type Instant, isoOf, type Malformed, type Message, type Report } from '@lakiri/kit';
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

/** Bytes of a device in a dialect's name. Total: an unknown name is malformed too. */
export function decodedOf(id: unknown, protocol: string, bytes: Uint8Array, now: Instant): Decoded {
  const spoken = DIALECTS.get(protocol);
  return spoken === undefined
    ? undecoded(id, 'unknown-protocol')
    : decodeAll(id, spoken, bytes, now);
}

/** The answer for what cannot even be tried. */
export function undecoded(id: unknown, code: string, offset = 0): Decoded {
  return { id, frames: [], reports: [], events: [], messages: [], malformed: { offset, code } };
}

function decodeAll(id: unknown, spoken: Spoken, bytes: Uint8Array, now: Instant): Decoded {
  const { dialect, shown } = spoken;
  const framer = dialect.framer();
  const frames: string[] = [];
  const messages: Message[] = [];
  let malformed: Malformed | null = null;
  let at = 0;
  for (const found of [...framer.push(bytes), ...framer.end()]) {
    const message = found.kind === 'frame' ? dialect.decode(found.bytes) : undefined;
    const wrong = message === undefined ? found : message;
    if ('malformed' in wrong)
      malformed ??= { offset: at + wrong.malformed.offset, code: wrong.malformed.code };
    if (message !== undefined) {
      frames.push(hexOf(shown(found.bytes)));
      messages.push(message);
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

// One kept frame as its dialect reads it, field by field, and the bytes that decide each field.
import { isoOf, type Malformed, type Message, type Profile, type RawValue } from '@lakiri/kit';
import type { Spoken } from './spoken.ts';

type FrameField = {
  /** Which of the frame's readings it belongs to; null: to the frame itself. */
  readonly reading: number | null;
  /** The common word for it, or the maker's own name. */
  readonly name: string;
  readonly value: RawValue;
  /** Named as the maker's manual names it. */
  readonly own: boolean;
  /** Half-open spans of the frame, in order: to change a byte in them changes the value. */
  readonly spans: readonly (readonly [from: number, to: number])[];
};

export type FrameRead = {
  readonly kind: Message['kind'];
  readonly malformed: Malformed | null;
  readonly fields: readonly FrameField[];
  /** False where the frame is too long to be tried byte by byte. */
  readonly located: boolean;
};

/** A byte that is tried costs a decoding of the whole frame; so many take a few hundredths of a second. */
const TRIES_MAX = 8_192;
/** A changed byte that changes more than so many fields is not a value but the shape of the frame. */
const CHANGED_MAX = 6;
const BITS = 8;

/**
 * What a frame says. Its bytes are found by trying: a byte belongs to a field when the dialect, given
 * another byte there, reads another value. So no second description of the format can disagree with the first.
 */
export function readFrame(frame: Uint8Array, spoken: Spoken, profile?: Profile): FrameRead {
  const decode = decoderOf(spoken, profile);
  const message = decode(frame);
  const fields = fieldsOf(message);
  const readings = message.kind === 'reports' ? message.reports.length : 1;
  const tries = Math.min(BITS, Math.floor(TRIES_MAX / Math.max(1, frame.length * readings)));
  const located = tries > 0 && message.kind !== 'malformed';
  const spans = located ? spansIn(frame, { decode, message, fields, tries }) : new Map();
  return {
    kind: message.kind,
    malformed: message.kind === 'malformed' ? message.malformed : null,
    located,
    fields: [...fields].map(([key, field]) => ({ ...field, spans: spans.get(key) ?? [] })),
  };
}

/** What a kept frame says, whatever its checksum does. */
export function messageIn(frame: Uint8Array, spoken: Spoken): Message {
  return decoderOf(spoken, undefined)(frame);
}

type Decode = (frame: Uint8Array) => Message;

/** Strictly first; what only a sum refuses is read without it, and a datagram is read as one. */
function decoderOf({ dialect, leniently, resummed }: Spoken, profile: Profile | undefined): Decode {
  const lenient = leniently === undefined ? profile : leniently(profile);
  return (frame) => {
    const message = dialect.decode(resummed === undefined ? frame : resummed(frame), lenient);
    if (message.kind !== 'malformed' || dialect.datagrams === undefined) return message;
    const whole = dialect.datagrams.decode(frame, lenient);
    return whole.kind === 'malformed' ? message : whole;
  };
}

type Found = Omit<FrameField, 'spans'>;

/** The fields that say something, by a name that is theirs alone in the frame. */
function fieldsOf(message: Message): ReadonlyMap<string, Found> {
  const fields = new Map<string, Found>();
  const put = (found: Found): void => {
    if (found.value !== null) fields.set(`${found.reading} ${found.own} ${found.name}`, found);
  };
  const all = (
    of: Readonly<Record<string, RawValue>>,
    where: Pick<Found, 'reading' | 'own'>,
  ): void => {
    for (const [name, value] of Object.entries(of)) put({ ...where, name, value });
  };
  const outer = { reading: null, own: false };
  all({ wireId: message.wireId, ...ownOf(message) }, outer);
  if (message.kind === 'reply') all(message.params, { reading: null, own: true });
  if (message.kind !== 'reports') return fields;
  message.reports.forEach((report, reading) => {
    const { occurredAt, bits, event, raw, record: _, part = null, ...rest } = report;
    const { signal = null, cell = null, ...plain } = rest;
    const at = occurredAt === null ? null : isoOf(occurredAt);
    all({ part, occurredAt: at, ...plain, signal, cell }, { reading, own: false });
    all({ ...bits }, { reading, own: false });
    if (event !== null)
      all({ event: event.type, credential: event.credential }, { reading, own: false });
    all(raw, { reading, own: true });
  });
  return fields;
}

function ownOf(message: Message): Readonly<Record<string, RawValue>> {
  if (message.kind === 'request') return { request: message.request };
  if (message.kind === 'reply') return { command: message.command };
  return message.kind === 'unknown' ? { text: message.text } : {};
}

type Tried = {
  readonly decode: Decode;
  readonly message: Message;
  readonly fields: ReadonlyMap<string, Found>;
  readonly tries: number;
};

function spansIn(
  frame: Uint8Array,
  { decode, message, fields, tries }: Tried,
): ReadonlyMap<string, FrameField['spans']> {
  const isText = frame.every(isPrinted);
  const copy = Uint8Array.from(frame);
  const spans = new Map<string, [number, number][]>();
  for (const [at, byte] of frame.entries()) {
    const changes: Change[] = [];
    for (const other of isText ? charsBeside(byte) : bitsBeside(byte, tries)) {
      copy[at] = other;
      const changed = decode(copy);
      if (isAlike(message, changed)) changes.push(changeIn(fields, fieldsOf(changed)));
    }
    copy[at] = byte;
    for (const key of decidedBy(changes)) mark(spans, key, at);
  }
  return spans;
}

/** Of the same kind and with as many readings; otherwise it was the shape that was changed. */
function isAlike(one: Message, other: Message): boolean {
  if (one.kind !== other.kind) return false;
  return (
    one.kind !== 'reports' ||
    other.kind !== 'reports' ||
    one.reports.length === other.reports.length
  );
}

/** What another byte did: fields that say something else now, and fields that are no longer there. */
type Change = { readonly other: readonly string[]; readonly gone: readonly string[] };

function changeIn(fields: ReadonlyMap<string, Found>, now: ReadonlyMap<string, Found>): Change {
  const keys = [...fields].flatMap(([key, { value }]) =>
    now.get(key)?.value === value ? [] : [key],
  );
  if (keys.length > CHANGED_MAX) return { other: [], gone: [] };
  return {
    other: keys.filter((key) => now.has(key)),
    gone: keys.filter((key) => !now.has(key)),
  };
}

/**
 * The fields that a byte decides: those that say something else. Only where other bytes always make a field go is
 * its shape changed: then it is of the field that changes each time (the kind of an event), else of those that
 * went (the id before a value), and what else has changed is chance.
 */
function decidedBy(changes: readonly Change[]): ReadonlySet<string> {
  const plain = changes.filter(({ gone }) => gone.length === 0).flatMap(({ other }) => other);
  if (plain.length > 0) return new Set(plain);
  const shaping = changes.filter(({ gone }) => gone.length > 0);
  const [first = [], ...rest] = shaping.map(({ other }) => other);
  const always = first.filter((key) => rest.every((other) => other.includes(key)));
  return new Set(always.length > 0 ? always : shaping.flatMap(({ gone }) => gone));
}

function mark(spans: Map<string, [number, number][]>, key: string, at: number): void {
  const known = spans.get(key) ?? [];
  const last = known.at(-1);
  if (last !== undefined && at <= last[1]) last[1] = Math.max(last[1], at + 1);
  else known.push([at, at + 1]);
  spans.set(key, known);
}

const isPrinted = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || byte === 0x0d || byte === 0x0a;

/** The byte with one of its bits turned, at most so many of them: each bit of a status word is a field. */
function bitsBeside(byte: number, tries: number): readonly number[] {
  return Array.from({ length: tries }, (_, bit) => byte ^ (1 << bit));
}

/** Characters of the same kind: a digit for a digit. What parts the fields is left alone. */
function charsBeside(byte: number): readonly number[] {
  const char = String.fromCharCode(byte);
  const alike = ['0123456789', 'ABCDEFNSEWVPLR', 'abcdef'].find((chars) => chars.includes(char));
  if (alike !== undefined)
    return [...alike].filter((it) => it !== char).map((it) => it.charCodeAt(0));
  return /[A-Za-z]/.test(char) ? [byte ^ 0x01, byte ^ 0x02] : [];
}

import { type Instant, instantOfUtc } from '@lakiri/kit';
import { hexOf, isText, latinOf, u16At, u32At } from './bytes.ts';
import { clockAt } from './clock.ts';
import { type Envelope, openFrame } from './envelope.ts';
import { ACK_SHORT } from './head.ts';
import { ID } from './messages.ts';

export type ParameterSaid = { readonly id: number; readonly value: Uint8Array };

/** What a device hears: an acknowledgement, an answer, or a command. `wireId` is to whom. */
export type Answer = { readonly wireId: string; readonly serial: number } & (
  | {
      readonly kind: 'reply';
      readonly to: { readonly messageId: number; readonly serial: number };
      readonly result: number;
    }
  | { readonly kind: 'shortReply'; readonly messageId: number; readonly result: number }
  | {
      readonly kind: 'registered';
      readonly to: { readonly serial: number };
      readonly result: number;
      readonly token: string;
    }
  | { readonly kind: 'time'; readonly at: Instant }
  | { readonly kind: 'parameters'; readonly parameters: readonly ParameterSaid[] }
  | { readonly kind: 'control'; readonly word: number; readonly params: readonly string[] }
  | { readonly kind: 'text'; readonly flags: number; readonly text: string }
  | { readonly kind: 'vehicleControl'; readonly isLocked: boolean }
  | { readonly kind: 'transparent'; readonly type: number; readonly value: Uint8Array }
);

/** Reads what a platform sends as the device does; total: `undefined` for what is none of it. */
export function decodeAnswer(frame: Uint8Array): Answer | undefined {
  if (frame[0] === 0x28) return bracketTime(frame);
  const envelope = openFrame(frame, false);
  if ('code' in envelope) return undefined;
  const said = saidOf(envelope);
  if (said === undefined) return undefined;
  return { wireId: envelope.wireId, serial: envelope.head.serial, ...said };
}

type Said = Answer extends infer One
  ? One extends Answer
    ? Omit<One, 'wireId' | 'serial'>
    : never
  : never;

function saidOf({ head, bytes, from, to }: Envelope): Said | undefined {
  const size = to - from;
  switch (head.messageId) {
    case ID.platformReply:
      return size === 5
        ? {
            kind: 'reply',
            to: { serial: u16At(bytes, from), messageId: u16At(bytes, from + 2) },
            result: bytes[from + 4] ?? 0,
          }
        : undefined;
    case ACK_SHORT:
      return size === 3
        ? { kind: 'shortReply', messageId: u16At(bytes, from), result: bytes[from + 2] ?? 0 }
        : undefined;
    case ID.registered:
      return size >= 3
        ? {
            kind: 'registered',
            to: { serial: u16At(bytes, from) },
            result: bytes[from + 2] ?? 0,
            token: latinOf(bytes.subarray(from + 3, to)),
          }
        : undefined;
    case ID.time:
      return size === 6 ? standardTime(bytes, from) : undefined;
    case ID.timeOfField:
      return size === 7 ? fieldTime(bytes, from) : undefined;
    default:
      return commandOf({ head, bytes, from, to });
  }
}

function standardTime(bytes: Uint8Array, from: number): Said | undefined {
  const at = clockAt(bytes, from, { order: 'yyMMdd', utcOffsetMinutes: 0 });
  return at === null ? undefined : { kind: 'time', at };
}

function fieldTime(bytes: Uint8Array, from: number): Said | undefined {
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = bytes.subarray(from + 2);
  const at = instantOfUtc({ year: u16At(bytes, from), month, day, hour, minute, second });
  return at === undefined ? undefined : { kind: 'time', at };
}

function commandOf({
  head,
  bytes,
  from,
  to,
}: Pick<Envelope, 'head' | 'bytes' | 'from' | 'to'>): Said | undefined {
  if (to === from) return undefined;
  const first = bytes[from] ?? 0;
  const rest = bytes.subarray(from + 1, to);
  switch (head.messageId) {
    case ID.parameters:
      return parametersOf(first, rest);
    case ID.control: {
      const text = latinOf(rest);
      return { kind: 'control', word: first, params: text === '' ? [] : text.split(';') };
    }
    case ID.text:
      return {
        kind: 'text',
        flags: first,
        text: isText(rest) ? latinOf(rest) : hexOf(rest, 0, rest.length),
      };
    case ID.vehicleControl:
      return rest.length === 0
        ? { kind: 'vehicleControl', isLocked: (first & 1) === 1 }
        : undefined;
    case ID.platformTransparent:
      return { kind: 'transparent', type: first, value: rest };
    default:
      return undefined;
  }
}

function parametersOf(count: number, bytes: Uint8Array): Said | undefined {
  const parameters: ParameterSaid[] = [];
  let at = 0;
  while (at + 5 <= bytes.length) {
    const size = bytes[at + 4] ?? 0;
    if (at + 5 + size > bytes.length) return undefined;
    parameters.push({ id: u32At(bytes, at), value: bytes.subarray(at + 5, at + 5 + size) });
    at += 5 + size;
  }
  const isWhole = at === bytes.length && parameters.length === count;
  return isWhole ? { kind: 'parameters', parameters } : undefined;
}

const BRACKET_TIME = /^\((\d{1,20}),1,(\d{1,5}),BASE,2,(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\)$/;

function bracketTime(frame: Uint8Array): Answer | undefined {
  const found = BRACKET_TIME.exec(latinOf(frame));
  if (found === null) return undefined;
  const [, wireId = '', serial, ...clock] = found;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = clock.map(Number);
  const at = instantOfUtc({ year, month, day, hour, minute, second });
  return at === undefined ? undefined : { wireId, serial: Number(serial), kind: 'time', at };
}

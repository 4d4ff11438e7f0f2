import { type AckToken, type Message, type RawValue, textOf } from '@lakiri/kit';
import { type Field, fieldsOf, isDeviceId } from './fields.ts';
import { decodeLockEvent } from './lock-event.ts';
import { malformedMessage } from './malformed.ts';
import { redacted, secretFields } from './secrets.ts';
import { decodeSubLock } from './sub-lock.ts';

/** JT600 texts have no table here, but they are stored, and the device is told so (§3.1). */
const UNKNOWN_ANSWERS: Readonly<Record<string, AckToken>> = {
  U01: { answer: 'S39' },
  U02: { answer: 'S39' },
  U03: { answer: 'S39' },
  U06: { answer: 'S20' },
};

/** Commands whose first parameter says which of several they are. */
const WITH_SUBCOMMAND = ['P52', 'P98'];

/** WLNET,1: which parts are bound; all others are of one part at most, named last. */
const BINDING = '1';
const PART_ID = /^[0-9A-Fa-f]{10}$/;

const OPEN = 0x28;
const CLOSE = 0x29;

/** §3.1 "Text": what a device says in brackets. */
export function decodeText(frame: Uint8Array): Message {
  if (frame[0] !== OPEN || frame[frame.length - 1] !== CLOSE)
    return malformedMessage({ code: 'unterminated', offset: frame.length });
  const fields = fieldsOf(frame);
  const command = fields[1]?.text ?? '';
  if (!isDeviceId(fields[0]?.text)) return unknown(frame, fields, null);
  if (command === '@JT') return heartbeat(fields);
  if (command === 'P45') return decodeLockEvent(frame, fields);
  if (fields[3]?.text === 'WLNET') return wireless(frame, fields);
  if (/^P\d\d$/.test(command)) return requestOf(command, fields) ?? reply(fields);
  return unknown(frame, fields, UNKNOWN_ANSWERS[command] ?? null);
}

function heartbeat(fields: readonly Field[]): Message {
  return { kind: 'heartbeat', wireId: fields[0]?.text ?? null, secrets: [], ack: null };
}

/** `P22,2` and `P52,2,<password>` ask; every other P word answers. */
function requestOf(command: string, fields: readonly Field[]): Message | undefined {
  if (fields[2]?.text !== '2') return undefined;
  if (command === 'P22' && fields.length === 3) return timeRequest(fields[0]?.text ?? null);
  if (command === 'P52' && fields.length === 4) return passwordRequest(fields);
  return undefined;
}

function spansOf(fields: readonly Field[]): { from: number; to: number }[] {
  return secretFields(fields).map(({ from, to }) => ({ from, to }));
}

/** Not addressed by an id (what a server sends is not), or a word without a table. */
function unknown(frame: Uint8Array, fields: readonly Field[], ack: AckToken | null): Message {
  const secrets = spansOf(fields);
  const wireId = isDeviceId(fields[0]?.text) ? (fields[0]?.text ?? null) : null;
  return { kind: 'unknown', wireId, secrets, ack, text: redacted(textOf(frame), secrets) };
}

function timeRequest(wireId: string | null): Message {
  return { kind: 'request', wireId, secrets: [], ack: { answer: 'P22' }, request: 'time' };
}

/** The device made a password and asks that it be confirmed, each minute until it is. */
function passwordRequest(fields: readonly Field[]): Message {
  const password = fields[3]?.text ?? '';
  return {
    kind: 'request',
    wireId: fields[0]?.text ?? null,
    secrets: spansOf(fields),
    ack: { answer: 'P52', password },
    request: 'password',
  };
}

/** The answer to a command. P43 and P52,3 say whether the lock opened; the others are as sent. */
function reply(fields: readonly Field[]): Message {
  const [id, word, ...params] = fields;
  const hasSub = WITH_SUBCOMMAND.includes(word?.text ?? '') && params.length > 1;
  const command = hasSub ? `${word?.text},${params[0]?.text}` : (word?.text ?? '');
  const values = hasSub ? params.slice(1) : params;
  const secrets = secretFields(fields);
  const opened = ['P43', 'P52,3'].includes(command) && secrets.length === 0;
  return {
    kind: 'reply',
    wireId: id?.text ?? null,
    secrets: spansOf(fields),
    ack: null,
    command,
    params: opened
      ? unlockParams(values)
      : { ...numbered(values, secrets), ...named(command, values) },
  };
}

function unlockParams(values: readonly Field[]): Record<string, RawValue> {
  const count = values[1]?.text ?? '';
  return {
    ok: values[0]?.text === '1',
    wrongCount: /^\d{1,5}$/.test(count) ? Number(count) : null,
  };
}

/** What a reply says besides, where its meaning is known. */
const NAMES: Readonly<Record<string, readonly (string | null)[]>> = {
  'P98,10': [null, 'storedRecords'],
  P04: [null, 'awakeS', 'asleepMin'],
  P54: [null, 'tracking'],
  P59: [null, 'sms', 'gprs', 'rfid', 'serialPort', 'bluetooth'],
};

/** Read only where the reply is as long as its table, so that a bare "done" is not taken for a value. */
function named(command: string, values: readonly Field[]): Record<string, RawValue> {
  const names = Object.hasOwn(NAMES, command) ? (NAMES[command] ?? []) : [];
  if (values.length < names.length) return {};
  const said = names.flatMap((name, at): [string, RawValue][] => {
    const text = values[at]?.text ?? '';
    return name === null || !/^\d{1,9}$/.test(text) ? [] : [[name, Number(text)]];
  });
  return Object.fromEntries(said);
}

/** Parameters by their place, from 1; a password is left out, the frame has it. */
function numbered(values: readonly Field[], secrets: readonly Field[]): Record<string, RawValue> {
  return Object.fromEntries(
    values.map((field, at) => [String(at + 1), secrets.includes(field) ? null : field.text]),
  );
}

/** `(ID,1,<serial>,WLNET,<word>,…)`: 5 is a reading, all others echo a command and prove nothing. */
function wireless(frame: Uint8Array, fields: readonly Field[]): Message {
  const [id, , serial, , word, ...params] = fields;
  if (word?.text === '5') return decodeSubLock(frame, fields);
  const last = params.at(-1)?.text ?? '';
  const peripheral = word?.text !== BINDING && PART_ID.test(last) ? last : null;
  const values = peripheral === null ? params : params.slice(0, -1);
  const parts = params.map(({ text }) => text).filter((text) => PART_ID.test(text));
  const bound = word?.text === BINDING && parts.length > 0 ? { parts: parts.join(' ') } : {};
  return {
    kind: 'reply',
    wireId: id?.text ?? null,
    secrets: [],
    ack: null,
    command: `WLNET,${word?.text ?? ''}`,
    params: { serial: serial?.text ?? null, ...numbered(values, []), peripheral, ...bound },
  };
}

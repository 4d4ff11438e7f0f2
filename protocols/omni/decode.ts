import {
  type AckToken,
  type Malformed,
  type Message,
  type Profile,
  type RawValue,
  textOf,
} from '@lakiri/kit';
import { readAlarm, readCard, readLocked, readUnlocked } from './lock-event.ts';
import { readPosition } from './position.ts';
import { type OmniProfile, ours } from './profile.ts';
import { type Read, type Reading, reportOf } from './report.ts';
import { redacted, secretFields, spansOf } from './secrets.ts';
import { readState } from './state.ts';
import { FORMS, type OmniText, readText } from './text.ts';

/** Words whose content is a reading. Any other answers a command, or has no table. */
const READERS: Readonly<Record<string, (reading: Reading) => Read>> = {
  D0: readPosition,
  L0: readUnlocked,
  L1: readLocked,
  W0: readAlarm,
  C0: readCard,
};

/** §3.6: what a lock wants acknowledged. */
const ACKNOWLEDGED = ['L0', 'L1', 'D0', 'W0'];

/** The parameters of answers, by word; those of other words are numbered from 1. */
const REPLY_NAMES: Readonly<Record<string, readonly string[]>> = {
  R0: ['operation', 'key', 'user', 'operationAt'],
  D1: ['intervalS'],
  I0: ['iccid'],
  M0: ['mac'],
  K0: ['key'],
};

/** Reads one text of a lock, or any bytes whatever; never throws. */
export function decode(frame: Uint8Array, profile?: Profile): Message {
  const text = readText(frame);
  if ('code' in text) return malformed(text);
  const secrets = spansOf(secretFields(text));
  if (text.from === 'server')
    return {
      kind: 'unknown',
      wireId: null,
      secrets,
      ack: null,
      text: redacted(textOf(frame), secrets),
    };
  const reading = { text, frame, profile: ours(profile) };
  const read = readWith(reading);
  if (read === undefined) return reply(text);
  if ('code' in read) return malformed(read);
  return {
    kind: 'reports',
    wireId: text.imei,
    secrets,
    ack: ackOf(text, reading.profile),
    reports: [reportOf(reading, read.said)],
  };
}

function malformed({ code, offset }: Malformed): Message {
  return { kind: 'malformed', wireId: null, secrets: [], ack: null, malformed: { code, offset } };
}

function readWith(reading: Reading): Read | undefined {
  const { word } = reading.text;
  const reader = Object.hasOwn(READERS, word) ? READERS[word] : undefined;
  return reader === undefined ? readState(reading) : reader(reading);
}

function ackOf({ word, form, maker, imei }: OmniText, { answer }: OmniProfile): AckToken | null {
  if (!ACKNOWLEDGED.includes(word)) return null;
  return { head: FORMS[form].server, maker, imei, word, answer };
}

function reply(text: OmniText): Message {
  const { word, params } = text;
  const names = Object.hasOwn(REPLY_NAMES, word) ? (REPLY_NAMES[word] ?? []) : [];
  const secrets = secretFields(text);
  const values = params.map((field, at): [string, RawValue] => [
    names[at] ?? String(at + 1),
    secrets.includes(field) ? null : valueSaid(names[at], field.text),
  ]);
  return {
    kind: 'reply',
    wireId: text.imei,
    secrets: spansOf(secrets),
    ack: null,
    command: word,
    params: Object.fromEntries(values),
  };
}

/** Counts are numbers; a user and a card number stay text, for their zeros. */
function valueSaid(name: string | undefined, text: string): RawValue {
  const isCount = name === 'operation' || name === 'operationAt' || name === 'intervalS';
  return isCount && /^\d{1,11}$/.test(text) ? Number(text) : text;
}

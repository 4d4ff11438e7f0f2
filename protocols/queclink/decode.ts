import { type Malformed, type Message, type Profile, type RawValue, textOf } from '@lakiri/kit';
import { isTime, rawOf } from './fields.ts';
import { ours } from './profile.ts';
import { type Heard, reportsOf } from './reading.ts';

const DOLLAR = 0x24;
const NUL = 0x00;

const HEAD = /^\+(RESP|BUFF|ACK):GT([A-Z]{3})$/;
const VERSION = /^[0-9A-Za-z]{6,10}$/;
const IMEI = /^\d{15}$/;
/** An IMEI, or the MEID of a CDMA device. */
const UNIQUE_ID = /^(\d{15}|[0-9A-Fa-f]{14})$/;
const COUNT = /^[0-9A-Fa-f]{4}$/;

/** Head, id, send time and count: less is no message. */
const FIELDS_MIN = 4;

/** Reads one message as the framer cuts it, or any bytes whatever; never throws. */
export function decode(frame: Uint8Array, profile?: Profile): Message {
  const plain = withoutTerminator(frame);
  const heard = hear(textOf(plain));
  if (!('code' in heard) && plain.length === frame.length && !isWhole(heard.fields))
    return malformed({ code: 'cut-off', offset: frame.length });
  if ('code' in heard) return malformed(heard);
  return heard.kind === 'ACK' ? acknowledgement(heard) : reports(heard, profile);
}

/** Parts a message into fields and checks those that every message has. */
function hear(text: string): Heard | Malformed {
  const fields = text.split(',');
  const head = HEAD.exec(fields[0] ?? '');
  if (head === null) return { code: 'no-message-head', offset: 0 };
  if (fields.length < FIELDS_MIN) return { code: 'cut-off', offset: text.length };
  const [, kind = '', type = ''] = head;
  const wrong = (code: string, at: number): Malformed => ({ code, offset: offsetOf(fields, at) });
  // GTTRI of the first GL530 firmware leaves its version out.
  const idAt = IMEI.test(fields[1] ?? '') ? 1 : 2;
  const version = idAt === 1 ? '' : (fields[1] ?? '');
  if (idAt === 2 && !VERSION.test(version)) return wrong('bad-version', 1);
  const id = fields[idAt] ?? '';
  if (!UNIQUE_ID.test(id)) return wrong('bad-id', idAt);
  const countAt = fields.length - 1;
  if (countAt < idAt + 2 || !COUNT.test(fields[countAt] ?? '')) return wrong('bad-count', countAt);
  return { kind, type, version, id, fields, idAt };
}

function withoutTerminator(frame: Uint8Array): Uint8Array {
  const last = frame[frame.length - 1];
  return last === DOLLAR || last === NUL ? frame.subarray(0, -1) : frame;
}

/**
 * A message taken behind another framer has lost its end. It is whole when its last fields are a time and
 * a count, and not those of a place whose cell follows: latitude, time, country.
 */
function isWhole(fields: readonly string[]): boolean {
  const [beforeTime = '', time] = fields.slice(-3);
  return isTime(time) && !/^-?\d{1,2}\.\d+$/.test(beforeTime);
}

function offsetOf(fields: readonly string[], at: number): number {
  return fields.slice(0, at).reduce((sum, field) => sum + field.length + 1, 0);
}

function malformed(fault: Malformed): Message {
  return { kind: 'malformed', wireId: null, secrets: [], ack: null, malformed: fault };
}

function reports(heard: Heard, profile: Profile | undefined): Message {
  return {
    kind: 'reports',
    wireId: heard.id,
    secrets: [],
    ack: { count: heard.fields.at(-1) ?? '' },
    reports: reportsOf(heard, ours(profile)),
  };
}

/** `+ACK:GTHBD` keeps the connection; every other one answers a command by its serial number. */
function acknowledgement(heard: Heard): Message {
  const { type, version, id, fields, idAt } = heard;
  const count = fields.at(-1) ?? '';
  const common = { wireId: id, secrets: [] } as const;
  if (type === 'HBD')
    return { ...common, kind: 'heartbeat', ack: { answer: 'GTHBD', version, count } };
  const params: Record<string, RawValue> = { version, name: fields[idAt + 1] ?? null };
  const said = fields.slice(idAt + 2, -2);
  const serial = said.at(-1);
  if (serial !== undefined) params['serial'] = serial;
  said.slice(0, -1).forEach((text, at) => {
    params[String(at + 1)] = rawOf(text);
  });
  params['sendTime'] = fields.at(-2) ?? null;
  return { ...common, kind: 'reply', ack: null, command: `GT${type}`, params };
}

import { bytesOf, type Malformed, type Message, type Profile, textOf } from '@lakiri/kit';
import { readBinary } from './binary.ts';
import { readExternal } from './external.ts';
import type { Named } from './fields.ts';
import { readAsset, readBeacon, readLegacy, readTravel } from './legacy.ts';
import { fieldsOf } from './parts.ts';
import { ours, type SuntechProfile } from './profile.ts';
import { reportOf } from './reading.ts';
import { shown } from './shown.ts';
import { readMapped, readUnmapped } from './universal.ts';

const BINARY_HEADERS: readonly number[] = [0x81, 0x82];

/** `ST300STT`, `SA200ALT`, `ST4610STT`. */
const LEGACY = /^(S[AT]\d{3,4})([A-Z]{3})$/;
const UNIVERSAL = /^[A-Z]{3}$/;
const MAP = /^[0-9A-Fa-f]{6,8}$/;
const ID = /^[0-9A-Za-z]{3,20}$/;

/** Reports that have a place; of others a table is missing. */
const LEGACY_REPORTS: readonly string[] = ['STT', 'ALT', 'EMG', 'EVT', 'UEX', 'HTE'];
/** Universal reports whose form is known. */
const UNIVERSAL_REPORTS: readonly string[] = ['STT', 'ALT', 'EMG', 'UEX', 'CRR', 'TRV'];
const UNMAPPED_REPORTS: readonly string[] = ['BLE', 'TRV', 'CRR'];

/** Reads one message as the framer cuts it, or any bytes whatever; never throws. */
export function decode(frame: Uint8Array, profile?: Profile): Message {
  const isBinary = BINARY_HEADERS.includes(frame[0] ?? 0);
  const message = isBinary ? decodeBinary(frame, ours(profile)) : decodeText(frame, ours(profile));
  if (message.kind !== 'malformed' || message.malformed.offset <= frame.length) return message;
  // A field that is missing would stand behind the end.
  return malformed({ ...message.malformed, offset: frame.length });
}

function decodeBinary(frame: Uint8Array, profile: SuntechProfile): Message {
  const read = readBinary(frame, profile);
  if ('fault' in read) return malformed(read.fault);
  const { wireId, report: said } = read;
  return { kind: 'reports', wireId, secrets: [], ack: null, reports: [said] };
}

function decodeText(frame: Uint8Array, profile: SuntechProfile): Message {
  const plain = shown(frame);
  const fields = fieldsOf(plain);
  const [head = ''] = fields;
  if (head === 'ST910') return decodeAsset(fields, profile);
  const legacy = LEGACY.exec(head);
  if (legacy !== null) return decodeLegacy(fields, { plain, profile, legacy });
  if (UNIVERSAL.test(head)) return decodeUniversal(fields, plain, profile);
  return malformed({ code: 'no-message-head', offset: 0 });
}

function decodeAsset(fields: readonly string[], profile: SuntechProfile): Message {
  const [family = '', type = '', id = ''] = fields;
  if (!ID.test(id)) return malformed({ code: 'bad-id', offset: offsetOf(fields, 2) });
  const said: Named = { message: type, family, id };
  if (readAsset(said, fields)) return report(said, profile);
  return type === 'Alv' ? heartbeat(id) : noPlace(fields, 3);
}

function decodeLegacy(
  fields: readonly string[],
  how: {
    readonly plain: Uint8Array;
    readonly profile: SuntechProfile;
    readonly legacy: RegExpExecArray;
  },
): Message {
  const [, family = '', type = ''] = how.legacy;
  if (type === 'CMD') return reply(fields, 2);
  const [, id = ''] = fields;
  if (!ID.test(id)) return malformed({ code: 'bad-id', offset: offsetOf(fields, 1) });
  if (type === 'ALV') return heartbeat(id);
  const said: Named = { message: type, family, id };
  const isBeacon = /^ST4[0-9]{2}$/.test(family) && readBeacon(said, fields);
  if (!isBeacon && !readLegacyOf(type)(said, fields))
    return LEGACY_REPORTS.includes(type) ? noPlace(fields, 2) : unknown(id, how.plain);
  readExternal(said);
  return report(said, how.profile);
}

function readLegacyOf(type: string): (said: Named, fields: readonly string[]) => boolean {
  return type === 'HTE' ? readTravel : (said, fields) => readLegacy(said, fields, type);
}

function decodeUniversal(
  fields: readonly string[],
  plain: Uint8Array,
  profile: SuntechProfile,
): Message {
  const [type = '', id = '', map = ''] = fields;
  if (type === 'CMD' || type === 'RES') return reply(fields, id === 'Res' ? 2 : 1);
  if (!ID.test(id)) return malformed({ code: 'bad-id', offset: offsetOf(fields, 1) });
  if (type === 'ALV') return heartbeat(id);
  const said: Named = { message: type, id };
  if (MAP.test(map) && UNIVERSAL_REPORTS.includes(type)) readMapped(said, fields);
  else if (UNMAPPED_REPORTS.includes(type)) readUnmapped(said, fields);
  else return unknown(id, plain);
  if (said['date'] === undefined || said['time'] === undefined) return noPlace(fields, 3);
  readExternal(said);
  return report(said, profile);
}

/**
 * A record is what was said but for number and flag of real time, which a message sent again has otherwise.
 */
function report(said: Named, profile: SuntechProfile): Message {
  const { id = '' } = said;
  const own = Object.entries(said).filter(([key]) => key !== 'msgNum' && key !== 'msgType');
  const record = bytesOf(own.map(([, text]) => text).join(';'));
  const reports = [reportOf(said, record, profile)];
  return { kind: 'reports', wireId: id, secrets: [], ack: null, reports };
}

function heartbeat(wireId: string): Message {
  return { kind: 'heartbeat', wireId, secrets: [], ack: null };
}

/** `ST300CMD;Res;<id>;<software>;<command>;…` and `RES;<id>;…`: what a command brought, in the device's words. */
function reply(fields: readonly string[], idAt: number): Message {
  const id = fields[idAt] ?? '';
  if (!ID.test(id)) return malformed({ code: 'bad-id', offset: offsetOf(fields, idAt) });
  const command = fields[idAt + 2] ?? '';
  const params = { result: fields.slice(idAt + 1).join(';') };
  return { kind: 'reply', wireId: id, secrets: [], ack: null, command, params };
}

function unknown(wireId: string, plain: Uint8Array): Message {
  return { kind: 'unknown', wireId, secrets: [], ack: null, text: textOf(plain) };
}

/** A report without its date or its place is cut off or of another form. */
function noPlace(fields: readonly string[], at: number): Message {
  return malformed({ code: 'no-place', offset: offsetOf(fields, at) });
}

function offsetOf(fields: readonly string[], at: number): number {
  return fields.slice(0, at).reduce((sum, field) => sum + field.length + 1, 0);
}

function malformed({ code, offset }: Malformed): Message {
  return { kind: 'malformed', wireId: null, secrets: [], ack: null, malformed: { code, offset } };
}

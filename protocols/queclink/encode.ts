import { bytesOf, type Instant, isoOf } from '@lakiri/kit';
import { FRAME_BYTES_MAX } from './framer.ts';

// Texts are allow-listed field by field: a comma, a dollar or a line end in one would make two fields or two
// frames of it. What a field cannot hold is a RangeError, because only our own code writes messages.

const FIELD = /^[A-Za-z0-9 ._:@/#*()=;?!&%'"[\]|~^<>{}+-]{0,1024}$/;
const HEAD_INSIDE = /\+(RESP|BUFF|ACK):GT/;
const TYPE = /^[A-Z]{3}$/;
const VERSION = /^[0-9A-Z]{6}([0-9A-Z]{4})?$/;
const UNIQUE_ID = /^(\d{15}|[0-9A-F]{14})$/;
/** `AT+GTQSS` 3.1: a password has 4 to 20 letters and digits, and "_" in later models. */
const PASSWORD = /^[A-Za-z0-9_]{4,20}$/;
const COUNT_MAX = 0xffff;
/** The longest command that a device reads (GV300 §3.1: 1,024 bytes). */
const COMMAND_BYTES_MAX = 1024;

/** Whom a message is of, and which it is of that device's. */
export type Sender = {
  readonly version: string;
  /** An IMEI, or a MEID in capitals. */
  readonly uniqueId: string;
  readonly name?: string;
  readonly sentAt: Instant;
  readonly count: number;
};

export type MessageInput = Sender & {
  /** Kept by the device while it could not send. */
  readonly isStored?: boolean;
  /** Three letters: `FRI`. */
  readonly type: string;
  /** What stands between the device's name and the send time. */
  readonly fields: readonly (string | number)[];
};

/** A place as it stands in a message. Degrees, km/h, metres; `null` where the device does not know. */
export type PlaceInput = {
  /** 0: no fix, and what follows is the last one. */
  readonly accuracy: number;
  readonly speedKmh: number | null;
  readonly courseDeg: number | null;
  readonly altitudeM: number | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly fixedAt: Instant | null;
  readonly mcc?: number;
  readonly mnc?: number;
  /** Hex. */
  readonly lac?: string;
  readonly cellId?: string;
};

export type AckInput = Sender & {
  readonly word: string;
  /** A sub-command, in the answers to some words. */
  readonly params?: readonly (string | number)[];
  readonly serial: number;
};

/** Device side: `+RESP:GT…` or `+BUFF:GT…`. */
export function encodeMessage(input: MessageInput): Uint8Array {
  if (!TYPE.test(input.type)) throw new RangeError(`no message type: ${input.type}`);
  const head = `+${input.isStored === true ? 'BUFF' : 'RESP'}:GT${input.type}`;
  return frame([head, ...sender(input), ...input.fields.map(String), ...tail(input)]);
}

/** Device side: `+ACK:GTHBD`, which keeps a connection open. */
export function encodeHeartbeat(input: Sender): Uint8Array {
  return frame(['+ACK:GTHBD', ...sender(input), ...tail(input)]);
}

/** Device side: a command was taken; `serial` is the command's. */
export function encodeAck(input: AckInput): Uint8Array {
  if (!TYPE.test(input.word)) throw new RangeError(`no command word: ${input.word}`);
  const said = [...(input.params ?? []).map(String), hex4(input.serial)];
  return frame([`+ACK:GT${input.word}`, ...sender(input), ...said, ...tail(input)]);
}

/** The fields of a place, for {@link encodeMessage}. */
export function placeFields(place: PlaceInput): readonly string[] {
  const { mcc, mnc, lac = '', cellId = '' } = place;
  const digits = (value: number | null, size: number): string => value?.toFixed(size) ?? '';
  return [
    String(place.accuracy),
    digits(place.speedKmh, 1),
    digits(place.courseDeg, 0),
    digits(place.altitudeM, 1),
    digits(place.lon, 6),
    digits(place.lat, 6),
    place.fixedAt === null ? '' : clockOf(place.fixedAt),
    ...[mcc, mnc].map((code) => code?.toString().padStart(4, '0') ?? ''),
    lac,
    cellId,
  ];
}

/** A command as the platform sends it. */
export type CommandInput = {
  /** Three letters: `RTO`. */
  readonly word: string;
  readonly password: string;
  readonly params: readonly (string | number)[];
  /** By which its answer is known. */
  readonly serial: number;
};

/** Server side: `AT+GTxxx=<password>,…,<serial>$`. */
export function encodeCommand({ word, password, params, serial }: CommandInput): Uint8Array {
  if (!TYPE.test(word)) throw new RangeError(`no command word: ${word}`);
  if (!PASSWORD.test(password)) throw new RangeError('no password of this dialect');
  const fields = [`AT+GT${word}=${password}`, ...params.map(String), hex4(serial)];
  return frame(fields, COMMAND_BYTES_MAX);
}

/** The sub-commands of `AT+GTRTO`, which asks for something at once (GL200 §3.2, GV300 §3.2). */
export const REAL_TIME = { position: '1', device: '2', reboot: '3', powerOff: '5' } as const;

/** Server side: asks at once for a position or the device's state, or restarts it. */
export function encodeRealTime(
  request: keyof typeof REAL_TIME,
  how: Pick<CommandInput, 'password' | 'serial'>,
): Uint8Array {
  const params = [REAL_TIME[request], '', '', '', '', ''];
  return encodeCommand({ ...how, word: 'RTO', params });
}

/** Server side: this message is stored. */
export function encodeSack(count: string): Uint8Array {
  return bytesOf(`+SACK:${count}$`);
}

/** Server side: the answer to a heartbeat. */
export function encodeHeartbeatSack(version: string, count: string): Uint8Array {
  return bytesOf(`+SACK:GTHBD,${version},${count}$`);
}

function sender({ version, uniqueId, name = '' }: Sender): readonly string[] {
  if (!VERSION.test(version)) throw new RangeError(`no protocol version: ${version}`);
  if (!UNIQUE_ID.test(uniqueId)) throw new RangeError(`no IMEI and no MEID: ${uniqueId}`);
  return [version, uniqueId, name];
}

function tail({ sentAt, count }: Sender): readonly string[] {
  return [clockOf(sentAt), hex4(count)];
}

function frame(fields: readonly string[], bytesMax = FRAME_BYTES_MAX): Uint8Array {
  for (const field of fields)
    if (!FIELD.test(field)) throw new RangeError('a character that would end its field');
  const text = `${fields.join(',')}$`;
  if (HEAD_INSIDE.test(text.slice(1))) throw new RangeError('a field that begins another message');
  if (text.length > bytesMax) throw new RangeError(`${text.length} bytes in one message`);
  return bytesOf(text);
}

function hex4(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > COUNT_MAX)
    throw new RangeError(`more than four digits count: ${value}`);
  return value.toString(16).toUpperCase().padStart(4, '0');
}

/** `YYYYMMDDHHMMSS`, UTC. */
function clockOf(at: Instant): string {
  const text = isoOf(at);
  if (!/^\d{4}-/.test(text)) throw new RangeError('a year of more than four digits');
  return text.slice(0, 19).replace(/\D/g, '');
}

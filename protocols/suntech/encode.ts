import { bytesOf, type Instant, isoOf } from '@lakiri/kit';
import { FRAME_BYTES_MAX } from './framer.ts';

// Texts are allow-listed field by field: a semicolon or a line end in one would make two fields or two frames of
// it. What a field cannot hold is a RangeError, because only our own code writes messages.

const FIELD = /^[A-Za-z0-9 ._:,@/#*()=?!&%'"[\]|~^<>{}+$-]{0,512}$/;
const ID = /^[0-9A-Za-z]{3,20}$/;
const BINARY_ID = /^\d{10}$/;
const FAMILY = /^S[AT]\d{3,4}$/;
const WORD = /^[A-Za-z][A-Za-z0-9]{0,19}$/;
const MSG_NUM_MAX = 9999;

/** A reading as a device fills it in. Degrees, km/h, metres, volts. */
export type ReadingInput = {
  readonly deviceId: string;
  readonly occurredAt: Instant;
  readonly lat: number;
  readonly lon: number;
  readonly speedKmh: number;
  readonly courseDeg: number;
  readonly satellites: number;
  readonly hasFix: boolean;
  readonly ignition: boolean;
  /** Kept by the device while it could not send. */
  readonly isStored: boolean;
};

export type LegacyInput = ReadingInput & {
  /** `ST300` and the like, with one field of cell. */
  readonly family: string;
  readonly distanceM: number;
  readonly powerVolts: number;
  readonly batteryVolts: number;
  readonly hourMeterMinutes: number;
  readonly report:
    | { readonly type: 'STT'; readonly mode: number; readonly msgNum: number }
    | { readonly type: 'ALT' | 'EMG' | 'EVT'; readonly code: number };
};

/** Device side: `ST300STT;…` and its kin, with hour meter, battery and flag of real time. */
export function encodeLegacy(input: LegacyInput): Uint8Array {
  if (!FAMILY.test(input.family)) throw new RangeError(`no family: ${input.family}`);
  const { report } = input;
  const told =
    report.type === 'STT' ? [whole(report.mode, 9), msgNum(report.msgNum)] : [code(report.code)];
  return line([
    `${input.family}${report.type}`,
    deviceId(input.deviceId),
    '01',
    '010',
    ...clock(input.occurredAt),
    '00000',
    ...place(input),
    whole(input.distanceM),
    input.powerVolts.toFixed(2),
    `${input.ignition ? 1 : 0}00000`,
    ...told,
    String(whole(input.hourMeterMinutes)).padStart(6, '0'),
    input.batteryVolts.toFixed(1),
    input.isStored ? 0 : 1,
  ]);
}

export type UniversalInput = ReadingInput & {
  readonly report:
    | {
        readonly type: 'STT';
        readonly mode: number;
        readonly reason: number;
        readonly msgNum: number;
      }
    | { readonly type: 'ALT'; readonly code: number; readonly data?: string };
};

const MAP = '3FFFFF';

/** Device side: `STT;…` or `ALT;…` with every field that has a bit up to 21. */
export function encodeUniversal(input: UniversalInput): Uint8Array {
  const { report } = input;
  const told =
    report.type === 'STT'
      ? [whole(report.mode, 9), whole(report.reason, 99), msgNum(report.msgNum)]
      : [code(report.code), '', report.data ?? ''];
  return line([
    report.type,
    deviceId(input.deviceId),
    MAP,
    '26',
    '1.0.0',
    input.isStored ? 0 : 1,
    ...clock(input.occurredAt),
    ...['0000004F', 639, 2, '0014', 20],
    ...place(input),
    `0000000${input.ignition ? 1 : 0}`,
    '00000000',
    ...told,
  ]);
}

/** Device side: the same in 81 or 82; data is hex. Throws RangeError unless the id has ten digits. */
export function encodeBinary(input: UniversalInput): Uint8Array {
  if (!BINARY_ID.test(input.deviceId)) throw new RangeError(`no id of ten digits`);
  const { report } = input;
  const [date = '', time = ''] = clock(input.occurredAt);
  if (!/^20\d{6}$/.test(date)) throw new RangeError('a year that two digits do not tell');
  const body = [
    input.deviceId,
    MAP,
    '1a010000',
    input.isStored ? '00' : '01',
    hexOf(Number(date.slice(2, 4)), 1),
    hexOf(Number(date.slice(4, 6)), 1),
    hexOf(Number(date.slice(6)), 1),
    ...time.split(':').map((part) => hexOf(Number(part), 1)),
    '0000004f027f00020014' + hexOf(20, 1),
    signed(input.lat, 90),
    signed(input.lon, 180),
    hexOf(Math.round(input.speedKmh * 100), 2),
    hexOf(Math.round(input.courseDeg * 100), 2),
    hexOf(input.satellites, 1),
    input.hasFix ? '01' : '00',
    input.ignition ? '01' : '00',
    '00',
    toldInHex(report),
  ].join('');
  const header = report.type === 'STT' ? '81' : '82';
  return fromHex(`${header}${hexOf(body.length / 2, 2)}${body}`);
}

function toldInHex(report: UniversalInput['report']): string {
  if (report.type === 'STT')
    return hexOf(report.mode, 1) + hexOf(report.reason, 1) + hexOf(report.msgNum, 2);
  const data = report.data ?? '';
  if (!/^([0-9a-f]{2}){0,32}$/.test(data)) throw new RangeError('no hex');
  return hexOf(report.code, 1) + hexOf(data.length / 2, 2) + data;
}

/** Device side: keeps a connection open. */
export function encodeAlive(family: string, id: string): Uint8Array {
  if (!FAMILY.test(family)) throw new RangeError(`no family: ${family}`);
  return line([`${family}ALV`, deviceId(id)]);
}

/** Device side: what a command brought. */
export function encodeReply(
  family: string,
  id: string,
  said: readonly (string | number)[],
): Uint8Array {
  if (!FAMILY.test(family)) throw new RangeError(`no family: ${family}`);
  return line([`${family}CMD`, 'Res', deviceId(id), ...said]);
}

export type CommandInput = {
  readonly family: string;
  readonly deviceId: string;
  /** `StatusReq`, `Reset`, `AckEmerg`, `Enable1` … */
  readonly word: string;
  readonly params?: readonly (string | number)[];
};

/** ST300 manual 1.41 §3-1: this version of the protocol and no other. */
const COMMAND_VERSION = '02';

/** Server side: `ST300CMD;<id>;02;<word>`. */
export function encodeCommand({ family, word, params = [], ...to }: CommandInput): Uint8Array {
  if (!FAMILY.test(family)) throw new RangeError(`no family: ${family}`);
  if (!WORD.test(word)) throw new RangeError(`no command word: ${word}`);
  return line([`${family}CMD`, deviceId(to.deviceId), COMMAND_VERSION, word, ...params]);
}

/** Server side, universal form: `CMD;<id>;<group>;<action>`, both of two digits. */
export function encodeUniversalCommand(input: {
  readonly deviceId: string;
  readonly group: number;
  readonly action: number;
  readonly params?: readonly (string | number)[];
}): Uint8Array {
  const { group, action, params = [] } = input;
  const codes = [group, action].map((it) => String(whole(it, 99)).padStart(2, '0'));
  return line(['CMD', deviceId(input.deviceId), ...codes, ...params]);
}

function deviceId(id: string): string {
  if (!ID.test(id)) throw new RangeError(`no device id: ${id}`);
  return id;
}

function place(input: ReadingInput): readonly (string | number)[] {
  return [
    degrees(input.lat, 90),
    degrees(input.lon, 180),
    input.speedKmh.toFixed(3).padStart(7, '0'),
    input.courseDeg.toFixed(2).padStart(6, '0'),
    whole(input.satellites, 99),
    input.hasFix ? 1 : 0,
  ];
}

function degrees(value: number, max: number): string {
  if (!(Math.abs(value) <= max)) throw new RangeError(`no place on Earth: ${value}`);
  const digits = max === 90 ? 9 : 10;
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(6).padStart(digits, '0')}`;
}

/** Millionths of a degree, the uppermost bit for the sign. */
function signed(value: number, max: number): string {
  if (!(Math.abs(value) <= max)) throw new RangeError(`no place on Earth: ${value}`);
  const size = Math.round(Math.abs(value) * 1e6);
  return hexOf(value < 0 ? size + 2 ** 31 : size, 4);
}

function clock(at: Instant): readonly string[] {
  const text = isoOf(at);
  if (!/^\d{4}-/.test(text)) throw new RangeError('a year of more than four digits');
  return [text.slice(0, 10).replaceAll('-', ''), text.slice(11, 19)];
}

function whole(value: number, max = 4_294_967_295): number {
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new RangeError(`no whole number to ${max}: ${value}`);
  return value;
}

function code(value: number): number {
  return whole(value, 255);
}

function msgNum(value: number): string {
  return String(whole(value, MSG_NUM_MAX)).padStart(4, '0');
}

function hexOf(value: number, bytes: number): string {
  return whole(value, 256 ** bytes - 1)
    .toString(16)
    .padStart(bytes * 2, '0');
}

function fromHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

function line(fields: readonly (string | number)[]): Uint8Array {
  for (const field of fields)
    if (!FIELD.test(String(field))) throw new RangeError('a character that would end its field');
  const text = `${fields.join(';')}\r`;
  if (text.length > FRAME_BYTES_MAX) throw new RangeError(`${text.length} bytes in one message`);
  return bytesOf(text);
}

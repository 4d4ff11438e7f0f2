// What a device sends and what it is told, typed: for tests, simulators and commands. Every text is allow-listed, and
// what a frame cannot hold is a RangeError, because only our own code writes frames.
import { type Instant, isoOf } from '@lakiri/kit';
import { encodeFrame, uint } from './encode-frame.ts';
import { LOGIN, LONG_REPLY, SHORT_REPLY, TIME_REQUEST } from './messages.ts';

const IMEI = /^\d{15}$/;
/** Printable ASCII: no control character can end a line or a frame early in firmware that reads text. */
const TEXT = /^[ -~]*$/;
const COMMAND = 0x80;
const DEGREES = 1_800_000;
const YEAR_MIN = 2000;
const YEAR_MAX = 2255;

export type LoginInput = {
  readonly serial: number;
  /** Fifteen digits. */
  readonly imei: string;
  /** The kind of device, and minutes ahead of UTC: both or neither. */
  readonly zone?: { readonly model: number; readonly utcOffsetMinutes: number };
};

/** Device side, 01. Throws RangeError unless the IMEI is fifteen digits. */
export function encodeLogin({ serial, imei, zone }: LoginInput): Uint8Array {
  if (!IMEI.test(imei)) throw new RangeError(`an IMEI has 15 digits: ${imei}`);
  const digits = `0${imei}`;
  const content = Array.from({ length: 8 }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
  if (zone !== undefined)
    content.push(...uint(zone.model, 2), ...uint(zoneOf(zone.utcOffsetMinutes), 2));
  return encodeFrame(LOGIN, { serial, content });
}

/** Hours times a hundred and minutes, shifted over the four bits of west and language. */
function zoneOf(offsetMinutes: number): number {
  const minutes = Math.abs(offsetMinutes);
  const clock = Math.floor(minutes / 60) * 100 + (minutes % 60);
  return (clock << 4) | (offsetMinutes < 0 ? 0x08 : 0);
}

export type HeartbeatInput = {
  readonly serial: number;
  readonly info: InfoInput;
  /** 0–6 */
  readonly voltageLevel: number;
  /** 0–4 */
  readonly gsm: number;
  readonly language: number;
};

export type InfoInput = {
  readonly oilCut: boolean;
  readonly positioned: boolean;
  /** Bits 5–3: 1 vibration, 2 power cut, 3 low battery, 4 SOS, 6 fence, 7 removed; 0 nothing. */
  readonly alarm: number;
  readonly charging: boolean;
  readonly ignition: boolean;
  readonly armed: boolean;
};

/** Device side, 13. */
export function encodeHeartbeat(input: HeartbeatInput): Uint8Array {
  const { serial, info, voltageLevel, gsm, language } = input;
  const content = [infoOf(info), ...uint(voltageLevel, 1), ...uint(gsm, 1), ...uint(language, 2)];
  return encodeFrame(0x13, { serial, content });
}

function infoOf({ oilCut, positioned, alarm, charging, ignition, armed }: InfoInput): number {
  if (!(Number.isInteger(alarm) && alarm >= 0 && alarm <= 7))
    throw new RangeError(`${alarm} does not fit three bits`);
  const flags = Number(charging) * 4 + Number(ignition) * 2 + Number(armed);
  return Number(oilCut) * 0x80 + Number(positioned) * 0x40 + (alarm << 3) + flags;
}

export type PlaceInput = {
  /** Whole seconds of the years 2000 to 2255. */
  readonly occurredAt: Instant;
  /** 0–15 */
  readonly satellites: number;
  /** WGS 84 degrees; on the wire in steps of 1/1,800,000. */
  readonly lat: number;
  readonly lon: number;
  readonly speedKmh: number;
  /** 0–359 */
  readonly courseDeg: number;
  readonly fix: boolean;
  readonly cell: CellInput;
};

export type CellInput = {
  readonly mcc: number;
  readonly mnc: number;
  readonly lac: number;
  readonly cid: number;
};

export type PositionInput = PlaceInput & {
  readonly serial: number;
  readonly ignition: boolean;
  readonly uploadMode: number;
  /** Kept while it could not be sent. */
  readonly stored: boolean;
  readonly mileage?: number;
  /** A0 in place of 22: network 2, area 4, cell 8. */
  readonly is4g?: boolean;
};

/** Device side, 22 or A0. */
export function encodePosition(input: PositionInput): Uint8Array {
  const { serial, ignition, uploadMode, stored, mileage, is4g = false } = input;
  const upload = [Number(ignition), ...uint(uploadMode, 1), Number(stored)];
  const content = [...gpsOf(input), ...cellOf(input.cell, is4g), ...upload];
  if (mileage !== undefined) content.push(...uint(mileage, 4));
  return encodeFrame(is4g ? 0xa0 : 0x22, { serial, content });
}

export type AlarmInput = PlaceInput & {
  readonly serial: number;
  readonly info: InfoInput;
  readonly voltageLevel: number;
  readonly gsm: number;
  /** By the model's table; 0 is none. */
  readonly alarmCode: number;
  readonly language: number;
  /** 27 (A4 of 4G) in place of 26 (A3): the fence, or 255. */
  readonly fence?: number;
  readonly is4g?: boolean;
};

/** Device side, 26, 27, A3 or A4. */
export function encodeAlarm(input: AlarmInput): Uint8Array {
  const { serial, info, voltageLevel, gsm, alarmCode, language, fence, is4g = false } = input;
  const cell = cellOf(input.cell, is4g);
  const status = [infoOf(info), voltageLevel, gsm, alarmCode, language].flatMap((it) =>
    uint(it, 1),
  );
  const content = [...gpsOf(input), cell.length + 1, ...cell, ...status];
  if (fence !== undefined) content.push(...uint(fence, 1));
  const [plain, fenced] = is4g ? [0xa3, 0xa4] : [0x26, 0x27];
  return encodeFrame(fence === undefined ? plain : fenced, { serial, content });
}

function gpsOf(place: PlaceInput): number[] {
  const { occurredAt, satellites, lat, lon, speedKmh, courseDeg, fix } = place;
  if (!(Number.isInteger(satellites) && satellites >= 0 && satellites <= 15))
    throw new RangeError(`${satellites} satellites do not fit four bits`);
  if (!(Number.isInteger(courseDeg) && courseDeg >= 0 && courseDeg <= 360))
    throw new RangeError(`${courseDeg} is no course`);
  const north = lat >= 0 ? 1 << 10 : 0;
  const west = lon < 0 ? 1 << 11 : 0;
  return [
    ...timeOf(occurredAt),
    0xc0 | satellites, // the length of this part, 12, as the manual's examples have it
    ...uint(Math.round(Math.abs(lat) * DEGREES), 4),
    ...uint(Math.round(Math.abs(lon) * DEGREES), 4),
    ...uint(speedKmh, 1),
    ...uint((fix ? 1 << 12 : 0) | north | west | courseDeg, 2),
  ];
}

/** Six bytes of UTC. Throws RangeError for a year that one byte cannot count from 2000. */
export function timeOf(at: Instant): number[] {
  const [date = '', time = ''] = isoOf(at).split('T');
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [hour = 0, minute = 0, second = 0] = time.slice(0, 8).split(':').map(Number);
  if (year < YEAR_MIN || year > YEAR_MAX)
    throw new RangeError(`year ${year} does not fit one byte`);
  return [year - YEAR_MIN, month, day, hour, minute, second];
}

const NETWORK_IS_WIDE = 0x8000;

function cellOf({ mcc, mnc, lac, cid }: CellInput, is4g: boolean): number[] {
  if (mcc >= NETWORK_IS_WIDE) throw new RangeError(`${mcc} is no country`);
  const isWide = is4g || mnc > 0xff;
  const network = [...uint(isWide ? mcc + NETWORK_IS_WIDE : mcc, 2), ...uint(mnc, isWide ? 2 : 1)];
  return [...network, ...uint(lac, is4g ? 4 : 2), ...uint(cid, is4g ? 8 : 3)];
}

export type CommandInput = {
  readonly serial: number;
  /** Comes back in the reply: tells which command it answers. */
  readonly serverFlag: number;
  /** Printable ASCII, as the device takes it by SMS: `RELAY,1#`. */
  readonly text: string;
};

/** Server side, 80: length of flag and text, flag 4, text. Throws RangeError for text that is not printable ASCII. */
export function encodeCommand({ serial, serverFlag, text }: CommandInput): Uint8Array {
  const said = [...uint(serverFlag, 4), ...asciiOf(text)];
  return encodeFrame(COMMAND, { serial, content: [...uint(said.length, 1), ...said] });
}

/** Device side, 15: the older reply. */
export function encodeOldReply({ serial, serverFlag, text }: CommandInput): Uint8Array {
  const said = [...uint(serverFlag, 4), ...asciiOf(text)];
  const content = [...uint(said.length, 1), ...said, 0, 2];
  return encodeFrame(SHORT_REPLY, { serial, content });
}

/** Device side, 79…21: any length that a frame holds. */
export function encodeReply({ serial, serverFlag, text }: CommandInput): Uint8Array {
  const content = [...uint(serverFlag, 4), 1, ...asciiOf(text)];
  return encodeFrame(LONG_REPLY, { serial, content, isLong: true });
}

/** Device side, 8A. */
export function encodeTimeRequest(serial: number): Uint8Array {
  return encodeFrame(TIME_REQUEST, { serial });
}

function asciiOf(text: string): number[] {
  if (!TEXT.test(text)) throw new RangeError('text that is not printable ASCII');
  return Array.from(text, (character) => character.charCodeAt(0));
}

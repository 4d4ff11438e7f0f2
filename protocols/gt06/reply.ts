// 15 and 21: what the device says to a command (JM-VL03 manual §7).
import type { RawValue } from '@lakiri/kit';
import { asciiOf, hexOf } from './bytes.ts';
import type { Content } from './fields.ts';

type Params = Readonly<Record<string, RawValue>>;

const ASCII = 1;
const LANGUAGE_BYTES = 2;
const FLAG_BYTES = 4;

/** Type 15: length of flag and text, flag 4, text, [language 2]. One model leaves the length 0 and fills up with zeros. */
export function readOldReply({ bytes }: Content): Params {
  const size = bytes.u8();
  const serverFlag = hexOf(bytes.take(FLAG_BYTES));
  const rest = size > 0 ? size - FLAG_BYTES : bytes.left - LANGUAGE_BYTES;
  const text = trimmed(bytes.take(Math.max(0, Math.min(rest, bytes.left))));
  return { serverFlag, ...said(text) };
}

/** Type 21: flag 4, code 1 (01 ASCII, else UTF-16), text. */
export function readReply({ bytes }: Content): Params {
  const serverFlag = hexOf(bytes.take(FLAG_BYTES));
  const code = bytes.u8();
  const rest = bytes.take(bytes.left);
  const text = code === ASCII ? trimmed(rest) : utf16Of(rest);
  return { serverFlag, code, ...said(text) };
}

/** Without the zeros with which it is filled up. */
function trimmed(bytes: Uint8Array): string {
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  return asciiOf(bytes.subarray(0, end));
}

function utf16Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2)
    text += String.fromCharCode(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  return text.toWellFormed();
}

/** `Lat:N54.739332,Lon:E25.27327,Course:126.53,Speed:0.000`, as a device says where it is when it is asked. */
const PLACE = /Lat:([NS])(\d{1,2}\.\d+),\s*Lon:([EW])(\d{1,3}\.\d+)/;
const MOTION = /Course:(\d+\.\d+),\s*Speed:(\d+\.\d+)/;
const CLOCK = /DateTime:(\d{4}-\d\d-\d\d) +(\d\d:\d\d:\d\d)/;

/** The text, and what it says of a place: claims of an answer, not a reading. */
function said(text: string): Params {
  const [, north, lat, east, lon] = PLACE.exec(text) ?? [];
  if (lat === undefined || lon === undefined) return cardOf(text);
  const [, course, speed] = MOTION.exec(text) ?? [];
  const [, date, time] = CLOCK.exec(text) ?? [];
  return {
    text,
    lat: north === 'S' ? -Number(lat) : Number(lat),
    lon: east === 'W' ? -Number(lon) : Number(lon),
    courseDeg: course === undefined ? null : Number(course),
    speedKmh: speed === undefined ? null : Number(speed),
    clock: date === undefined || time === undefined ? null : `${date} ${time}`,
  };
}

function cardOf(text: string): Params {
  const [, iccid] = /^<ICCID:([\dA-Fa-f]{20})/.exec(text) ?? [];
  return iccid === undefined ? { text } : { text, iccid };
}

// Alarms (§3.4 "16 / 26 / 27" and the 4G forms): a place, a cell, and what the device says of itself.
import { asciiOf, isPrintable, pairOf } from './bytes.ts';
import { type Content, noteAlarm, put, readTime } from './fields.ts';
import {
  CELL,
  CELL_WIDE,
  type CellShape,
  keepRest,
  readCell,
  readGps,
  readPlace,
} from './place.ts';
import { readMileage, readVoltageStatus } from './position.ts';
import { CAMERA_TABLE } from './profile.ts';
import { readAlarm, readInfo, readLevel, readSignal, readStatus } from './status.ts';

const STATUS_BYTES = 5;
const MILEAGE_BYTES = 4;
const CELL_BYTES = 8;
const CELL_WIDE_BYTES = 15;

/** 16 and 26, and 32 of the AZ735. */
export function readAlarmed(content: Content): void {
  readAfterPlace(content, { shape: CELL, hasFence: false });
}

/** 27: and the number of the fence. */
export function readFenced(content: Content): void {
  readAfterPlace(content, { shape: CELL, hasFence: true });
}

/** A3: with a 4G cell. A4: and the number of the fence. */
export function readA3(content: Content): void {
  if (content.size < PLACE_BYTES) keepRest(content);
  else readAfterPlace(content, { shape: CELL_WIDE, hasFence: false });
}
const PLACE_BYTES = 18;

export function readA4(content: Content): void {
  readAfterPlace(content, { shape: CELL_WIDE, hasFence: true });
}

type Form = { readonly shape: CellShape; readonly hasFence: boolean };

/** One maker leaves the length of the cell out and sends volts instead of levels: 31 bytes. */
const VOLTAGE_FORM_BYTES = 31;

function readAfterPlace(content: Content, form: Form): void {
  const { bytes, draft } = content;
  readGps(content);
  const statusBytes = STATUS_BYTES + (form.hasFence ? 1 : 0);
  if (content.size === VOLTAGE_FORM_BYTES && form.shape === CELL) {
    readCell(bytes, draft, CELL);
    readVoltageStatus(content);
    keepRest(content);
    return;
  }
  readLengthAndCell(content, form.shape, statusBytes);
  if (!form.hasFence && bytes.left === STATUS_BYTES + 1) {
    readWiderStatus(content);
    return;
  }
  readStatus(content);
  if (form.hasFence && bytes.left > 0) put(draft, 'fence', bytes.u8());
  if (bytes.left === MILEAGE_BYTES) readMileage(content);
  keepRest(content);
}

/**
 * The length counts itself on some models and not on others, and on one it is nonsense: the form says how long a cell
 * is, and only the two bytes more of a two-byte network are taken from it. 0: no cell, or zeros in its place.
 */
function readLengthAndCell(content: Content, shape: CellShape, statusBytes: number): void {
  const { bytes, draft } = content;
  const length = bytes.u8();
  const spare = bytes.left - statusBytes;
  if (length === 0) {
    bytes.take(Math.max(0, spare));
    return;
  }
  const plain = shape === CELL ? CELL_BYTES : CELL_WIDE_BYTES;
  const from = bytes.offset;
  readCell(bytes, draft, length === plain + 2 ? { ...shape, networkBytes: 2 } : shape);
  // Further cells, where the length has them and the frame too.
  const further = length - 1 - (bytes.offset - from);
  if (further > 0 && bytes.left - further >= statusBytes) bytes.take(further);
}

/** Six bytes: one more between information and voltage level, which is the battery in percent on one model. */
function readWiderStatus(content: Content): void {
  readInfo(content);
  put(content.draft, 'byte2', content.bytes.u8());
  readLevel(content);
  readSignal(content);
  readAlarm(content);
  put(content.draft, 'language', content.bytes.u8());
}

/** 19: a cell in place of a place. */
export function read19(content: Content): void {
  const { bytes, draft } = content;
  if (bytes.left === CELL_BYTES + STATUS_BYTES) {
    readCell(bytes, draft, CELL);
    readStatus(content);
  }
  keepRest(content);
}

/** A5: a 4G cell in place of a place. */
export function readA5(content: Content): void {
  const { bytes, draft } = content;
  readCell(bytes, draft, CELL_WIDE);
  if (bytes.left >= STATUS_BYTES) readStatus(content);
  keepRest(content);
}

const TIME_AND_CODE_BYTES = 7;
const FILES_MARK = 0xff;

/** 95 of dash cameras: time, place without satellites and speed, code; or the time and the code alone. */
export function read95(content: Content): void {
  const { bytes, draft } = content;
  if (content.first === FILES_MARK) {
    readFiles(content);
    return;
  }
  const hasPlace = bytes.left > TIME_AND_CODE_BYTES;
  readTime(bytes, content);
  if (hasPlace) readPlace(bytes, draft, false);
  const code = bytes.u8();
  put(draft, 'alarmCode', code);
  const meaning = CAMERA_TABLE.get(code);
  // Without a place 01 is any alarm, with one it is the button.
  if (code === 1 && !hasPlace) put(draft, 'alarm', 'general');
  else if (meaning === undefined) put(draft, 'alarm', 'general');
  else noteAlarm(draft, meaning);
  keepRest(content);
}

/** FFFF, one byte, time, satellites, place, then bytes that nobody explains, then the names of its pictures. */
function readFiles(content: Content): void {
  const { bytes, draft } = content;
  put(draft, 'head', `${pairOf(bytes.u8())}${pairOf(bytes.u8())}${pairOf(bytes.u8())}`);
  readTime(bytes, content);
  draft.satellites = bytes.u8() & 0x0f;
  readPlace(bytes, draft, false);
  const rest = bytes.take(bytes.left);
  const from = rest.findLastIndex((byte) => !isPrintable(byte)) + 1;
  put(draft, 'rest', Array.from(rest.subarray(0, from), pairOf).join(''));
  if (from < rest.length) put(draft, 'eventFiles', asciiOf(rest.subarray(from)));
}

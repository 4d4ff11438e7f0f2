// Positions (§3.4 "12 / 22" and the forms of single makers, README "Positions"): 18 bytes of place, a cell, and what differs.
import { asciiOf, hexOf } from './bytes.ts';
import { type Content, put, readTime } from './fields.ts';
import {
  CELL,
  CELL_WIDE,
  type CellShape,
  keepRest,
  readCell,
  readGps,
  readNetwork,
} from './place.ts';
import { noteInfoAlarm, readAlarm, readExternal, readInfo, readSignal } from './status.ts';

/** Ignition, upload mode, re-upload. */
const UPLOAD_BYTES = 3;
const MILEAGE_BYTES = 4;
const METRES = 1000;
/** A card reader's text follows in the frames of one maker; shorter ones hold none. */
const CARD_TEXT_BYTES_MIN = 82;

export function readPlain(content: Content): void {
  readGps(content);
  keepRest(content);
}

/** 11: the network has two bytes and the cell four. */
export function read11(content: Content): void {
  readGps(content);
  readCell(content.bytes, content.draft, { networkBytes: 2, areaBytes: 2, cellBytes: 4 });
  keepRest(content);
}

/** 12: what follows the cell is told by how long it is (README, "Positions"). */
export function read12(content: Content): void {
  const { bytes, draft } = content;
  readGps(content);
  readCell(bytes, draft, CELL);
  const { left } = bytes;
  if (left === MILEAGE_BYTES) readMileage(content);
  else if (left === 2) put(draft, 'inputs', bytes.u16());
  else if (left === 5) readVoltageStatus(content);
  else if (left === 12) readOil(content);
  else if (left === 10 || left >= CARD_TEXT_BYTES_MIN) readCardText(content);
  keepRest(content);
}

/** Information, hundredths of a volt, signal, extension: in place of the five bytes of §3.4. */
export function readVoltageStatus(content: Content): void {
  readInfo(content);
  readExternal(content);
  readSignal(content);
  put(content.draft, 'extension', content.bytes.u8());
  noteInfoAlarm(content.draft);
}

/** Information, hundredths of a volt, signal, alarm, oil, temperature (bit 7: below zero), mileage in tens of metres. */
function readOil(content: Content): void {
  const { bytes, draft } = content;
  readInfo(content);
  readExternal(content);
  readSignal(content);
  readAlarm(content);
  put(draft, 'oil', bytes.u16());
  const temperature = bytes.u8();
  put(draft, 'temperatureC', temperature & 0x80 ? -(temperature & 0x7f) : temperature);
  draft.odometerKm = bytes.u32() / 100;
}

/** Mileage, then a card's text with its length, then an alarm and whether a card was shown. */
function readCardText(content: Content): void {
  const { bytes, draft } = content;
  readMileage(content);
  const text = asciiOf(bytes.take(Math.min(bytes.u8(), bytes.left))).trim();
  if (text !== '') put(draft, 'card', text);
}

/** 22, 2D: a cell, then how it is uploaded; a place that was kept says so. */
export function read22(content: Content): void {
  // A year of the century is never 1: this form begins with its own version and the IMEI.
  const isVehicle = content.size >= VEHICLE_BYTES_MIN && content.first === 1;
  if (isVehicle) readVehicle(content);
  else if (content.size === SEEWORLD_BYTES) readTravelled(content);
  else readUploaded(content, CELL);
}

/** A0: as 22, with a 4G cell. */
export function readA0(content: Content): void {
  readUploaded(content, CELL_WIDE);
}

function readUploaded(content: Content, shape: CellShape): void {
  const { bytes, draft } = content;
  readGps(content);
  readCell(bytes, draft, shape);
  if (bytes.left >= UPLOAD_BYTES) readUpload(content);
  if (bytes.left === MILEAGE_BYTES) readMileage(content);
  keepRest(content);
}

/** JM-VL03 manual §3: ignition, upload mode, 1 for a place that was kept. */
function readUpload(content: Content): void {
  const { bytes, draft } = content;
  put(draft, 'ignition', bytes.u8() !== 0);
  put(draft, 'uploadMode', bytes.u8());
  content.storedAt = bytes.offset;
  draft.source = bytes.u8() === 0 ? 'live' : 'stored';
}

export function readMileage({ bytes, draft }: Content): void {
  const mileage = bytes.u32();
  put(draft, 'mileage', mileage);
  draft.odometerKm = mileage / METRES;
}

const SEEWORLD_BYTES = 42;

/** Area and cell of 4 bytes each, and after the upload mileage, travelling time, hundredths of a degree. */
function readTravelled(content: Content): void {
  const { bytes, draft } = content;
  readGps(content);
  readCell(bytes, draft, { areaBytes: 4, cellBytes: 4 });
  readUpload(content);
  readMileage(content);
  put(draft, 'travelS', bytes.u32());
  const temperature = bytes.u16();
  put(draft, 'temperatureC', (temperature & 0x8000 ? -(temperature & 0x7fff) : temperature) / 100);
  keepRest(content);
}

/** 37: as 22, then modules: id 2, length 1, value. */
export function read37(content: Content): void {
  const { bytes, draft } = content;
  readGps(content);
  readCell(bytes, draft, CELL);
  readUpload(content);
  while (bytes.left >= 3) {
    const id = bytes.u16();
    const size = bytes.u8();
    const isVoltage = id === 0x27 && size === 2;
    const isMileage = id === 0x2e && size === 4;
    if (isVoltage) readExternal(content);
    else if (isMileage) readMileage(content);
    else put(draft, `module.${id}`, hexOf(bytes.take(size)));
  }
  keepRest(content);
}

/** 31: the network's number has two bytes whatever the country says; the last two are metres above the sea. */
export function read31(content: Content): void {
  const { bytes, draft } = content;
  readGps(content);
  readCell(bytes, draft, { ...CELL, networkBytes: 2 });
  if (bytes.left >= 2) {
    put(draft, 'status', hexOf(bytes.take(bytes.left - 2)));
    draft.altitudeM = bytes.i16();
  }
  keepRest(content);
}

/** 17 and 61 show a card; 61 begins with the IMEI. */
export function readCard(content: Content): void {
  const { bytes, draft } = content;
  readGps(content);
  readCell(bytes, draft, CELL);
  put(draft, 'card', hexOf(bytes.take(8)));
  keepRest(content);
}

export function read61(content: Content): void {
  const { bytes, draft } = content;
  content.imei = hexOf(bytes.take(8)).slice(1);
  readGps(content);
  readCell(bytes, draft, CELL);
  put(draft, 'status', hexOf(bytes.take(3)));
  const card = bytes.u32();
  if (card !== 0) put(draft, 'card', String(card));
  keepRest(content);
}

/** 36: ignition, mode, re-upload and mileage after the cell, then signal and voltage, an event, and the card shown. */
export function read36(content: Content): void {
  const { bytes, draft } = content;
  readGps(content);
  readCell(bytes, draft, { areaBytes: 2, cellBytes: 4 });
  readUpload(content);
  readMileage(content);
  readSignal(content);
  put(draft, 'byte35', bytes.u8());
  put(draft, 'batteryMv', bytes.u8() * 100);
  put(draft, 'word37', bytes.u16());
  put(draft, 'eventCode', bytes.u8());
  const card = hexOf(bytes.take(8));
  if (card !== NO_CARD) put(draft, 'card', card);
  keepRest(content);
}
const NO_CARD = '0'.repeat(16);

/** Version, IMEI, two times, place, cell, and thirteen bytes of vehicle. */
const VEHICLE_BYTES_MIN = 47;

/** 22 and 25 that begin with 01: the device names itself, and its engine is counted. */
export function readVehicle(content: Content): void {
  const { bytes, draft } = content;
  bytes.take(1);
  content.imei = hexOf(bytes.take(8)).slice(1);
  put(draft, 'sentAt', hexOf(bytes.take(6))); // of two times the second is the place's
  readGps(content);
  const length = bytes.u8();
  const cell = bytes.take(length === 9 ? 8 : length); // 9 counts itself, 8 and 10 do not
  if (cell.some((byte) => byte !== 0)) put(draft, 'cell', hexOf(cell));
  readInfo(content);
  readExternal(content);
  put(draft, 'batteryMv', bytes.u8() * 100);
  readSignal(content);
  put(draft, 'language', bytes.u16());
  readMileage(content);
  put(draft, 'engineMinutes', bytes.u16());
  if (bytes.left >= 2) {
    const card = bytes.take(Math.min(bytes.u8(), bytes.left));
    put(draft, 'cardType', card[0] ?? null);
    put(draft, 'card', hexOf(card.subarray(1)));
  }
  keepRest(content);
}

/** 34 of the X1: data and alarm 4, place, terminal 2, mileage, cell, driver, voltages, ports. */
export function read34(content: Content): void {
  const { bytes, draft } = content;
  if (content.size < X1_BYTES_MIN) {
    readHeard(content);
    return;
  }
  put(draft, 'data', bytes.u32());
  readGps(content);
  put(draft, 'terminal', bytes.u16());
  readMileage(content);
  readCell(bytes, draft, { areaBytes: 2, cellBytes: 4 });
  const driver = bytes.u32();
  if (driver !== 0) put(draft, 'card', String(driver));
  put(draft, 'batteryMv', bytes.u16() * 10);
  put(draft, 'externalMv', bytes.u16() * 10);
  const ports = bytes.u32();
  put(draft, 'ports', ports);
  put(draft, 'inputs', bytes.u8());
  put(draft, 'outputs', bytes.u8());
  for (let port = 1; port <= ((ports >> 20) & 0x0f) && bytes.left >= 2; port++)
    put(draft, `adc${port}Mv`, bytes.u16() * 10);
  keepRest(content);
}

const X1_BYTES_MIN = 51;

/** 34 that is shorter than the X1's: time, network, and cells in a form that nobody explains. */
function readHeard(content: Content): void {
  const { bytes, draft } = content;
  readTime(bytes, content);
  readNetwork(bytes, draft, { ...CELL, networkBytes: 2 });
  keepRest(content);
}

/** 1A and A7 name a telephone, to whom an address is to be sent: 21 characters, then the language. */
function readPhone({ bytes, draft }: Content): void {
  const phone = asciiOf(bytes.take(Math.min(PHONE_BYTES, bytes.left))).replace(/\.+$/, '');
  if (phone !== '') put(draft, 'phone', phone);
  if (bytes.left >= 2) put(draft, 'language', bytes.u16());
}
const PHONE_BYTES = 21;

export function read1a(content: Content): void {
  readGps(content);
  readPhone(content);
  keepRest(content);
}

export function readA7(content: Content): void {
  readCell(content.bytes, content.draft, CELL_WIDE);
  readPhone(content);
  keepRest(content);
}

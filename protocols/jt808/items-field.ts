// Items of other makers, known from practice and not from a standard (README "Items of other makers"). Forms are told
// by their size; what has another size stays hex.
import { hexOf, i16At, isBcd, u16At, u32At } from './bytes.ts';
import {
  addWord,
  batteryPct,
  type Draft,
  either,
  hex,
  type Item,
  isTextAt,
  number,
  put,
  type Reader,
  signed,
  text,
  textAt,
} from './item.ts';
import type { ItemName } from './item-names.ts';
import { chargeOrCard, mileage } from './items-jointech.ts';
import { extendedLbs } from './items-lbs.ts';
import { obdText } from './items-obd.ts';

export const FIELD_ITEMS: Readonly<Record<number, Reader>> = {
  6: either(charge, signed('cargoTemperature')),
  50: hex('item.32'),
  81: temperatures,
  86: batterySteps,
  87: harshDriving,
  97: number('power', 2, { divisor: 100 }),
  100: driverAssistance('adasAlarm'),
  101: driverAssistance('dmsAlarm'),
  104: ({ bytes, at, size, draft }) => {
    if (size !== 2) return false;
    batteryPct(draft, u16At(bytes, at) / 100);
    return true;
  },
  112: harshAlarm,
  119: tires,
  167: ({ bytes, at, size, draft }) => {
    if (size !== 4) return false;
    put(draft.raw, 'analog1', u16At(bytes, at) / 100);
    put(draft.raw, 'analog2', u16At(bytes, at + 2) / 100);
    return true;
  },
  172: ({ bytes, at, size, draft }) => {
    if (size !== 4) return false;
    draft.odometerKm = u32At(bytes, at) / 1000; // metres
    return true;
  },
  188: text('driver'),
  189: text('driverUniqueId'),
  208: ({ bytes, at, size, draft }) => {
    if (size !== 4) return false;
    put(draft.raw, 'userStatus', u32At(bytes, at));
    if (u32At(bytes, at) & 0x08) addWord(draft, 'vibration');
    return true;
  },
  211: number('power', 2, { divisor: 10 }),
  225: either(cells, number('power', 2, { divisor: 10 }), chargeOrCard),
  226: number('fuel', 4, { divisor: 10 }),
  227: ({ bytes, at, size, draft }) => {
    if (size < 4) return false;
    batteryPct(draft, bytes[at + 1] ?? 0);
    put(draft.raw, 'battery', u16At(bytes, at + 2) / 100);
    return true;
  },
  228: ({ bytes, at, size, draft }) => {
    if (size !== 2) return false;
    draft.bits.charging = bytes[at] === 0;
    batteryPct(draft, bytes[at + 1] ?? 0);
    return true;
  },
  229: ({ bytes, at, size, draft }) => {
    if (size !== 1) return false;
    put(draft.raw, 'motion', bytes[at] === 1);
    return true;
  },
  230: either(obdLine, beaconClimate),
  231: ({ bytes, at, size, draft }) => {
    if (size !== 8) return false;
    const alarms = u16At(bytes, at);
    put(draft.raw, 'item.e7', hexOf(bytes, at, size));
    if (alarms & 0x01) addWord(draft, 'vibration');
    if (alarms & 0x0e) addWord(draft, 'sos');
    return true;
  },
  232: either(number('lockStatus', 3), jimiStatus),
  233: chargeOrCard,
  234: external,
  235: extendedLbs,
  237: text('card'),
  238: ({ bytes, at, size, draft }) => {
    if (size !== 6) return false;
    put(draft.raw, 'rssi', bytes[at] ?? 0);
    put(draft.raw, 'power', u16At(bytes, at + 1) / 1000);
    put(draft.raw, 'battery', u16At(bytes, at + 3) / 1000);
    draft.satellites = bytes[at + 5] ?? 0;
    return true;
  },
  241: number('power', 4, { divisor: 1000 }),
  242: text('firmware'),
  245: number('illuminance', 2),
  246: either(number('airPressure', 2), imei, sensors),
  247: either(number('humidity', 2, { divisor: 10 }), battery),
  251: text('container'),
  254: either(mileage, harshExtended),
};

/** Readers that a profile may put under any id. */
export const NAMED_READERS: Readonly<Record<ItemName, Reader>> = {
  steps: number('steps', 2),
  sideTemperature: number('temp2', 2, { divisor: 10, minus: 50 }),
  jimiStatus,
  harshDrivingWithDoor: (item) => {
    if (!harshDriving(item)) return false;
    const { bytes, at, draft } = item;
    if (u32At(bytes, at + 4) & 0x10000) addWord(draft, 'door');
    return true;
  },
  fuel: number('fuel', [2, 4], { divisor: 10 }),
  hex: () => false,
};

function charge({ bytes, at, size, draft }: Item): boolean {
  if (size !== 1) return false;
  batteryPct(draft, bytes[at] ?? 0);
  return true;
}

/** Up to eight probes, tenths of a degree, the highest bit for below zero; FFFF is no probe. */
function temperatures({ bytes, at, size, draft }: Item): boolean {
  if (size !== 2 && size !== 16) return false;
  for (let n = 1; n <= size / 2; n++) {
    const value = u16At(bytes, at + 2 * (n - 1));
    if (value === 0xffff) continue;
    const tenths = value & 0x7fff;
    draft.raw[`temp${n}`] = value & 0x8000 ? 0 - tenths / 10 : tenths / 10;
  }
  return true;
}

function batterySteps({ bytes, at, size, draft }: Item): boolean {
  if (size !== 2) return false;
  batteryPct(draft, (bytes[at] ?? 0) * 10);
  return true;
}

/** Alarms 2, switches 2, more 4; bits 8–10 of the alarms are harsh driving. */
function harshDriving({ bytes, at, size, draft }: Item): boolean {
  if (size !== 8) return false;
  const alarms = u16At(bytes, at);
  put(draft.raw, 'item.57', hexOf(bytes, at, size));
  addHarsh(draft, alarms >> 8);
  return true;
}

const HARSH = ['hardAcceleration', 'hardBraking', 'hardCornering', 'accident', 'tampering'];

function addHarsh(draft: Draft, bits: number, known = 3): void {
  for (let bit = 0; bit < known; bit++) if (bits & (1 << bit)) addWord(draft, HARSH[bit] ?? '');
}

/** Alarm number 4, phase 1, kind 1; a label of the attachment ends the long form. */
function driverAssistance(name: string): Reader {
  return ({ bytes, at, size, draft }) => {
    if (size < 6) return false;
    draft.raw[name] = bytes[at + 5] ?? 0;
    draft.raw[`${name}Id`] = u32At(bytes, at);
    if (size >= 47) put(draft.raw, 'alarmLabel', hexOf(bytes, at + size - 16, 16));
    return true;
  };
}

const HARSH_KINDS: Readonly<Record<number, string>> = {
  1: 'hardAcceleration',
  2: 'hardBraking',
  3: 'hardCornering',
  22: 'accident',
};

function harshAlarm({ bytes, at, size, draft }: Item): boolean {
  if (size < 6) return false;
  const kind = bytes[at + 5] ?? 0;
  put(draft.raw, 'drivingAlarm', kind);
  const word = HARSH_KINDS[kind];
  if (word !== undefined) addWord(draft, word);
  return true;
}

const TIRE_BYTES = 8;

/** Place 1, sensor 3, pressure 2 (ten bits, 1/40 bar), temperature 1, status 1. */
function tires({ bytes, at, size, draft: { raw } }: Item): boolean {
  if (size === 0 || size % TIRE_BYTES !== 0) return false;
  for (let from = at; from < at + size; from += TIRE_BYTES) {
    const tire = `tire${bytes[from] ?? 0}`;
    raw[`${tire}SensorId`] = hexOf(bytes, from + 1, 3);
    raw[`${tire}Pressure`] = (u16At(bytes, from + 4) & 0x3ff) / 40;
    raw[`${tire}Temp`] = (bytes[from + 6] ?? 0) - 50;
    raw[`${tire}Status`] = bytes[from + 7] ?? 0;
  }
  return true;
}

/** MCC 2, MNC 2, then {LAC 3, cell 4, signal 1}: kept as one run, the network is not our business. */
function cells({ bytes, at, size, draft }: Item): boolean {
  if (size < 12 || (size - 4) % 8 !== 0) return false;
  put(draft.raw, 'mcc', u16At(bytes, at));
  put(draft.raw, 'mnc', u16At(bytes, at + 2));
  put(draft.raw, 'cells', hexOf(bytes, at + 4, size - 4));
  return true;
}

function obdLine({ bytes, at, size, draft }: Item): boolean {
  if (!isTextAt(bytes, at, size)) return false;
  const said = textAt(bytes, at, size);
  if (!said.startsWith('$OBD-RT')) return false;
  obdText(said, draft.raw);
  return true;
}

const BEACON_BYTES = 11;

/** Sensor 1, address 6, temperature 2, humidity 2; both as a signed whole and 255ths. */
function beaconClimate({ bytes, at, size, draft: { raw } }: Item): boolean {
  if (size === 0 || size % BEACON_BYTES !== 0) return false;
  for (let from = at; from < at + size; from += BEACON_BYTES) {
    const sensor = bytes[from] ?? 0;
    raw[`temp${sensor}`] = signedAnd255ths(bytes, from + 7);
    raw[`humidity${sensor}`] = signedAnd255ths(bytes, from + 9);
  }
  return true;
}

function signedAnd255ths(bytes: Uint8Array, at: number): number {
  const whole = ((bytes[at] ?? 0) << 24) >> 24;
  const part = (bytes[at + 1] ?? 0) / 255;
  return whole < 0 ? 0 - (Math.abs(whole) + part) : whole + part;
}

const JIMI_BATTERY = 0x2003;
const JIMI_MODE = 0x2002;
const JIMI_LEVELS = 6;

const JIMI_ALARMS: Readonly<Record<number, string>> = {
  1: 'fault',
  1024: 'hardAcceleration',
  1025: 'hardBraking',
  1026: 'hardCornering',
  1027: 'overspeed',
  1029: 'accident',
  1030: 'vibration',
  1031: 'tow',
  1032: 'geofenceEnter',
  1033: 'geofenceExit',
  1036: 'door',
  1042: 'hardAcceleration',
  1043: 'hardBraking',
  1044: 'hardCornering',
  1045: 'laneChange',
  1046: 'accident',
  1047: 'accident',
  3073: 'sos',
  3074: 'lowPower',
  3086: 'powerCut',
  3087: 'lowBattery',
  3088: 'powerOff',
  3090: 'tampering',
};

/** Cameras of one maker: kind 2, and for 2002, 2003 a length 1 and their values; the others are alarms. */
function jimiStatus({ bytes, at, size, draft }: Item): boolean {
  if (size < 2) return false;
  const kind = u16At(bytes, at);
  put(draft.raw, 'jimiKind', kind);
  if (kind === JIMI_BATTERY && size >= 10) {
    draft.bits.charging = bytes[at + 3] === 1;
    const level = bytes[at + 4] ?? 0;
    if (level >= 1 && level <= JIMI_LEVELS)
      draft.batteryPct = Math.floor((level * 100) / JIMI_LEVELS);
    put(draft.raw, 'battery', u16At(bytes, at + 5) / 100);
    put(draft.raw, 'gsm', bytes[at + 7] ?? 0);
    put(draft.raw, 'power', u16At(bytes, at + 8) / 100);
  } else if (kind === JIMI_MODE && size >= 5) {
    put(draft.raw, 'uploadMode', bytes[at + 3] ?? 0);
    put(draft.raw, 'buffered', bytes[at + 4] === 1);
  } else put(draft.raw, 'item.e8', hexOf(bytes, at, size));
  const word = JIMI_ALARMS[kind];
  if (word !== undefined) addWord(draft, word);
  return true;
}

type Field = { readonly name: string; readonly divisor?: number; readonly minus?: number };

const EXTERNAL: Readonly<Record<number, Field>> = {
  19: { name: 'externalIlluminance' },
  20: { name: 'externalAirPressure' },
  21: { name: 'externalHumidity', divisor: 10 },
  22: { name: 'externalTemp', divisor: 10, minus: 50 },
};
const EXTERNAL_ALARM = 0x11;

/** Kind 1, then {id 1, length 1, value}. */
function external({ bytes, at, size, draft: { raw } }: Item): boolean {
  if (size < 3) return false;
  const end = at + size;
  let from = at + 1;
  while (from + 2 <= end) {
    const id = bytes[from] ?? 0;
    const length = bytes[from + 1] ?? 0;
    if (from + 2 + length > end) break;
    const field = EXTERNAL[id];
    const value = u16At(bytes, from + 2);
    if (field !== undefined && length === 2)
      raw[field.name] = value / (field.divisor ?? 1) - (field.minus ?? 0);
    if (id === EXTERNAL_ALARM && length >= 3) {
      put(raw, 'externalAlarms', value);
      put(raw, 'alarmThresholdType', bytes[from + 4] ?? 0);
    }
    from += 2 + length;
  }
  return from === end;
}

function imei({ bytes, at, size, draft }: Item): boolean {
  if (size !== 8 || !isBcd(bytes, at, size)) return false;
  put(draft.raw, 'imei', hexOf(bytes, at, size).slice(1));
  return true;
}

/** Event 1, mask 1 of what follows: light 2, temperature 2, humidity 2 (tenths, signed). */
function sensors({ bytes, at, size, draft: { raw } }: Item): boolean {
  if (size < 2) return false;
  const event = bytes[at] ?? 0;
  const mask = bytes[at + 1] ?? 0;
  put(raw, 'event', event);
  if (event === 2) put(raw, 'motion', true);
  let from = at + 2;
  const next = (): number | null => {
    from += 2;
    return from <= at + size ? from - 2 : null;
  };
  const light = mask & 0x01 ? next() : null;
  const temperature = mask & 0x02 ? next() : null;
  const humidity = mask & 0x04 ? next() : null;
  if (light !== null) put(raw, 'lightSensor', u16At(bytes, light));
  if (temperature !== null) put(raw, 'temp1', i16At(bytes, temperature) / 10);
  if (humidity !== null) put(raw, 'humidity', i16At(bytes, humidity) / 10);
  return true;
}

/** Millivolts 4, state 1 (2 and 3 charging), percent 1. */
function battery({ bytes, at, size, draft }: Item): boolean {
  if (size < 4) return false;
  put(draft.raw, 'battery', u32At(bytes, at) / 1000);
  const state = size >= 5 ? (bytes[at + 4] ?? 0) : null;
  if (state !== null) draft.bits.charging = state === 2 || state === 3;
  if (size >= 6) batteryPct(draft, bytes[at + 5] ?? 0);
  return true;
}

/** 7C, then {id 1, length 1, value}: id 1 is alarms 4. */
function harshExtended({ bytes, at, size, draft }: Item): boolean {
  if (size < 3 || bytes[at] !== 0x7c) return false;
  const end = at + size;
  put(draft.raw, 'item.fe', hexOf(bytes, at, size));
  let from = at + 1;
  while (from + 2 <= end) {
    const length = bytes[from + 1] ?? 0;
    if (from + 2 + length > end) break;
    if (bytes[from] === 0x01 && length === 4) addHarsh(draft, u32At(bytes, from + 2), HARSH.length);
    from += 2 + length;
  }
  return true;
}

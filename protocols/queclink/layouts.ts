import type { Family } from './models.ts';

// Field names by message type and device family. A place (accuracy, speed, azimuth, altitude, longitude,
// latitude, time, cell) stands in the middle: names before it are told from its left edge backwards,
// names behind it from its right edge on. An empty name is a field that the maker reserves.

const PERIODIC = ['powerMv', 'reportType', 'number'] as const;
const ASSET_PERIODIC = ['reportId', 'reportType', 'number'] as const;
const CONTAINER_EVENT = ['reportId', 'reportType', 'motion', 'temperature', 'battery'] as const;

/** What stands before the place, the nearest last. Types that are not here: as a periodic report. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  AIS: ['analogMv', 'reportType', 'number'],
  BPL: ['batteryVoltage'],
  BTC: [],
  CTN: CONTAINER_EVENT,
  EPF: [],
  EPN: [],
  EPS: ['powerMv', 'reportType', 'number'],
  GCR: ['mode', 'wakeIntervalS', 'sendInterval'],
  IDA: ['driverUniqueId', 'reportType', 'number'],
  IDF: ['duration'],
  IDN: [],
  IGF: ['duration'],
  IGN: ['duration'],
  JDR: [],
  JDS: ['state'],
  LBC: ['phone'],
  LSW: ['reportType', 'state'],
  MPF: [],
  MPN: [],
  STC: ['state'],
  STP: CONTAINER_EVENT,
  STR: CONTAINER_EVENT,
  STT: ['state'],
  SWG: ['state'],
  TRI: ['reportId', 'reportType', 'battery'],
  TSW: ['reportType', 'state'],
  VGF: ['reportType', 'duration'],
  VGN: ['reportType', 'duration'],
};

/** What stands behind the place in all but periodic reports. */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  IGF: ['reserved', 'hourMeter', 'mileage'],
  IGN: ['reserved', 'hourMeter', 'mileage'],
  VGF: ['reserved', 'hourMeter', 'mileage'],
  VGN: ['reserved', 'hourMeter', 'mileage'],
};

/** What stands behind the place where no device state tells how many inputs there are. */
const BEHIND_PERIODIC: Readonly<Record<Family, readonly string[]>> = {
  vehicle: ['reserved', 'mileage', 'hourMeter', 'adc1', 'battery'],
  counted: ['reserved', 'mileage', 'hourMeter', 'adc1', 'battery'],
  wired: [
    'reserved',
    'mileage',
    'hourMeter',
    'adc1',
    'adc2',
    'adc3',
    'digitalInput',
    'digitalOutput',
  ],
  asset: ['mileage', 'battery'],
  container: ['signal', 'rfStatus', 'temperature', 'battery', 'selfTest', 'motion'],
  bolt: ['signal', 'reserved', 'battery'],
};

/** Behind a periodic report's device state: what a vehicle's engine says (GV500: §GTFRI). */
export const BEHIND_STATE = ['rpm', 'fuelConsumption', 'fuelLevel'] as const;

const PERIODIC_TYPES = ['FRI', 'ERI'];
/** Families without lines and without a supply of the vehicle's. */
export const UNWIRED: readonly Family[] = ['asset', 'container', 'bolt'];

export function isPeriodic(type: string): boolean {
  return PERIODIC_TYPES.includes(type);
}

/** Whether the fields before a type's place have a table of their own. */
export function namesBefore(type: string, family: Family): readonly string[] {
  const own = BEFORE[type];
  if (own !== undefined) return own;
  const periodic = UNWIRED.includes(family) ? ASSET_PERIODIC : PERIODIC;
  return type === 'ERI' ? ['eriMask', ...periodic] : periodic;
}

export function namesBehind(type: string, family: Family): readonly string[] {
  const own = BEHIND[type];
  if (own !== undefined) return own;
  if (isPeriodic(type) || family === 'asset') return BEHIND_PERIODIC[family];
  return ['reserved', 'mileage'];
}

/** Messages without a place: the fields from the device's name to the send time. */
export const WITHOUT_PLACE: Readonly<Record<string, readonly string[]>> = {
  BAT: ['externalPower', 'powerVoltage', 'battery', 'batteryVoltage', 'charging', 'led'],
  CID: ['iccid'],
  CSQ: ['signal', 'bitErrors'],
  PDP: [],
  PFA: [],
  PFR: ['reason'],
  PNA: [],
  PNR: ['reason'],
  TMZ: ['timeZone'],
  UPD: ['code', 'retry'],
  VER: ['deviceType', 'firmwareVersion', 'hardwareVersion'],
};

/** `GTINF` from the device's state to the time of the last fix. */
export const INF_HEAD = [
  'state',
  'iccid',
  'signal',
  'bitErrors',
  'externalPower',
  'powerMv',
  'reserved',
  'batteryVoltage',
  'charging',
  'led',
  'gpsOn',
  'gpsAntenna',
] as const;

/** Devices with two supplies (GV600M, GV600MG) give the second where others have a reserved field. */
export const INF_TWO_SUPPLIES: readonly string[] = ['C2', 'DC'];
export const INF_HEAD_TWO = INF_HEAD.map((name) => (name === 'reserved' ? 'power2Mv' : name));

/** Devices without a supply give how far they went, and a field that no table of ours names. */
export const INF_HEAD_ASSET = INF_HEAD.map((name) =>
  name === 'powerMv' ? 'mileage' : name === 'reserved' ? 'unread' : name,
);

/** `GTINF` between the last fix and the lines, by device type. Others: one input. */
export const INF_INPUTS: Readonly<Record<string, readonly string[]>> = {
  '06': ['pin15Mode', 'adc1', 'adc2'],
  '6E': ['pin15Mode', 'adc1', 'adc2', 'adc3'],
};

/** `GTINF` of devices without lines: what follows the last fix. */
export const INF_ASSET_TAIL = ['battery', 'flashType', 'temperature'] as const;

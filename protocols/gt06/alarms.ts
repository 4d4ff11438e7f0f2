import type { SealBits, SealEventType } from '@lakiri/kit';

/** What an alarm code means on a model. */
export type AlarmMeaning = {
  /** In `raw.alarm`. */
  readonly word: string;
  /** What has happened, where the common vocabulary has it. */
  readonly event?: SealEventType;
  /** The seal's bit that it tells. */
  readonly bit?: keyof SealBits;
};

/**
 * §3.4, completed from the alert table of the JM-VL03 manual V1.1.2 (§5). By code in hex. Where the two differ
 * (30: jamming, or harsh braking) §3.4 stands here and the other in the family's own table.
 */
export const STANDARD_ALARMS: Readonly<Record<string, AlarmMeaning>> = {
  '01': { word: 'sos', event: 'person.sos' },
  '02': { word: 'powerCut', event: 'power.cut' },
  '03': { word: 'vibration', event: 'tamper.shock' },
  '04': { word: 'geofenceEnter' },
  '05': { word: 'geofenceExit' },
  '06': { word: 'overspeed' },
  '09': { word: 'movement' },
  '0a': { word: 'blindAreaEnter' },
  '0b': { word: 'blindAreaExit' },
  '0c': { word: 'powerOn', event: 'device.started' },
  '0d': { word: 'firstFix' },
  '0e': { word: 'lowBattery' }, // the vehicle's, not the device's own
  '0f': { word: 'lowBattery', event: 'battery.low', bit: 'lowBattery' },
  '10': { word: 'simChanged' },
  '11': { word: 'powerOff', event: 'power.off' },
  '12': { word: 'airplaneMode' },
  '13': { word: 'tampering', event: 'tamper.removed' },
  '14': { word: 'door' },
  '15': { word: 'powerOffLowBattery', event: 'power.off', bit: 'lowBattery' },
  '16': { word: 'sound' },
  '17': { word: 'falseBaseStation' },
  '18': { word: 'coverOpened', event: 'tamper.coverOpened', bit: 'coverOpen' },
  '19': { word: 'lowBattery', event: 'battery.low', bit: 'lowBattery' },
  '20': { word: 'deepSleep' },
  '23': { word: 'fallDown', event: 'tamper.dropped' },
  '25': { word: 'tampering', event: 'tamper.removed' },
  '29': { word: 'hardAcceleration' },
  '2a': { word: 'hardCornering' }, // to the left
  '2b': { word: 'hardCornering' }, // to the right
  '2c': { word: 'accident', event: 'vehicle.accident' },
  '30': { word: 'jamming', event: 'tamper.jamming' },
  '32': { word: 'tampering', event: 'tamper.removed' },
  '33': { word: 'lock', event: 'lock.closed' },
  '34': { word: 'unlock', event: 'unlock.opened' },
  '53': { word: 'fuelLeak' },
  fe: { word: 'ignitionOn' },
  ff: { word: 'ignitionOff' },
};

/** §3.4 "13 / 23", bits 5–3 of the information byte; 5 is not given a meaning. */
export const INFO_ALARMS: Readonly<Record<string, AlarmMeaning>> = {
  1: { word: 'vibration', event: 'tamper.shock' },
  2: { word: 'powerCut', event: 'power.cut' },
  3: { word: 'lowBattery', event: 'battery.low', bit: 'lowBattery' },
  4: { word: 'sos', event: 'person.sos' },
  6: { word: 'geofence' },
  7: { word: 'removing', event: 'tamper.removed' },
};

/** Type 95, the dash cameras' alarm: its own codes. */
export const CAMERA_ALARMS: Readonly<Record<string, AlarmMeaning>> = {
  '01': { word: 'sos', event: 'person.sos' },
  '80': { word: 'vibration', event: 'tamper.shock' },
  '87': { word: 'overspeed' },
  '90': { word: 'hardAcceleration' },
  '91': { word: 'hardBraking' },
  '92': { word: 'hardCornering' },
  '93': { word: 'accident', event: 'vehicle.accident' },
};

import type { SealEventType } from '@lakiri/kit';

/** What a code means: a word for `raw.alarm`, a seal event, or both. */
export type Meaning = {
  readonly alarm?: string;
  readonly event?: SealEventType;
  readonly ignition?: boolean;
};
export type Codes = Readonly<Record<string, Meaning>>;

/**
 * ALERT_ID of `ALT` and of 82: ST300 operation manual 1.41 §6-4 and "Alert ID Table" of the universal
 * reporting guide, which count alike. Codes that are not here stay numbers.
 */
export const ALERTS: Codes = {
  1: { alarm: 'overspeed' },
  2: { alarm: 'overspeedEnded' },
  3: { alarm: 'gnssAntennaCut' },
  4: { alarm: 'gnssAntennaRestored' },
  5: { alarm: 'geofenceExit' },
  6: { alarm: 'geofenceEnter' },
  8: { alarm: 'gnssAntennaShort' },
  9: { alarm: 'deepSleep' },
  10: { alarm: 'deepSleepEnded', event: 'device.woken' },
  13: { alarm: 'batteryFault' },
  14: { alarm: 'lowBattery', event: 'battery.low' },
  15: { alarm: 'vibration', event: 'tamper.shock' },
  16: { alarm: 'accident', event: 'vehicle.accident' },
  33: { ignition: true },
  34: { ignition: false },
  40: { alarm: 'powerRestored', event: 'power.restored' },
  41: { alarm: 'powerCut', event: 'power.cut' },
  42: { alarm: 'sos', event: 'person.sos' },
  44: { alarm: 'batteryConnected' },
  45: { alarm: 'batteryDisconnected' },
  46: { alarm: 'hardAcceleration' },
  47: { alarm: 'hardBraking' },
  48: { alarm: 'hardCornering' },
  50: { alarm: 'jamming', event: 'tamper.jamming' },
  59: { alarm: 'driverIdentified' },
  132: { alarm: 'door' },
};

/** EMG_ID of `EMG` (§6-2). */
export const EMERGENCIES: Codes = {
  1: { alarm: 'sos', event: 'person.sos' },
  2: { alarm: 'tow' },
  3: { alarm: 'powerCut', event: 'power.cut' },
  5: { alarm: 'hardAcceleration' },
  6: { alarm: 'hardBraking' },
  7: { alarm: 'accident', event: 'vehicle.accident' },
};

/** ALERT_ID whose data is the driver's key. */
export const DRIVER_ALERT = '59';

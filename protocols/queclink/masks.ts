// Fields that are sent when their bit of a mask is set, in the order of the bits.

/** `GTCAN` and the CAN part of `GTERI`: "CAN Report Mask". */
export const CAN: readonly (string | undefined)[] = [
  'vin',
  'ignitionKey',
  'canOdometer',
  'fuelUsed',
  'rpm',
  'obdSpeed',
  'coolantTemperature',
  'fuelConsumption',
  'fuelLevel',
  'range',
  'throttle',
  'engineHours',
  'drivingHours',
  'idleHours',
  'idleFuel',
  'axleWeight',
  'tachograph',
  'indicators',
  'lights',
  'doors',
  'vehicleOverspeedHours',
  'engineOverspeedHours',
];
/** The bit of the CAN mask that says that the expansion mask and its fields follow. */
export const CAN_EXPANSION_BIT = 29;

/** "CAN Report Expansion Mask". */
export const CAN_EXPANSION: readonly string[] = [
  'adBlueLevel',
  'axleWeight1',
  'axleWeight3',
  'axleWeight4',
  'tachographOverspeed',
  'tachographMotion',
  'tachographDirection',
  'analogInput',
  'engineBraking',
  'pedalBraking',
  'kickDowns',
  'effectiveSpeedHours',
  'cruiseHours',
  'kickDownHours',
  'brakeApplications',
  'driver1Card',
  'driver2Card',
  'driver1Name',
  'driver2Name',
  'registration',
  'expansion',
  'rapidBrakings',
  'rapidAccelerations',
];

/** `GTOBD`: "OBD Report Mask". */
export const OBD: readonly (string | undefined)[] = [
  'vin',
  'obdConnected',
  'obdPowerMv',
  'supportedPids',
  'rpm',
  'obdSpeed',
  'coolantTemperature',
  'fuelConsumption',
  'dtcsClearedDistance',
  'milDistance',
  'milStatus',
  'dtcCount',
  'dtcs',
  'throttle',
  'engineLoad',
  'fuelLevel',
  'obdProtocol',
  undefined,
  undefined,
  'obdOdometer',
];

/** One Bluetooth accessory: "Accessory Append Mask"; bits 7, 8 and 12 bring several fields. */
export const ACCESSORY: readonly (readonly string[])[] = [
  ['name'],
  ['mac'],
  ['status'],
  ['batteryMv'],
  ['temperature'],
  ['humidity'],
  [],
  ['output', 'input', 'analogMv'],
  ['mode', 'event'],
  ['tirePressure'],
  ['time'],
  ['temperatureFine'],
  ['magnetId', 'magnetCount', 'magnetState'],
  ['batteryPct'],
  ['relay'],
];

/** The bits set in a mask written in hex, lowest first; none where it is no mask. */
export function bitsOf(mask: string | undefined): readonly number[] {
  if (mask === undefined || !/^[0-9A-Fa-f]{1,8}$/.test(mask)) return [];
  const value = Number.parseInt(mask, 16);
  return Array.from({ length: 32 }, (_, bit) => bit).filter(
    (bit) => Math.floor(value / 2 ** bit) % 2 === 1,
  );
}

import type { SealEventType } from '@lakiri/kit';

/** §3.4: the number of each event on the wire. Numbers are never given twice; a new event takes a new one. */
export const EVENT_CODES = {
  'lock.auto': 1,
  'lock.rfid': 2,
  'lock.remote': 3,
  'lock.bluetooth': 4,
  'lock.sms': 5,
  'lock.closed': 6,
  'unlock.rfid': 10,
  'unlock.vehicleCard': 11,
  'unlock.remoteStatic': 12,
  'unlock.remoteDynamic': 13,
  'unlock.remote': 14,
  'unlock.bluetooth': 15,
  'unlock.sms': 16,
  'unlock.lora': 17,
  'unlock.key': 18,
  'unlock.timed': 19,
  'unlock.opened': 20,
  'unlock.refusedCard': 30,
  'unlock.refusedPassword': 31,
  'unlock.refusedOutsideFence': 32,
  'rope.pulled': 40,
  'rope.inserted': 41,
  'tamper.ropeCut': 50,
  'tamper.coverOpened': 51,
  'tamper.coverClosed': 52,
  'tamper.forced': 53,
  'tamper.removed': 54,
  'tamper.shock': 55,
  'tamper.dropped': 56,
  'tamper.jamming': 57,
  'valve.opened': 60,
  'valve.closed': 61,
  'motor.stuck': 70,
  'battery.low': 71,
  'power.cut': 72,
  'power.restored': 73,
  'power.off': 74,
  'device.started': 80,
  'device.woken': 81,
  'part.lost': 90,
  'part.found': 91,
  'person.sos': 100,
  'vehicle.accident': 110,
} as const satisfies Record<SealEventType, number>;

const TYPES: ReadonlyMap<number, SealEventType> = new Map(
  Object.entries(EVENT_CODES).map(([type, code]) => [code, type as SealEventType]),
);

/** `undefined`: newer than this table; the number stays in the report. */
export function eventOfCode(code: number): SealEventType | undefined {
  return TYPES.get(code);
}

import { bytesOf, type Instant, type RawValue, type SealEventType } from '@lakiri/kit';
import { clockOf } from './acknowledge.ts';

/** What a seal says when something happens at its lock. */
export type LockEventInput = {
  /** Ten digits. */
  readonly deviceId: string;
  readonly serial: number;
  readonly occurredAt: Instant;
  readonly valid: boolean;
  /** Degrees; on the wire to five decimals. */
  readonly lat: number;
  readonly lon: number;
  readonly speedKmh: number;
  readonly courseDeg: number;
  readonly type: LockEventType;
  /** The card shown, ten digits. */
  readonly card?: string;
  readonly wrongCount?: number;
  /** The fence (1–10) whose rule let it open; without one, 98 is sent where a rule would apply. */
  readonly fence?: number;
  readonly odometerKm: number;
};

const NO_FENCE_RULE = 98;

/** Fields 11, 12 and 14 of §3.1's table; `true` where the fence or 98 stands. */
const SOURCES = {
  'lock.auto': [5, 0, 0],
  'unlock.rfid': [1, true, 0],
  'unlock.vehicleCard': [3, 0, 0],
  'unlock.remoteStatic': [4, 1, 1],
  'unlock.remoteDynamic': [6, true, 1],
  'unlock.bluetooth': [7, true, 1],
  'unlock.refusedCard': [2, 0, 0],
  'unlock.refusedPassword': [4, 0, 0],
  'unlock.refusedOutsideFence': [1, 99, 0],
  'rope.pulled': [8, 0, 0],
} as const satisfies {
  readonly [Type in SealEventType]?: readonly [
    source: number,
    verification: number | true,
    password: 0 | 1,
  ];
};

/** What a P45 can say. */
export type LockEventType = keyof typeof SOURCES;
export const LOCK_EVENT_TYPES = Object.keys(SOURCES) as readonly LockEventType[];

/** `(ID,P45,…)` as a JT701D sends it, to field 17. */
export function encodeLockEvent(input: LockEventInput): Uint8Array {
  const [source, rule, password] = SOURCES[input.type];
  const clock = clockOf(input.occurredAt);
  return text([
    input.deviceId,
    'P45',
    clock.slice(0, 6),
    clock.slice(6),
    Math.abs(input.lat).toFixed(5),
    input.lat < 0 ? 'S' : 'N',
    Math.abs(input.lon).toFixed(5),
    input.lon < 0 ? 'W' : 'E',
    input.valid ? 'A' : 'V',
    Math.round(input.speedKmh),
    Math.round(input.courseDeg),
    source,
    rule === true ? (input.fence ?? NO_FENCE_RULE) : rule,
    input.card ?? '0000000000',
    password,
    input.wrongCount ?? 0,
    input.serial,
    Math.floor(input.odometerKm),
  ]);
}

export function encodeHeartbeat(deviceId: string): Uint8Array {
  return text([deviceId, '@JT']);
}

/** The device asks what time it is. */
export function encodeTimeRequest(deviceId: string): Uint8Array {
  return text([deviceId, 'P22', 2]);
}

/** The device made a dynamic password and asks for confirmation. */
export function encodePasswordRequest(deviceId: string, password: string): Uint8Array {
  return text([deviceId, 'P52', 2, password]);
}

/** The device answers a command, e.g. `('8130630001', 'P43', [1, 0])`. */
export function encodeReply(
  deviceId: string,
  command: string,
  params: readonly (string | number)[],
): Uint8Array {
  return text([deviceId, command, ...params]);
}

function text(fields: readonly RawValue[]): Uint8Array {
  return bytesOf(`(${fields.join(',')})`);
}

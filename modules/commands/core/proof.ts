import {
  addMs,
  type Instant,
  type SealBits,
  type SealEvent,
  type SealEventType,
} from '@lakiri/kit';
import { type ClockVerdict, ORDER_EARLY_MS } from '@lakiri/seals';
import { type Command, type EndWhy, isOpening } from './command.ts';

/** A stored reading of the seal, in what a proof needs of it. */
export type Told = {
  readonly sealVersion: number;
  readonly occurredAt: Instant;
  /** Hex; with the seal and `occurredAt` the reading's key. */
  readonly digest: string;
  readonly clock: ClockVerdict;
  /** Kept by the device while it could not send. */
  readonly isStored: boolean;
  readonly bits: SealBits;
  readonly event: SealEvent | null;
};

export type Verdict = {
  readonly state: 'confirmed' | 'refused';
  readonly why: EndWhy;
  /** When the lock opened, by the device's right clock. */
  readonly openedAt: Instant | null;
};

/** The lock's own word that it was opened as ordered, or does not say how. */
const OPENED: readonly SealEventType[] = [
  'unlock.remote',
  'unlock.remoteStatic',
  'unlock.remoteDynamic',
  'unlock.opened',
  'unlock.lora',
  'rope.pulled',
  'valve.opened',
];
/** What refuses an order of the platform; a refused card is somebody else's try. */
const REFUSED: readonly SealEventType[] = ['unlock.refusedPassword', 'unlock.refusedOutsideFence'];
/** Done at the lock by a person: whatever it then is, it is not our doing. */
const BY_HAND: readonly SealEventType[] = [
  'unlock.rfid',
  'unlock.vehicleCard',
  'unlock.bluetooth',
  'unlock.sms',
  'unlock.key',
  'unlock.timed',
];

/** What one reading proves about the order; `undefined`: nothing. */
export function verdictOf(command: Command, told: Told): Verdict | undefined {
  if (!isAfter(command, told)) return undefined;
  const key = { at: told.occurredAt, digest: told.digest };
  const openedAt = told.clock === 'right' ? told.occurredAt : null;
  const done = (code: EndWhy['code'], more: EndWhy['params'] = {}): Verdict => ({
    state: 'confirmed',
    why: { code, params: { ...key, ...more } },
    openedAt,
  });
  const { order } = command;
  if (order.word === 'locate') return done('device-answered');
  if (order.word === 'lock') return isShut(told) ? done('device-answered') : undefined;
  if (!isOpening(order)) return undefined;
  const type = told.event?.type;
  if (type !== undefined && OPENED.includes(type)) return done('opened-by-event', { event: type });
  if (type !== undefined && REFUSED.includes(type)) return refusedBy(command, type, key);
  if (type !== undefined && BY_HAND.includes(type)) return undefined;
  const isSeen = told.bits.motorLocked === false && command.dispatch?.wasOpen === false;
  return isSeen ? done('seen-open') : undefined;
}

function refusedBy(
  { state }: Command,
  event: SealEventType,
  key: Readonly<Record<string, string | number>>,
): Verdict | undefined {
  if (state !== 'sent' && state !== 'acknowledged') return undefined;
  const why: EndWhy = { code: 'device-refused', params: { ...key, event } };
  return { state: 'refused', why, openedAt: null };
}

function isShut({ bits, event }: Told): boolean {
  return bits.motorLocked === true || event?.type.startsWith('lock.') === true;
}

/**
 * Whether the reading tells of after the order. It came after the order was recorded, and it is newer than all that the
 * seal had told by then. Only a reading that the device had kept is held against our clock besides: it may
 * tell of any time at which nobody heard the seal.
 */
function isAfter({ dispatch }: Command, told: Told): boolean {
  if (dispatch === null || told.sealVersion <= dispatch.sealVersion) return false;
  if (told.clock !== 'right') return !told.isStored;
  if (dispatch.deviceAt !== null && told.occurredAt <= dispatch.deviceAt) return false;
  return !told.isStored || told.occurredAt >= addMs(dispatch.at, -ORDER_EARLY_MS);
}

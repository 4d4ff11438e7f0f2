// The life of a command: requested; approved, an opening by a second officer; recorded by the gateway that has the
// seal's session; sent; acknowledged by the device; confirmed by the lock itself. All else are ends.
import { type Id, type Instant, MINUTE_MS, type Order, SECOND_MS } from '@lakiri/kit';
import type { JourneyRef, SealId } from '@lakiri/seals';

export type CommandId = Id<'Command'>;
export type PersonRef = Id<'Person'>;

/** How the second officer showed to be there at the moment of the approval, beyond an open session. */
export type Presence = 'password';

export const STATES = [
  'requested',
  'approved',
  'recorded',
  'sent',
  'acknowledged',
  'confirmed',
  'refused',
  'uncertain',
  'expired',
  'cancelled',
] as const;
export type CommandState = (typeof STATES)[number];

/** Nothing leaves `confirmed`: a late answer takes no proof back. A proof told late still ends doubt. */
export const nextStates = {
  requested: ['approved', 'expired', 'cancelled'],
  approved: ['recorded', 'refused', 'expired', 'cancelled'],
  recorded: ['sent', 'confirmed', 'uncertain', 'expired'],
  sent: ['acknowledged', 'confirmed', 'refused', 'uncertain'],
  acknowledged: ['confirmed', 'refused', 'uncertain'],
  confirmed: [],
  refused: [],
  uncertain: ['confirmed'],
  expired: [],
  cancelled: [],
} as const satisfies Record<CommandState, readonly CommandState[]>;

/** Whether it may still have an effect by itself. */
export function isOpen({ state }: Pick<Command, 'state'>): boolean {
  return ['requested', 'approved', 'recorded', 'sent', 'acknowledged'].includes(state);
}

/** From the request to the sending (§4.5: a command's life is at most ten minutes). */
export const COMMAND_MS_MAX = 10 * MINUTE_MS;
/** From the sending to the proof: a seal that is awake tells what its lock did within its interval of a minute. */
export const CONFIRM_MS_MAX = 60 * SECOND_MS;
/** From recording to sending: both are done in one breath; what takes longer was interrupted. */
export const RECORDED_MS_MAX = 10 * SECOND_MS;
/** A gateway that was held up for longer after recording sends nothing any more: somebody may have given it up. */
export const SEND_MS_MAX = 2 * SECOND_MS;

/** Why a command ended, in codes that a screen has words for. */
export const WHY_CODES = [
  'ttl-passed',
  'no-session',
  'session-lost',
  'killed-before-sent',
  'not-confirmed',
  'device-refused',
  'opened-by-event',
  'seen-open',
  'device-answered',
  'conditions-changed',
  'cancelled-by-officer',
] as const;
export type WhyCode = (typeof WHY_CODES)[number];
export type EndWhy = {
  readonly code: WhyCode;
  readonly params?: Readonly<Record<string, string | number | null>>;
};

/** What the gateway knew when it recorded the order, against which a proof is held. */
export type Dispatch = {
  readonly at: Instant;
  /** `gateway:gateway-1` */
  readonly gateway: string;
  readonly serial: number;
  /** The seal's version that the order made; a reading that came later has a higher one. */
  readonly sealVersion: number;
  /** The newest device time that the seal had told. */
  readonly deviceAt: Instant | null;
  /** It said itself open before it was ordered open: then only an event proves anything. */
  readonly wasOpen: boolean;
};

export type Command = {
  readonly id: CommandId;
  readonly seal: SealId;
  readonly order: Order;
  /** The journey it was asked for; it holds for no other. */
  readonly journey: JourneyRef | null;
  readonly requestedBy: PersonRef;
  readonly requestedAt: Instant;
  readonly expiresAt: Instant;
  readonly reasonSha256: string;
  /** An officer overrules the hours and open cases, for a reason. */
  readonly overrideSha256: string | null;
  readonly state: CommandState;
  readonly approvedBy: PersonRef | null;
  readonly approvedAt: Instant | null;
  readonly dispatch: Dispatch | null;
  readonly sentAt: Instant | null;
  readonly ackedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly why: EndWhy | null;
};

/** An opening is what two officers must want. */
export function isOpening({ word }: Pick<Order, 'word'>): boolean {
  return word === 'unlock';
}

// The life of a seal: registered and free; fitted to a journey; armed, and from then on watched; disarmed
// by an order, which is what makes an opening lawful; released, and free again. Its live part is
// what its readings say, folded in device time; its latches stay until a person clears them.
import {
  type Fix,
  type Id,
  type Instant,
  NO_BITS,
  type Position,
  type SealBits,
  type Tier,
} from '@lakiri/kit';

export type SealId = Id<'Seal'>;
export type JourneyRef = Id<'Journey'>;
export type PartyRef = Id<'Party'>;
export type PersonRef = Id<'Person'>;
export type CaseRef = Id<'Case'>;
export type CommandRef = Id<'Command'>;

export type Custody =
  | { readonly phase: 'free' }
  | { readonly phase: 'fitted'; readonly journey: JourneyRef }
  | { readonly phase: 'armed'; readonly journey: JourneyRef; readonly armedAt: Instant }
  | { readonly phase: 'disarmed'; readonly journey: JourneyRef; readonly disarmedAt: Instant };

export type Phase = Custody['phase'];

/** What a model of seal is expected to do, by the version that holds: data, not code. */
export type ModelProfile = {
  readonly model: string;
  readonly dialect: string;
  /** Who made it; absent in facts of before makers were named. */
  readonly maker?: string;
  /** Which of the model's versions says so. */
  readonly version: number;
  /** The longest the seal waits between two reports when all is well, on the move. */
  readonly reportIntervalS: number;
  /** The same while it stands; null where nobody knows. */
  readonly parkedIntervalS: number | null;
  /** The same while it sleeps between two wakings; null where it does not, or nobody knows. */
  readonly asleepIntervalS: number | null;
  /** What an hour on the road takes from a full battery. */
  readonly drainPctPerHour: number;
  /** The highest tier of trust that its type approval grants. */
  readonly tierMax: Tier;
};

/** Where the seal was, by its own satellite fix, and when. */
export type Place = Position & {
  readonly at: Instant;
  readonly speedKmh: number | null;
  readonly courseDeg: number | null;
};

/** `ahead`, `behind`: the last reading's device clock could not be right; its place is not taken. */
export type ClockVerdict = 'right' | 'ahead' | 'behind' | 'none';

export const LATCHES = ['cut', 'opened', 'cover'] as const;
export type Latch = (typeof LATCHES)[number];

/**
 * A tamper that stays. `set` since the device first said so; a person clears it. While the device
 * goes on saying so after that it is `muted`: the same opening is not a new one.
 */
export type LatchState =
  | {
      readonly is: 'clear';
      readonly clearedSince: Instant | null;
      /** Where an order opened it: when it was closed again. What opens it later is another opening. */
      readonly clearedUntil?: Instant;
    }
  | { readonly is: 'set'; readonly since: Instant }
  | {
      readonly is: 'muted';
      readonly clearedSince: Instant;
      /** No tamper: an order opened it. */
      readonly ordered?: true;
    };

export type Live = {
  /** The newest device time taken as right; the fold's place in the seal's own history. */
  readonly occurredAt: Instant | null;
  readonly receivedAt: Instant | null;
  readonly place: Place | null;
  readonly fix: Fix;
  readonly bits: SealBits;
  readonly batteryPct: number | null;
  readonly odometerKm: number | null;
  readonly clock: ClockVerdict;
  readonly latches: Readonly<Record<Latch, LatchState>>;
};

export type Seal = {
  readonly id: SealId;
  /** What is printed on it. */
  readonly number: string;
  readonly wireId: string;
  readonly model: ModelProfile;
  readonly owner: PartyRef;
  readonly registeredAt: Instant;
  readonly custody: Custody;
  /** Absent: it was never ordered open. */
  readonly order?: StandingOrder;
  readonly live: Live;
};

/**
 * The newest order to open this seal. What opens it from `from` to `until`, in device time, is lawful; the end of the
 * order brings `until` forward. Kept after its end, because a reading may be told late.
 */
export type StandingOrder = {
  readonly command: CommandRef;
  readonly from: Instant;
  readonly until: Instant;
};

const CLEAR: LatchState = { is: 'clear', clearedSince: null };

export const NOTHING_HEARD: Live = {
  occurredAt: null,
  receivedAt: null,
  place: null,
  fix: 'none',
  bits: NO_BITS,
  batteryPct: null,
  odometerKm: null,
  clock: 'none',
  latches: { cut: CLEAR, opened: CLEAR, cover: CLEAR },
};

export const nextPhases = {
  free: ['fitted'],
  fitted: ['armed', 'free'],
  armed: ['disarmed', 'free'],
  disarmed: ['free'],
} as const satisfies Record<Phase, readonly Phase[]>;

/** The journey a seal is fitted to, if any. */
export function journeyOf(seal: Seal): JourneyRef | undefined {
  return seal.custody.phase === 'free' ? undefined : seal.custody.journey;
}

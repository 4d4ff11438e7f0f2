// What is remembered of one seal's honesty. It changes only at transitions: an ordinary report leaves the same
// object, so that nothing need be written. Nothing remembered is null.
import type { Instant, Position } from '@lakiri/kit';
import type { Latch } from '@lakiri/seals';
import type { Far } from './rules/far-cell.ts';
import type { Exceeded } from './rules/odometer-exceeded.ts';
import type { Link } from './rules/sequence-fork.ts';
import type { Weak } from './rules/weak-signal.ts';
import type { DoubtWhy } from './why.ts';

export const DOUBT_STATES = [
  'none',
  'gnss-degraded',
  'suspect-jam',
  'suspect-spoof',
  'identity-doubted',
] as const;
export type DoubtState = (typeof DOUBT_STATES)[number];

/** A place that no truck reaches in that time; the next fix tells whether it stays there. */
export type Jump = {
  readonly from: Position;
  readonly fromAt: Instant;
  readonly to: Position;
  readonly at: Instant;
  readonly km: number;
  readonly kmh: number;
};

export type Suspicion = {
  readonly state: DoubtState;
  /** Of the present state, in device time. */
  readonly since: Instant | null;
  readonly why: readonly DoubtWhy[];
  /** Tenths of a natural logarithm, of the place being false. */
  readonly odds: number;
  readonly jump: Jump | null;
  /** Jumps out and back again: the instants of the returns. */
  readonly returns: readonly Instant[];
  readonly frozen: { readonly since: Instant; readonly fixes: number } | null;
  readonly smooth: { readonly fixes: number; readonly residualM: number } | null;
  readonly mismatch: number;
  /** The odometer when the place was last seen to move, where it has gone on without. */
  readonly stuck: (Position & { readonly odometerKm: number }) | null;
  readonly lost: Lost | null;
  readonly skew: { readonly offS: number; readonly at: Instant; readonly reports: number } | null;
  /** Tampers told by what is set apart, each told to people once. */
  readonly tampers: readonly Latch[];
  /** When a person last took its word again. */
  readonly liftedAt: Instant | null;
  /** The newest record that was proved, of a seal whose records are numbered. */
  readonly link?: Link;
  /** How far its fixes are ahead of its wheels; absent: they are not. */
  readonly exceeded?: Exceeded;
  /** Fixes out of reach of the cell that serves it; absent: none. */
  readonly far?: Far;
  /** How its network is heard; absent: well, or nobody knows. */
  readonly weak?: Weak;
  /** When people were last told that somebody speaks in its name without its key. */
  readonly forgedAt?: Instant;
};

/** Live reports without a fix, after the last fix of a truck that moved. */
export type Lost = Position & {
  readonly since: Instant;
  readonly reports: number;
  readonly odds: number;
  readonly satellites: number | null;
  readonly isRaised: boolean;
};

export const CALM: Suspicion = {
  state: 'none',
  since: null,
  why: [],
  odds: 0,
  jump: null,
  returns: [],
  frozen: null,
  smooth: null,
  mismatch: 0,
  stuck: null,
  lost: null,
  skew: null,
  tampers: [],
  liftedAt: null,
};

/** Whether the seal's stream is set apart until a person lifts it. */
export function isQuarantined(suspicion: Suspicion | null): boolean {
  return suspicion?.state === 'identity-doubted';
}

/** A person has looked at the seal and takes its word again; what was suspected before is over. */
export function lifted(at: Instant): Suspicion {
  return { ...CALM, liftedAt: at };
}

/** The seal's word is set apart from now on. The very object where it already is. */
export function quarantined(
  suspicion: Suspicion | null,
  at: Instant,
  why: readonly DoubtWhy[],
): Suspicion {
  if (suspicion !== null && isQuarantined(suspicion)) return suspicion;
  const { liftedAt } = suspicion ?? CALM;
  return { ...CALM, liftedAt, state: 'identity-doubted', since: at, why };
}

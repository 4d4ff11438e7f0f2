import type { TrustNumbers } from '@lakiri/trust';

type None = Record<string, never>;

/** Night by the clock of a place: hours of the local day, `fromH` later in the day than `untilH`. */
export type LocalHours = {
  readonly fromH: number;
  readonly untilH: number;
  readonly utcOffsetMin: number;
};

/** What an officer may set of each rule; each name carries its unit. Yes and no are 1 and 0. */
export type RuleParams = TrustNumbers & {
  'seal-cut': None;
  'opened-no-order': None;
  'cover-opened': None;
  'unlock-refused': { readonly attemptsMin: number; readonly windowMin: number };
  'off-route': {
    /** Either completes it: so many fixes outside, or so long without a fix inside. */
    readonly fixesMin: number;
    readonly outsideS: number;
    /** Back is well inside, for so many fixes: a truck along the edge must not fire again and again. */
    readonly backWithinPct: number;
    readonly backFixes: number;
    /** Late fixes outside belong to one leaving when no further apart than this. */
    readonly lateWindowMin: number;
  };
  'long-stop': {
    readonly dayMin: number;
    readonly nightMin: number;
    /** Hours of the local day. */
    readonly nightFromH: number;
    readonly nightUntilH: number;
    readonly utcOffsetMin: number;
    readonly anchorRadiusM: number;
    readonly slowKmh: number;
    /** From so long on it is of this severity; absent: it never grows. */
    readonly growMin?: number;
    readonly growSeverity?: number;
  };
  silent: { readonly intervals: number; readonly graceMin: number };
  'opening-uncertain': None;
  'battery-short': {
    readonly paceKmh: number;
    readonly reservePct: number;
    /** Short no more only when so much above what is needed. */
    readonly recoverPct: number;
  };
  /** A place older than `ageMin` does not say where it was opened. */
  'opened-outside': { readonly ageMin: number };
  'device-removed': Again;
  'tractor-trailer-split': {
    readonly apartM: number;
    readonly holdMin: number;
    /** Together again only when nearer than this. */
    readonly togetherM: number;
    /** Two places are compared only when no further apart in time. */
    readonly alignS: number;
  };
  'wrong-way': {
    readonly backKm: number;
    /** Less than this from one fix to the next is the noise of fix and line. */
    readonly startM: number;
    /** Over when no further behind than this. */
    readonly recoverKm: number;
    readonly slowKmh: number;
  };
  /** `leaveM`: out again only so far beyond the fence. */
  'forbidden-place': { readonly fixesMin: number; readonly leaveM: number };
  /** By the kind of the place; one place's own limit is an override of that place. */
  'stop-overdue': {
    readonly weighbridgeMin: number;
    readonly borderMin: number;
    readonly restMin: number;
    readonly otherMin: number;
    readonly slowKmh: number;
  };
  'night-move': LocalHours & {
    readonly on: number;
    readonly movingKmh: number;
    readonly holdMin: number;
  };
  /** So long before the route's limit, counted from arming; then at the limit, with its own severity. */
  'trip-time': { readonly warnH: number; readonly limitSeverity: number };
  'transit-period': {
    readonly warnDays: number;
    readonly limitDays: number;
    readonly limitSeverity: number;
  };
  'trip-distance': {
    /** Driven, of what lies on the line between. */
    readonly pctMax: number;
    readonly slackKm: number;
    /** An odometer that runs faster was reset or is wrong: begun anew. */
    readonly kmhMax: number;
  };
  overspeed: {
    readonly limitKmh: number;
    readonly easeKmh: number;
    readonly holdS: number;
    /** Two fixes further apart than this say nothing of the time between. */
    readonly gapMin: number;
  };
  'gps-lost': {
    readonly movingMin: number;
    readonly standingMin: number;
    readonly movingKmh: number;
    readonly movedKm: number;
  };
  'power-cut': Again;
  shock: Again & { readonly shocksMin: number; readonly windowMin: number };
  'temperature-out': {
    readonly minC: number;
    readonly maxC: number;
    readonly easeC: number;
    readonly holdMin: number;
  };
  'humidity-out': {
    readonly minPct: number;
    readonly maxPct: number;
    readonly easePct: number;
    readonly holdMin: number;
  };
  'seal-mismatch': None;
  sos: Again;
  accident: Again;
  'driver-report': None;
  'stop-cluster': {
    readonly trucksMin: number;
    readonly radiusM: number;
    readonly stoppedMin: number;
  };
};

/** The same thing told again within this time is no further alarm. */
type Again = { readonly againMin: number };

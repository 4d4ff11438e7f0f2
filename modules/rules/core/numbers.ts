// The numbers of each rule: unit, least and most. The bounds keep out what cannot be meant; what is right is for an
// administration to say. The defaults and their sources are the shipped versions’ own.
import { DEFAULT_RULES, type Kind } from '@lakiri/alarms';

export const UNITS = [
  'count',
  's',
  'min',
  'h',
  'd',
  'm',
  'km',
  'km/h',
  '%',
  '°C',
  'clock-h',
  'utc-min',
  'severity',
  'switch',
  'odds',
] as const;
export type Unit = (typeof UNITS)[number];

type Bound = readonly [unit: Unit, min: number, max: number];
type Bounds = Readonly<Record<string, Bound>>;

const count: Bound = ['count', 1, 100];
const minutes: Bound = ['min', 0, 10_080];
const waited: Bound = ['min', 1, 10_080];
const seconds: Bound = ['s', 0, 86_400];
const metres: Bound = ['m', 0, 20_000];
const km: Bound = ['km', 0, 1_000];
const kmh: Bound = ['km/h', 0, 300];
const pct: Bound = ['%', 0, 100];
const odds: Bound = ['odds', 0, 200];
const hours: Bounds = {
  fromH: ['clock-h', 0, 24],
  untilH: ['clock-h', 0, 24],
  utcOffsetMin: ['utc-min', -720, 840],
};
const again: Bounds = { againMin: minutes };
const severity: Bound = ['severity', 1, 4];

const BOUNDS: Readonly<Record<Kind, Bounds>> = {
  'seal-cut': {},
  'opened-no-order': {},
  'cover-opened': {},
  'unlock-refused': { attemptsMin: ['count', 1, 12], windowMin: waited },
  'off-route': {
    fixesMin: count,
    outsideS: seconds,
    backWithinPct: ['%', 1, 100],
    backFixes: count,
    lateWindowMin: minutes,
  },
  'long-stop': {
    dayMin: waited,
    nightMin: waited,
    nightFromH: ['clock-h', 0, 24],
    nightUntilH: ['clock-h', 0, 24],
    utcOffsetMin: ['utc-min', -720, 840],
    anchorRadiusM: ['m', 10, 5_000],
    slowKmh: kmh,
    growMin: waited,
    growSeverity: severity,
  },
  silent: { intervals: ['count', 1, 100], graceMin: minutes },
  'battery-short': { paceKmh: ['km/h', 1, 120], reservePct: pct, recoverPct: pct },
  'opening-uncertain': {},
  'identity-doubted': {
    turnsMin: count,
    windowMin: waited,
    againMin: count,
    againOlderMin: minutes,
    trackTurnsMin: count,
  },
  'position-doubted': {
    oddsMin: odds,
    jumpKmMin: km,
    jumpKmhMin: ['km/h', 1, 2_000],
    jumpOdds: odds,
    frozenKmhMin: kmh,
    frozenFixesMin: count,
    frozenOdds: odds,
    smoothM: metres,
    smoothFixesMin: count,
    smoothOdds: odds,
    mismatchKmh: kmh,
    mismatchFixesMin: count,
    mismatchOdds: odds,
    odometerKmMin: km,
    odometerOdds: odds,
    cellOdds: odds,
    easeOdds: odds,
  },
  'jamming-suspected': {
    oddsMin: odds,
    movingKmhMin: kmh,
    noSatelliteOdds: odds,
    fewSatellitesOdds: odds,
    unknownSatellitesOdds: odds,
    movedKmMin: km,
    movedOdds: odds,
  },
  'clock-jumped': {
    offMinS: seconds,
    offMaxS: ['s', 0, 31_536_000],
    steadyS: seconds,
    apartMinS: seconds,
    reportsMin: count,
  },
  'opened-outside': { ageMin: minutes },
  'device-removed': again,
  'tractor-trailer-split': {
    apartM: metres,
    holdMin: minutes,
    togetherM: metres,
    alignS: seconds,
  },
  'wrong-way': { backKm: km, startM: metres, recoverKm: km, slowKmh: kmh },
  'forbidden-place': { fixesMin: count, leaveM: metres },
  'stop-overdue': {
    weighbridgeMin: waited,
    borderMin: waited,
    restMin: waited,
    otherMin: waited,
    slowKmh: kmh,
  },
  'night-move': { on: ['switch', 0, 1], ...hours, movingKmh: kmh, holdMin: minutes },
  'trip-time': { warnH: ['h', 0, 720], limitSeverity: severity },
  'transit-period': {
    warnDays: ['d', 0, 365],
    limitDays: ['d', 1, 365],
    limitSeverity: severity,
  },
  'trip-distance': { pctMax: ['%', 100, 1_000], slackKm: km, kmhMax: ['km/h', 1, 300] },
  overspeed: { limitKmh: ['km/h', 1, 200], easeKmh: kmh, holdS: seconds, gapMin: minutes },
  'gps-lost': { movingMin: waited, standingMin: waited, movingKmh: kmh, movedKm: km },
  'power-cut': again,
  shock: { shocksMin: count, windowMin: waited, ...again },
  'temperature-out': {
    minC: ['°C', -60, 120],
    maxC: ['°C', -60, 120],
    easeC: ['°C', 0, 50],
    holdMin: minutes,
  },
  'humidity-out': { minPct: pct, maxPct: pct, easePct: pct, holdMin: minutes },
  'seal-mismatch': {},
  sos: again,
  accident: again,
  'driver-report': {},
  'stop-cluster': { trucksMin: ['count', 2, 100], radiusM: metres, stoppedMin: minutes },
};

export type RuleNumber = {
  readonly name: string;
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
  /** As shipped; null: absent unless somebody says it. */
  readonly default: number | null;
  readonly source: string;
};

const WHOLE: readonly Unit[] = ['count', 'severity', 'switch', 'utc-min'];

/** Numbers that a version may leave out. */
const OPTIONAL: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  'long-stop': ['growMin', 'growSeverity'],
  'position-doubted': ['cellOdds'],
};

/** The numbers that a rule of this kind has, in the order in which they are read. */
export function numbersOf(kind: Kind): readonly RuleNumber[] {
  const shipped = DEFAULT_RULES.filter((rule) => rule.kind === kind).at(-1);
  const defaults: Readonly<Record<string, number>> = shipped?.params ?? {};
  return Object.entries(BOUNDS[kind]).map(([name, [unit, min, max]]) => ({
    name,
    unit,
    min,
    max,
    isWhole: WHOLE.includes(unit),
    default: defaults[name] ?? null,
    source: shipped?.source ?? '',
  }));
}

export function mayLeaveOut(kind: Kind, name: string): boolean {
  return OPTIONAL[kind]?.includes(name) === true;
}

/** What a rule rests on that judging one seal by its stored readings does not have. */
export const MISSING = [
  'trust',
  'connections',
  'clocks',
  'orders',
  'other-seals',
  'climate',
  'people',
] as const;
export type Missing = (typeof MISSING)[number];

const MISSING_FOR: Readonly<Partial<Record<Kind, Missing>>> = {
  'opening-uncertain': 'orders',
  'identity-doubted': 'connections',
  'position-doubted': 'trust',
  'jamming-suspected': 'trust',
  'clock-jumped': 'clocks',
  'tractor-trailer-split': 'other-seals',
  'stop-cluster': 'other-seals',
  'temperature-out': 'climate',
  'humidity-out': 'climate',
  'seal-mismatch': 'people',
  'driver-report': 'people',
};

/** Why a rule of this kind cannot be tried on stored readings; undefined: it can. */
export function missingFor(kind: Kind): Missing | undefined {
  return MISSING_FOR[kind];
}

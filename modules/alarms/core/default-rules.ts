import type { Instant } from '@lakiri/kit';
import { DEFAULT_NUMBERS } from '@lakiri/trust';
import type { Kind, Severity } from './kind.ts';
import type { RuleParams } from './params.ts';
import { type AnyRuleVersion, BEGINNING, type RuleVersion } from './rule.ts';
import type { Administration } from './scope.ts';

const CATALOGUE = 'default of the alarm catalogue';
const MADE_UP = 'log-odds in tenths: defaults, tried on made-up tracks';
const ASSUMED = 'alarm catalogue §1.5; number assumed';
const base = { version: 1, effectiveFrom: BEGINNING, basis: 'configuration' } as const;
/** Times to acknowledge, by severity: a critical case is answered before the truck is gone. */
const ACK_DUE_S: Readonly<Record<Severity, number>> = { 1: 60, 2: 300, 3: 1_800, 4: 86_400 };

function rule<K extends Kind>(
  kind: K,
  severity: Severity,
  params: RuleParams[K],
  source: string = CATALOGUE,
): RuleVersion<K> {
  return { ...base, kind, severity, ackDueS: ACK_DUE_S[severity], params, source };
}

/** Severity grows at the second threshold. Dated, since what was judged before stays judged. */
const LONG_STOP_THAT_GROWS: RuleVersion<'long-stop'> = {
  ...rule(
    'long-stop',
    3,
    {
      dayMin: 30,
      nightMin: 15,
      nightFromH: 19,
      nightUntilH: 6,
      utcOffsetMin: 180,
      anchorRadiusM: 200,
      slowKmh: 5,
      growMin: 60,
      growSeverity: 2,
    },
    'default of the alarm catalogue; high at 60 min as in the rules editor’s example, assumed',
  ),
  version: 2,
  effectiveFrom: Date.UTC(2026, 0, 1) as Instant,
};

/** What holds until an administration sets its own; the same rows are seeded in the database. */
export const DEFAULT_RULES = [
  rule('seal-cut', 1, {}),
  rule('opened-no-order', 1, {}),
  rule('cover-opened', 1, {}),
  rule(
    'unlock-refused',
    2,
    { attemptsMin: 3, windowMin: 30 },
    'Jointech P45 wrong-password count; number is a default',
  ),
  rule('off-route', 2, {
    fixesMin: 2,
    outsideS: 120,
    backWithinPct: 80,
    backFixes: 2,
    lateWindowMin: 10,
  }),
  rule('long-stop', 3, {
    dayMin: 30,
    nightMin: 15,
    nightFromH: 19,
    nightUntilH: 6,
    utcOffsetMin: 180,
    anchorRadiusM: 200,
    slowKmh: 5,
  }),
  { ...LONG_STOP_THAT_GROWS },
  rule('silent', 3, { intervals: 2, graceMin: 10 }),
  rule('opening-uncertain', 2, {}),
  rule('battery-short', 4, { paceKmh: 25, reservePct: 10, recoverPct: 5 }),
  rule(
    'identity-doubted',
    2,
    DEFAULT_NUMBERS['identity-doubted'],
    'two devices under one id: numbers are defaults, tried on made-up tracks',
  ),
  rule('position-doubted', 2, DEFAULT_NUMBERS['position-doubted'], MADE_UP),
  rule('jamming-suspected', 2, DEFAULT_NUMBERS['jamming-suspected'], MADE_UP),
  rule('clock-jumped', 3, DEFAULT_NUMBERS['clock-jumped']),
  rule('opened-outside', 1, { ageMin: 30 }, ASSUMED),
  rule(
    'device-removed',
    1,
    { againMin: 30 },
    'alarm catalogue §1.5 (Traccar removing); number assumed',
  ),
  rule(
    'tractor-trailer-split',
    2,
    { apartM: 300, holdMin: 3, togetherM: 200, alignS: 120 },
    'alarm catalogue §1.5 (Jordan, Pakistan): 300 m for 3 min; the others assumed',
  ),
  rule(
    'wrong-way',
    2,
    { backKm: 5, startM: 100, recoverKm: 1, slowKmh: 5 },
    'alarm catalogue §1.5 (Saudi): 5 km back; the others assumed',
  ),
  rule(
    'forbidden-place',
    1,
    { fixesMin: 2, leaveM: 100 },
    'alarm catalogue §1.5 (Kenya, known dump zones); numbers assumed',
  ),
  rule(
    'stop-overdue',
    3,
    { weighbridgeMin: 120, borderMin: 1_440, restMin: 720, otherMin: 1_440, slowKmh: 5 },
    'alarm catalogue §1.5 (RRA, per point); numbers assumed: a night’s rest, a day at a border',
  ),
  rule(
    'night-move',
    3,
    { on: 0, fromH: 19, untilH: 6, utcOffsetMin: 180, movingKmh: 15, holdMin: 10 },
    'alarm catalogue §1.5 (ERC policy for tankers): off for dry cargo; numbers assumed',
  ),
  rule(
    'trip-time',
    3,
    { warnH: 24, limitSeverity: 2 },
    'alarm catalogue §1.5 (Saudi, Kuwait): a warning 24 h before the limit of the route',
  ),
  {
    ...rule('transit-period', 3, { warnDays: 25, limitDays: 30, limitSeverity: 2 }),
    basis: 'regulation',
    source: 'EACCM Regulations 2010, reg. 104: 30 days; day 25 for the warning assumed',
  },
  rule(
    'trip-distance',
    2,
    { pctMax: 115, slackKm: 25, kmhMax: 120 },
    'alarm catalogue §1.5 (Saudi): 115 %; the others assumed',
  ),
  rule(
    'overspeed',
    4,
    { limitKmh: 80, easeKmh: 5, holdS: 120, gapMin: 10 },
    'alarm catalogue §1.5: 80 km/h for trucks; the others assumed',
  ),
  rule('gps-lost', 2, { movingMin: 15, standingMin: 60, movingKmh: 15, movedKm: 1 }, ASSUMED),
  rule('power-cut', 3, { againMin: 60 }, ASSUMED),
  rule('shock', 4, { shocksMin: 3, windowMin: 10, againMin: 60 }, ASSUMED),
  rule(
    'temperature-out',
    3,
    { minC: -20, maxC: 70, easeC: 2, holdMin: 10 },
    'type-approval profile §3.2: −20 to +70 °C of the seal; a reefer’s own limits are an override',
  ),
  rule(
    'humidity-out',
    4,
    { minPct: 0, maxPct: 100, easePct: 5, holdMin: 30 },
    'no limit for dry cargo: a cargo’s own limits are an override',
  ),
  rule('seal-mismatch', 1, {}, 'alarm catalogue §1.5 (India): an officer’s act'),
  rule('sos', 1, { againMin: 10 }, ASSUMED),
  rule('accident', 1, { againMin: 30 }, ASSUMED),
  rule('driver-report', 2, {}, 'alarm catalogue §1.5: an officer’s act'),
  rule('stop-cluster', 3, { trucksMin: 5, radiusM: 300, stoppedMin: 15 }, ASSUMED),
] as const satisfies readonly AnyRuleVersion[];

/** Who is in charge of customs in each country of the corridors: their own names of themselves. */
export const DEFAULT_ADMINISTRATIONS: readonly Administration[] = [
  ['BI', 'OBR'],
  ['CD', 'DGDA'],
  ['ET', 'ECC'],
  ['KE', 'KRA'],
  ['RW', 'RRA'],
  ['SS', 'SSRA'],
  ['TZ', 'TRA'],
  ['UG', 'URA'],
].map(([country = '', name = '']) => ({
  country,
  name,
  effectiveFrom: BEGINNING,
  until: null,
  source: 'the administrations’ own sites',
}));

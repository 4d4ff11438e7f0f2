// What one seal cannot tell of itself: that others beside it lost the sky at the same time, or say that they are at the
// very same point. Both are about a place, and one incident for all who are there.
import { distanceM } from '@lakiri/corridors';
import { type Instant, isoOf, MINUTE_MS, type Position, SECOND_MS } from '@lakiri/kit';
import type { Incident, IncidentEvents, IncidentId } from './incident.ts';

/** Dated data, as the rule of groups. Trucks are counted, not seals: several seals ride on one. */
export type AreaRule = {
  /** So many trucks lost their fix, or fell silent, so near each other and within so long. */
  readonly lostMin: number;
  readonly nearKm: number;
  readonly withinMin: number;
  /** And so large a part of those that were heard there. */
  readonly lostSharePct: number;
  /** So many trucks within so many metres: driving, at the same time; or standing, outside of any known yard. */
  readonly pointM: number;
  readonly drivingMin: number;
  readonly standingMin: number;
  readonly drivingKmh: number;
  readonly apartS: number;
};

/** The same numbers are seeded in the database. */
export const DEFAULT_AREA_RULE: AreaRule = {
  lostMin: 3,
  nearKm: 5,
  withinMin: 10,
  lostSharePct: 60,
  pointM: 5,
  drivingMin: 4,
  standingMin: 6,
  drivingKmh: 15,
  apartS: 20,
};

/** One that was heard by satellites and no longer is: by the last place that it had. */
export type LostSeal = Position & { readonly journey: string; readonly lostAt: Instant };

export type Area = Position & {
  /** Trucks that were lost there. */
  readonly lost: number;
  /** When the first of them was. */
  readonly since: Instant;
};

/** Where several were lost together; the largest first, each truck in one. */
export function areasOf(lost: readonly LostSeal[], rule: AreaRule): Area[] {
  const areas: Area[] = [];
  let left = lost;
  for (;;) {
    const largest = left
      .map((seed) => left.filter((one) => isWith(seed, one, rule)))
      .reduce<readonly LostSeal[]>((a, b) => (trucksOf(b) > trucksOf(a) ? b : a), []);
    if (trucksOf(largest) < rule.lostMin) return areas;
    const centre = meanOf(largest);
    const since = Math.min(...largest.map(({ lostAt }) => lostAt)) as Instant;
    areas.push({ ...centre, lost: trucksOf(largest), since });
    left = left.filter((one) => !isNear(one, centre, 2 * rule.nearKm) && !largest.includes(one));
  }
}

function isWith(seed: LostSeal, one: LostSeal, { nearKm, withinMin }: AreaRule): boolean {
  const after = one.lostAt - seed.lostAt;
  return after >= 0 && after <= withinMin * MINUTE_MS && isNear(seed, one, nearKm);
}

/** One that says where it is. */
export type Stander = Position & {
  readonly journey: string;
  readonly at: Instant;
  readonly speedKmh: number | null;
};

export type Crowd = Position & { readonly trucks: number; readonly since: Instant };

/**
 * R8: more trucks at one point than have room there. Trucks follow each other past a point, so that those that drive
 * must say it at the same time; those that stand may be containers in a stack, so that a known yard is none.
 */
export function crowdAt(
  standers: readonly Stander[],
  isYard: boolean,
  rule: AreaRule,
): Crowd | undefined {
  const driving = standers.filter(({ speedKmh }) => (speedKmh ?? 0) >= rule.drivingKmh);
  const together = (seed: Stander, one: Stander): boolean =>
    distanceM(seed, one) <= rule.pointM &&
    one.at >= seed.at &&
    one.at - seed.at <= rule.apartS * SECOND_MS;
  const moving = mostOf(driving, together);
  if (trucksOf(moving) >= rule.drivingMin) return crowdOf(moving);
  if (isYard) return undefined;
  const all = mostOf(standers, (seed, one) => distanceM(seed, one) <= rule.pointM);
  return trucksOf(all) >= rule.standingMin ? crowdOf(all) : undefined;
}

function mostOf(
  all: readonly Stander[],
  isIn: (seed: Stander, one: Stander) => boolean,
): readonly Stander[] {
  return all
    .map((seed) => all.filter((one) => isIn(seed, one)))
    .reduce<readonly Stander[]>((a, b) => (trucksOf(b) > trucksOf(a) ? b : a), []);
}

function crowdOf(all: readonly Stander[]): Crowd {
  const since = Math.min(...all.map(({ at }) => at)) as Instant;
  return { ...meanOf(all), trucks: trucksOf(all), since };
}

type Named = { readonly name: string };

export type JudgeAreas = {
  /** With those beside them that are heard as ever. */
  readonly areas: readonly (Area & Named & { readonly sound: number })[];
  readonly crowds: readonly (Crowd & Named)[];
  /** All that are lost now, by which an area is seen to be over. */
  readonly lost: readonly LostSeal[];
  /** Incidents of areas and points that stand. */
  readonly open: readonly Incident[];
  readonly rule: AreaRule;
  readonly now: Instant;
  readonly newId: () => IncidentId;
};

/** A jam goes on while two are lost there: by one alone nobody would have called it so. */
const LOST_STILL_MIN = 2;
/** A point that is told by many moves with whoever makes it up. */
const POINT_KM = 1;

/** What has begun and what is over. */
export function judgeAreas(asked: JudgeAreas): IncidentEvents[] {
  const { areas, crowds, lost, open, rule, now, newId } = asked;
  const known = (kind: Incident['kind'], place: Position, km: number): boolean =>
    open.some((one) => one.kind === kind && isNear(centreOf(one), place, km));
  const jammed = areas
    .filter((area) => area.lost * 100 >= (area.lost + area.sound) * rule.lostSharePct)
    .filter((area) => !known('area', area, 3 * rule.nearKm))
    .map((area) => ({
      ...({ kind: 'area', key: keyOf(area, 2), name: area.name } as const),
      ...{ seals: area.lost + area.sound, late: area.lost, since: area.since },
    }));
  const crowded = crowds
    .filter((crowd, at) => !crowds.slice(0, at).some((one) => isNear(one, crowd, POINT_KM)))
    .filter((crowd) => !known('point', crowd, POINT_KM))
    .map((crowd) => ({
      ...({ kind: 'point', key: keyOf(crowd, 4), name: crowd.name } as const),
      ...{ seals: crowd.trucks, late: crowd.trucks, since: crowd.since },
    }));
  const begun = [...jammed, ...crowded].map(
    (body): IncidentEvents => ({
      ...{ subjectKind: 'incident', subject: newId(), type: 'incident-opened' },
      body: { ...body, at: now },
    }),
  );
  const over = open
    .filter((one) =>
      one.kind === 'area'
        ? trucksOf(lost.filter((seal) => isNear(seal, centreOf(one), 2 * rule.nearKm))) <
          LOST_STILL_MIN
        : one.kind === 'point' && !crowds.some((crowd) => isNear(crowd, centreOf(one), POINT_KM)),
    )
    .map(
      ({ id }): IncidentEvents => ({
        ...{ subjectKind: 'incident', subject: id, type: 'incident-ended', body: { at: now } },
      }),
    );
  return [...begun, ...over];
}

/** Since when a seal that was last there is taken to be jammed; null: nobody says so. */
export function jammedSince(
  open: readonly Incident[],
  place: Position | null,
  { nearKm }: AreaRule,
): Instant | null {
  if (place === null) return null;
  const area = open.find(
    (one) =>
      one.kind === 'area' && one.endedAt === null && isNear(centreOf(one), place, 2 * nearKm),
  );
  return area?.since ?? null;
}

const isNear = (a: Position, b: Position, km: number): boolean => distanceM(a, b) <= km * 1_000;
const trucksOf = (all: readonly { readonly journey: string }[]): number =>
  new Set(all.map(({ journey }) => journey)).size;

function meanOf(all: readonly Position[]): Position {
  const sum = (of: (one: Position) => number): number => all.reduce((n, one) => n + of(one), 0);
  return { lat: sum(({ lat }) => lat) / all.length, lon: sum(({ lon }) => lon) / all.length };
}

/** Two decimals are a kilometre, four ten metres. */
const keyOf = ({ lat, lon }: Position, digits: number): string =>
  `${lat.toFixed(digits)},${lon.toFixed(digits)}`;

/** Throws on an incident that is of no place. */
function centreOf({ key, since }: Incident): Position {
  const [lat, lon] = key.split(',').map(Number);
  if (lat === undefined || lon === undefined || Number.isNaN(lat + lon))
    throw new Error(`${key} of ${isoOf(since)} is no place`);
  return { lat, lon };
}

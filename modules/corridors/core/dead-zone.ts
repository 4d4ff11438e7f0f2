// Where the network is known not to reach: from a date on, by whoever measured it, until it is ended. A later version
// never changes what an earlier one excused.
import {
  accept,
  canonical,
  type Decision,
  type Id,
  type Instant,
  isoOf,
  type Json,
  type Position,
  refuse,
} from '@lakiri/kit';
import { distanceM } from './distance.ts';
import {
  type Dated,
  datedAfter,
  isName,
  isSource,
  type OrderRefusal,
  orderFault,
  versionAt,
} from './version.ts';

export type DeadZoneId = Id<'DeadZone'>;

/** Along a route, between two of its kilometres; or around a point, whatever the route. */
export type DeadZoneArea =
  | {
      readonly is: 'stretch';
      readonly route: string;
      readonly fromKm: number;
      readonly toKm: number;
    }
  | {
      readonly is: 'circle';
      readonly lat: number;
      readonly lon: number;
      readonly radiusM: number;
    };

export type DeadZone = {
  readonly name: string;
  readonly area: DeadZoneArea;
  /** How long a truck may need to come out of it. */
  readonly excusedMin: number;
  /** Who says so: a drive test, an operator's map. */
  readonly source: string;
};

export type DeadZoneVersion = DeadZone &
  Dated & {
    /** From then on nothing is excused there. */
    readonly isEnded: boolean;
  };

type On = { readonly subjectKind: 'dead-zone'; readonly subject: DeadZoneId };
export type DeadZoneEvents = On &
  (
    | {
        readonly type: 'dead-zone-set';
        readonly body: DeadZone & { readonly effectiveFrom: string };
      }
    | { readonly type: 'dead-zone-ended'; readonly body: { readonly effectiveFrom: string } }
  );

/** A day: what is silent for longer needs a person, wherever it is. */
export const EXCUSED_MIN_MAX = 1_440;
/** Longer than any gap in a network along a road that we know of. */
const STRETCH_KM_MAX = 200;
const RADIUS_M_MAX = 50_000;
/** All are looked at for each silence; more than this is a map of its own. */
const DEAD_ZONES_MAX = 1_000;

export type DeadZoneRefusal =
  | { readonly code: 'no-such-dead-zone' }
  | { readonly code: 'no-such-route' }
  | { readonly code: 'dead-zone-name' }
  | { readonly code: 'dead-zone-source' }
  | { readonly code: 'dead-zone-area'; readonly kmMax: number }
  | { readonly code: 'excused-out-of-range'; readonly minutesMax: number }
  | { readonly code: 'effective-in-past' }
  | OrderRefusal
  | { readonly code: 'unchanged' }
  | { readonly code: 'dead-zone-ended'; readonly at: Instant }
  | { readonly code: 'too-many-dead-zones'; readonly zonesMax: number };

export type SetDeadZone = {
  readonly subject: DeadZoneId;
  readonly zone: DeadZone;
  /** Not before `now`: what was judged is not judged anew. */
  readonly effectiveFrom: Instant;
  readonly now: Instant;
  readonly last: DeadZoneVersion | undefined;
  /** How long the route of a stretch is; undefined where there is no such route. */
  readonly routeKm: number | undefined;
  /** Zones that there are. */
  readonly zones: number;
};

/** A new dead zone, or another version of one. */
export function setDeadZone(asked: SetDeadZone): Decision<DeadZoneEvents, DeadZoneRefusal> {
  const { subject, zone, effectiveFrom, now, last } = asked;
  const fault = faultIn(asked);
  if (fault !== undefined) return refuse(fault);
  if (last === undefined && asked.zones >= DEAD_ZONES_MAX)
    return refuse({ code: 'too-many-dead-zones', zonesMax: DEAD_ZONES_MAX });
  const wrongTime = timeFault({ effectiveFrom, now, last });
  if (wrongTime !== undefined) return refuse(wrongTime);
  const body = contentOf(zone);
  if (last !== undefined && canonical(contentOf(last) as Json) === canonical(body as Json))
    return refuse({ code: 'unchanged' });
  return accept({
    subjectKind: 'dead-zone',
    subject,
    type: 'dead-zone-set',
    body: { ...body, effectiveFrom: isoOf(effectiveFrom) },
  });
}

export type EndDeadZone = Pick<SetDeadZone, 'effectiveFrom' | 'now' | 'last'> & {
  readonly subject: DeadZoneId;
};

/** From then on a silence there is like any other. */
export function endDeadZone(asked: EndDeadZone): Decision<DeadZoneEvents, DeadZoneRefusal> {
  const { subject, effectiveFrom, last } = asked;
  if (last === undefined) return refuse({ code: 'no-such-dead-zone' });
  const wrongTime = timeFault(asked);
  if (wrongTime !== undefined) return refuse(wrongTime);
  return accept({
    subjectKind: 'dead-zone',
    subject,
    type: 'dead-zone-ended',
    body: { effectiveFrom: isoOf(effectiveFrom) },
  });
}

/** The only way a fact changes a zone. Throws on a fact that cannot follow. */
export function evolveDeadZone(
  last: DeadZoneVersion | undefined,
  event: DeadZoneEvents,
): DeadZoneVersion {
  const dated = datedAfter(last, event.body.effectiveFrom);
  if (event.type === 'dead-zone-set') return { ...contentOf(event.body), ...dated, isEnded: false };
  if (last === undefined) throw new Error('ended, but never set');
  return { ...last, ...dated, isEnded: true };
}

/** Where a seal was last heard. */
export type LastHeard = {
  /** Its route, and where along it; null where nobody knows. */
  readonly route: string | null;
  readonly km: number | null;
  readonly place: Position | null;
};

/**
 * The zone that excuses a silence which began there and then; of several the one that excuses longest. `versions` of
 * each zone oldest first.
 */
export function deadZoneAt(
  zones: readonly (readonly DeadZoneVersion[])[],
  heard: LastHeard,
  at: Instant,
): DeadZone | undefined {
  const held = zones.flatMap((versions) => {
    const version = versionAt(versions, at);
    return version === undefined || version.isEnded || !holds(version.area, heard) ? [] : [version];
  });
  return held.sort((a, b) => b.excusedMin - a.excusedMin).at(0);
}

function holds(area: DeadZoneArea, { route, km, place }: LastHeard): boolean {
  if (area.is === 'circle') return place !== null && distanceM(area, place) <= area.radiusM;
  return route === area.route && km !== null && km >= area.fromKm && km <= area.toKm;
}

function faultIn({ zone, routeKm }: SetDeadZone): DeadZoneRefusal | undefined {
  const { name, source, excusedMin, area } = zone;
  if (!isName(name)) return { code: 'dead-zone-name' };
  if (!isSource(source)) return { code: 'dead-zone-source' };
  if (!Number.isInteger(excusedMin) || excusedMin < 1 || excusedMin > EXCUSED_MIN_MAX)
    return { code: 'excused-out-of-range', minutesMax: EXCUSED_MIN_MAX };
  if (area.is === 'stretch' && routeKm === undefined) return { code: 'no-such-route' };
  return isSound(area, routeKm ?? 0)
    ? undefined
    : { code: 'dead-zone-area', kmMax: STRETCH_KM_MAX };
}

function isSound(area: DeadZoneArea, routeKm: number): boolean {
  if (area.is === 'circle')
    return (
      Math.abs(area.lat) <= 90 &&
      Math.abs(area.lon) <= 180 &&
      area.radiusM > 0 &&
      area.radiusM <= RADIUS_M_MAX
    );
  const km = area.toKm - area.fromKm;
  return area.fromKm >= 0 && km > 0 && km <= STRETCH_KM_MAX && area.toKm <= routeKm;
}

function timeFault({
  effectiveFrom,
  now,
  last,
}: Pick<SetDeadZone, 'effectiveFrom' | 'now' | 'last'>): DeadZoneRefusal | undefined {
  if (last?.isEnded === true) return { code: 'dead-zone-ended', at: last.effectiveFrom };
  if (effectiveFrom < now) return { code: 'effective-in-past' };
  return orderFault({ last, effectiveFrom });
}

function contentOf({ name, area, excusedMin, source }: DeadZone): DeadZone {
  if (area.is === 'circle') {
    const { is, lat, lon, radiusM } = area;
    return { name, area: { is, lat, lon, radiusM }, excusedMin, source };
  }
  const { is, route, fromKm, toKm } = area;
  return { name, area: { is, route, fromKm, toKm }, excusedMin, source };
}

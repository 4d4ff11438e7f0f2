import type { BulletinReason } from '@lakiri/corridors';
import { indexLine, pointAtKm } from '@lakiri/corridors';
import type { Bulletin } from '../api/bulletin-queries.ts';
import type { LonLat } from '../api/gazette-queries.ts';
import { instantOnWall, wallTime } from '../clock/instants.ts';
import { closedStretch } from './bulletin-phase.ts';
import { linesOf, pointsIn } from './fence-form.ts';

/** What a person says of a diversion, as typed or as drawn. */
export type BulletinSaid = {
  readonly route: string;
  readonly reason: BulletinReason;
  readonly note: string;
  /** Kilometres along the route as in force now; what is sent are the points there. */
  readonly closedFrom: string;
  readonly closedTo: string;
  /** One point a line: latitude, longitude. */
  readonly line: string;
  readonly width: string;
  readonly stops: readonly string[];
  readonly extra: string;
  /** East African wall time; empty: as soon as it is signed. */
  readonly from: string;
  readonly until: string;
};
export type BulletinField = Exclude<keyof BulletinSaid, 'stops' | 'reason' | 'from'>;

const WIDTH_M_DEFAULT = 500;
export const NEW_BULLETIN: BulletinSaid = {
  ...{ route: '', reason: 'flood', note: '', closedFrom: '', closedTo: '', line: '' },
  ...{ width: String(WIDTH_M_DEFAULT), stops: [], extra: '0', from: '', until: '' },
};

type RouteLine = { readonly id: string; readonly line: readonly LonLat[] };

/** What a draft says, to be changed. */
export function saidOfBulletin({ says }: Bulletin, route: RouteLine | undefined): BulletinSaid {
  const stretch = closedStretch(route?.line, says.closed);
  const km = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(1));
  return {
    ...{ route: says.route, reason: says.reason, note: says.note, line: linesOf(says.line) },
    ...{ closedFrom: km(stretch?.fromKm), closedTo: km(stretch?.toKm) },
    ...{ width: String(says.widthM), stops: says.stops.map(({ id }) => id) },
    extra: String(says.extraH),
    from: says.from === null ? '' : wallTime(says.from, 'EAT').slice(0, WALL_MINUTE_CHARS),
    until: wallTime(says.until, 'EAT').slice(0, WALL_MINUTE_CHARS),
  };
}

/** `2026-02-04T08:30` */
const WALL_MINUTE_CHARS = 16;

/** The diversion that the fields say; undefined while they say none. */
export function diversionIn({ line }: BulletinSaid): readonly LonLat[] | undefined {
  const points = pointsIn(line);
  return points !== undefined && points.length >= 2 ? points : undefined;
}

/** A decimal comma is as good as a point. */
const numberIn = (text: string): number =>
  /^\d{1,6}([.,]\d{1,3})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN;

/** The stretch that the fields close, as points of the route; undefined while they close none. */
export function closedIn(
  said: BulletinSaid,
  route: RouteLine | undefined,
): { readonly from: LonLat; readonly to: LonLat } | undefined {
  if (route === undefined || route.line.length < 2) return undefined;
  const index = indexLine(route.line);
  const [from, to] = [numberIn(said.closedFrom), numberIn(said.closedTo)];
  if (!(from >= 0 && from < to && to <= index.totalKm)) return undefined;
  const at = (km: number): LonLat => {
    const { lon, lat } = pointAtKm(index, km);
    return [lon, lat];
  };
  return { from: at(from), to: at(to) };
}

// The server's own bounds, as far as they can be told without it.
const WIDTH_M = { min: 50, max: 10_000 };
const EXTRA_H_MAX = 72;

const isWhole = (text: string, min: number, max: number): boolean =>
  /^\d{1,6}$/.test(text.trim()) && Number(text) >= min && Number(text) <= max;

/** The fields that are missing or cannot be right, in the order in which they stand. */
export function faultyIn(
  said: BulletinSaid,
  route: RouteLine | undefined,
): readonly BulletinField[] {
  const isClosed = closedIn(said, route) !== undefined;
  const from = numberIn(said.closedFrom);
  const isFrom = route !== undefined && from >= 0 && from < indexKm(route);
  const [begins, ends] = [instantOnWall(said.from, 'EAT'), instantOnWall(said.until, 'EAT')];
  const faults: readonly (readonly [BulletinField, boolean])[] = [
    ['route', said.route === ''],
    ['note', said.note.trim() === ''],
    ['closedFrom', !isFrom],
    ['closedTo', isFrom && !isClosed],
    ['line', diversionIn(said) === undefined],
    ['width', !isWhole(said.width, WIDTH_M.min, WIDTH_M.max)],
    ['extra', !isWhole(said.extra, 0, EXTRA_H_MAX)],
    ['until', ends === undefined || (begins !== undefined && ends <= begins)],
  ];
  return faults.filter(([, isFaulty]) => isFaulty).map(([field]) => field);
}

function indexKm({ line }: RouteLine): number {
  return line.length < 2 ? 0 : indexLine(line).totalKm;
}

/** The same as the server asks for it. */
export function bodyOf(said: BulletinSaid, route: RouteLine | undefined): object {
  return {
    ...{ route: said.route, reason: said.reason, note: said.note.trim() },
    closed: closedIn(said, route),
    line: diversionIn(said) ?? [],
    ...{ widthM: Number(said.width), stops: said.stops, extraH: Number(said.extra) },
    from: said.from === '' ? null : (instantOnWall(said.from, 'EAT') ?? null),
    until: instantOnWall(said.until, 'EAT'),
  };
}

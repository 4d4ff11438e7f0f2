import type { DeadZoneArea, DeadZoneVersion } from '../api/dead-zone-queries.ts';
import { instantOnWall } from '../clock/instants.ts';

/** What a person says of a dead zone, as typed. */
export type ZoneSaid = {
  readonly name: string;
  readonly is: DeadZoneArea['is'];
  readonly route: string;
  readonly fromKm: string;
  readonly toKm: string;
  readonly lat: string;
  readonly lon: string;
  readonly radiusKm: string;
  readonly excusedMin: string;
  readonly source: string;
  /** On the wall of East Africa; empty: from now on. */
  readonly effectiveFrom: string;
};
export type ZoneField = Exclude<keyof ZoneSaid, 'is'>;

export const NEW_ZONE: ZoneSaid = {
  name: '',
  is: 'stretch',
  ...{ route: '', fromKm: '', toKm: '', lat: '', lon: '', radiusKm: '' },
  ...{ excusedMin: '', source: '', effectiveFrom: '' },
};

const M_PER_KM = 1_000;

/** What stands, to be changed; whose word the change is must be said anew. */
export function saidOf({ name, area, excusedMin }: DeadZoneVersion): ZoneSaid {
  const where =
    area.is === 'stretch'
      ? { route: area.route, fromKm: String(area.fromKm), toKm: String(area.toKm) }
      : {
          lat: String(area.lat),
          lon: String(area.lon),
          radiusKm: String(area.radiusM / M_PER_KM),
        };
  return { ...NEW_ZONE, name, is: area.is, ...where, excusedMin: String(excusedMin) };
}

/** A decimal comma is as good as a point. */
const numberIn = (text: string): number =>
  /^-?\d{1,5}([.,]\d{1,6})?$/.test(text.trim())
    ? Number(text.trim().replace(',', '.'))
    : Number.NaN;
const isWithin = (text: string, min: number, max: number): boolean =>
  numberIn(text) >= min && numberIn(text) <= max;

// The server's own bounds, as far as they can be told without it.
const DAY_MIN = 1_440;
const STRETCH_KM_MAX = 200;
const RADIUS_KM_MAX = 50;
const KM_MAX = 10_000;

/** The fields that are missing or cannot be right, in the order in which they stand. */
export function faultyIn(said: ZoneSaid): readonly ZoneField[] {
  const isStretch = said.is === 'stretch';
  const [from, to] = [numberIn(said.fromKm), numberIn(said.toKm)];
  const faults: readonly (readonly [ZoneField, boolean])[] = [
    ['name', said.name.trim() === ''],
    ['route', isStretch && said.route === ''],
    ['fromKm', isStretch && !isWithin(said.fromKm, 0, KM_MAX)],
    ['toKm', isStretch && !(to > from && to - from <= STRETCH_KM_MAX)],
    ['lat', !isStretch && !isWithin(said.lat, -90, 90)],
    ['lon', !isStretch && !isWithin(said.lon, -180, 180)],
    [
      'radiusKm',
      !isStretch && !(numberIn(said.radiusKm) > 0 && isWithin(said.radiusKm, 0, RADIUS_KM_MAX)),
    ],
    ['excusedMin', !/^\d+$/.test(said.excusedMin.trim()) || !isWithin(said.excusedMin, 1, DAY_MIN)],
    ['source', said.source.trim() === ''],
    [
      'effectiveFrom',
      said.effectiveFrom !== '' && instantOnWall(said.effectiveFrom, 'EAT') === undefined,
    ],
  ];
  return faults.filter(([, isFaulty]) => isFaulty).map(([field]) => field);
}

/** The same as the server asks for it. */
export function bodyOf(said: ZoneSaid): object {
  const at = said.effectiveFrom === '' ? undefined : instantOnWall(said.effectiveFrom, 'EAT');
  return {
    name: said.name.trim(),
    area: areaIn(said),
    excusedMin: Number(said.excusedMin),
    source: said.source.trim(),
    ...(at === undefined ? {} : { effectiveFrom: at }),
  };
}

function areaIn(said: ZoneSaid): DeadZoneArea {
  if (said.is === 'stretch')
    return {
      is: 'stretch',
      route: said.route,
      fromKm: numberIn(said.fromKm),
      toKm: numberIn(said.toKm),
    };
  return {
    is: 'circle',
    lat: numberIn(said.lat),
    lon: numberIn(said.lon),
    radiusM: Math.round(numberIn(said.radiusKm) * M_PER_KM),
  };
}

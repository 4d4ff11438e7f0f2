import type { Area, FenceKind, FenceSays, LonLat } from '../api/gazette-queries.ts';

/** What a person says of a fence, as typed or as drawn. */
export type FenceSaid = {
  readonly name: string;
  readonly kind: FenceKind;
  readonly is: Area['is'];
  readonly lat: string;
  readonly lon: string;
  readonly radiusKm: string;
  /** One corner a line: latitude, longitude. */
  readonly ring: string;
  readonly source: string;
};
export type FenceField = Exclude<keyof FenceSaid, 'is' | 'kind'>;

export const NEW_FENCE: FenceSaid = {
  ...{ name: '', kind: 'forbidden', is: 'circle' },
  ...{ lat: '', lon: '', radiusKm: '', ring: '', source: '' },
};

const M_PER_KM = 1_000;

/** What stands, to be changed; on whose word must be said anew. */
export function saidOfFence({ name, kind, area }: FenceSays): FenceSaid {
  return { ...NEW_FENCE, name, kind, ...saidOfArea(area) };
}

/** An area as the fields have it. */
export function saidOfArea(area: Area): Partial<FenceSaid> & { readonly is: Area['is'] } {
  if (area.is === 'polygon') return { is: area.is, ring: linesOf(area.ring) };
  const { is, lat, lon, radiusM } = area;
  return { is, lat: String(lat), lon: String(lon), radiusKm: String(radiusM / M_PER_KM) };
}

export function linesOf(points: readonly LonLat[]): string {
  return points.map(([lon, lat]) => `${lat}, ${lon}`).join('\n');
}

/** Points as typed, one a line; undefined where a line is none. */
export function pointsIn(text: string): readonly LonLat[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const points = lines.map((line) => pointIn(line));
  return points.some((point) => point === undefined) ? undefined : (points as LonLat[]);
}

const DEGREES = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/;

function pointIn(line: string): LonLat | undefined {
  const [, lat, lon] = DEGREES.exec(line) ?? [];
  const point = [Number(lon), Number(lat)] as const;
  return Math.abs(point[1]) <= 90 && Math.abs(point[0]) <= 180 ? point : undefined;
}

/** A decimal comma is as good as a point. */
const numberIn = (text: string): number =>
  /^-?\d{1,5}([.,]\d{1,9})?$/.test(text.trim())
    ? Number(text.trim().replace(',', '.'))
    : Number.NaN;

// The server's own bounds, as far as they can be told without it.
const RADIUS_KM_MAX = 50;
const CORNERS_MIN = 3;

/** The fields that are missing or cannot be right, in the order in which they stand. */
export function faultyIn(said: FenceSaid): readonly FenceField[] {
  const isCircle = said.is === 'circle';
  const radiusKm = numberIn(said.radiusKm);
  const faults: readonly (readonly [FenceField, boolean])[] = [
    ['name', said.name.trim() === ''],
    ['lat', isCircle && !(Math.abs(numberIn(said.lat)) <= 90)],
    ['lon', isCircle && !(Math.abs(numberIn(said.lon)) <= 180)],
    ['radiusKm', isCircle && !(radiusKm > 0 && radiusKm <= RADIUS_KM_MAX)],
    ['ring', !isCircle && (pointsIn(said.ring)?.length ?? 0) < CORNERS_MIN],
    ['source', said.source.trim() === ''],
  ];
  return faults.filter(([, isFaulty]) => isFaulty).map(([field]) => field);
}

/** The area that the fields say; undefined while they say none. */
export function areaIn(said: FenceSaid): Area | undefined {
  const faulty = faultyIn(said);
  if (faulty.some((field) => ['lat', 'lon', 'radiusKm', 'ring'].includes(field))) return undefined;
  if (said.is === 'polygon') return { is: 'polygon', ring: pointsIn(said.ring) ?? [] };
  const [lat, lon] = [numberIn(said.lat), numberIn(said.lon)];
  return { is: 'circle', lat, lon, radiusM: Math.round(numberIn(said.radiusKm) * M_PER_KM) };
}

/** The same as the server asks for it. */
export function bodyOf(said: FenceSaid, fence: string | undefined): object {
  const { name, kind, source } = said;
  const says = { name: name.trim(), kind, area: areaIn(said), source: source.trim() };
  return { is: 'fence', ...(fence === undefined ? {} : { fence }), says };
}

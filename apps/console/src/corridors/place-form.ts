import { PLACE_KINDS, type PlaceKind } from '@lakiri/corridors';
import type { Area, PlaceSays } from '../api/gazette-queries.ts';
import { areaIn, faultyIn as faultyFence, NEW_FENCE, saidOfArea } from './fence-form.ts';

/** What a person says of a place, as typed or as drawn. */
export type PlaceSaid = {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly country: string;
  readonly lat: string;
  readonly lon: string;
  readonly radiusKm: string;
  readonly source: string;
};
export type PlaceField = Exclude<keyof PlaceSaid, 'kind'>;

export const NEW_PLACE: PlaceSaid = {
  ...{ name: '', kind: 'rest_stop', country: '', lat: '', lon: '', radiusKm: '', source: '' },
};
export { PLACE_KINDS };

/** What stands, to be changed; on whose word must be said anew. */
export function saidOfPlace({ name, kind, country, lat, lon, radiusM }: PlaceSays): PlaceSaid {
  return { ...NEW_PLACE, name, kind, country, ...circleSaid({ is: 'circle', lat, lon, radiusM }) };
}

/** A circle as the fields have it; nothing of any other area. */
export function circleSaid(area: Area): Partial<PlaceSaid> {
  if (area.is !== 'circle') return {};
  const { lat = '', lon = '', radiusKm = '' } = saidOfArea(area);
  return { lat, lon, radiusKm };
}

const asFence = ({ name, lat, lon, radiusKm, source }: PlaceSaid) => ({
  ...NEW_FENCE,
  ...{ name, lat, lon, radiusKm, source, is: 'circle' as const },
});

// The server's own bound, and how a country is written: two letters, or two countries of a border.
const RADIUS_KM = { min: 0.05, max: 20 };
const COUNTRIES = /^[A-Z]{2}(-[A-Z]{2})?$/;

/** The fields that are missing or cannot be right. */
export function faultyIn(said: PlaceSaid): readonly PlaceField[] {
  const faulty = faultyFence(asFence(said)).filter((field) => field !== 'ring');
  const radius = Number(said.radiusKm.replace(',', '.'));
  const isFar = radius < RADIUS_KM.min || radius > RADIUS_KM.max;
  return [
    ...faulty,
    ...(isFar && !faulty.includes('radiusKm') ? (['radiusKm'] as const) : []),
    ...(COUNTRIES.test(said.country.trim().toUpperCase()) ? [] : (['country'] as const)),
  ];
}

/** The circle that the fields say; undefined while they say none. */
export function circleIn(said: PlaceSaid): Area | undefined {
  return areaIn(asFence(said));
}

/** One that stands, by its short name; or one that is new, by the id that a draft gave it. */
export type PlaceRef =
  | { readonly is: 'stands'; readonly id: string }
  | { readonly is: 'new'; readonly id: string | undefined };

/** The same as the server asks for it. */
export function bodyOf(said: PlaceSaid, place: PlaceRef): object {
  const { name, kind, country, source } = said;
  const area = circleIn(said);
  const { lat, lon, radiusM } = area?.is === 'circle' ? area : { lat: 0, lon: 0, radiusM: 0 };
  const words = { name: name.trim(), kind, country: country.trim().toUpperCase() };
  const says = { ...words, lat, lon, radiusM, source: source.trim() };
  if (place.is === 'stands') return { is: 'place', place: place.id, says };
  return { is: 'place-new', ...(place.id === undefined ? {} : { place: place.id }), says };
}

import type { Unit } from '../api/response-contract.ts';

/** What a supervisor has filled in of a unit, as typed. */
export type UnitSaid = {
  readonly name: string;
  readonly baseName: string;
  readonly lat: string;
  readonly lon: string;
  readonly areaKm: string;
  readonly phone: string;
  readonly languages: string;
  /** Whose phone its tasks come to; empty: nobody's. */
  readonly person: string;
};

export const NO_UNIT: UnitSaid = {
  ...{
    name: '',
    baseName: '',
    lat: '',
    lon: '',
    areaKm: '60',
    phone: '',
    languages: 'sw en',
    person: '',
  },
};

/** What is on record of a unit, to be changed. */
export function saidOf({ name, base, areaKm, phone, languages, person }: Unit): UnitSaid {
  return {
    ...{ name, baseName: base.name, lat: String(base.lat), lon: String(base.lon) },
    ...{ areaKm: String(areaKm), phone: phone ?? '', languages: languages.join(' ') },
    person: person ?? '',
  };
}

const AREA_KM_MAX = 1_000;

/** Degrees as typed; undefined where they are none. */
export function latLonOf(
  lat: string,
  lon: string,
): { readonly lat: number; readonly lon: number } | undefined {
  const isEmpty = lat.trim() === '' || lon.trim() === '';
  const place = { lat: Number(lat), lon: Number(lon) };
  const isOne = Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180;
  return !isEmpty && isOne ? place : undefined;
}

const codes = (typed: string): readonly string[] =>
  typed
    .trim()
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((one) => one !== '');

/** The fields that are missing or wrong; the server decides, this only says it sooner. */
export function faultsIn(said: UnitSaid): readonly (keyof UnitSaid)[] {
  const { name, baseName, lat, lon, languages } = said;
  const areaKm = Number(said.areaKm);
  const faults: (keyof UnitSaid)[] = [];
  if (name.trim().length < 2) faults.push('name');
  if (baseName.trim() === '') faults.push('baseName');
  if (latLonOf(lat, '0') === undefined) faults.push('lat');
  if (latLonOf('0', lon) === undefined) faults.push('lon');
  if (!Number.isInteger(areaKm) || areaKm < 1 || areaKm > AREA_KM_MAX) faults.push('areaKm');
  if (codes(languages).some((one) => !/^[a-z]{2,3}$/.test(one))) faults.push('languages');
  return faults;
}

/** The body that the server asks for. */
export function bodyOf(said: UnitSaid): object {
  const { name, baseName, lat, lon, areaKm, phone, languages, person } = said;
  return {
    ...{ name: name.trim(), areaKm: Number(areaKm), languages: codes(languages) },
    base: { name: baseName.trim(), lat: Number(lat), lon: Number(lon) },
    ...(person === '' ? {} : { person }),
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
  };
}

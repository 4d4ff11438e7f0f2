import type { Severity } from '../api/contract.ts';
import type { RuleNumber, RuleOverride, RuleScope } from '../api/rule-contract.ts';
import { isFaulty, numberIn } from './rule-form.ts';

/** What a person says of an override, as typed. What is empty stays as the rule has it. */
export type OverrideSaid = {
  readonly name: string;
  readonly route: string;
  readonly model: string;
  /** A place by its name, with its circle. */
  readonly place: string;
  readonly lat: string;
  readonly lon: string;
  readonly radiusKm: string;
  readonly fromH: string;
  readonly untilH: string;
  readonly utcOffsetMin: string;
  readonly severity: string;
  readonly numbers: Readonly<Record<string, string>>;
};
export type OverrideFault =
  | 'name'
  | 'nameTaken'
  | 'scope'
  | 'place'
  | 'hours'
  | 'nothing'
  | { readonly number: RuleNumber };

/** East Africa Time. */
const UTC_OFFSET_MIN = '180';
const M_PER_KM = 1_000;

export function overrideSaidOf(one: RuleOverride | undefined): OverrideSaid {
  const { place, hours, route = '', model = '' } = one?.scope ?? {};
  const text = (value: number | undefined): string => (value === undefined ? '' : String(value));
  return {
    name: one?.name ?? '',
    route,
    model,
    place: place?.name ?? '',
    lat: text(place?.lat),
    lon: text(place?.lon),
    radiusKm: place === undefined ? '' : String(place.radiusM / M_PER_KM),
    fromH: text(hours?.fromH),
    untilH: text(hours?.untilH),
    utcOffsetMin: hours === undefined ? UTC_OFFSET_MIN : String(hours.utcOffsetMin),
    severity: text(one?.severity ?? undefined),
    numbers: Object.fromEntries(
      Object.entries(one?.params ?? {}).map(([name, value]) => [name, String(value)]),
    ),
  };
}

const RADIUS_KM_MAX = 200;
const isBetween = (text: string, min: number, max: number): boolean =>
  numberIn(text) >= min && numberIn(text) <= max;

const hasPlace = ({ place, lat, lon }: OverrideSaid): boolean => `${place}${lat}${lon}` !== '';
const hasHours = ({ fromH, untilH }: OverrideSaid): boolean => `${fromH}${untilH}` !== '';
const numbersIn = ({ numbers }: OverrideSaid) =>
  Object.entries(numbers).filter(([, text]) => text.trim() !== '');

/** What cannot be right, in the order in which it stands. `taken`: the names of the others. */
export function overrideFaults(
  said: OverrideSaid,
  numbers: readonly RuleNumber[],
  taken: readonly string[],
): readonly OverrideFault[] {
  const { name, place, lat, lon, radiusKm, fromH, untilH } = said;
  const isAnywhere = said.route === '' && said.model === '' && !hasPlace(said) && !hasHours(said);
  const isPlace =
    place.trim() !== '' &&
    isBetween(lat, -90, 90) &&
    isBetween(lon, -180, 180) &&
    numberIn(radiusKm) > 0 &&
    isBetween(radiusKm, 0, RADIUS_KM_MAX);
  const given = new Map(numbersIn(said));
  const wrong = numbers.filter(
    (one) => given.has(one.name) && isFaulty(one, given.get(one.name) ?? ''),
  );
  const faults: readonly (readonly [OverrideFault, boolean])[] = [
    ['name', name.trim() === ''],
    ['nameTaken', taken.includes(name.trim())],
    ['scope', isAnywhere],
    ['place', hasPlace(said) && !isPlace],
    ['hours', hasHours(said) && !(isBetween(fromH, 0, 24) && isBetween(untilH, 0, 24))],
    ['nothing', given.size === 0 && said.severity === ''],
  ];
  return [
    ...faults.filter(([, isFault]) => isFault).map(([fault]) => fault),
    ...wrong.map((number) => ({ number })),
  ];
}

export function overrideOf(said: OverrideSaid): RuleOverride {
  return {
    name: said.name.trim(),
    scope: scopeOf(said),
    params: Object.fromEntries(numbersIn(said).map(([name, text]) => [name, numberIn(text)])),
    severity: said.severity === '' ? null : (Number(said.severity) as Severity),
  };
}

function scopeOf(said: OverrideSaid): RuleScope {
  const { route, model } = said;
  const place = {
    name: said.place.trim(),
    lat: numberIn(said.lat),
    lon: numberIn(said.lon),
    radiusM: Math.round(numberIn(said.radiusKm) * M_PER_KM),
  };
  const hours = {
    fromH: numberIn(said.fromH),
    untilH: numberIn(said.untilH),
    utcOffsetMin: numberIn(said.utcOffsetMin),
  };
  return {
    ...(hasPlace(said) ? { place } : {}),
    ...(route === '' ? {} : { route }),
    ...(hasHours(said) ? { hours } : {}),
    ...(model === '' ? {} : { model }),
  };
}

// A response unit: a car with officers, at a base, in charge of the country around it. It is placed by its own phone
// or by an officer who heard it on the radio, each with its age; it is on one dispatch at a time; retired it stays on record.
import { accept, type Decision, type Id, type Instant, type Position, refuse } from '@lakiri/kit';

export type UnitId = Id<'Unit'>;

/** By whose word a unit is where it is. */
export const PLACE_SOURCES = ['phone', 'officer'] as const;
export type PlaceSource = (typeof PLACE_SOURCES)[number];

export type UnitPlace = Position & { readonly at: Instant; readonly source: PlaceSource };

export type UnitSheet = {
  readonly name: string;
  readonly base: Position & { readonly name: string };
  /** How far from its base it is in charge, kilometres. */
  readonly areaKm: number;
  readonly languages: readonly string[];
  /** Who answers for it here; null: nobody signs in for it. */
  readonly person: Id<'Person'> | null;
  /** Salted, of the number by which it is called. */
  readonly phoneSha256: string | null;
};

export type Unit = UnitSheet & {
  readonly id: UnitId;
  readonly place: UnitPlace | null;
  readonly retiredAt: Instant | null;
};

type On = { readonly subjectKind: 'unit'; readonly subject: UnitId };
type Sheet = UnitSheet & { readonly at: Instant };
export type UnitEvent = On &
  (
    | { readonly type: 'unit-registered'; readonly body: Sheet }
    | { readonly type: 'unit-revised'; readonly body: Sheet }
    | { readonly type: 'unit-placed'; readonly body: UnitPlace }
    | { readonly type: 'unit-retired'; readonly body: { readonly at: Instant } }
  );

export type UnitRefusal =
  | { readonly code: 'no-such-unit' }
  | { readonly code: 'unit-name-taken' }
  | { readonly code: 'unit-retired' }
  | { readonly code: 'unit-busy'; readonly dispatch: Id<'Dispatch'> }
  | { readonly code: 'claim-in-future'; readonly at: Instant; readonly now: Instant }
  | { readonly code: 'place-older'; readonly placedAt: Instant };

type Decided = Decision<UnitEvent, UnitRefusal>;
const on = (subject: UnitId): On => ({ subjectKind: 'unit', subject });

/** Two cars under one name would be called by it on one radio. */
export function registerUnit(asked: {
  readonly id: UnitId;
  readonly sheet: UnitSheet;
  readonly at: Instant;
  readonly isNameTaken: boolean;
}): Decided {
  if (asked.isNameTaken) return refuse({ code: 'unit-name-taken' });
  const body = { ...asked.sheet, at: asked.at };
  return accept({ ...on(asked.id), type: 'unit-registered', body });
}

type Asked<More> = { readonly unit: Unit | undefined; readonly at: Instant } & More;

export function reviseUnit({
  unit,
  at,
  sheet,
  isNameTaken,
}: Asked<{ readonly sheet: UnitSheet; readonly isNameTaken: boolean }>): Decided {
  if (unit === undefined) return refuse({ code: 'no-such-unit' });
  if (unit.retiredAt !== null) return refuse({ code: 'unit-retired' });
  if (isNameTaken) return refuse({ code: 'unit-name-taken' });
  return accept({ ...on(unit.id), type: 'unit-revised', body: { ...sheet, at } });
}

/** An officer takes a car over: from then on its tasks come to that person. All else stays as it is. */
export function answerForUnit({
  unit,
  at,
  person,
}: Asked<{ readonly person: Id<'Person'> }>): Decided {
  if (unit === undefined) return refuse({ code: 'no-such-unit' });
  if (unit.retiredAt !== null) return refuse({ code: 'unit-retired' });
  const { id, place: _, retiredAt: __, ...sheet } = unit;
  return accept({ ...on(id), type: 'unit-revised', body: { ...sheet, person, at } });
}

/** A place older than the one known says nothing of where it is now. */
export function placeUnit({ unit, place, at: now }: Asked<{ readonly place: UnitPlace }>): Decided {
  if (unit === undefined) return refuse({ code: 'no-such-unit' });
  if (unit.retiredAt !== null) return refuse({ code: 'unit-retired' });
  if (place.at > now) return refuse({ code: 'claim-in-future', at: place.at, now });
  if (unit.place !== null && place.at <= unit.place.at)
    return refuse({ code: 'place-older', placedAt: unit.place.at });
  return accept({ ...on(unit.id), type: 'unit-placed', body: place });
}

export function retireUnit({
  unit,
  at,
  dispatch,
}: Asked<{ readonly dispatch: Id<'Dispatch'> | undefined }>): Decided {
  if (unit === undefined) return refuse({ code: 'no-such-unit' });
  if (unit.retiredAt !== null) return refuse({ code: 'unit-retired' });
  if (dispatch !== undefined) return refuse({ code: 'unit-busy', dispatch });
  return accept({ ...on(unit.id), type: 'unit-retired', body: { at } });
}

/** The only way a fact changes a unit. Throws on a fact that cannot follow. */
export function evolveUnit(unit: Unit | undefined, event: UnitEvent): Unit {
  if (event.type === 'unit-registered') {
    const { at: _, ...sheet } = event.body;
    return { id: event.subject, ...sheet, place: null, retiredAt: null };
  }
  if (unit === undefined) throw new Error(`${event.type} of a unit that was never registered`);
  return changed(unit, event);
}

function changed(
  unit: Unit,
  event: Exclude<UnitEvent, { readonly type: 'unit-registered' }>,
): Unit {
  switch (event.type) {
    case 'unit-revised': {
      const { at: _, ...sheet } = event.body;
      return { ...unit, ...sheet };
    }
    case 'unit-placed':
      return { ...unit, place: event.body };
    case 'unit-retired':
      return { ...unit, retiredAt: event.body.at };
  }
}

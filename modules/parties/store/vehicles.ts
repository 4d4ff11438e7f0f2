// Vehicles and drivers are found or registered while something else is done with them (a journey):
// these give the facts to commit with it and the values to keep beside.
import type { Id, Instant } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import {
  type DriverId,
  type DriverRegistered,
  type PartyId,
  type Phone,
  type Plate,
  plateKey,
  type VehicleId,
  type VehicleKind,
  type VehicleRegistered,
  vehicleRegistered,
} from '../core/index.ts';
import { type Field, forgetAfter, keepValue, PURPOSES, prolong, salted } from './personal.ts';

/** Somebody or something found, or the facts that register it; `keep` belongs into the same commit. */
export type FoundOr<Noun extends string, Event> = {
  readonly id: Id<Noun>;
  /** None when it was registered before. */
  readonly events: readonly Event[];
  keep(tx: Sql): Promise<void>;
};

type Used = {
  readonly party: PartyId;
  readonly now: Instant;
  readonly retentionYears?: number | undefined;
};

/** The vehicle of a party with a plate. */
export async function vehicleOf(
  tx: Sql,
  wanted: Used & { readonly kind: VehicleKind; readonly plate: Plate },
): Promise<FoundOr<'Vehicle', VehicleRegistered>> {
  const { party, kind, plate, now } = wanted;
  const until = forgetAfter(now, wanted.retentionYears);
  const key = plateKey(plate);
  const found = await findBy<'Vehicle'>(tx, { party, field: 'plate', key });
  if (found !== undefined)
    return { id: found, events: [], keep: (commit) => prolong(commit, found, until) };
  const id: VehicleId = newId(now);
  const value = salted(plate);
  return {
    id,
    events: [vehicleRegistered({ id, party, kind }, value.hash)],
    keep: (commit) =>
      keepValue(commit, {
        subject: id,
        field: 'plate',
        party,
        salted: value,
        key,
        purpose: PURPOSES.transit,
        forgetAfter: until,
      }),
  };
}

/** The driver of a party with this name and phone; `undefined` when neither is known. */
export async function driverOf(
  tx: Sql,
  wanted: Used & { readonly name: string | null; readonly phone: Phone | null },
): Promise<FoundOr<'Driver', DriverRegistered> | undefined> {
  const { party, name, phone, now } = wanted;
  if (name === null && phone === null) return undefined;
  const until = forgetAfter(now, wanted.retentionYears);
  const found = await findDriver(tx, { party, name, phone });
  if (found !== undefined)
    return { id: found, events: [], keep: (commit) => prolong(commit, found, until) };
  const id: DriverId = newId(now);
  const values = {
    name: name === null ? null : salted(name),
    phone: phone === null ? null : salted(phone),
  };
  const body = {
    party,
    nameHash: values.name?.hash ?? null,
    phoneHash: values.phone?.hash ?? null,
  };
  return {
    id,
    events: [{ subjectKind: 'driver', subject: id, type: 'driver-registered', body }],
    keep: async (commit) => {
      for (const field of ['name', 'phone'] as const) {
        const value = values[field];
        if (value === null) continue;
        const row = { subject: id, field, party, salted: value };
        await keepValue(commit, { ...row, purpose: PURPOSES.transit, forgetAfter: until });
      }
    },
  };
}

async function findBy<Noun extends string>(
  tx: Sql,
  value: { readonly party: PartyId; readonly field: Field; readonly key: string },
): Promise<Id<Noun> | undefined> {
  const { rows } = await tx.query<{ subject: Id<Noun> }>(
    'SELECT subject FROM parties.personal WHERE party = $1 AND field = $2 AND value_key = $3',
    [value.party, value.field, value.key],
  );
  return rows[0]?.subject;
}

/** A driver with the same name and another phone, or none, is somebody else until an officer says otherwise. */
async function findDriver(
  tx: Sql,
  wanted: {
    readonly party: PartyId;
    readonly name: string | null;
    readonly phone: string | null;
  },
): Promise<DriverId | undefined> {
  const { rows } = await tx.query<{ id: DriverId }>(
    `SELECT d.id FROM parties.driver d
     LEFT JOIN parties.personal n ON n.subject = d.id AND n.field = 'name'
     LEFT JOIN parties.personal t ON t.subject = d.id AND t.field = 'phone'
     WHERE d.party = $1 AND n.value IS NOT DISTINCT FROM $2 AND t.value IS NOT DISTINCT FROM $3
       AND d.id IN (SELECT subject FROM parties.personal WHERE party = $1
         AND (field = 'name' AND value_key = $2 OR field = 'phone' AND value_key = $3))
     ORDER BY d.id LIMIT 1`,
    [wanted.party, wanted.name, wanted.phone],
  );
  return rows[0]?.id;
}

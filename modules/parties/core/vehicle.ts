import type { Id } from '@lakiri/kit';
import type { PartyId } from './party.ts';

export type VehicleId = Id<'Vehicle'>;

/** A trailer is a vehicle of its own: it is licensed by itself and changes trucks (EACCMR reg. 104(5)). */
export const VEHICLE_KINDS = ['truck', 'trailer'] as const;
export type VehicleKind = (typeof VEHICLE_KINDS)[number];

/** The plate is personal: it stands beside, not in here. */
export type Vehicle = {
  readonly id: VehicleId;
  readonly party: PartyId;
  readonly kind: VehicleKind;
};

/** Upper case, single spaces, as painted: `KDA 123A`. */
export type Plate = string & { readonly brand: 'Plate' };

const PLATE = /^[A-Z0-9](?:[ -]?[A-Z0-9]){2,11}$/;

export function parsePlate(text: string): Plate | undefined {
  const plate = text.trim().toUpperCase().replace(/\s+/g, ' ');
  return PLATE.test(plate) ? (plate as Plate) : undefined;
}

/** By which two ways of writing one plate are found to be the same. */
export function plateKey(plate: Plate): string {
  return plate.replace(/[ -]/g, '');
}

export type VehicleRegistered = {
  readonly subjectKind: 'vehicle';
  readonly subject: VehicleId;
  readonly type: 'vehicle-registered';
  readonly body: Omit<Vehicle, 'id'> & { readonly plateHash: string };
};

export function vehicleRegistered(
  { id, party, kind }: Vehicle,
  plateHash: string,
): VehicleRegistered {
  return {
    subjectKind: 'vehicle',
    subject: id,
    type: 'vehicle-registered',
    body: { party, kind, plateHash },
  };
}

export function evolveVehicle(_vehicle: Vehicle | undefined, fact: VehicleRegistered): Vehicle {
  const { party, kind } = fact.body;
  return { id: fact.subject, party, kind };
}

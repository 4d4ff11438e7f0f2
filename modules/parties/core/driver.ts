import type { Id } from '@lakiri/kit';
import type { PartyId } from './party.ts';

export type DriverId = Id<'Driver'>;

/** Name and phone are personal: they stand beside, not in here. */
export type Driver = { readonly id: DriverId; readonly party: PartyId };

/** Digits with or without a leading +, as dialled. */
export type Phone = string & { readonly brand: 'Phone' };

const PHONE = /^\+?[0-9]{7,15}$/; // E.164: 15 digits at most

export function parsePhone(text: string): Phone | undefined {
  const phone = text.replace(/[\s().-]/g, '');
  return PHONE.test(phone) ? (phone as Phone) : undefined;
}

export type DriverRegistered = {
  readonly subjectKind: 'driver';
  readonly subject: DriverId;
  readonly type: 'driver-registered';
  readonly body: {
    readonly party: PartyId;
    readonly nameHash: string | null;
    readonly phoneHash: string | null;
  };
};

export function evolveDriver(_driver: Driver | undefined, fact: DriverRegistered): Driver {
  return { id: fact.subject, party: fact.body.party };
}

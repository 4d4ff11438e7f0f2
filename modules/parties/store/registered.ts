// What a registration leaves beside its fact, written again from the fact alone: for a verification, which
// knows the hashes of values and not the values. Where a value would stand, its hash stands.
import type { Id, Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { DriverRegistered, PersonRegistered, VehicleRegistered } from '../core/index.ts';
import { type Field, forgetAfter, keepValue, PURPOSES, prolong } from './personal.ts';

type Registered = PersonRegistered | VehicleRegistered | DriverRegistered;

/** No salt: as long as one, so that the table takes it. */
const NO_SALT = new Uint8Array(16);

/** The rows of `parties.personal` and `parties.credential` that a registration received then has made. */
export async function keepHashes(tx: Sql, fact: Registered, receivedAt: Instant): Promise<void> {
  const { subject, body } = fact;
  const isPerson = fact.type === 'person-registered';
  for (const [field, hash] of Object.entries(hashesOf(fact))) {
    if (hash === null) continue;
    await keepValue(tx, {
      subject,
      field: field as Field,
      party: body.party,
      salted: { value: hash, salt: NO_SALT, hash },
      purpose: isPerson ? PURPOSES[field as 'name' | 'login'] : PURPOSES.transit,
      forgetAfter: isPerson ? 'infinity' : forgetAfter(receivedAt),
    });
  }
  if (fact.type !== 'person-registered') return;
  await tx.query('INSERT INTO parties.credential (person, party, password) VALUES ($1, $2, $3)', [
    subject,
    body.party,
    `$scrypt$${fact.body.passwordSha256}`,
  ]);
}

function hashesOf(fact: Registered): { readonly [F in Field]?: string | null } {
  switch (fact.type) {
    case 'person-registered':
      return { name: fact.body.nameHash, login: fact.body.loginHash };
    case 'vehicle-registered':
      return { plate: fact.body.plateHash };
    case 'driver-registered':
      return { name: fact.body.nameHash, phone: fact.body.phoneHash };
  }
}

/** What a journey made then used is kept for as long again. */
export async function keepUsed(
  tx: Sql,
  used: readonly (Id | null)[],
  receivedAt: Instant,
): Promise<void> {
  for (const id of used) if (id !== null) await prolong(tx, id, forgetAfter(receivedAt));
}

// Values of persons, kept beside the facts that hold their salted hashes.
import { DAY_MS, type Id, type Instant } from '@lakiri/kit';
import { VersionConflict } from '@lakiri/platform/execute';
import { saltedHash } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { PartyId } from '../core/index.ts';

/** How long customs records are kept: five years under the EACCMA's duty of record. Configuration. */
export const RETENTION_YEARS_DEFAULT = 5;
const YEAR_MS = 365.25 * DAY_MS;

/** What values are kept for. */
export const PURPOSES = {
  name: 'who acted',
  login: 'to sign in',
  transit: 'control of goods in transit',
} as const;

export type Field = 'name' | 'login' | 'phone' | 'plate';

/** A value with the salt and hash that its fact holds. */
export type Salted = { readonly value: string; readonly salt: Uint8Array; readonly hash: string };

export function salted(value: string): Salted {
  return { value, ...saltedHash(value) };
}

export type PersonalRow = {
  readonly subject: Id;
  readonly field: Field;
  readonly party: PartyId;
  readonly salted: Salted;
  /** As it is compared; the value itself when it has one spelling. */
  readonly key?: string;
  readonly purpose: string;
  /** `infinity`: while the person acts here. */
  readonly forgetAfter: Instant | 'infinity';
};

/** When a value used at an instant for a journey may be forgotten. */
export function forgetAfter(used: Instant, retentionYears = RETENTION_YEARS_DEFAULT): Instant {
  return (used + Math.round(retentionYears * YEAR_MS)) as Instant;
}

/** Keeps a value. Throws VersionConflict when another transaction has just given the same login or plate. */
export async function keepValue(tx: Sql, row: PersonalRow): Promise<void> {
  const { rowCount } = await tx.query(
    `INSERT INTO parties.personal
       (subject, field, party, value, value_key, salt, purpose, forget_after)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz) ON CONFLICT DO NOTHING`,
    [
      row.subject,
      row.field,
      row.party,
      row.salted.value,
      row.key ?? row.salted.value,
      row.salted.salt,
      row.purpose,
      row.forgetAfter === 'infinity' ? 'infinity' : new Date(row.forgetAfter).toISOString(),
    ],
  );
  if (rowCount === 0) throw new VersionConflict(row.field, row.subject);
}

/** A value used again is kept for as long again. */
export async function prolong(tx: Sql, subject: Id, until: Instant): Promise<void> {
  await tx.query(
    `UPDATE parties.personal SET forget_after = to_timestamp($2 / 1000.0)
     WHERE subject = $1 AND forget_after < to_timestamp($2 / 1000.0)`,
    [subject, until],
  );
}

/** Forgets every value whose purpose has ended; how many. */
export async function forgetDue(tx: Sql): Promise<number> {
  const { rows } = await tx.query<{ forgotten: bigint }>(
    'SELECT parties.forget_due() AS forgotten',
  );
  return Number(rows[0]?.forgotten ?? 0);
}

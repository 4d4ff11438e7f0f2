import { createHash, randomBytes } from 'node:crypto';
import { canonical, type Id, type Instant, idOf, isoOf, type Json } from '@lakiri/kit';
import pg from 'pg';
import type { Step } from './copy.ts';
import type { Sql } from './sql.ts';

/** What a core says happened; the envelope is added where it is recorded. */
export type DomainEvent = {
  readonly subjectKind: string;
  readonly subject: Id;
  readonly type: string;
  readonly body: Json;
};

/** Who says so, by which right, and when by which clock. */
export type Envelope = {
  readonly origin: string;
  /** `person:<id>`, `gateway:<name>`, `rule:<kind>`, `node` */
  readonly actor: string;
  readonly authority: string | null;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
  readonly causes: readonly Id[];
};

export type Fact = DomainEvent &
  Envelope & {
    readonly id: Id<'Fact'>;
    readonly subjectVersion: number;
    readonly schemaVersion: number;
  };

/** The channel on which a commit with facts is announced; listeners then read below the oldest open transaction. */
export const FACTS_CHANNEL = 'lakiri_facts';

export function newId<Noun extends string>(now: number): Id<Noun> {
  return idOf(now, randomBytes(10));
}

/**
 * Appends facts inside the transaction that stores the states they made. `announce: false` where nobody
 * waits for them: a NOTIFY takes one lock of the whole cluster until its commit is on disk.
 */
export async function appendFacts(
  tx: Sql,
  facts: readonly Fact[],
  { announce }: { readonly announce: boolean } = { announce: true },
): Promise<void> {
  if (facts.length === 0) return;
  await tx.query(
    `${announce ? 'WITH appended AS (' : ''}INSERT INTO fact.fact (id, origin, subject_kind, subject, subject_version, type, schema_version,
       occurred_at, received_at, actor, authority, causes, body)
     SELECT id, origin, kind, subject, version, type, schema,
       to_timestamp(occurred / 1000.0), to_timestamp(received / 1000.0), actor, authority,
       causes::uuid[], body
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::int[], $6::text[], $7::smallint[],
       $8::float8[], $9::float8[], $10::text[], $11::text[], $12::text[], $13::text[])
       AS f (id, origin, kind, subject, version, type, schema, occurred, received, actor, authority, causes, body)
     ${announce ? `) SELECT pg_notify('${FACTS_CHANNEL}', '')` : ''}`,
    [
      facts.map((fact) => fact.id),
      facts.map((fact) => fact.origin),
      facts.map((fact) => fact.subjectKind),
      facts.map((fact) => fact.subject),
      facts.map((fact) => fact.subjectVersion),
      facts.map((fact) => fact.type),
      facts.map((fact) => fact.schemaVersion),
      facts.map((fact) => fact.occurredAt),
      facts.map((fact) => fact.receivedAt),
      facts.map((fact) => fact.actor),
      facts.map((fact) => fact.authority),
      facts.map((fact) => `{${fact.causes.join(',')}}`),
      facts.map((fact) => canonical(fact.body)),
    ],
  );
}

/** One fact as a step of a batch: its values are written into the statement, so that it needs no round trip. */
export function factStep(fact: Fact): Step {
  const time = (at: Instant): string => literal(isoOf(at));
  return {
    sql: `INSERT INTO fact.fact (id, origin, subject_kind, subject, subject_version, type, schema_version,
      occurred_at, received_at, actor, authority, causes, body)
    VALUES (${literal(fact.id)}, ${literal(fact.origin)}, ${literal(fact.subjectKind)}, ${literal(fact.subject)},
      ${Number(fact.subjectVersion)}, ${literal(fact.type)}, ${Number(fact.schemaVersion)},
      ${time(fact.occurredAt)}, ${time(fact.receivedAt)}, ${literal(fact.actor)},
      ${fact.authority === null ? 'NULL' : literal(fact.authority)},
      ${literal(`{${fact.causes.join(',')}}`)}, ${literal(canonical(fact.body))})`,
    least: 1,
  };
}

/** Throws RangeError on a zero byte: it would end the statement, and with it the connection. */
function literal(text: string): string {
  if (text.includes('\0')) throw new RangeError('a statement can hold no zero byte');
  return pg.escapeLiteral(text);
}

export type PersonalValue = {
  readonly subject: Id;
  readonly field: string;
  readonly value: string;
  readonly purpose: string;
  readonly forgetAfter: Instant;
};

const SALT_BYTES = 16;

/** A fresh salt and the hash that goes into the fact; the value itself goes to `keepPersonal`. */
export function saltedHash(value: string): { readonly salt: Uint8Array; readonly hash: string } {
  const salt = randomBytes(SALT_BYTES);
  return { salt, hash: createHash('sha256').update(salt).update(value, 'utf8').digest('hex') };
}

/** Keeps a personal value beside its fact, until its purpose ends. */
export async function keepPersonal(
  tx: Sql,
  personal: PersonalValue & { readonly salt: Uint8Array },
): Promise<void> {
  await tx.query(
    `INSERT INTO fact.personal (subject, field, salt, value, purpose, forget_after)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6 / 1000.0))
     ON CONFLICT (subject, field) DO UPDATE
       SET salt = excluded.salt, value = excluded.value, purpose = excluded.purpose,
           forget_after = excluded.forget_after`,
    [
      personal.subject,
      personal.field,
      personal.salt,
      personal.value,
      personal.purpose,
      personal.forgetAfter,
    ],
  );
}

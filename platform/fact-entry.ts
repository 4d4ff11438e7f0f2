// The exact bytes by which a fact stands in the log, and back. They are what is hashed: never change them.
import { canonical, type Json } from '@lakiri/kit';

/** A fact as it is recorded. Times are UTC text with microseconds, as Postgres keeps them. */
export type RecordedFact = {
  readonly id: string;
  readonly origin: string;
  readonly subjectKind: string;
  readonly subject: string;
  readonly subjectVersion: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly authority: string | null;
  readonly causes: readonly string[];
  /** RFC 8785 text as it was appended. */
  readonly body: string;
  /** The transaction that recorded it, in the cluster that did. */
  readonly xid: bigint;
  readonly ordinal: bigint;
};

/** What of a fact is in its entry: all but the place in its database. */
export type EntryFact = Omit<RecordedFact, 'xid' | 'ordinal'>;

/** The form of entry; another one gets another name. */
const SCHEMA = 'lakiri.fact/1';

/** An entry's length is a uint16 (C2SP tlog-tiles); fact.fact bounds every column so that it fits. */
export const ENTRY_BYTES_MAX = 65_535;

const utc = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The columns of fact.fact, aliased `f`, as `factOfRow` takes them. */
export const FACT_COLUMNS = `f.id::text, f.origin, f.subject_kind, f.subject::text, f.subject_version, f.type,
  f.schema_version, ${utc('f.occurred_at')} AS occurred_at, ${utc('f.received_at')} AS received_at,
  ${utc('f.recorded_at')} AS recorded_at, f.actor, f.authority, f.causes::text[], f.body,
  f.xid::text, f.ordinal::text`;

export type FactRow = {
  readonly id: string;
  readonly origin: string;
  readonly subject_kind: string;
  readonly subject: string;
  readonly subject_version: number;
  readonly type: string;
  readonly schema_version: number;
  readonly occurred_at: string;
  readonly received_at: string;
  readonly recorded_at: string;
  readonly actor: string;
  readonly authority: string | null;
  readonly causes: readonly string[];
  readonly body: string;
  readonly xid: string;
  readonly ordinal: string;
};

export function factOfRow(row: FactRow): RecordedFact {
  return {
    id: row.id,
    origin: row.origin,
    subjectKind: row.subject_kind,
    subject: row.subject,
    subjectVersion: row.subject_version,
    type: row.type,
    schemaVersion: row.schema_version,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    recordedAt: row.recorded_at,
    actor: row.actor,
    authority: row.authority,
    causes: row.causes,
    body: row.body,
    xid: BigInt(row.xid),
    ordinal: BigInt(row.ordinal),
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const text = JSON.stringify; // RFC 8785 §3.2.2.2: strings as ECMAScript writes them

/** The entry of a fact: RFC 8785 text, in UTF-8, without a newline. The body goes in as it was kept. */
export function entryOf(fact: EntryFact): Uint8Array {
  const causes = fact.causes.map((cause) => text(cause)).join(',');
  return encoder.encode(
    `{"actor":${text(fact.actor)},"authority":${fact.authority === null ? 'null' : text(fact.authority)}` +
      `,"body":${fact.body},"causes":[${causes}],"id":${text(fact.id)}` +
      `,"occurredAt":${text(fact.occurredAt)},"origin":${text(fact.origin)}` +
      `,"receivedAt":${text(fact.receivedAt)},"recordedAt":${text(fact.recordedAt)}` +
      `,"schema":${text(SCHEMA)},"schemaVersion":${fact.schemaVersion}` +
      `,"subject":${text(fact.subject)},"subjectKind":${text(fact.subjectKind)}` +
      `,"subjectVersion":${fact.subjectVersion},"type":${text(fact.type)}}`,
  );
}

/** The fact of an entry; nothing where these are not exactly the bytes that `entryOf` makes of one. */
export function factOfEntry(bytes: Uint8Array): EntryFact | undefined {
  const value = parse(bytes);
  if (value === undefined) return undefined;
  const fact = factOf(value);
  if (fact === undefined) return undefined;
  const again = entryOf(fact);
  const isSame = again.length === bytes.length && again.every((byte, at) => byte === bytes[at]);
  return isSame ? fact : undefined;
}

function parse(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // no UTF-8 or no JSON: no entry of ours
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

function factOf(value: Record<string, unknown>): EntryFact | undefined {
  const texts = ['actor', 'origin', 'subjectKind', 'type'].every((it) => isText(value[it]));
  const ids = ['id', 'subject'].every((it) => isText(value[it], UUID));
  const times = ['occurredAt', 'receivedAt', 'recordedAt'].every((it) => isText(value[it], TIME));
  const numbers = ['schemaVersion', 'subjectVersion'].every((it) => Number.isInteger(value[it]));
  const { schema, body, ...envelope } = value;
  const { authority, causes } = value;
  const hasCauses = Array.isArray(causes) && causes.every((it) => isText(it, UUID));
  const hasAuthority = authority === null || isText(authority);
  if (!(texts && ids && times && numbers && hasCauses && hasAuthority)) return undefined;
  if (body === undefined || schema !== SCHEMA) return undefined;
  try {
    return { ...(envelope as unknown as EntryFact), body: canonical(body as Json) };
  } catch {
    return undefined; // a lone surrogate, escaped: no text of ours has one
  }
}

const isText = (value: unknown, pattern = /(?:)/): boolean =>
  typeof value === 'string' && pattern.test(value);

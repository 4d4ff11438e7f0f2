// What others may look up of parties, people, vehicles and drivers; each cut to what the scope sees.
import type { Id, Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type {
  DriverId,
  Language,
  Login,
  Party,
  PartyId,
  PartyKind,
  PersonId,
  Role,
  SessionId,
  VehicleId,
} from '../core/index.ts';

const PARTY_COLUMNS = 'id, kind, name, country, home';

export async function findParty(tx: Sql, id: Id): Promise<Party | undefined> {
  return (await partiesOf(tx, [id])).get(id);
}

/** Parties by id; what the scope may not see is missing. */
export async function partiesOf(tx: Sql, ids: readonly Id[]): Promise<ReadonlyMap<string, Party>> {
  const { rows } = await tx.query<Party>(
    `SELECT ${PARTY_COLUMNS} FROM parties.party WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((party) => [party.id, party]));
}

export type PartiesPage = {
  readonly kind: PartyKind | null;
  /** The last id of the page before. */
  readonly after: Id | null;
  readonly limit: number;
};

/** Parties in the order in which they were registered. */
export async function listParties(tx: Sql, page: PartiesPage): Promise<readonly Party[]> {
  const { rows } = await tx.query<Party>(
    `SELECT ${PARTY_COLUMNS} FROM parties.party
     WHERE ($1::text IS NULL OR kind = $1) AND ($2::uuid IS NULL OR id > $2)
     ORDER BY id LIMIT $3`,
    [page.kind, page.after, page.limit],
  );
  return rows;
}

/** The party of this kind, country and name, however its name is capitalised. */
export async function findNamesake(
  tx: Sql,
  party: Pick<Party, 'kind' | 'country' | 'name'>,
): Promise<PartyId | undefined> {
  const { rows } = await tx.query<{ id: PartyId }>(
    'SELECT id FROM parties.party WHERE kind = $1 AND country = $2 AND lower(name) = lower($3)',
    [party.kind, party.country, party.name],
  );
  return rows[0]?.id;
}

/** Names of people by id; missing where forgotten or not to be seen. */
export async function namesOf(
  tx: Sql,
  people: readonly Id[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ subject: PersonId; value: string }>(
    `SELECT subject, value FROM parties.personal WHERE subject = ANY($1::uuid[]) AND field = 'name'`,
    [people],
  );
  return new Map(rows.map(({ subject, value }) => [subject, value]));
}

/** People with any of these roles, by name: whom work may be given to. */
export async function peopleWith(
  tx: Sql,
  roles: readonly Role[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ id: PersonId; name: string }>(
    `SELECT p.id, n.value AS name FROM parties.person p
     JOIN parties.personal n ON n.subject = p.id AND n.field = 'name'
     WHERE p.roles && $1::text[] ORDER BY n.value`,
    [roles],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Plates of vehicles by id; missing where forgotten or not to be seen. */
export async function platesOf(
  tx: Sql,
  vehicles: readonly Id[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ subject: VehicleId; value: string }>(
    `SELECT subject, value FROM parties.personal WHERE subject = ANY($1::uuid[]) AND field = 'plate'`,
    [vehicles],
  );
  return new Map(rows.map(({ subject, value }) => [subject, value]));
}

/** Vehicles whose plate begins so, for a search box. Anything but letters and digits is passed over. */
export async function vehiclesByPlate(
  tx: Sql,
  beginning: string,
  limit: number,
): Promise<readonly VehicleId[]> {
  const key = beginning.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (key === '') return [];
  const { rows } = await tx.query<{ subject: VehicleId }>(
    `SELECT subject FROM parties.personal WHERE field = 'plate' AND value_key LIKE $1 || '%'
     ORDER BY value_key LIMIT $2`,
    [key, limit],
  );
  return rows.map(({ subject }) => subject);
}

export type DriverSeen = { readonly name: string | null; readonly phone: string | null };

/** Drivers' names and phones by id; null where not known, forgotten or not to be seen. */
export async function driversOf(
  tx: Sql,
  drivers: readonly Id[],
): Promise<ReadonlyMap<string, DriverSeen>> {
  const { rows } = await tx.query<DriverSeen & { id: DriverId }>(
    `SELECT d.id, n.value AS name, t.value AS phone FROM parties.driver d
     LEFT JOIN parties.personal n ON n.subject = d.id AND n.field = 'name'
     LEFT JOIN parties.personal t ON t.subject = d.id AND t.field = 'phone'
     WHERE d.id = ANY($1::uuid[])`,
    [drivers],
  );
  return new Map(rows.map(({ id, name, phone }) => [id, { name, phone }]));
}

export async function isSetUp(tx: Sql): Promise<boolean> {
  const { rows } = await tx.query<{ done: boolean }>('SELECT parties.is_set_up() AS done');
  return rows[0]?.done ?? false;
}

export type LoginFound = {
  readonly person: PersonId;
  readonly party: PartyId;
  readonly password: string;
};

/** Whose login this is. Needs no scope: nobody is known yet. */
export async function findLogin(tx: Sql, login: Login): Promise<LoginFound | undefined> {
  const { rows } = await tx.query<LoginFound>('SELECT * FROM parties.find_login($1)', [login]);
  return rows[0];
}

/** The login of a person whom the transaction may see; `undefined` once it is forgotten. */
export async function findOwnLogin(tx: Sql, person: PersonId): Promise<Login | undefined> {
  const { rows } = await tx.query<{ value: Login }>(
    `SELECT value FROM parties.personal WHERE subject = $1 AND field = 'login'`,
    [person],
  );
  return rows[0]?.value;
}

export type SessionFound = {
  readonly session: SessionId;
  readonly expires_at: Instant;
  readonly is_ended: boolean;
  readonly seen_at: Instant;
  readonly person: PersonId;
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly language: Language;
  readonly party: PartyId;
  readonly party_kind: PartyKind;
  readonly party_name: string;
  readonly party_country: string;
};

/** Who holds the token with this hash, live or not. Needs no scope: nobody is known yet. */
export async function findSession(tx: Sql, tokenSha256: Buffer): Promise<SessionFound | undefined> {
  const { rows } = await tx.query<SessionFound>('SELECT * FROM parties.find_session($1)', [
    tokenSha256,
  ]);
  return rows[0];
}

export async function markSeen(tx: Sql, session: SessionId, at: Instant): Promise<void> {
  await tx.query(
    `UPDATE parties.session SET seen_at = to_timestamp($2 / 1000.0)
     WHERE id = $1 AND seen_at < to_timestamp($2 / 1000.0)`,
    [session, at],
  );
}

/** A name, phone or plate with the salt by which the hash in its fact is checked. */
export type SaltedValue = {
  readonly subject: string;
  readonly field: string;
  readonly value: string;
  readonly salt: Uint8Array;
};

/** The values of these people, drivers and vehicles, where they may be seen; a login is nobody's business. */
export async function saltedValuesOf(tx: Sql, subjects: readonly string[]): Promise<SaltedValue[]> {
  const { rows } = await tx.query<SaltedValue>(
    `SELECT subject::text, field, value, salt FROM parties.personal
     WHERE subject = ANY($1::uuid[]) AND field <> 'login' ORDER BY subject, field`,
    [subjects],
  );
  return rows;
}

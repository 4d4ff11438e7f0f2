import type { Id, Instant } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { DomainEvent } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import {
  type Driver,
  type DriverRegistered,
  evolveDriver,
  evolveParty,
  evolvePerson,
  evolveSession,
  evolveVehicle,
  type Party,
  type PartyRegistered,
  type Person,
  type PersonRegistered,
  type Session,
  type SessionEvents,
  type Vehicle,
  type VehicleRegistered,
} from '../core/index.ts';

export const partyAggregate: Aggregate<Party, PartyRegistered> = registered(
  'party',
  ['kind', 'name', 'country', 'home'],
  evolveParty,
);

export const personAggregate: Aggregate<Person, PersonRegistered> = registered(
  'person',
  ['party', 'roles', 'language'],
  evolvePerson,
);

export const vehicleAggregate: Aggregate<Vehicle, VehicleRegistered> = registered(
  'vehicle',
  ['party', 'kind'],
  evolveVehicle,
);

export const driverAggregate: Aggregate<Driver, DriverRegistered> = registered(
  'driver',
  ['party'],
  evolveDriver,
);

/** What is registered once and does not change: columns are named as the state's fields. */
function registered<State extends { readonly id: Id }, Event extends DomainEvent>(
  table: 'party' | 'person' | 'vehicle' | 'driver',
  columns: readonly (keyof State & string)[],
  evolve: Aggregate<State, Event>['evolve'],
): Aggregate<State, Event> {
  return {
    async find(tx, id) {
      const { rows } = await tx.query<State & { version: number }>(
        `SELECT id, version, ${columns.join(', ')} FROM parties.${table} WHERE id = $1`,
        [id],
      );
      const { version, ...state } = rows[0] ?? { version: 0 };
      return version === 0 ? undefined : { version, state: state as unknown as State };
    },
    evolve,
    save: async (tx, { id, state, version }) => {
      const marks = columns.map((_, at) => `$${at + 3}`).join(', ');
      const { rowCount } = await tx.query(
        `INSERT INTO parties.${table} (id, version, ${columns.join(', ')})
         VALUES ($1, $2, ${marks}) ON CONFLICT DO NOTHING`,
        [id, version, ...columns.map((column) => state[column])],
      );
      if (rowCount === 0) throw new VersionConflict(table, id);
    },
  };
}

type SessionRow = {
  readonly id: Session['id'];
  readonly version: number;
  readonly person: Session['person'];
  readonly party: Session['party'];
  readonly expires_at: Instant;
  readonly is_ended: boolean;
  readonly token_sha256: string;
};

export const sessionAggregate: Aggregate<Session, SessionEvents> = {
  async find(tx, id) {
    const { rows } = await tx.query<SessionRow>(
      `SELECT id, version, person, party, expires_at, is_ended, encode(token_sha256, 'hex') AS token_sha256
       FROM parties.session WHERE id = $1`,
      [id],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    const { version, expires_at: expiresAt, is_ended: isEnded, person, party } = row;
    const { id: session, token_sha256: tokenSha256 } = row;
    return { version, state: { id: session, person, party, expiresAt, isEnded, tokenSha256 } };
  },
  evolve: evolveSession,
  save: async (tx, { id, state, version, versionBefore }) => {
    const rowCount =
      versionBefore === 0
        ? await insertSession(tx, state, version)
        : await endSession(tx, { id, isEnded: state.isEnded, version, versionBefore });
    if (rowCount === 0) throw new VersionConflict('session', id);
  },
};

async function insertSession(tx: Sql, session: Session, version: number): Promise<number> {
  const { id, person, party, expiresAt, isEnded, tokenSha256 } = session;
  const { rowCount } = await tx.query(
    `INSERT INTO parties.session (id, version, person, party, expires_at, is_ended, token_sha256)
     VALUES ($1, $2, $3, $4, to_timestamp($5 / 1000.0), $6, decode($7, 'hex')) ON CONFLICT DO NOTHING`,
    [id, version, person, party, expiresAt, isEnded, tokenSha256],
  );
  return rowCount;
}

async function endSession(
  tx: Sql,
  write: { id: Id; isEnded: boolean; version: number; versionBefore: number },
): Promise<number> {
  const { rowCount } = await tx.query(
    'UPDATE parties.session SET version = $3, is_ended = $4 WHERE id = $1 AND version = $2',
    [write.id, write.versionBefore, write.version, write.isEnded],
  );
  return rowCount;
}

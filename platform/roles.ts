import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import { sha256Hex } from './sha256.ts';

/**
 * The roles of every node's database. Group roles carry the grants that migrations give; they own
 * nothing, cannot log in, and are one per cluster. Login roles are per database, members of one
 * group each, so that one cluster may hold several nodes apart.
 */
export const GROUPS = ['app', 'intake', 'sequencer'] as const;
export type Group = (typeof GROUPS)[number];

/** Postgres cuts longer names silently. */
const NAME_BYTES_MAX = 63;

/** A screen's query ends by itself; a batch of intake is bounded but may wait for a checkpoint. */
const STATEMENT_TIMEOUT: Readonly<Record<Group, string>> = {
  app: '30s',
  intake: '60s',
  sequencer: '60s',
};

/**
 * A transaction of the sequencer that stands still holds the head of the log, and so every other sequencer
 * of it: a stopped process is cut off, and finds that when it goes on. Its work between two statements is
 * short; the others keep to the limit of the cluster.
 */
const SEQUENCER_IDLE_MAX = '10s';

export function loginRole(group: Group, database: string): string {
  const name = `lakiri_${group}_at_${database}`;
  if (Buffer.byteLength(name) <= NAME_BYTES_MAX) return name;
  const digest = sha256Hex(database).slice(0, 16);
  return `lakiri_${group}_at_${digest}`;
}

/** One secret of the node gives the passwords of its roles, the same ones on every machine that has it. */
export function rolePassword(roleSecret: string, role: string): string {
  return createHmac('sha256', roleSecret).update(role).digest('base64url');
}

/** The secret from which gateways derive the key of frames; from the same root, on every machine the same. */
export function frameSecret(roleSecret: string): string {
  return createHmac('sha256', roleSecret).update('frame secrets').digest('base64url');
}

/** The secret from which the key of seals' passwords is derived: the server seals with it, the gateways open. */
export function sealSecret(roleSecret: string): string {
  return createHmac('sha256', roleSecret).update('seal secrets').digest('base64url');
}

/** Makes what is missing and sets the passwords. Safe against another database's start at the same moment. */
export async function ensureRoles(
  client: pg.Client,
  database: string,
  roleSecret: string,
): Promise<void> {
  try {
    for (const group of GROUPS) {
      await createRole(client, `lakiri_${group}`, 'NOLOGIN');
      await ensureLogin(client, group, database, roleSecret);
    }
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new CannotStart(
      'roles-refused',
      `the database user may not create Lakiri's roles: ${(error as Error).message}. Give it CREATEROLE (on PostgreSQL 16 and newer also ADMIN on lakiri_app, lakiri_intake and lakiri_sequencer where another user made them).`,
    );
  }
}

async function ensureLogin(
  client: pg.Client,
  group: Group,
  database: string,
  roleSecret: string,
): Promise<void> {
  const role = loginRole(group, database);
  const name = client.escapeIdentifier(role);
  const on = client.escapeIdentifier(database);
  await createRole(client, role, 'LOGIN');
  const password = client.escapeLiteral(rolePassword(roleSecret, role));
  await client.query(`ALTER ROLE ${name} PASSWORD ${password}`);
  const member = await client.query(
    `SELECT FROM pg_auth_members WHERE roleid = to_regrole($1) AND member = to_regrole($2)`,
    [`lakiri_${group}`, name],
  );
  if (member.rowCount === 0) await client.query(`GRANT lakiri_${group} TO ${name}`);
  await client.query(
    `ALTER ROLE ${name} IN DATABASE ${on} SET statement_timeout = '${STATEMENT_TIMEOUT[group]}'`,
  );
  if (group === 'sequencer')
    await client.query(
      `ALTER ROLE ${name} IN DATABASE ${on} SET idle_in_transaction_session_timeout = '${SEQUENCER_IDLE_MAX}'`,
    );
  // TEMPORARY: intake copies each batch into a temporary stage; nobody else needs a table of its own.
  const right = group === 'intake' ? 'CONNECT, TEMPORARY' : 'CONNECT';
  await client.query(`GRANT ${right} ON DATABASE ${on} TO ${name}`);
}

/** Roles belong to the whole cluster, so two databases may create the group roles at once: the later one finds it done. */
async function createRole(
  client: pg.Client,
  role: string,
  kind: 'LOGIN' | 'NOLOGIN',
): Promise<void> {
  await client.query(
    `DO $create$ BEGIN
       IF to_regrole(${client.escapeLiteral(client.escapeIdentifier(role))}) IS NULL THEN
         CREATE ROLE ${client.escapeIdentifier(role)} ${kind};
       END IF;
     EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
     END $create$`,
  );
}

/** Nothing is anybody's by default: what a role may do, a migration says. */
export async function closeDefaults(client: pg.Client, database: string): Promise<void> {
  await client.query(`
    REVOKE ALL ON DATABASE ${client.escapeIdentifier(database)} FROM PUBLIC;
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
    ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON ROUTINES TO lakiri_app, lakiri_intake, lakiri_sequencer;
  `);
}

import pg from 'pg';
import { runSteps, type Step } from './copy.ts';
import { NotConnected } from './database-errors.ts';

/** A connection inside a transaction, or anything that answers a query like one. */
export type Sql = {
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number }>;
};

/** Whose eyes a transaction has: row-level security shows it what this party was given. */
export type Scope = { readonly party: string };

/** The node's own acts, when no party acts: it sees nothing of any party. */
export const NODE_SCOPE: Scope = { party: '00000000-0000-0000-0000-000000000000' };

export type Isolation = 'read committed' | 'repeatable read';

export type Database = {
  /** One transaction that sees what the party may see. Rolled back when `work` throws. */
  asParty<T>(scope: Scope, work: (tx: Sql) => Promise<T>, isolation?: Isolation): Promise<T>;
  /** One transaction of the node itself, under the role of this connection, with no party. */
  asNode<T>(work: (tx: Sql) => Promise<T>, isolation?: Isolation): Promise<T>;
  /**
   * One transaction of the node itself that begins with these statements, all in one round trip; the
   * connection is given so that what it still lacks (a temporary table) can be among them.
   */
  asNodeWith<T>(steps: (tx: Sql) => readonly Step[], work: (tx: Sql) => Promise<T>): Promise<T>;
  readonly pool: pg.Pool;
  end(): Promise<void>;
};

export type DatabaseOptions = {
  readonly url: string;
  /** Connections at most; a request waits for one. */
  readonly poolMax: number;
  /** Told of a connection that broke while idle; the pool replaces it. */
  readonly onIdleError: (error: Error) => void;
  readonly name: string;
  /** How long a transaction may take; beyond it the connection is given up. */
  readonly transactionMsMax?: number;
};

const CONNECT_MS_MAX = 5_000; // a caller is told 503 rather than kept waiting
const STATEMENT_MS_MAX = 30_000; // no screen needs longer; a runaway query must not hold the feed
/** Above every statement's own limit: reached only when the network swallows the answers. */
const TRANSACTION_MS_MAX = 120_000;
const KEEP_ALIVE_AFTER_MS = 10_000; // an idle connection through a firewall that forgets is found dead

/** Times come back as text from neither JSON nor drivers' dates: `timestamptz` is read as UTC milliseconds. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text: string) => instantOfSql(text));
types.setTypeParser(pg.types.builtins.INT8, (text: string) => BigInt(text));

/** What every session here is told in: the year in four digits, UTC. */
const PLAIN = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/;

/** Postgres's text of a timestamptz to UTC milliseconds; ±infinity as ±Infinity. */
export function instantOfSql(text: string): number {
  // A week of one seal has fifteen thousand of them: digits by their places take a fifth of Date.parse's time.
  if (PLAIN.test(text)) return plainInstant(text);
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  if (text === '-infinity') return Number.NEGATIVE_INFINITY;
  return Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
}

function plainInstant(text: string): number {
  const two = (at: number): number =>
    (text.charCodeAt(at) - ZERO) * 10 + (text.charCodeAt(at + 1) - ZERO);
  let ms = 0;
  for (let at = 20, unit = 100; unit >= 1 && text.charCodeAt(at) >= ZERO; at++, unit /= 10)
    ms += (text.charCodeAt(at) - ZERO) * unit;
  const year = two(0) * 100 + two(2);
  if (year < 100) return Date.parse(text.replace(' ', 'T').replace('+00', 'Z')); // Date.UTC means 19xx
  return Date.UTC(year, two(5) - 1, two(8), two(11), two(14), two(17), Math.floor(ms));
}

const ZERO = 48;

export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolMax,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    statement_timeout: STATEMENT_MS_MAX,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    application_name: options.name,
    options: '-c timezone=UTC',
    types,
  });
  pool.on('error', options.onIdleError);
  // One that breaks inside a transaction says so by its query; unheard, the event would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const msMax = options.transactionMsMax ?? TRANSACTION_MS_MAX;
  return {
    pool,
    asParty: (scope, work, isolation) => {
      const sql = begin(isolation, scope);
      return inTransaction(pool, { open: (tx) => tx.query(sql), msMax }, work);
    },
    asNode: (work, isolation) => {
      const sql = begin(isolation);
      return inTransaction(pool, { open: (tx) => tx.query(sql), msMax }, work);
    },
    asNodeWith: (steps, work) => {
      const open = (tx: Sql) => runSteps(tx, [{ sql: begin() }, ...steps(tx)]);
      return inTransaction(pool, { open, msMax }, work);
    },
    end: () => pool.end(),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function begin(isolation: Isolation = 'read committed', scope?: Scope): string {
  const start = `BEGIN ISOLATION LEVEL ${isolation}`;
  if (scope === undefined) return start;
  if (!UUID.test(scope.party)) throw new Error('a scope names a party by its UUID');
  return `${start}; SET LOCAL lakiri.party = '${scope.party}'`;
}

async function inTransaction<T>(
  pool: pg.Pool,
  { open, msMax }: { readonly open: (tx: Sql) => Promise<unknown>; readonly msMax: number },
  work: (tx: Sql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw new NotConnected(error);
  });
  // Ending a client in the middle of a query cuts its connection, and so the query's waiting.
  const patience = setTimeout(() => void client.end().catch(() => undefined), msMax);
  let broken: Error | undefined;
  try {
    const tx = client as unknown as Sql;
    await open(tx);
    const result = await work(tx);
    const { command } = await client.query('COMMIT');
    // Postgres answers the COMMIT of a failed transaction with a ROLLBACK, and no error.
    if (command !== 'COMMIT') throw new Error('the transaction had failed, and was rolled back');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((late: Error) => {
      broken = late; // the connection is gone with its transaction; the pool must not reuse it
    });
    throw error;
  } finally {
    clearTimeout(patience);
    client.release(broken);
  }
}

/** Postgres says the same work may succeed when begun again: serialization, deadlock. */
export function isRetryable(error: unknown): boolean {
  const code = sqlState(error);
  return code === '40001' || code === '40P01';
}

/** The SQLSTATE of an error that Postgres reported; nothing of any other error, whatever its code. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

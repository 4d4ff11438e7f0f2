// For the tests of notices: a whole server, two transporters each with a truck, a sender with a clock of its own, and
// systems on this machine that hear what is sent.
import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { routeBook } from '@lakiri/corridors/store';
import { labelsOf } from '@lakiri/journeys/api';
import type { Id, Instant } from '@lakiri/kit';
import { noticesKey, overseerScope } from '@lakiri/notices/store';
import { newId } from '@lakiri/platform/facts';
import { silentLog } from '@lakiri/platform/log';
import { type Database, openDatabase, type Sql } from '@lakiri/platform/sql';
import { reportRows } from '../reports/rows.ts';
import { openWhole, type Whole } from '../whole.ts';
import { caseWords, partiesPort } from '../words.ts';
import { reachOf } from './addresses.ts';
import { mattersOf } from './matters.ts';
import { pushKeysOf } from './push.ts';
import { safeHttp } from './safe-http.ts';
import { type Sender, senderOf } from './sender.ts';

const SECRET = 'the secret of the seals of this test';
const OWN_NETWORKS = '127.0.0.1,::1';

type Heard = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type System = {
  readonly url: string;
  readonly heard: Heard[];
  /** What it answers; 204 unless told otherwise. */
  answer: number | { readonly status: number; readonly headers: Record<string, string> };
  /** Told of each request before it is answered. */
  onHeard: () => void;
  close(): void;
};

/** A system on this machine. */
export async function openSystem(): Promise<System> {
  const heard: Heard[] = [];
  const server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
      system.onHeard();
      const { answer } = system;
      if (typeof answer === 'number') reply.writeHead(answer).end();
      else reply.writeHead(answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const system: System = {
    url: `http://127.0.0.1:${port}`,
    heard,
    answer: 204,
    onHeard: () => undefined,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return system;
}

export type SenderOn = Sender & {
  /** How far its clock is ahead. */
  readonly clock: { aheadMs: number };
  /** Tells and sends until nothing is due any more. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/** A sender on this database, as a server has it. */
export function openSender(
  appUrl: string,
  { networks = OWN_NETWORKS }: { readonly networks?: string | undefined } = {},
): SenderOn {
  const clock = { aheadMs: 0 };
  const now = (): Instant => (Date.now() + clock.aheadMs) as Instant;
  const database: Database = openDatabase({
    ...{ url: appUrl, poolMax: 6, name: 'notices test', onIdleError: () => undefined },
  });
  const routes = routeBook();
  const reach = reachOf(networks);
  const http = safeHttp(reach);
  const sender = senderOf({
    ...{ database, origin: 'test', reach, http, now, log: silentLog() },
    matters: mattersOf({
      words: caseWords({ routes, now }),
      labelsOf: (tx, ids) => labelsOf(tx, ids as readonly Id[], { parties: partiesPort, routes }),
      publicUrl: 'https://lakiri.example',
      rows: reportRows(routes),
      now,
    }),
    key: noticesKey(SECRET),
    pushKeys: pushKeysOf(SECRET),
    publicUrl: 'https://lakiri.example',
    chance: () => 0,
  });
  return {
    ...sender,
    clock,
    settle: async () => {
      // A fact is told once nothing older can still come before it, and a neighbour of this database may hold
      // that back for a moment (platform/read-facts): so until the reader is past all that is committed now.
      const newest = await database.asNode(newestNumber);
      do await sender.idle();
      while ((await sender.tick()) || (await toldUpTo(database)) < newest);
      await sender.idle();
    },
    close: async () => {
      await sender.idle();
      await http.close();
      await database.end();
    },
  };
}

/** The newest transaction number given so far. */
async function newestNumber(tx: Sql): Promise<bigint> {
  const { rows } = await tx.query<{ xid: string }>(
    'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid',
  );
  return BigInt(rows[0]?.xid ?? 0) - 1n;
}

/** Up to which transaction number facts were told. */
async function toldUpTo(database: Database): Promise<bigint> {
  const overseer = await database.asNode(overseerScope);
  assert.ok(overseer);
  const { rows } = await database.asParty(overseer, (tx) =>
    tx.query<{ xid: string }>('SELECT xid::text FROM notices.reader'),
  );
  const [reader] = rows;
  assert.ok(reader, 'nothing was ever told');
  return BigInt(reader.xid);
}

export type Party = {
  readonly id: string;
  readonly cookie: string;
  readonly journey: string;
  readonly seal: string;
};

export type World = {
  readonly whole: Whole;
  readonly ours: Party;
  readonly theirs: Party;
  /** Asks as whoever has this cookie. */
  ask<Answer>(cookie: string, path: string, payload?: object, method?: 'PUT'): Promise<Answer>;
  /** The code of the refusal. */
  refused(cookie: string, path: string, payload: object): Promise<string>;
  /** A case is opened on this party's truck, with its fact. Its id. */
  openCase(party: Party, kind?: string, severity?: number): Promise<string>;
  sql(text: string, ...values: unknown[]): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
};

export async function openWorld(): Promise<World> {
  const whole = await openWhole({ env: { LAKIRI_SEAL_SECRET: SECRET } });
  const sql: World['sql'] = async (text, ...values) =>
    (await whole.owner.asNode((tx) => tx.query(text, values))).rows;
  const send = (cookie: string, path: string, payload?: object, method?: 'PUT') =>
    whole.app.inject({
      method: method ?? (payload === undefined ? 'GET' : 'POST'),
      url: `/api/v1${path}`,
      headers: {
        cookie,
        ...(payload === undefined ? {} : { 'idempotency-key': newId(Date.now()) }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
  const ask = async <Answer>(...asked: Parameters<typeof send>): Promise<Answer> => {
    const reply = await send(...asked);
    assert.ok(reply.statusCode < 300, `${asked[1]}: ${reply.statusCode} ${reply.body}`);
    return reply.json<Answer>();
  };
  const parties = { whole, sql, ask };
  try {
    return {
      ...parties,
      refused: async (cookie, path, payload) => {
        const reply = await send(cookie, path, payload);
        assert.ok(reply.statusCode >= 400, reply.body);
        return reply.json<{ code: string }>().code;
      },
      ours: await makeParty(parties, 'coast'),
      theirs: await makeParty(parties, 'inland'),
      openCase: (party, kind, severity) => openCase(parties, { party, kind, severity }),
      close: () => whole.close(),
    };
  } catch (error) {
    await whole.close();
    throw error;
  }
}

const REFS: Readonly<Record<string, string>> = { coast: '0001-AA', inland: '0002-BB' };

type Making = Pick<World, 'whole' | 'sql' | 'ask'>;

/** A transporter with a person, and a truck on its way under an armed seal. */
async function makeParty({ whole, sql, ask }: Making, login: string): Promise<Party> {
  const { id } = await ask<{ id: string }>(whole.cookie, '/parties', {
    ...{ kind: 'transporter', name: `${login} haulage`, country: 'KE' },
  });
  const password = 'three rope seals';
  const person = { party: id, name: 'Dispatcher', login, password };
  await ask(whole.cookie, '/people', { ...person, roles: ['transporter'], language: 'sw' });
  const [journey, seal] = [newId(Date.now()), newId(Date.now())];
  await sql(
    `INSERT INTO journeys.journey (id, version, ref, route_id, route_version, vehicle, cargo, transporter,
       created_at, sealed_at, armed_at, deadline_at, departed_at)
     VALUES ($1, 1, $3, 'mombasa-malaba', 1, $2, 'tea', $2, now(), now(), now(), now() + interval '9 days', now())`,
    ...[journey, id, REFS[login]],
  );
  await sql(
    `INSERT INTO seals.seal (id, version, number, dialect, wire_id, model, owner, registered_at, phase, journey, phase_at, latches)
     VALUES ($1, 1, $3, 'jointech', $3, 'JT701D', $2, now(), 'armed', $2, now(),
       '{"cover":{"clearedSince":null,"is":"clear"},"cut":{"clearedSince":null,"is":"clear"},"opened":{"clearedSince":null,"is":"clear"}}')`,
    ...[seal, journey, `ELK-${login}`],
  );
  await sql(
    `INSERT INTO access.permit (party, subject, valid_from, reason) VALUES ($1, $2, 'epoch', 'test'), ($1, $3, 'epoch', 'test')`,
    ...[id, seal, journey],
  );
  return { id, journey, seal, cookie: await whole.signIn(login, password) };
}

async function openCase(
  { sql }: Making,
  asked: {
    readonly party: Party;
    readonly kind?: string | undefined;
    readonly severity?: number | undefined;
  },
): Promise<string> {
  const { party, kind = 'seal-cut', severity = 1 } = asked;
  const id = newId(Date.now());
  await sql(
    'DELETE FROM alarms.case WHERE seal = $1 AND kind = $2 AND closed_at IS NULL',
    party.seal,
    kind,
  );
  await sql(
    `WITH opened AS (
       INSERT INTO alarms.case (id, version, kind, severity, journey, seal, rule_version, opened_at, ack_due_at)
       VALUES ($1, 1, $2, $3, $4, $5, 1, now(), now() + interval '1 minute'))
     INSERT INTO fact.fact (id, origin, subject_kind, subject, subject_version, type, schema_version, occurred_at, received_at, actor, body)
     VALUES ($6, 'test', 'case', $1, 1, 'case-opened', 1, now(), now(), 'rule:test', '{}')`,
    ...[id, kind, severity, party.journey, party.seal, newId(Date.now())],
  );
  return id;
}

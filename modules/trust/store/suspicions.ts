import { canonical, type Instant, type Json } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { DoubtState, Suspicion } from '../core/index.ts';

type Row = { readonly seal: string; readonly memory: string };

/** What is remembered of these seals; nothing of those that never gave reason. */
export async function loadSuspicions(
  tx: Sql,
  sealIds: readonly string[],
): Promise<ReadonlyMap<string, Suspicion>> {
  const { rows } = await tx.query<Row>(
    'SELECT seal, memory FROM trust.suspicion WHERE seal = ANY($1::uuid[])',
    [sealIds],
  );
  return new Map(rows.map(({ seal, memory }) => [seal, JSON.parse(memory) as Suspicion]));
}

/** Those of these whose identity is in doubt. */
export async function doubtedOf(tx: Sql, seals: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ seal: string }>(
    `SELECT seal FROM trust.suspicion WHERE seal = ANY($1::uuid[]) AND state = 'identity-doubted'`,
    [seals],
  );
  return new Set(rows.map(({ seal }) => seal));
}

const textOf = (one: Suspicion): string => canonical(one as unknown as Json);
const sqlTime = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString();

/** Keeps suspicions that changed. The caller holds each seal's version, which is the suspicion's too. */
export async function saveSuspicions(
  tx: Sql,
  suspicions: ReadonlyMap<string, Suspicion>,
): Promise<void> {
  if (suspicions.size === 0) return;
  const all = [...suspicions].sort(([a], [b]) => (a < b ? -1 : 1));
  await tx.query(
    `INSERT INTO trust.suspicion (seal, state, since, memory)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[])
     ON CONFLICT (seal) DO UPDATE
       SET state = excluded.state, since = excluded.since, memory = excluded.memory`,
    [
      all.map(([seal]) => seal),
      all.map(([, one]) => one.state),
      all.map(([, one]) => sqlTime(one.since)),
      all.map(([, one]) => textOf(one)),
    ],
  );
}

/** What a person's lifting leaves of it, in the commit of the fact. */
export async function replaceSuspicion(tx: Sql, seal: string, one: Suspicion): Promise<void> {
  await tx.query('UPDATE trust.suspicion SET state = $2, since = $3, memory = $4 WHERE seal = $1', [
    seal,
    one.state,
    sqlTime(one.since),
    textOf(one),
  ]);
}

/** Where the next page of doubts begins. */
export type DoubtPlace = { readonly since: Instant; readonly seal: string };

export type Doubted = { readonly seal: string; readonly suspicion: Suspicion };

/** Seals under doubt, the newest first; of a state when one is given. */
export async function listDoubts(
  tx: Sql,
  asked: {
    readonly state: DoubtState | undefined;
    readonly after: DoubtPlace | undefined;
    readonly limit: number;
  },
): Promise<Doubted[]> {
  const { rows } = await tx.query<Row>(
    `SELECT seal, memory FROM trust.suspicion
     WHERE state <> 'none' AND ($1::text IS NULL OR state = $1)
       AND ($2::timestamptz IS NULL OR since < $2 OR since = $2 AND seal > $3::uuid)
     ORDER BY since DESC, seal LIMIT $4`,
    [
      asked.state ?? null,
      sqlTime(asked.after?.since ?? null),
      asked.after?.seal ?? null,
      asked.limit,
    ],
  );
  return rows.map(({ seal, memory }) => ({ seal, suspicion: JSON.parse(memory) as Suspicion }));
}

/** A connection as an officer sees it. */
export type PeerSeen = { readonly peer: string; readonly process: string; readonly at: Instant };

/** By which connections doubted seals spoke, as each process last saw them. */
export async function savePeers(
  tx: Sql,
  process: string,
  seen: ReadonlyMap<string, readonly Omit<PeerSeen, 'process'>[]>,
): Promise<void> {
  if (seen.size === 0) return;
  const all = [...seen].sort(([a], [b]) => (a < b ? -1 : 1));
  await tx.query(
    `INSERT INTO trust.peer (seal, process, peers, seen_at)
     SELECT seal, $1, peers, at FROM unnest($2::uuid[], $3::text[], $4::timestamptz[]) AS u (seal, peers, at)
     ON CONFLICT (seal, process) DO UPDATE SET peers = excluded.peers, seen_at = excluded.seen_at`,
    [
      process,
      all.map(([seal]) => seal),
      all.map(([, peers]) => canonical(peers)),
      all.map(([, peers]) => sqlTime(peers[0]?.at ?? (0 as Instant))),
    ],
  );
}

/** The connections of these seals, newest first. */
export async function peersOf(
  tx: Sql,
  seals: readonly string[],
): Promise<ReadonlyMap<string, readonly PeerSeen[]>> {
  const { rows } = await tx.query<{ seal: string; process: string; peers: string }>(
    'SELECT seal, process, peers FROM trust.peer WHERE seal = ANY($1::uuid[])',
    [seals],
  );
  const found = rows.flatMap(({ seal, process, peers }) =>
    (JSON.parse(peers) as Omit<PeerSeen, 'process'>[]).map((one) => ({ ...one, seal, process })),
  );
  const sorted = found.sort((a, b) => b.at - a.at);
  return new Map(
    [...Map.groupBy(sorted, ({ seal }) => seal)].map(([seal, peers]) => [
      seal,
      peers.map(({ peer, process, at }) => ({ peer, process, at })),
    ]),
  );
}

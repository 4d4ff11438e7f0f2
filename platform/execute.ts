import { createHash } from 'node:crypto';
import { canonical, type Decision, type Id, type Instant, type Json } from '@lakiri/kit';
import { appendFacts, type DomainEvent, type Fact, newId } from './facts.ts';
import { type Database, isRetryable, type Scope, type Sql, sqlState } from './sql.ts';

/** A state and the version it has; version 0 means it does not exist yet. */
export type Versioned<State> = { readonly state: State; readonly version: number };

/**
 * How one kind of subject is evolved and stored. `save` writes only where the row still has the
 * version that was read, and throws VersionConflict otherwise.
 */
export type Aggregate<State, Event extends DomainEvent = DomainEvent> = {
  find(tx: Sql, id: Id): Promise<Versioned<State> | undefined>;
  evolve(state: State | undefined, event: Event): State;
  save(tx: Sql, write: StateWrite<State>): Promise<void>;
};

export type StateWrite<State> = {
  readonly id: Id;
  readonly state: State;
  /** 0: the row must not exist. */
  readonly versionBefore: number;
  readonly version: number;
};

/** Somebody else changed the row since it was read; the work is begun again. */
export class VersionConflict extends Error {
  constructor(kind: string, id: string) {
    super(`${kind} ${id} changed since it was read`);
  }
}

export type Act<Loaded, Event extends DomainEvent, Refusal extends { code: string }> = {
  readonly scope: Scope;
  readonly actor: string;
  readonly authority: string | null;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
  /** The client's idempotency key with what it asked; the same key with another request is refused. */
  readonly key?: { readonly id: string; readonly request: Json };
  /** Reads, in the transaction's snapshot, the states the decision needs. */
  load(tx: Sql): Promise<Loaded>;
  decide(loaded: Loaded): Decision<Event, Refusal>;
  /** Who evolves and stores each kind of subject that an event of this act may name. */
  // biome-ignore lint/suspicious/noExplicitAny: each kind has its own state; the pairing is by name
  readonly aggregates: Readonly<Record<string, Aggregate<any, any>>>;
  /** Further writes of the same commit: personal values, permits. */
  also?(tx: Sql, events: readonly Event[], loaded: Loaded): Promise<void>;
  /** What is remembered under the key, and answered to a repeat. */
  result(events: readonly Event[], loaded: Loaded): Json;
};

export type Done<Refusal> =
  | { readonly accepted: true; readonly result: Json; readonly repeated: boolean }
  | { readonly accepted: false; readonly refusal: Refusal | KeyReused };
export type KeyReused = { readonly code: 'key-reused' };

/**
 * A seal that reports many times a second beats an act that reads, decides and writes more often than not;
 * of thirty tries one gets through. More in vain means a bug.
 */
const TRIES_MAX = 30;

/**
 * The door of people's and peers' acts: load, decide, evolve and commit facts, states and the key
 * in one transaction. A conflict begins again from the top. Throws what is broken.
 */
export async function execute<Loaded, Event extends DomainEvent, Refusal extends { code: string }>(
  node: { readonly database: Database; readonly origin: string },
  act: Act<Loaded, Event, Refusal>,
): Promise<Done<Refusal>> {
  for (let tries = 1; ; tries++) {
    try {
      return await node.database.asParty(
        act.scope,
        (tx) => once(tx, node.origin, act),
        'repeatable read',
      );
    } catch (error) {
      if (!isConflict(error) || tries >= TRIES_MAX) throw error;
    }
  }
}

/** 23505, 23P01: another act made the same thing since the snapshot; a new one sees it, and refuses. */
function isConflict(error: unknown): boolean {
  if (error instanceof VersionConflict || isRetryable(error)) return true;
  const state = sqlState(error);
  return state === '23505' || state === '23P01';
}

async function once<Loaded, Event extends DomainEvent, Refusal extends { code: string }>(
  tx: Sql,
  origin: string,
  act: Act<Loaded, Event, Refusal>,
): Promise<Done<Refusal>> {
  const known = await findKey(tx, act);
  if (known !== undefined) return known;
  const loaded = await act.load(tx);
  const decision = act.decide(loaded);
  if (!decision.accepted) return { accepted: false, refusal: decision.refusal };
  const facts = await evolveAll(tx, origin, act, decision.facts);
  await act.also?.(tx, decision.facts, loaded);
  await appendFacts(tx, facts);
  const result = act.result(decision.facts, loaded);
  await keepKey(tx, act, result);
  return { accepted: true, result, repeated: false };
}

/** Evolves and saves each subject once, in id order so that two acts never wait for each other in a ring. */
async function evolveAll<Event extends DomainEvent>(
  tx: Sql,
  origin: string,
  act: Omit<Act<never, Event, never>, 'load' | 'decide' | 'result' | 'also'>,
  events: readonly Event[],
): Promise<Fact[]> {
  const facts: Fact[] = [];
  const subjects = [...new Set(events.map((event) => event.subject))].sort();
  for (const subject of subjects) {
    const own = events.filter((event) => event.subject === subject);
    const kind = own[0]?.subjectKind ?? '';
    const aggregate = act.aggregates[kind];
    if (aggregate === undefined) throw new Error(`nobody evolves a ${kind}`);
    const found = await aggregate.find(tx, subject);
    let state = found?.state;
    let version = found?.version ?? 0;
    for (const event of own) {
      state = aggregate.evolve(state, event);
      version++;
      facts.push({
        id: newId(act.receivedAt),
        subjectKind: event.subjectKind,
        subject: event.subject,
        subjectVersion: version,
        type: event.type,
        schemaVersion: 1,
        body: event.body,
        origin,
        actor: act.actor,
        authority: act.authority,
        occurredAt: act.occurredAt,
        receivedAt: act.receivedAt,
        causes: [],
      });
    }
    await aggregate.save(tx, {
      id: subject,
      state,
      versionBefore: found?.version ?? 0,
      version,
    });
  }
  return facts;
}

type Keyed = Pick<Act<never, never, never>, 'actor' | 'key'>;

function requestHash(request: Json): Buffer {
  return createHash('sha256').update(canonical(request)).digest();
}

async function findKey(tx: Sql, act: Keyed): Promise<Done<never> | undefined> {
  if (act.key === undefined) return undefined;
  const { rows } = await tx.query<{ request_sha256: Buffer; result: string }>(
    'SELECT request_sha256, result FROM fact.command_key WHERE actor = $1 AND key = $2',
    [act.actor, act.key.id],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  if (!row.request_sha256.equals(requestHash(act.key.request)))
    return { accepted: false, refusal: { code: 'key-reused' } };
  return { accepted: true, result: JSON.parse(row.result) as Json, repeated: true };
}

/** Two requests with one key at once: the second waits for the first, begins again, and finds its answer. */
async function keepKey(tx: Sql, act: Keyed, result: Json): Promise<void> {
  if (act.key === undefined) return;
  const { rowCount } = await tx.query(
    `INSERT INTO fact.command_key (actor, key, request_sha256, result) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [act.actor, act.key.id, requestHash(act.key.request), canonical(result)],
  );
  if (rowCount === 0) throw new VersionConflict('command key', act.key.id);
}

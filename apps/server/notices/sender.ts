// The loop that tells: facts become deliveries, deliveries become messages. Any number of servers may run it.
import { HOUR_MS, type Instant } from '@lakiri/kit';
import { nextTryAt, pauseChannel } from '@lakiri/notices';
import {
  channelAggregate,
  findChannel,
  forgetDeliveries,
  noteTried,
  overseerScope,
  type Taken,
  type Tried,
  takeDue,
} from '@lakiri/notices/store';
import { execute } from '@lakiri/platform/execute';
import type { Log } from '@lakiri/platform/log';
import type { Database, Scope } from '@lakiri/platform/sql';
import type { Reach } from './addresses.ts';
import type { Matters } from './matters.ts';
import { failed, type Outcome } from './outcome.ts';
import type { PushKeys } from './push.ts';
import type { SafeHttp } from './safe-http.ts';
import { type Ready, readyFor, send } from './send.ts';
import { tellNext } from './tell.ts';

export type SenderDeps = {
  readonly database: Database;
  readonly origin: string;
  readonly matters: Matters;
  readonly key: Uint8Array;
  readonly pushKeys: PushKeys;
  readonly publicUrl: string | undefined;
  readonly http: SafeHttp;
  readonly reach: Reach;
  readonly now: () => Instant;
  /** 0 to 1. */
  readonly chance: () => number;
  readonly log: Log;
};

/** Messages on their way at once from one server; each is a socket that mostly waits. */
const UNDER_WAY_MAX = 16;

export type Sender = {
  /** Tells what is new and sends what is due; resolves when as much is on its way as may be. Whether anything was. */
  tick(): Promise<boolean>;
  /** Resolves when nothing is on its way any more. */
  idle(): Promise<void>;
};

export function senderOf(deps: SenderDeps): Sender {
  const underWay = new Set<Promise<void>>();
  let forgottenAt = Number.NEGATIVE_INFINITY;
  return {
    tick: async () => {
      const overseer = await deps.database.asNode(overseerScope);
      if (overseer === undefined) return false;
      let told = false;
      while (await tellNext(deps, overseer)) told = true;
      const due = await take(deps, overseer, UNDER_WAY_MAX - underWay.size);
      for (const taken of due) {
        const trying = tryOne(deps, overseer, taken)
          // Unnoted it is tried again when its lease ends; the try without an outcome tells of it.
          .catch((error: unknown) => deps.log.error({ err: error }, 'a notice broke off'))
          .finally(() => underWay.delete(trying));
        underWay.add(trying);
      }
      if (deps.now() - forgottenAt >= HOUR_MS) {
        forgottenAt = deps.now();
        await deps.database.asParty(overseer, (tx) => forgetDeliveries(tx, deps.now()));
      }
      // With no place free the next tick has nothing to take: it waits for one.
      if (underWay.size >= UNDER_WAY_MAX) await Promise.race(underWay);
      return told || due.length > 0;
    },
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function take(
  { database, now }: SenderDeps,
  overseer: Scope,
  limit: number,
): Promise<readonly Taken[]> {
  if (limit <= 0) return Promise.resolve([]);
  return database.asParty(overseer, (tx) => takeDue(tx, { at: now(), limit }));
}

async function tryOne(deps: SenderDeps, overseer: Scope, taken: Taken): Promise<void> {
  const { database, now } = deps;
  const begun = performance.now();
  const ready = await database.asParty(overseer, (tx) => readyFor(tx, deps, { taken, overseer }));
  const outcome =
    typeof ready === 'string' ? failed(ready, { isFinal: true }) : await send(deps, taken, ready);
  const tried = triedOf(deps, taken, { ready, outcome, tookMs: performance.now() - begun });
  await database.asParty(overseer, (tx) => noteTried(tx, tried));
  if (outcome.is === 'failed' && outcome.isGone && typeof ready !== 'string')
    await pauseGone(deps, overseer, ready);
  deps.log.debug(
    { delivery: taken.id, state: tried.state, outcome: tried.outcome, at: now() },
    'told',
  );
}

function triedOf(
  { now, chance }: SenderDeps,
  { id, attempt, channel, tries }: Taken,
  came: {
    readonly ready: Ready | 'channel-closed' | 'not-yours-to-see';
    readonly outcome: Outcome;
    readonly tookMs: number;
  },
): Tried {
  const { ready, outcome, tookMs } = came;
  const at = now();
  const common = { id, attempt, channel, at, tookMs, status: outcome.status };
  if (outcome.is === 'sent') return { ...common, outcome: 'sent', nextAt: null, state: 'sent' };
  const { outcome: why, isFinal, isGone, askedWaitMs } = outcome;
  if (ready === 'not-yours-to-see')
    return { ...common, outcome: why, nextAt: null, state: 'withheld' };
  const isOver = isFinal || isGone || typeof ready === 'string';
  const nextAt = isOver
    ? null
    : nextTryAt({ kind: ready.channel.kind, tries, at, chance: chance(), askedWaitMs });
  return { ...common, outcome: why, nextAt, state: nextAt === null ? 'dead' : 'waiting' };
}

/** The other side says that it is no more: nothing is sent there until a person says otherwise. */
async function pauseGone(
  { database, origin, now }: SenderDeps,
  overseer: Scope,
  { channel: { id } }: Ready,
): Promise<void> {
  const at = now();
  await execute(
    { database, origin },
    {
      ...{ scope: overseer, actor: 'node', authority: null, occurredAt: at, receivedAt: at },
      aggregates: { 'notice-channel': channelAggregate() },
      load: (tx) => findChannel(tx, id),
      decide: (seen) => pauseChannel(seen?.channel, 'gone', at), // paused already: nothing is left to do
      result: () => null,
    },
  );
}

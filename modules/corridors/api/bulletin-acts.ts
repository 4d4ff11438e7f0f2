import type { Decision, Instant, Json } from '@lakiri/kit';
import { actingAs } from '@lakiri/parties';
import { type Done, execute, type Versioned } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import {
  type Bulletin,
  type BulletinEvents,
  type BulletinId,
  type BulletinRefusal,
  type BulletinSays,
  discardBulletin,
  endBulletin,
  publishBulletin,
  type RouteIndex,
  type Sign,
  type Signed,
  writeBulletin,
} from '../core/index.ts';
import {
  type BulletinCounts,
  bulletinAggregate,
  bulletinDaysMax,
  countBulletins,
} from '../store/bulletins.ts';
import type { RouteBook } from '../store/route-book.ts';
import type { Acting } from './acting.ts';
import type { ActsDeps } from './draft-acts.ts';

/** Signs bulletins for this node, and knows its own signature again. */
export type BulletinAuthority = {
  readonly publicKey: string;
  readonly sign: Sign;
  readonly holds: (signed: Signed) => boolean;
};

export type BulletinActsDeps = ActsDeps & {
  readonly routes: RouteBook;
  /** Absent where this process has no key: nothing is published then. */
  readonly authority: BulletinAuthority | undefined;
};

export type Refusal =
  | BulletinRefusal
  | { readonly code: 'no-such-place'; readonly place: string }
  | { readonly code: 'no-authority-key' };

type Loaded = {
  readonly found: Versioned<Bulletin> | undefined;
  readonly route: RouteIndex | undefined;
  readonly daysMax: number;
  readonly counts: BulletinCounts;
};

type Asked = Acting & {
  readonly id: BulletinId;
  /** As the client asked it, for the repeat of the same request. */
  readonly request: Json;
  /** What is written now; otherwise what the bulletin says already. */
  readonly says?: BulletinSays;
  readonly decide: (loaded: Loaded, at: Instant) => Decision<BulletinEvents, Refusal>;
};

function act(deps: BulletinActsDeps, asked: Asked): Promise<Done<Refusal>> {
  const { viewer, key, id, request, says } = asked;
  const now = deps.now();
  return execute<Loaded, BulletinEvents, Refusal>(deps, {
    ...actingAs(viewer),
    ...{ occurredAt: now, receivedAt: now, aggregates: { bulletin: bulletinAggregate } },
    ...(key === undefined ? {} : { key: { id: key, request } }),
    load: async (tx) => {
      const found = await bulletinAggregate.find(tx, id);
      const route = await routeNow(deps, tx, (says ?? found?.state.says)?.route);
      const daysMax = await bulletinDaysMax(tx, now);
      return { found, route, daysMax, counts: await countBulletins(tx, now) };
    },
    decide: (loaded) => asked.decide(loaded, now),
    result: () => ({ id }),
  });
}

async function routeNow({ routes, now }: BulletinActsDeps, tx: Sql, id: string | undefined) {
  const all = id === undefined ? [] : await routes.current(tx, now());
  return all.find(({ route }) => route.id === id);
}

const refused = (refusal: Refusal) => ({ accepted: false, refusal }) as const;

/** A new draft, or with `id` other words of one. */
export function write(
  deps: BulletinActsDeps,
  { says, id, ...acting }: Acting & { readonly says: BulletinSays; readonly id?: BulletinId },
): Promise<Done<Refusal>> {
  const by = acting.viewer.person.id;
  const request = { ...(id === undefined ? { bulletin: 'new' } : { change: id }), says };
  const subject = id ?? newId<'Bulletin'>(deps.now());
  return act(deps, {
    ...acting,
    ...{ id: subject, says, request: request as unknown as Json },
    decide: ({ found, counts: { open }, ...around }, at) => {
      if (id !== undefined && found === undefined) return refused({ code: 'no-such-bulletin' });
      return writeBulletin({ subject, bulletin: found?.state, says, by, at, open, ...around });
    },
  });
}

type On = Acting & { readonly id: BulletinId };

export function publish(
  deps: BulletinActsDeps,
  { version: readVersion, ...on }: On & { readonly version: number },
): Promise<Done<Refusal>> {
  const { id: subject, viewer } = on;
  return act(deps, {
    ...on,
    request: { publish: subject, version: readVersion },
    decide: ({ found, counts: { holding, nextNumber }, route, daysMax }, at) => {
      if (deps.authority === undefined) return refused({ code: 'no-authority-key' });
      return publishBulletin({
        ...{ subject, bulletin: found?.state, by: viewer.person.id, at, route, daysMax },
        ...{ readVersion, version: found?.version ?? 0, number: nextNumber, holding },
        ...{ node: deps.origin, sign: deps.authority.sign },
      });
    },
  });
}

export function end(
  deps: BulletinActsDeps,
  { source, ...on }: On & { readonly source: string },
): Promise<Done<Refusal>> {
  const { id: subject, viewer } = on;
  return act(deps, {
    ...on,
    request: { end: subject, source },
    decide: ({ found }, at) => {
      if (deps.authority === undefined) return refused({ code: 'no-authority-key' });
      return endBulletin({
        ...{ subject, bulletin: found?.state, by: viewer.person.id, at, source },
        ...{ node: deps.origin, sign: deps.authority.sign },
      });
    },
  });
}

export function discard(deps: BulletinActsDeps, on: On): Promise<Done<Refusal>> {
  const { id: subject, viewer } = on;
  return act(deps, {
    ...on,
    request: { discard: subject },
    decide: ({ found }, at) =>
      discardBulletin({ subject, bulletin: found?.state, by: viewer.person.id, at }),
  });
}

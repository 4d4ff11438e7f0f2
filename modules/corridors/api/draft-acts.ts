import { type Decision, type Instant, type Json, parseInstant } from '@lakiri/kit';
import { actingAs } from '@lakiri/parties';
import { type Done, execute, type Versioned } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import type { Database } from '@lakiri/platform/sql';
import {
  type Around,
  approveDraft,
  baseOf,
  type Draft,
  type DraftContent,
  type DraftEvents,
  type DraftId,
  type DraftRefusal,
  type DrawRefusal,
  discardDraft,
  forceOf,
  type GazetteEvents,
  type GazetteRefusal,
  type PlaceRefusal,
  proposeDraft,
  putInForce,
  writeDraft,
} from '../core/index.ts';
import { placeAggregate, routeAggregate } from '../store/aggregates.ts';
import { countOpenDrafts, draftAggregate } from '../store/drafts.ts';
import { fenceAggregate } from '../store/fences.ts';
import type { Acting } from './acting.ts';
import { aroundOf } from './around.ts';

export type ActsDeps = {
  readonly database: Database;
  readonly origin: string;
  readonly now: () => Instant;
};
export type Refusal =
  | DraftRefusal
  | GazetteRefusal
  | DrawRefusal
  | PlaceRefusal
  | { readonly code: 'no-such-route' };
type Event = DraftEvents | GazetteEvents;

const AGGREGATES = {
  draft: draftAggregate,
  fence: fenceAggregate,
  route: routeAggregate,
  place: placeAggregate,
};

type Loaded = {
  readonly found: Versioned<Draft> | undefined;
  readonly around: Around | undefined;
  readonly open: number;
};

type Asked = Acting & {
  readonly id: DraftId;
  /** As the client asked it, for the repeat of the same request. */
  readonly request: Json;
  /** What is written now; otherwise what the draft says already. */
  readonly content?: DraftContent;
  readonly decide: (loaded: Loaded, at: Instant) => Decision<Event, Refusal>;
};

function act(deps: ActsDeps, asked: Asked): Promise<Done<Refusal>> {
  const { viewer, key, id, request, content } = asked;
  const now = deps.now();
  return execute<Loaded, Event, Refusal>(deps, {
    ...actingAs(viewer),
    ...{ occurredAt: now, receivedAt: now, aggregates: AGGREGATES },
    ...(key === undefined ? {} : { key: { id: key, request } }),
    load: async (tx) => {
      const found = await draftAggregate.find(tx, id);
      const says = content ?? found?.state.content;
      const around = says === undefined ? undefined : await aroundOf(tx, says);
      return { found, around, open: await countOpenDrafts(tx) };
    },
    decide: (loaded) => asked.decide(loaded, now),
    result: () => ({ id }),
  });
}

/** A new draft. What could never stand is not written either. */
export function write(
  deps: ActsDeps,
  { content, id, ...acting }: Acting & { readonly content: DraftContent; readonly id?: DraftId },
): Promise<Done<Refusal>> {
  const by = acting.viewer.person.id;
  const request = { ...(id === undefined ? { draft: 'new' } : { change: id }), content };
  const subject = id ?? newId<'Draft'>(deps.now());
  return act(deps, {
    ...acting,
    ...{ id: subject, content, request: request as unknown as Json },
    decide: ({ found, around, open }, at) => {
      if (id !== undefined && found === undefined)
        return refused({ code: 'no-such-gazette-draft' });
      if (around === undefined) throw new Error('a draft that says nothing');
      const draft = found?.state;
      const written = writeDraft({ subject, draft, content, base: baseOf(around), by, at, open });
      if (!written.accepted) return written;
      // As if it were approved this moment.
      const effectiveFrom = forceOf({ askedFrom: null }, at);
      const stands = putInForce(content, around, { now: at, effectiveFrom });
      return stands.accepted ? written : stands;
    },
  });
}

const refused = (refusal: Refusal) => ({ accepted: false, refusal }) as const;

type On = Acting & { readonly id: DraftId };

export function propose(
  deps: ActsDeps,
  { effectiveFrom, ...on }: On & { readonly effectiveFrom: string | undefined },
): Promise<Done<Refusal>> {
  // The schema lets only instants in.
  const askedFrom = (effectiveFrom && parseInstant(effectiveFrom)) || null;
  return act(deps, {
    ...on,
    request: { propose: on.id, from: effectiveFrom ?? null },
    decide: ({ found }, at) =>
      proposeDraft({ subject: on.id, draft: found?.state, by: on.viewer.person.id, at, askedFrom }),
  });
}

/** The draft ends and what it says takes force, in one commit. */
export function approve(
  deps: ActsDeps,
  { version, ...on }: On & { readonly version: number },
): Promise<Done<Refusal>> {
  return act(deps, {
    ...on,
    request: { approve: on.id, version },
    decide: ({ found, around }, at) => {
      if (found === undefined || around === undefined)
        return refused({ code: 'no-such-gazette-draft' });
      const draft = found.state;
      const approved = approveDraft({
        ...{ subject: on.id, draft, by: on.viewer.person.id, at },
        ...{ readVersion: version, version: found.version, last: baseOf(around) },
      });
      if (!approved.accepted) return approved;
      const when = { now: at, effectiveFrom: forceOf(draft, at) };
      const stands = putInForce(draft.content, around, when);
      if (!stands.accepted) return stands;
      return { accepted: true, facts: [...approved.facts, ...stands.facts] };
    },
  });
}

export function discard(deps: ActsDeps, on: On): Promise<Done<Refusal>> {
  return act(deps, {
    ...on,
    request: { discard: on.id },
    decide: ({ found }, at) =>
      discardDraft({ subject: on.id, draft: found?.state, by: on.viewer.person.id, at }),
  });
}

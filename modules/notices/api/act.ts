import type { Decision, Json } from '@lakiri/kit';
import { actingAs, mayEnter, type Viewer } from '@lakiri/parties';
import { type Aggregate, execute } from '@lakiri/platform/execute';
import type { DomainEvent } from '@lakiri/platform/facts';
import type { Problem } from '@lakiri/platform/http';
import type { Sql } from '@lakiri/platform/sql';
import { z } from 'zod';
import type { Owner, PartyRef, PersonRef } from '../core/index.ts';
import type { NoticesDeps } from './deps.ts';
import { type NoticeRefusal, problemOf } from './refusals.ts';

const uuid = z.uuid();
export const byId = z.object({ id: uuid });
export const keyed = z.looseObject({ 'idempotency-key': uuid.optional() });

/** Who answers for what a whole party is sent. */
const KEEPERS = ['supervisor', 'admin', 'transporter'] as const;

export const isKeeper = (viewer: Viewer): boolean => mayEnter(viewer, KEEPERS);

/** Whose a channel is that this viewer adds for themselves or for their party. */
export function ownerOf(viewer: Viewer, whose: 'me' | 'party'): Owner {
  const party = viewer.party.id as PartyRef;
  return { party, person: whose === 'me' ? (viewer.person.id as PersonRef) : null };
}

/** Whether the viewer may change what has this owner: their own, or their party's where they answer for it. */
export function mayChange(viewer: Viewer, owner: Owner): boolean {
  if (owner.party !== (viewer.party.id as string)) return false;
  return owner.person === null ? isKeeper(viewer) : owner.person === (viewer.person.id as string);
}

export type Acting<Loaded, Event extends DomainEvent> = {
  readonly viewer: Viewer;
  readonly key: string | undefined;
  readonly request: Json;
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: each kind has its own state; the pairing is by name
  readonly aggregates: Readonly<Record<string, Aggregate<any, any>>>;
  load(tx: Sql): Promise<Loaded>;
  decide(loaded: Loaded): Decision<Event, NoticeRefusal>;
};

/** Commits an act. Gives the id of what it was about and whether it was done before, or why not. */
export async function act<Loaded, Event extends DomainEvent>(
  { database, origin, now }: NoticesDeps,
  asked: Acting<Loaded, Event>,
): Promise<{ readonly id: string; readonly repeated: boolean } | { readonly refused: Problem }> {
  const at = now();
  const { viewer, key, request, id, aggregates, load, decide } = asked;
  const done = await execute<Loaded, Event, NoticeRefusal>(
    { database, origin },
    {
      ...actingAs(viewer),
      occurredAt: at,
      receivedAt: at,
      ...(key === undefined ? {} : { key: { id: key, request } }),
      ...{ aggregates, load, decide },
      result: () => ({ id }),
    },
  );
  if (!done.accepted) return { refused: problemOf(done.refusal) };
  return { id: (done.result as { id: string }).id, repeated: done.repeated };
}

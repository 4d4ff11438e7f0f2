import { createHash, randomBytes } from 'node:crypto';
import type { Decision, Instant } from '@lakiri/kit';
import { execute } from '@lakiri/platform/execute';
import { type DomainEvent, newId } from '@lakiri/platform/facts';
import {
  type PartyId,
  type PersonId,
  type Session,
  type SessionId,
  signIn,
  signOut,
} from '../core/index.ts';
import { type Acting, envelope, type Node } from './acting.ts';
import { sessionAggregate } from './aggregates.ts';

export type SignedInDone = { readonly session: SessionId; readonly token: string };

const TOKEN_BYTES = 32;

/** Begins the session of a person whose password was right. The token is told once and kept as its hash. */
export async function openSession(
  node: Node,
  who: { readonly person: PersonId; readonly party: PartyId },
  now: Instant,
): Promise<SignedInDone> {
  const session = newId<'Session'>(now);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const { person, party } = who;
  await execute(node, {
    ...envelope(actingOf(person, party, now), null),
    load: () => Promise.resolve({}),
    decide: (): Decision<DomainEvent, never> =>
      signIn({
        subject: session,
        person,
        party,
        now,
        tokenSha256: tokenHash(token).toString('hex'),
      }),
    aggregates: { session: sessionAggregate },
    also: async (tx) => {
      await tx.query(
        'UPDATE parties.session SET seen_at = to_timestamp($2 / 1000.0) WHERE id = $1',
        [session, now],
      );
    },
    result: () => null,
  });
  return { session, token };
}

/** Ends a session; ending one that has ended does nothing. */
export async function closeSession(
  node: Node,
  who: { readonly session: SessionId; readonly person: PersonId; readonly party: PartyId },
  now: Instant,
): Promise<void> {
  await execute<{ session: Session | undefined }, DomainEvent, { code: 'not-signed-in' }>(node, {
    ...envelope(actingOf(who.person, who.party, now), null),
    load: async (tx) => ({ session: (await sessionAggregate.find(tx, who.session))?.state }),
    decide: ({ session }) => signOut(session),
    aggregates: { session: sessionAggregate },
    result: () => null,
  });
}

/** What is kept of a token: it has 256 bits of chance, so a fast hash will do. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

function actingOf(person: PersonId, party: PartyId, now: Instant): Acting {
  return { scope: { party }, actor: `person:${person}`, authority: `party:${party}`, now };
}

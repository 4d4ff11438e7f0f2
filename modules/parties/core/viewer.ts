import type { Instant } from '@lakiri/kit';
import type { Party, PartyId } from './party.ts';
import type { Language, PersonId, Role } from './person.ts';
import type { SessionId } from './session.ts';

/** Whoever is signed in and asks. */
export type Viewer = {
  readonly session: SessionId;
  readonly person: { readonly id: PersonId; readonly name: string; readonly language: Language };
  readonly party: Omit<Party, 'home'>;
  readonly roles: readonly Role[];
  /** Whose eyes a transaction has for this viewer. */
  readonly scope: { readonly party: PartyId };
  /** When the session ends by its age. */
  readonly expiresAt: Instant;
};

/** Who a route may answer: anybody, anybody signed in, or whoever has one of these roles. */
export type Access = 'public' | 'signed-in' | readonly Role[];

export function mayEnter(viewer: Viewer, access: Access | readonly string[]): boolean {
  const roles: readonly string[] = viewer.roles;
  return typeof access === 'string' || access.some((role) => roles.includes(role));
}

/** The viewer of a request whose route asks for one. Throws where the route forgot to. */
export function viewerOf(request: { readonly viewer: Viewer | null }): Viewer {
  if (request.viewer === null) throw new Error('this route lets in people who are not signed in');
  return request.viewer;
}

/** Who acts, for whom, with whose eyes: what every act of a person says of them. */
export function actingAs(viewer: Viewer): {
  readonly scope: { readonly party: PartyId };
  readonly actor: string;
  readonly authority: string;
} {
  return {
    scope: viewer.scope,
    actor: `person:${viewer.person.id}`,
    authority: `party:${viewer.party.id}`,
  };
}

// A session begins with a right password and ends by its age, by idleness or by signing out.
import {
  accept,
  addMs,
  type Decision,
  HOUR_MS,
  type Id,
  type Instant,
  isoOf,
  MINUTE_MS,
  parseInstant,
  refuse,
} from '@lakiri/kit';
import type { PartyId } from './party.ts';
import type { PersonId } from './person.ts';

export type SessionId = Id<'Session'>;

export type Session = {
  readonly id: SessionId;
  readonly person: PersonId;
  readonly party: PartyId;
  readonly expiresAt: Instant;
  readonly isEnded: boolean;
  /** Hex; of 256 bits of chance, so it may be public. */
  readonly tokenSha256: string;
};

/** A shift of the monitoring centre with its hand-over. */
export const SESSION_AGE_MS_MAX = 12 * HOUR_MS;
/** A desk that was left; an open live screen asks at least once a minute and is not idle. */
export const SESSION_IDLE_MS_MAX = HOUR_MS;
/** How exactly idleness is known: being seen is written down at most this often. */
export const SESSION_SEEN_STEP_MS = MINUTE_MS;

export type SignedIn = {
  readonly subjectKind: 'session';
  readonly subject: SessionId;
  readonly type: 'signed-in';
  readonly body: {
    readonly person: PersonId;
    readonly party: PartyId;
    readonly expiresAt: string;
    /** So that nobody's token is put into another's session unseen. */
    readonly tokenSha256: string;
  };
};

export type SignedOut = {
  readonly subjectKind: 'session';
  readonly subject: SessionId;
  readonly type: 'signed-out';
  readonly body: Readonly<Record<string, never>>;
};

export type SessionEvents = SignedIn | SignedOut;

/** Begins the session of a person whose password was right. */
export function signIn(command: {
  readonly subject: SessionId;
  readonly person: PersonId;
  readonly party: PartyId;
  readonly now: Instant;
  readonly tokenSha256: string;
}): Decision<SignedIn, never> {
  const { subject, person, party, now, tokenSha256 } = command;
  const expiresAt = isoOf(addMs(now, SESSION_AGE_MS_MAX));
  return accept({
    subjectKind: 'session',
    subject,
    type: 'signed-in',
    body: { person, party, expiresAt, tokenSha256 },
  });
}

export function signOut(
  session: Session | undefined,
): Decision<SignedOut, { readonly code: 'not-signed-in' }> {
  if (session === undefined || session.isEnded) return refuse({ code: 'not-signed-in' });
  return accept({ subjectKind: 'session', subject: session.id, type: 'signed-out', body: {} });
}

export function evolveSession(session: Session | undefined, fact: SessionEvents): Session {
  if (fact.type === 'signed-in') {
    const { person, party, tokenSha256 } = fact.body;
    const expiresAt = parseInstant(fact.body.expiresAt);
    if (expiresAt === undefined) throw new RangeError('a session ends at an instant');
    return { id: fact.subject, person, party, expiresAt, isEnded: false, tokenSha256 };
  }
  if (session === undefined) throw new RangeError('nobody signs out before signing in');
  return { ...session, isEnded: true };
}

/** Does a session still hold? `seenAt`: when its person last asked for anything. */
export function isLive(
  session: Pick<Session, 'expiresAt' | 'isEnded'> & { readonly seenAt: Instant },
  now: Instant,
): boolean {
  const { isEnded, expiresAt, seenAt } = session;
  return !isEnded && now < expiresAt && now - seenAt < SESSION_IDLE_MS_MAX;
}

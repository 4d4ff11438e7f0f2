import type { Instant } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';
import type { FastifyRequest } from 'fastify';
import {
  isLive,
  mayEnter,
  SESSION_AGE_MS_MAX,
  SESSION_SEEN_STEP_MS,
  type Viewer,
} from '../core/index.ts';
import { findSession, markSeen, type SessionFound } from '../store/queries.ts';
import { tokenHash } from '../store/sessions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in and asks; null on public routes. */
    viewer: Viewer | null;
  }
}

const COOKIE = 'lakiri_session';
const TOKEN = /^[\w-]{43}$/; // 32 bytes as base64url
/** How late another process may learn of a sign-out; each request would otherwise ask the database. */
const CACHE_MS_MAX = 10_000;
/** Beyond this the longest unread are asked for again. */
const CACHED_MAX = 10_000;

type Verdict = 'allowed' | 'not-signed-in' | 'forbidden';

export type Sessions = {
  /** May the sender of this request use a route with this access? Sets `request.viewer`. */
  authorize(request: FastifyRequest, access: 'signed-in' | readonly string[]): Promise<Verdict>;
  /**
   * Who is signed in, and so is seen now; `null` when nobody is. A live stream asks this every minute:
   * it keeps an open screen from being idle, and ends the stream when the session has ended.
   */
  find(request: Pick<FastifyRequest, 'headers'>): Promise<Viewer | null>;
  findByToken(token: string): Promise<Viewer | null>;
  /** Forgets what was cached of a token whose session was just ended. */
  forget(token: string): void;
};

type Cached = { readonly found: SessionFound; readonly readAt: Instant };

export function openSessions(deps: {
  readonly database: Database;
  readonly now: () => Instant;
}): Sessions {
  const cache = new Map<string, Cached>();

  async function read(token: string, now: Instant): Promise<SessionFound | undefined> {
    const known = cache.get(token);
    if (known !== undefined && now - known.readAt < CACHE_MS_MAX) return known.found;
    cache.delete(token);
    const found = await deps.database.asNode((tx) => findSession(tx, tokenHash(token)));
    if (found === undefined || !isStillLive(found, now)) return undefined;
    if (now - found.seen_at >= SESSION_SEEN_STEP_MS)
      await deps.database.asParty({ party: found.party }, (tx) => markSeen(tx, found.session, now));
    cache.set(token, { found: { ...found, seen_at: now }, readAt: now });
    for (const oldest of cache.keys()) {
      if (cache.size <= CACHED_MAX) break;
      cache.delete(oldest);
    }
    return found;
  }

  async function findByToken(token: string): Promise<Viewer | null> {
    const now = deps.now();
    const found = await read(token, now);
    return found === undefined || !isStillLive(found, now) ? null : viewerOfFound(found);
  }

  const find: Sessions['find'] = (request) => {
    const token = tokenOf(request);
    return token === undefined ? Promise.resolve(null) : findByToken(token);
  };

  return {
    find,
    findByToken,
    async authorize(request, access) {
      request.viewer = await find(request);
      if (request.viewer === null) return 'not-signed-in';
      return mayEnter(request.viewer, access) ? 'allowed' : 'forbidden';
    },
    forget: (token) => {
      cache.delete(token);
    },
  };
}

function isStillLive({ expires_at, is_ended, seen_at }: SessionFound, now: Instant): boolean {
  return isLive({ expiresAt: expires_at, isEnded: is_ended, seenAt: seen_at }, now);
}

function viewerOfFound(found: SessionFound): Viewer {
  return {
    session: found.session,
    person: { id: found.person, name: found.name ?? '', language: found.language },
    party: {
      id: found.party,
      kind: found.party_kind,
      name: found.party_name,
      country: found.party_country,
    },
    roles: found.roles,
    scope: { party: found.party },
    expiresAt: found.expires_at,
  };
}

/** The token of a request's cookie; `undefined` when there is none or it is no token of ours. */
export function tokenOf(request: Pick<FastifyRequest, 'headers'>): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value = ''] = pair.trim().split('=', 2);
    if (name === COOKIE && TOKEN.test(value)) return value;
  }
  return undefined;
}

/** The Set-Cookie that gives a token, or with an empty one takes it away. */
export function cookieOf(token: string, isHttps: boolean): string {
  const ageS = token === '' ? 0 : SESSION_AGE_MS_MAX / 1_000;
  const cookie = `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${ageS}`;
  return isHttps ? `${cookie}; Secure` : cookie;
}

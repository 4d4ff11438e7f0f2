import type { CaseView } from '@lakiri/alarms/api';
import type { Instant } from '@lakiri/kit';
import { type Viewer as Person, viewerOf } from '@lakiri/parties';
import { type Problem, problem } from '@lakiri/platform/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type MonitorDeps, monitorOf, type Truck } from './monitor.ts';
import { Room } from './room.ts';
import { openStream, type Stream } from './stream.ts';
import { listenForFacts } from './wake.ts';

/** Positions are sent this often; more is not seen, and costs every screen. */
const TICK_MS = 250;
/** A live screen is somebody's session, asked again this often. Who has read nothing since is cut. */
const SESSION_CHECK_MS = 60_000;
/** Streams of one server; each holds a socket. */
const STREAMS_MAX = 2_000;
/** Streams of one person: a wall of screens and some forgotten tabs. */
const STREAMS_OF_PERSON_MAX = 40;
/** A room is kept this long after its last viewer, so that who was cut off comes back to its place. */
const EMPTY_MS_MAX = 60_000;

export type LiveDeps = MonitorDeps & {
  /** A database URL of the application's role, for LISTEN. */
  readonly url: string;
  /** Whether the caller's session still stands. */
  isSignedIn(request: Parameters<typeof viewerOf>[0] & { headers: object }): Promise<boolean>;
};

export type Live = { close(): Promise<void> };

type Rooms = Map<string, { readonly room: Room<Truck, CaseView>; watchedAt: Instant }>;
type Open = Map<Stream, { readonly person: string }>;

/** The live streams: one a screen, one room for all screens of a party. */
export function liveRoutes(app: FastifyInstance, deps: LiveDeps): Live {
  const rooms: Rooms = new Map();
  const open: Open = new Map();
  const stop = new AbortController();
  const refresh = refresher(rooms, deps);
  const timer = setInterval(() => {
    for (const { room } of rooms.values()) room.tick();
    refresh();
  }, TICK_MS);
  const listening = listenForFacts({ url: deps.url, log: deps.log, wake: refresh }, stop.signal);

  app.get(
    '/live/monitor',
    {
      config: { access: 'signed-in', rateLimit: false },
      schema: {
        tags: ['live'],
        summary: 'The monitor as server-sent events: a snapshot, then what changes',
        description:
          'Events: `snapshot` {at, trucks, cases, counts}; `cases` {changed, removed, counts}, at once; `trucks` {changed, removed}, at most 4 a second; `pulse` {at, feedAgeMs, trucks} every 2 s. Last-Event-ID resumes.',
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const full = fullness(open, viewer.person.id);
      if (full !== undefined) return problem(reply, full);
      const room = roomOf(rooms, viewer, deps);
      const letGo = room.hold();
      try {
        await room.ready(); // before the answer begins, so that a database that is away is a 503
        if (!request.raw.socket.destroyed) watch({ request, reply, room, open, viewer, deps });
      } finally {
        letGo();
      }
      return reply;
    },
  );

  return {
    close: async () => {
      clearInterval(timer);
      stop.abort();
      for (const stream of open.keys()) stream.close();
      await listening;
    },
  };
}

/** Reads what changed for every room that is watched; says once when it cannot. */
function refresher(rooms: Rooms, { now, log }: LiveDeps): () => void {
  let isWell = true;
  return () => {
    for (const [party, kept] of rooms) {
      if (kept.room.viewers === 0) {
        if (now() - kept.watchedAt > EMPTY_MS_MAX) rooms.delete(party);
        continue;
      }
      kept.watchedAt = now();
      kept.room.refresh().then(
        () => {
          isWell = true;
        },
        (error: unknown) => {
          if (isWell) log.warn({ err: error }, 'the monitor cannot be read');
          isWell = false;
        },
      );
    }
  };
}

function fullness(open: Open, person: string): Problem | undefined {
  if (open.size >= STREAMS_MAX)
    return {
      status: 503,
      code: 'too-many-streams',
      title: 'Too many screens are open on this server; try again in a moment',
    };
  const own = [...open.values()].filter((it) => it.person === person).length;
  if (own < STREAMS_OF_PERSON_MAX) return undefined;
  return {
    status: 429,
    code: 'too-many-screens',
    title: 'You have too many live screens open',
    detail: 'Close some of them.',
  };
}

type Watch = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly room: Room<Truck, CaseView>;
  readonly open: Open;
  readonly viewer: Person;
  readonly deps: LiveDeps;
};

function watch({ request, reply, room, open, viewer: { person }, deps }: Watch): void {
  let wasFull = false;
  const check = setInterval(() => {
    if (stream.viewer.full && wasFull) stream.cut();
    wasFull = stream.viewer.full;
    deps.isSignedIn(request).then(
      (still) => {
        if (!still) stream.close();
      },
      () => undefined, // the database is away: the stream shows nothing new anyway
    );
  }, SESSION_CHECK_MS);
  const stream = openStream(request, reply, {
    person: person.id,
    left: (gone) => {
      room.leave(gone);
      clearInterval(check);
      open.delete(stream);
    },
  });
  open.set(stream, { person: person.id });
  room.enter(stream.viewer, stream.lastEventId);
}

/** A party sees the same, so its people share a room. */
function roomOf(rooms: Rooms, { party, scope }: Person, deps: LiveDeps): Room<Truck, CaseView> {
  const known = rooms.get(party.id);
  if (known !== undefined) return known.room;
  const oversees = party.kind === 'administration';
  const source = monitorOf({ scope, oversees }, deps);
  const room = new Room<Truck, CaseView>({ source, now: deps.now });
  rooms.set(party.id, { room, watchedAt: deps.now() });
  return room;
}

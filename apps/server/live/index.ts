import type { CaseView } from '@lakiri/alarms/api';
import { type Viewer as Person, viewerOf } from '@lakiri/parties';
import type { FastifyInstance } from 'fastify';
import { type MonitorDeps, monitorOf, type Truck } from './monitor.ts';
import { Room } from './room.ts';
import { openStream } from './stream.ts';
import { listenForFacts } from './wake.ts';

/** Positions are sent this often; more is not seen, and costs every screen. */
const TICK_MS = 250;
/** A live screen is somebody's session, asked again this often. */
const SESSION_CHECK_MS = 60_000;
/** Streams of one server; each holds a socket. */
const STREAMS_MAX = 2_000;

export type LiveDeps = MonitorDeps & {
  /** A database URL of the application's role, for LISTEN. */
  readonly url: string;
  /** Whether the caller's session still stands. */
  isSignedIn(request: Parameters<typeof viewerOf>[0] & { headers: object }): Promise<boolean>;
};

export type Live = { close(): Promise<void> };

/** The live streams: one a screen, one room for all screens of a party. */
export function liveRoutes(app: FastifyInstance, deps: LiveDeps): Live {
  const rooms = new Map<string, Room<Truck, CaseView>>();
  const closers = new Set<() => void>();
  const stop = new AbortController();
  const refresh = (): void => {
    for (const [party, room] of rooms) {
      if (room.viewers === 0) rooms.delete(party);
      else
        room
          .refresh()
          .catch((error: unknown) =>
            deps.log.warn({ err: error }, 'the monitor could not be read'),
          );
    }
  };
  const timer = setInterval(() => {
    for (const room of rooms.values()) room.tick();
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
      const person = viewerOf(request);
      if (closers.size >= STREAMS_MAX) return reply.code(503).send();
      const room = roomOf(rooms, person, deps);
      const { viewer, lastEventId, close } = openStream(request, reply, {
        person: person.person.id,
        left: (gone) => {
          room.leave(gone);
          clearInterval(check);
          closers.delete(close);
        },
      });
      const check = setInterval(() => {
        deps.isSignedIn(request as never).then(
          (still) => {
            if (!still) close();
          },
          () => undefined, // the database is away: the stream shows nothing new anyway
        );
      }, SESSION_CHECK_MS);
      closers.add(close);
      await room.enter(viewer, lastEventId);
    },
  );

  return {
    close: async () => {
      clearInterval(timer);
      stop.abort();
      for (const close of closers) close();
      await listening;
    },
  };
}

/** A party sees the same, so its people share a room. */
function roomOf(
  rooms: Map<string, Room<Truck, CaseView>>,
  person: Person,
  deps: LiveDeps,
): Room<Truck, CaseView> {
  const known = rooms.get(person.party.id);
  if (known !== undefined) return known;
  const room = new Room<Truck, CaseView>({ source: monitorOf(person.scope, deps), now: deps.now });
  rooms.set(person.party.id, room);
  return room;
}

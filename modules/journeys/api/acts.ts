import type { HoursGiven, RouteVersion } from '@lakiri/corridors';
import {
  addMs,
  type Decision,
  type Id,
  type Instant,
  type Json,
  refuse,
  SECOND_MS,
} from '@lakiri/kit';
import { actingAs, type Viewer } from '@lakiri/parties';
import { type Done, execute } from '@lakiri/platform/execute';
import { saltedHash } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { Seal } from '@lakiri/seals';
import {
  arm,
  arrive,
  close,
  depart,
  disarm,
  type Journey,
  type JourneyEvents,
  type JourneyId,
  type JourneyRefusal,
  seal,
  sealsOn,
} from '../core/index.ts';
import { findJourneys, journeyAggregate, keepPermits, keepReason } from '../store/index.ts';
import type { ActDeps } from './deps.ts';

export type JourneyDone = Done<JourneyRefusal>;

/** What a person does to a journey. `occurredAt`: when they say it was; `undefined` for now. */
export type JourneyAct = {
  readonly viewer: Viewer;
  /** The client's idempotency key. */
  readonly key: string;
  readonly journey: JourneyId;
  readonly occurredAt: Instant | undefined;
} & (
  | { readonly act: 'seal'; readonly seal: Id<'Seal'>; readonly mechanicalSeal: string | null }
  | { readonly act: 'arm' | 'depart' | 'close' }
  | { readonly act: 'arrive' | 'disarm'; readonly reason: string | null }
);

/** Between two servers whose clocks are kept by a network; more is a clock that was set. */
const CLOCK_SKEW_MS_MAX = 5 * SECOND_MS;
const OVERTAKEN_MAX = 8; // a few people act on one journey; more means a bug

/** Does it, or refuses. */
export function act(deps: ActDeps, asked: JourneyAct): Promise<JourneyDone> {
  return unlessOvertaken(deps, asked, (now) => actAt(deps, asked, now));
}

/**
 * An act without a claimed time happens when it is committed: one that was overtaken by another on the same journey is
 * asked again by a later clock, not refused for being early.
 */
export async function unlessOvertaken(
  deps: Pick<ActDeps, 'now'>,
  { occurredAt }: { readonly occurredAt: Instant | undefined },
  doAt: (now: Instant) => Promise<JourneyDone>,
): Promise<JourneyDone> {
  let now = deps.now();
  for (let tries = 1; ; tries++) {
    const done = await doAt(now);
    if (done.accepted || done.refusal.code !== 'claim-before-last-act') return done;
    const { lastAct } = done.refusal;
    const clock = deps.now();
    const isClaim = occurredAt !== undefined;
    if (isClaim || tries >= OVERTAKEN_MAX || lastAct > addMs(clock, CLOCK_SKEW_MS_MAX)) return done;
    now = Math.max(clock, lastAct) as Instant;
  }
}

type Loaded = {
  readonly hours: readonly HoursGiven[];
  readonly doubted?: ReadonlySet<string>;
  readonly journey: Journey | undefined;
  readonly route: RouteVersion | undefined;
  /** Those on the truck. */
  readonly seals: readonly Seal[];
  /** The one to be fitted. */
  readonly seal: Seal | undefined;
};

function actAt(deps: ActDeps, asked: JourneyAct, now: Instant): Promise<JourneyDone> {
  const { viewer, key, journey } = asked;
  const at = asked.occurredAt ?? now;
  const text = 'reason' in asked ? asked.reason : null;
  const reason = text === null ? null : { text, ...saltedHash(text) };
  return execute<Loaded, JourneyEvents, JourneyRefusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: now,
    key: { id: key, request: requestOf(asked) },
    aggregates: { journey: journeyAggregate, seal: deps.seals.sealAggregate },
    load: (tx) => load(deps, tx, asked),
    decide: (loaded) => decide(asked, loaded, { at, now, reasonSha256: reason?.hash ?? null }),
    also: (tx, events, { journey: on }) =>
      alsoWrite(tx, events, { journey: on, reason, at, receivedAt: now }),
    result: () => ({ journey }),
  });
}

/** What the key stands for: the same key with anything else is refused. */
function requestOf({ viewer: _viewer, key: _key, ...asked }: JourneyAct): Json {
  return asked;
}

async function load(deps: ActDeps, tx: Sql, asked: JourneyAct): Promise<Loaded> {
  const [found] = await findJourneys(tx, [asked.journey]);
  const journey = found?.state;
  const on = journey === undefined ? [] : sealsOn(journey);
  const wanted = asked.act === 'seal' ? [...on, asked.seal] : on;
  const seals = (await deps.seals.findSeals(tx, wanted)).map((one) => one.seal);
  const onTruck = seals.filter(({ id }) => on.includes(id));
  if (onTruck.length < on.length) throw new Error(`journey ${asked.journey} has seals nobody sees`);
  const index = journey && (await deps.routes.find(tx, journey.route.id, journey.route.version));
  const doubted = asked.act === 'arm' ? await deps.seals.doubtedOf?.(tx, on) : undefined;
  const hours = journey && (await deps.hoursGiven?.(tx, [journey.route.id]));
  return {
    journey,
    route: index?.route,
    hours: (journey && hours?.get(journey.route.id)) ?? [],
    ...(doubted === undefined ? {} : { doubted }),
    seals: onTruck,
    seal: asked.act === 'seal' ? seals.find(({ id }) => id === asked.seal) : undefined,
  };
}

type When = {
  readonly at: Instant;
  readonly now: Instant;
  readonly reasonSha256: string | null;
};

function decide(
  asked: JourneyAct,
  loaded: Loaded,
  when: When,
): Decision<JourneyEvents, JourneyRefusal> {
  const { journey, route, seals } = loaded;
  if (journey === undefined) return refuse({ code: 'no-such-journey' });
  if (route === undefined) throw new Error(`journey ${journey.id} is on a route that nobody has`);
  const sound = { journey, route, seals, ...when };
  switch (asked.act) {
    case 'seal':
      if (loaded.seal === undefined) return refuse({ code: 'no-such-seal' });
      return seal({ ...sound, seal: loaded.seal, mechanicalSeal: asked.mechanicalSeal });
    case 'arm':
      return arm({ ...sound, ...(loaded.doubted && { doubted: loaded.doubted }) });
    case 'depart':
      return depart({ ...sound, hours: loaded.hours });
    case 'arrive':
      return arrive(sound);
    case 'disarm':
      return disarm(sound);
    case 'close':
      return close(sound);
  }
}

type Beside = {
  readonly journey: Journey | undefined;
  readonly reason: { readonly text: string; readonly salt: Uint8Array } | null;
  readonly at: Instant;
  readonly receivedAt: Instant;
};

/** Who may see what now, and the words whose hash is in the facts: all in the commit of the act itself. */
async function alsoWrite(
  tx: Sql,
  events: readonly JourneyEvents[],
  { journey, reason, at, receivedAt }: Beside,
): Promise<void> {
  if (journey === undefined) return;
  for (const event of events) {
    await keepPermits(tx, event, { journey, receivedAt });
    const { type, body } = event;
    if (type !== 'journey-arrived' && type !== 'journey-disarmed') continue;
    if (body.reasonSha256 !== null && reason !== null)
      await keepReason(tx, { journey: journey.id, type, at, ...reason });
  }
}

import type { RouteVersion } from '@lakiri/corridors';
import type { Decision, Instant } from '@lakiri/kit';
import { actingAs, type Viewer } from '@lakiri/parties';
import { execute } from '@lakiri/platform/execute';
import { type DomainEvent, newId } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import {
  create,
  type Haulage,
  type JourneyId,
  type JourneyRefusal,
  REF_CHANCE_BYTES,
  type Ref,
  refOf,
} from '../core/index.ts';
import { journeyAggregate } from '../store/aggregate.ts';
import { givePermit } from '../store/permits.ts';
import type { JourneyDone } from './acts.ts';
import type { JourneysDeps, TruckAsked, TruckFound } from './deps.ts';

export type CreateAct = {
  readonly viewer: Viewer;
  /** The client's idempotency key. */
  readonly key: string;
  readonly routeId: string;
  readonly routeVersion: number;
  readonly truck: TruckAsked;
  readonly cargo: string;
};

type Loaded = {
  readonly route: RouteVersion | undefined;
  readonly routeVersionNow: number | undefined;
  readonly haulage: (Haulage & TruckFound) | undefined;
  readonly ref: Ref;
};

/** Creates a journey, with its vehicle and driver where these are new, in one commit. */
export function createJourney(deps: JourneysDeps, asked: CreateAct): Promise<JourneyDone> {
  const now = deps.now();
  const id: JourneyId = newId(now);
  const { viewer, key, ...request } = asked;
  return execute<Loaded, DomainEvent, JourneyRefusal>(deps, {
    ...actingAs(viewer),
    occurredAt: now,
    receivedAt: now,
    key: { id: key, request },
    aggregates: { ...deps.parties.aggregates, journey: journeyAggregate },
    load: (tx) => load(deps, tx, { asked, now }),
    decide: (loaded) => decide({ id, now, cargo: asked.cargo }, loaded),
    also: async (tx, _events, { haulage }) => {
      if (haulage === undefined) return;
      await haulage.keep(tx);
      const { transporter: party } = haulage;
      await givePermit(tx, { party, subject: id, from: now, reason: 'carries the journey' });
    },
    result: () => ({ journey: id }),
  });
}

async function load(
  deps: JourneysDeps,
  tx: Sql,
  { asked, now }: { readonly asked: CreateAct; readonly now: Instant },
): Promise<Loaded> {
  const index = await deps.routes.find(tx, asked.routeId, asked.routeVersion);
  const current = await deps.routes.current(tx, now);
  const transporter = await deps.parties.findTransporter(tx, asked.truck.transporter);
  return {
    route: index?.route,
    routeVersionNow: current.find(({ route }) => route.id === asked.routeId)?.route.version,
    haulage: transporter && {
      transporter,
      ...(await deps.parties.truckFor(tx, { ...asked.truck, transporter }, now)),
    },
    ref: refOf(deps.chance(REF_CHANCE_BYTES)),
  };
}

type Asked = { readonly id: JourneyId; readonly now: Instant; readonly cargo: string };

function decide(asked: Asked, loaded: Loaded): Decision<DomainEvent, JourneyRefusal> {
  const decision = create({ ...asked, ...loaded });
  if (!decision.accepted) return decision;
  return { accepted: true, facts: [...(loaded.haulage?.events ?? []), ...decision.facts] };
}

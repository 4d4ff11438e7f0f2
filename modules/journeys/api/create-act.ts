import type { RouteVersion } from '@lakiri/corridors';
import type { Decision, Id, Instant } from '@lakiri/kit';
import {
  actingAs,
  type DriverRegistered,
  type PartyId,
  type Phone,
  type Plate,
  type VehicleRegistered,
  type Viewer,
} from '@lakiri/parties';
import { execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import {
  type Create,
  create,
  type Haulage,
  type JourneyEvents,
  type JourneyId,
  type JourneyRefusal,
  REF_CHANCE_BYTES,
  type Ref,
  refOf,
} from '../core/index.ts';
import { journeyAggregate, keepPermits } from '../store/index.ts';
import type { JourneyDone } from './acts.ts';
import type { ActDeps } from './deps.ts';

/** What a person fills in for a new journey. */
export type JourneyForm = {
  readonly routeId: string;
  readonly routeVersion: number;
  readonly plate: Plate;
  readonly trailer: Plate | null;
  readonly driverName: string | null;
  readonly driverPhone: Phone | null;
  readonly cargo: string;
  readonly transporter: Id<'Party'>;
};

export type CreateAct = {
  readonly viewer: Viewer;
  /** The client's idempotency key. */
  readonly key: string;
  readonly form: JourneyForm;
  /** When the person says it was; `undefined` for now. */
  readonly occurredAt?: Instant | undefined;
};

type Events = JourneyEvents | VehicleRegistered | DriverRegistered;

type Loaded = {
  readonly route: RouteVersion | undefined;
  readonly routeVersionNow: number | undefined;
  readonly haulage: (Haulage & Found) | undefined;
  readonly ref: Ref;
};

type Found = {
  readonly events: readonly (VehicleRegistered | DriverRegistered)[];
  keep(tx: Sql): Promise<void>;
};

/** Creates a journey, with its vehicle and driver where these are new, in one commit. */
export function createJourney(
  deps: ActDeps,
  { viewer, key, form, occurredAt }: CreateAct,
): Promise<JourneyDone> {
  const now = deps.now();
  const at = occurredAt ?? now;
  const id: JourneyId = newId(now);
  const { vehicleAggregate, driverAggregate } = deps.parties;
  return execute<Loaded, Events, JourneyRefusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: now,
    key: {
      id: key,
      request: { act: 'create', ...form, ...(occurredAt === undefined ? {} : { occurredAt }) },
    },
    aggregates: { journey: journeyAggregate, vehicle: vehicleAggregate, driver: driverAggregate },
    load: (tx) => load(deps, tx, { form, now }),
    decide: (loaded) => decide({ id, at, now, cargo: form.cargo }, loaded),
    also: async (tx, events, { haulage }) => {
      if (haulage === undefined) return;
      await haulage.keep(tx);
      const journey = { transporter: haulage.transporter, fittings: [] };
      for (const event of events)
        if (event.subjectKind === 'journey')
          await keepPermits(tx, event, { journey, receivedAt: now });
    },
    result: () => ({ journey: id }),
  });
}

type Asked = { readonly form: JourneyForm; readonly now: Instant };

async function load(deps: ActDeps, tx: Sql, { form, now }: Asked): Promise<Loaded> {
  const index = await deps.routes.find(tx, form.routeId, form.routeVersion);
  const current = await deps.routes.current(tx, now);
  const party = (await deps.parties.partiesOf(tx, [form.transporter])).get(form.transporter);
  return {
    route: index?.route,
    routeVersionNow: current.find(({ route }) => route.id === form.routeId)?.route.version,
    haulage:
      party?.kind === 'transporter'
        ? await findHaulage(deps, tx, { form, now, party: party.id })
        : undefined,
    ref: refOf(deps.chance(REF_CHANCE_BYTES)),
  };
}

async function findHaulage(
  { parties }: ActDeps,
  tx: Sql,
  { form, now, party }: Asked & { readonly party: PartyId },
): Promise<Haulage & Found> {
  const { plate, trailer: trailerPlate, driverName: name, driverPhone: phone } = form;
  const truck = await parties.vehicleOf(tx, { party, now, kind: 'truck', plate });
  const trailer =
    trailerPlate === null
      ? undefined
      : await parties.vehicleOf(tx, { party, now, kind: 'trailer', plate: trailerPlate });
  const driver = await parties.driverOf(tx, { party, now, name, phone });
  const found = [truck, trailer, driver].filter((one) => one !== undefined);
  return {
    transporter: party,
    truck: { vehicle: truck.id, trailer: trailer?.id ?? null, driver: driver?.id ?? null },
    events: found.flatMap((one): Found['events'] => one.events),
    keep: async (commit) => {
      for (const one of found) await one.keep(commit);
    },
  };
}

type Given = Pick<Create, 'id' | 'at' | 'now' | 'cargo'>;

function decide(given: Given, loaded: Loaded): Decision<Events, JourneyRefusal> {
  const decision = create({ ...given, ...loaded });
  if (!decision.accepted) return decision;
  return { accepted: true, facts: [...(loaded.haulage?.events ?? []), ...decision.facts] };
}

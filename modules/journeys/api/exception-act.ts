// An exception reported or ended: in one commit the fact, what it tells the seals of the truck, a new truck or driver,
// the story beside, and what modules above have it cause.
import type { RouteIndex, RouteVersion } from '@lakiri/corridors';
import { type Decision, type Id, type Instant, type Json, refuse } from '@lakiri/kit';
import {
  actingAs,
  type DriverRegistered,
  type Phone,
  type Plate,
  type VehicleRegistered,
  type Viewer,
} from '@lakiri/parties';
import { execute } from '@lakiri/platform/execute';
import { type DomainEvent, newId, saltedHash } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { CommandRef, Seal, SealId } from '@lakiri/seals';
import {
  type ExceptionId,
  type ExceptionRule,
  endException,
  type Journey,
  type JourneyId,
  type JourneyRefusal,
  type ReportException,
  reportException,
  reseal,
  sealsOn,
  type Told,
} from '../core/index.ts';
import {
  exceptionRules,
  findJourneys,
  journeyAggregate,
  keepExceptionNote,
  keepPermits,
} from '../store/index.ts';
import { type JourneyDone, unlessOvertaken } from './acts.ts';
import type { ExceptionDeps } from './deps.ts';

type Plain =
  | 'breakdown'
  | 'accident'
  | 'theft'
  | 'driver-report'
  | 'seal-mismatch'
  | 'escort'
  | 'mechanical-seal';

/** What a person fills in, by kind; ids of people's things are found here. */
export type ExceptionForm =
  | Extract<Told, { readonly kind: Plain }>
  | {
      readonly kind: 'transload';
      readonly plate: Plate;
      readonly trailer: Plate | null;
      readonly order: CommandRef | null;
    }
  | {
      readonly kind: 'driver-change';
      readonly driverName: string;
      readonly driverPhone: Phone | null;
    }
  | { readonly kind: 'route-change'; readonly routeId: string; readonly routeVersion: number }
  | { readonly kind: 'convoy'; readonly with: JourneyId }
  | {
      readonly kind: 'reseal';
      readonly old: SealId;
      readonly seal: SealId;
      readonly mechanicalSeal: string | null;
      readonly oldPhotoSha256: string | null;
      readonly newPhotoSha256: string | null;
    };

type By = {
  readonly viewer: Viewer;
  readonly key: string;
  readonly journey: JourneyId;
  readonly occurredAt: Instant | undefined;
};

export type ReportAct = By & {
  readonly form: ExceptionForm;
  readonly note: string | null;
  /** Minutes that the truck may stand; null: as long as the rule gives. */
  readonly stopMin: number | null;
};

type Loaded = {
  readonly journey: Journey | undefined;
  readonly rules: readonly ExceptionRule[];
  readonly seals: readonly Seal[];
  readonly index: RouteIndex<RouteVersion> | undefined;
  readonly more: More;
};

/** What a kind needs besides. */
type More = {
  readonly seal?: Seal | undefined;
  readonly doubted?: ReadonlySet<string>;
  readonly watch?: Json;
  readonly missingPhoto?: string | undefined;
  readonly route?: RouteVersion | undefined;
  readonly routeVersionNow?: number | undefined;
  readonly companion?: Journey | undefined;
  readonly vehicle?: Id<'Vehicle'>;
  readonly trailer?: Id<'Vehicle'> | null;
  readonly driver?: Id<'Driver'>;
  readonly events?: readonly (VehicleRegistered | DriverRegistered)[];
  readonly keep?: (tx: Sql) => Promise<void>;
};

/** Reports what befell a journey, or refuses. */
export function reportAct(deps: ExceptionDeps, asked: ReportAct): Promise<JourneyDone> {
  return unlessOvertaken(deps, asked, (now) => reportAt(deps, asked, now));
}

function reportAt(deps: ExceptionDeps, asked: ReportAct, now: Instant): Promise<JourneyDone> {
  const at = asked.occurredAt ?? now;
  const id: ExceptionId = newId(now);
  const { viewer, key, journey, form, note, stopMin } = asked;
  const story = note === null ? null : { text: note, ...saltedHash(note) };
  const { vehicleAggregate, driverAggregate } = deps.parties;
  return execute<Loaded, DomainEvent, JourneyRefusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: now,
    key: {
      id: key,
      request: {
        ...{ act: 'report-exception', journey, form: form as Json, note, stopMin },
        ...(asked.occurredAt === undefined ? {} : { occurredAt: asked.occurredAt }),
      },
    },
    aggregates: {
      journey: journeyAggregate,
      seal: deps.seals.sealAggregate,
      vehicle: vehicleAggregate,
      driver: driverAggregate,
    },
    load: (tx) => load(deps, tx, { ...asked, id, at, now }),
    decide: (loaded) => decide({ ...asked, id, at, now, noteSha256: story?.hash ?? null }, loaded),
    also: async (tx, events, { journey: on, more }) => {
      await more.keep?.(tx);
      if (story !== null) await keepExceptionNote(tx, { journey, exception: id, at, ...story });
      for (const event of events) {
        if (on !== undefined && event.type === 'journey-exception-reported')
          await keepPermits(tx, event as never, { journey: on, receivedAt: now });
      }
      await keepBeside(deps, tx, { form, watch: more.watch ?? null, journey });
    },
    result: () => ({ journey, exception: id }),
  });
}

async function keepBeside(
  deps: ExceptionDeps,
  tx: Sql,
  { form, watch, journey }: Pick<ReportAct, 'form' | 'journey'> & { readonly watch: Json },
): Promise<void> {
  if (form.kind === 'reseal') await deps.watches?.take(tx, form.seal, watch);
  const photos = photosOf(form);
  if (photos.length > 0) await deps.photos?.keep(tx, { photos, subject: journey });
}

/** The photographs that a form names, by their hashes. */
function photosOf(form: ExceptionForm): readonly string[] {
  if (form.kind === 'seal-mismatch')
    return form.photoSha256 === undefined ? [] : [form.photoSha256];
  if (form.kind !== 'reseal') return [];
  return [form.oldPhotoSha256, form.newPhotoSha256].filter((one) => one !== null);
}

type Acting = ReportAct & {
  readonly id: ExceptionId;
  readonly at: Instant;
  readonly now: Instant;
};

async function load(deps: ExceptionDeps, tx: Sql, asked: Acting): Promise<Loaded> {
  const [found] = await findJourneys(tx, [asked.journey]);
  const journey = found?.state;
  const on = journey === undefined ? [] : sealsOn(journey);
  const seals = (await deps.seals.findSeals(tx, on)).map(({ seal }) => seal);
  if (seals.length < on.length) throw new Error(`journey ${asked.journey} has seals nobody sees`);
  return {
    journey,
    rules: await exceptionRules(tx, asked.now),
    seals,
    index: journey && (await deps.routes.find(tx, journey.route.id, journey.route.version)),
    more: journey === undefined ? {} : await loadMore(deps, tx, { ...asked, on: journey }),
  };
}

type MoreAsked = Acting & { readonly on: Journey };

function loadMore(deps: ExceptionDeps, tx: Sql, asked: MoreAsked): Promise<More> {
  const { form } = asked;
  switch (form.kind) {
    case 'reseal':
      return loadReseal(deps, tx, form);
    case 'route-change':
      return loadRoute(deps, tx, form, asked.now);
    case 'convoy':
      return findJourneys(tx, [form.with]).then(([found]) => ({ companion: found?.state }));
    case 'transload':
      return loadTruck(deps, tx, form, asked);
    case 'driver-change':
      return loadDriver(deps, tx, form, asked);
    case 'seal-mismatch':
      return Promise.resolve(deps.photos?.missing(tx, photosOf(form))).then((missingPhoto) => ({
        missingPhoto,
      }));
    default:
      return Promise.resolve({});
  }
}

type Of<Kind extends ExceptionForm['kind']> = Extract<ExceptionForm, { readonly kind: Kind }>;

async function loadReseal(deps: ExceptionDeps, tx: Sql, form: Of<'reseal'>): Promise<More> {
  const [found] = await deps.seals.findSeals(tx, [form.seal]);
  return {
    seal: found?.seal,
    doubted: (await deps.seals.doubtedOf?.(tx, [form.seal])) ?? new Set<string>(),
    watch: (await deps.watches?.handOver(tx, form.old)) ?? null,
    missingPhoto: await deps.photos?.missing(tx, photosOf(form)),
  };
}

async function loadRoute(
  deps: ExceptionDeps,
  tx: Sql,
  form: Of<'route-change'>,
  now: Instant,
): Promise<More> {
  const current = await deps.routes.current(tx, now);
  return {
    route: (await deps.routes.find(tx, form.routeId, form.routeVersion))?.route,
    routeVersionNow: current.find(({ route }) => route.id === form.routeId)?.route.version,
  };
}

async function loadTruck(
  { parties }: ExceptionDeps,
  tx: Sql,
  form: Of<'transload'>,
  { on, now }: MoreAsked,
): Promise<More> {
  const used = { party: on.transporter, now };
  const truck = await parties.vehicleOf(tx, { ...used, kind: 'truck', plate: form.plate });
  const trailer =
    form.trailer === null
      ? undefined
      : await parties.vehicleOf(tx, { ...used, kind: 'trailer', plate: form.trailer });
  return {
    vehicle: truck.id,
    trailer: trailer?.id ?? null,
    events: [...truck.events, ...(trailer?.events ?? [])],
    keep: async (commit) => {
      await truck.keep(commit);
      await trailer?.keep(commit);
    },
  };
}

async function loadDriver(
  { parties }: ExceptionDeps,
  tx: Sql,
  { driverName: name, driverPhone: phone }: Of<'driver-change'>,
  { on, now }: MoreAsked,
): Promise<More> {
  const driver = await parties.driverOf(tx, { party: on.transporter, now, name, phone });
  if (driver === undefined) return {};
  return { driver: driver.id, events: driver.events, keep: (commit) => driver.keep(commit) };
}

type Deciding = Acting & { readonly noteSha256: string | null };

function decide(asked: Deciding, loaded: Loaded): Decision<DomainEvent, JourneyRefusal> {
  const { journey, seals, rules, index, more } = loaded;
  if (journey === undefined) return refuse({ code: 'no-such-journey' });
  if (index === undefined) throw new Error(`journey ${journey.id} is on a route that nobody has`);
  if (more.missingPhoto !== undefined)
    return refuse({ code: 'no-such-photo', sha256: more.missingPhoto });
  const { form, id, at, now, noteSha256, viewer } = asked;
  const base = {
    ...{ id, journey, at, now, noteSha256, seals, by: viewer.person.id, roles: viewer.roles },
    rule: rules.find(({ kind }) => kind === form.kind),
    askedMin: asked.stopMin,
  };
  const decision =
    form.kind === 'reseal'
      ? reseal({
          ...base,
          ...form,
          old: seals.find((seal) => seal.id === form.old),
          seal: more.seal,
          doubted: more.doubted ?? new Set<string>(),
          route: index,
          watch: more.watch ?? null,
        })
      : reportException({ ...base, ...more, what: whatOf(form, more) });
  if (!decision.accepted) return decision;
  return { accepted: true, facts: [...(more.events ?? []), ...decision.facts] };
}

function whatOf(
  form: Exclude<ExceptionForm, { readonly kind: 'reseal' }>,
  { vehicle, trailer, driver }: More,
): ReportException['what'] {
  switch (form.kind) {
    case 'transload':
      if (vehicle === undefined) throw new Error('a transload without its truck');
      return { kind: 'transload', vehicle, trailer: trailer ?? null, order: form.order };
    case 'driver-change':
      if (driver === undefined) throw new Error('a change of driver without the driver');
      return { kind: 'driver-change', driver };
    case 'route-change':
      return { kind: 'route-change' };
    default:
      return form;
  }
}

export type EndAct = By & { readonly exception: ExceptionId };

type Ending = Pick<Loaded, 'journey' | 'rules' | 'seals'>;

/** Ends what an exception allowed, before its time. */
export function endAct(deps: ExceptionDeps, asked: EndAct): Promise<JourneyDone> {
  const now = deps.now();
  const at = asked.occurredAt ?? now;
  const { viewer, key, journey, exception } = asked;
  return execute<Ending, DomainEvent, JourneyRefusal>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: now,
    key: {
      id: key,
      request: {
        ...{ act: 'end-exception', journey, exception },
        ...(asked.occurredAt === undefined ? {} : { occurredAt: asked.occurredAt }),
      },
    },
    aggregates: { journey: journeyAggregate, seal: deps.seals.sealAggregate },
    load: async (tx) => {
      const [found] = await findJourneys(tx, [journey]);
      const on = found === undefined ? [] : sealsOn(found.state);
      const seals = (await deps.seals.findSeals(tx, on)).map(({ seal }) => seal);
      return { journey: found?.state, rules: await exceptionRules(tx, now), seals };
    },
    decide: (loaded): Decision<DomainEvent, JourneyRefusal> =>
      loaded.journey === undefined
        ? refuse({ code: 'no-such-journey' })
        : endException({
            ...{ ...loaded, journey: loaded.journey, at, now, exception, roles: viewer.roles },
          }),
    result: () => ({ journey }),
  });
}

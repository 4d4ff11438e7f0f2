import { randomBytes } from 'node:crypto';
import { type AlarmsDeps, alarmsRoutes } from '@lakiri/alarms/api';
import { openCasesOf, openOnSeal } from '@lakiri/alarms/store';
import { OPENING_HOURS } from '@lakiri/commands';
import { type CommandsDeps, commandsRoutes } from '@lakiri/commands/api';
import { passwordKey } from '@lakiri/commands/store';
import { corridorsRoutes } from '@lakiri/corridors/api';
import { hoursGiven, routeBook } from '@lakiri/corridors/store';
import { incidentsRoutes } from '@lakiri/expectations/api';
import { feedsRoutes } from '@lakiri/feeds/api';
import { type JourneysDeps, journeysRoutes, labelsOf } from '@lakiri/journeys/api';
import { findJourneys } from '@lakiri/journeys/store';
import type { Id, Instant } from '@lakiri/kit';
import { noticesRoutes } from '@lakiri/notices/api';
import { noticesKey } from '@lakiri/notices/store';
import {
  openSessions,
  partiesRoutes,
  provePresence,
  refuseForeignPages,
} from '@lakiri/parties/api';
import {
  forgetDue,
  namesOf,
  type PasswordKeeper,
  passwordKeeper,
  peopleWith,
} from '@lakiri/parties/store';
import type { ProcessState } from '@lakiri/platform/child';
import type { Config } from '@lakiri/platform/config';
import type { Log } from '@lakiri/platform/log';
import type { Registry } from '@lakiri/platform/metrics';
import type { Database, Sql } from '@lakiri/platform/sql';
import { reportsRoutes } from '@lakiri/reports/api';
import { responseRoutes } from '@lakiri/response/api';
import { liveView, type SealsDeps, sealsRoutes } from '@lakiri/seals/api';
import { findSeals, sealAggregate } from '@lakiri/seals/store';
import { shiftsRoutes } from '@lakiri/shifts/api';
import { telemetryRoutes } from '@lakiri/telemetry/api';
import { trustRoutes } from '@lakiri/trust/api';
import { doubtedOf } from '@lakiri/trust/store';
import type { FastifyInstance } from 'fastify';
import type { Authorize } from './access.ts';
import type { App } from './app.ts';
import { bulletinAuthority, bulletinTimeline } from './bulletins.ts';
import { type EvidenceDeps, evidenceRoutes } from './evidence/index.ts';
import { logFolder } from './evidence/log/current-log.ts';
import { authorityOf } from './evidence/time-stamp/authority.ts';
import { keepStamping, stamper } from './evidence/time-stamp/stamping.ts';
import { frameRoutes } from './frames/frame-routes.ts';
import { profileFault, profileOfSeal } from './frames/profiles.ts';
import { type Live, liveRoutes } from './live/index.ts';
import { keepSending } from './notices/index.ts';
import { pushKeysOf } from './notices/push.ts';
import { isMailbox, reportRows } from './reports/rows.ts';
import { exceptionPorts, responseDeps, responseTimeline } from './response.ts';
import { rulesWorkshop } from './rules/index.ts';
import { shiftsDeps } from './shifts.ts';
import { statusRoute } from './status.ts';
import { fittingsOf, thenPort, trucksThen } from './then.ts';
import { trustDeps } from './trust.ts';
import { PROGRAM } from './version.ts';
import {
  alarmTimeline,
  caseWords,
  partiesPort,
  partyNames,
  personNames,
  recentReadings,
} from './words.ts';

/** What the composition gives to every module's routes. */
export type ServerContext = {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: Registry;
  readonly database: Database;
  /** The URL of the application's role. */
  readonly url: string;
  /** What the supervisor last told of this node's processes; nothing where there is none. */
  readonly processes?: () => readonly ProcessState[];
};

/** One module's routes, put on the server. Each route declares `config.access`. */
type Routes = (app: App, context: ServerContext) => Promise<void> | void;

/** What runs in the server process: who may call, what can be called, what ends with it. */
export type Composition = {
  readonly authorize: Authorize;
  readonly routes: readonly Routes[];
  /** Lets the first person in, while the node has nobody. */
  readonly setUpToken: string;
  /** Tells whoever asked for it of what happens, until it is stopped. */
  keepTelling(): { stop(): Promise<void> };
  /** Ends live streams and background work before the sockets close. */
  close(): Promise<void>;
};

const PREFIX = '/api/v1';
const SETUP_TOKEN_BYTES = 18; // 24 characters: typed once by the person who started the node
const FORGET_EVERY_MS = 3_600_000; // values end by the day

/** Forgets personal values whose purpose has ended. */
function forget({ database, log }: ServerContext): void {
  database.asNode(forgetDue).then(
    (forgotten) => {
      if (forgotten > 0) log.info({ forgotten }, 'personal values forgotten, their purpose ended');
    },
    (error: unknown) => log.warn({ err: error }, 'personal values could not be forgotten'),
  );
}

export function compose(context: ServerContext): Composition {
  const { database, config } = context;
  const now = (): Instant => Date.now() as Instant;
  const sessions = openSessions({ database, now });
  const base = { database, origin: config.node, now };
  const routes = routeBook();
  const [words, rows] = [caseWords({ routes, now }), reportRows(routes)];
  const passwords = passwordKeeper();
  const setUpToken = config.setUpToken ?? randomBytes(SETUP_TOKEN_BYTES).toString('base64url');
  const forgetting = setInterval(() => forget(context), FORGET_EVERY_MS);
  const labels = (tx: Sql, ids: readonly string[]) =>
    labelsOf(tx, ids as readonly Id<'Journey'>[], { parties: partiesPort, routes });
  let live: Live | undefined;
  const evidence = evidenceDeps(context, { ...base, routes });
  const endStamping = keepStamping(evidence.stamper);
  const plug = (app: FastifyInstance): void => {
    refuseForeignPages(app, config);
    partiesRoutes(app, { ...base, sessions, passwords, publicUrl: config.publicUrl, setUpToken });
    corridorsRoutes(app, { ...base, routes, namesOf, ...bulletinAuthority(config.sealSecret) });
    sealsRoutes(app, sealsDeps(base, labels));
    telemetryRoutes(app, { database, now, fittingsOf, trucksThen });
    frameRoutes(app, { database, profileOf: profileOfSeal });
    journeysRoutes(app, journeysDeps(base, routes));
    alarmsRoutes(app, alarmsDeps(base, words));
    rulesWorkshop(app, { ...context, ...base }, words);
    shiftsRoutes(app, shiftsDeps(base, words));
    responseRoutes(app, responseDeps(base, { routes, words }));
    reportsRoutes(app, { ...base, rows, isMailbox });
    incidentsRoutes(app, { database });
    feedsRoutes(app, { ...base, namesOf: partyNames });
    trustRoutes(app, trustDeps(base, config.sealSecret));
    commandsRoutes(
      app,
      commandsDeps(base, { routes, labels, passwords, secret: config.sealSecret }),
    );
    noticesRoutes(app, { ...base, ...noticesKeys(config.sealSecret) });
    statusRoute(app, base);
    evidenceRoutes(app, evidence);
    live = liveRoutes(app, {
      ...base,
      words,
      log: context.log,
      url: context.url,
      labelsOf: labels,
      isSignedIn: async (request) => (await sessions.find(request as never)) !== null,
    });
  };
  return {
    authorize: (request, access) => sessions.authorize(request, access),
    routes: [
      async (app) => {
        await app.register(
          (scope, _options, done) => {
            plug(scope as unknown as FastifyInstance);
            done();
          },
          { prefix: PREFIX },
        );
      },
    ],
    setUpToken,
    keepTelling: () => keepSending({ ...context, words, labelsOf: labels, rows }),
    close: async () => {
      clearInterval(forgetting);
      endStamping();
      await live?.close();
    },
  };
}

type Base = {
  readonly database: Database;
  readonly origin: string;
  readonly now: () => Instant;
};

function sealsDeps(base: Base, journeysOf: SealsDeps['journeysOf']): SealsDeps {
  return { ...base, namesOf: partyNames, peopleOf: personNames, journeysOf, profileFault };
}

function journeysDeps(base: Base, routes: ReturnType<typeof routeBook>): JourneysDeps {
  return {
    ...base,
    chance: (size) => randomBytes(size),
    routes,
    seals: { sealAggregate, doubtedOf, findSeals: (tx, ids) => findSeals(tx, ids) },
    parties: partiesPort,
    liveOf: async (tx, ids) =>
      new Map((await findSeals(tx, ids)).map(({ seal }) => [seal.id, liveView(seal, base.now())])),
    openCasesOf: async (tx, ids) => {
      const cases = await openCasesOf(tx, ids);
      return Map.groupBy(cases, (one) => one.journey as string);
    },
    ...exceptionPorts,
    eventsOf: async (tx, id) => [
      ...(await alarmTimeline(tx, id)),
      ...(await responseTimeline(tx, id)),
      ...(await bulletinTimeline(tx, id, base.now())),
    ],
    known: thenPort,
    hoursGiven,
  };
}

function alarmsDeps(base: Base, words: ReturnType<typeof caseWords>): AlarmsDeps {
  const officersOf = (tx: Sql) => peopleWith(tx, ['officer', 'supervisor', 'station']);
  return { ...base, ...words, sealAggregate, officersOf, readingsOf: recentReadings };
}

function noticesKeys(secret: string | undefined) {
  if (secret === undefined) return { key: undefined, pushKey: undefined };
  return { key: noticesKey(secret), pushKey: pushKeysOf(secret).publicKey };
}

type Labels = (
  tx: Sql,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, { readonly ref: string }>>;

function commandsDeps(
  base: Base,
  {
    routes,
    labels,
    passwords,
    secret,
  }: {
    readonly routes: ReturnType<typeof routeBook>;
    readonly labels: Labels;
    readonly passwords: PasswordKeeper;
    readonly secret: string | undefined;
  },
): CommandsDeps {
  return {
    ...base,
    sealAggregate,
    findSeals: (tx, ids) => findSeals(tx, ids),
    findJourneys: (tx, ids) => findJourneys(tx, ids),
    routeOf: async (tx, id, version) => (await routes.find(tx, id, version))?.route,
    casesOf: (tx, seal) => openOnSeal(tx, seal, CRITICAL),
    isDoubted: async (tx, seal) => (await doubtedOf(tx, [seal])).has(seal),
    hours: OPENING_HOURS,
    namesOf: partiesPort.namesOf,
    journeysOf: labels,
    provePresence: (asked) => provePresence({ ...base, passwords }, asked),
    passwordKey: secret === undefined ? undefined : passwordKey(secret),
  };
}

/** A tamper: nobody opens the seal by order until an officer has dealt with it, or says why. */
const CRITICAL = 1;

function evidenceDeps(
  { config, log, processes = () => [] }: ServerContext,
  base: Base & Pick<EvidenceDeps, 'routes'>,
): EvidenceDeps {
  const { dataDirectory, node, evidence } = config;
  const { database, now } = base;
  const authority = authorityOf(evidence.tsaUrl, evidence.tsaCa);
  return {
    ...base,
    log,
    folder: logFolder(dataDirectory, node),
    stamper: stamper({ database, name: node, authority, now, log }),
    program: PROGRAM,
    processes,
  };
}

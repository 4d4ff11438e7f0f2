// What the gateway does to a command: each act one transaction, decided on what is then so. No act of people.

import { openOnSeal } from '@lakiri/alarms/store';
import {
  type Command,
  type CommandEvents,
  type CommandId,
  noteAnswer,
  noteReadings,
  noteSent,
  noteUnsent,
  OPENING_HOURS,
  type Overtaken,
  passTime,
  recordOrder,
  refuseUnsaid,
  type Told,
} from '@lakiri/commands';
import { type Around, type AroundDeps, aroundOf, commandAggregate } from '@lakiri/commands/store';
import { routeBook } from '@lakiri/corridors/store';
import { findJourneys } from '@lakiri/journeys/store';
import { DAY_MS, type Decision, type Instant, type OrderAnswer } from '@lakiri/kit';
import { execute } from '@lakiri/platform/execute';
import { type Database, NODE_SCOPE, type Sql } from '@lakiri/platform/sql';
import type { Seal } from '@lakiri/seals';
import { findSeals, sealAggregate } from '@lakiri/seals/store';
import { readingsSince } from '@lakiri/telemetry/store';
import { doubtedOf } from '@lakiri/trust/store';
import type { Standing } from '../intake/context.ts';
import type { Recorder } from '../intake/facts.ts';
import { tellUncertain } from './tell-uncertain.ts';

export type ActParts = {
  readonly database: Database;
  readonly recorder: Recorder;
  readonly now: () => Instant;
  /** The rules by which an opening in doubt is told. */
  readonly standing: () => Standing;
};

const routes = routeBook();
/** A tamper: nobody opens the seal by order until an officer has dealt with it, or has said why. */
const CRITICAL = 1;

const aroundDeps: AroundDeps = {
  findSeals: (tx, ids) => findSeals(tx, ids),
  findJourneys: (tx, ids) => findJourneys(tx, ids),
  routeOf: async (tx, id, version) => (await routes.find(tx, id, version))?.route,
  casesOf: (tx, seal) => openOnSeal(tx, seal, CRITICAL),
  isDoubted: async (tx, seal) => (await doubtedOf(tx, [seal])).has(seal),
  hours: OPENING_HOURS,
};

type Loaded<More> = More & { readonly command: Command; readonly seal: Seal };
type Decide<More> = (loaded: Loaded<More>, at: Instant) => Decision<CommandEvents, Overtaken>;

type Judge<More> = {
  readonly id: CommandId;
  readonly load: (tx: Sql, command: Command, at: Instant) => Promise<More>;
  readonly decide: Decide<More>;
};

/** Decides on one command and commits it; the types of the facts, none where it was overtaken. */
async function judge<More extends object>(
  { database, recorder, now, standing }: ActParts,
  { id, load, decide }: Judge<More>,
): Promise<readonly string[]> {
  const at = now();
  const done = await execute<Loaded<More> | undefined, CommandEvents, Overtaken>(
    { database, origin: recorder.origin },
    {
      scope: NODE_SCOPE,
      actor: recorder.actor,
      authority: null,
      occurredAt: at,
      receivedAt: at,
      aggregates: { command: commandAggregate, seal: sealAggregate },
      async load(tx) {
        const command = (await commandAggregate.find(tx, id))?.state;
        const [found] = command === undefined ? [] : await findSeals(tx, [command.seal]);
        if (command === undefined || found === undefined) return undefined;
        return { ...(await load(tx, command, at)), command, seal: found.seal };
      },
      decide: (loaded) =>
        loaded === undefined
          ? { accepted: false, refusal: { code: 'overtaken' } }
          : decide(loaded, at),
      also: async (tx, events, loaded) => {
        if (loaded === undefined) return;
        await tellUncertain(tx, { seal: loaded.seal, events, standing: standing(), recorder });
      },
      result: (events) => events.map(({ type }) => type),
    },
  );
  return done.accepted ? (done.result as readonly string[]) : [];
}

const NOTHING_MORE = (): Promise<object> => Promise.resolve({});

/** Records the order before anything of it is sent; whether it is now ours to send. */
export async function record(
  parts: ActParts,
  { id, serial }: { readonly id: CommandId; readonly serial: number },
): Promise<boolean> {
  const gateway = parts.recorder.actor;
  const facts = await judge<Partial<Around>>(parts, {
    id,
    load: async (tx, { seal }, at) => (await aroundOf(aroundDeps, tx, { seal, at })) ?? {},
    decide: ({ command, around, sealVersion = 0 }) =>
      around === undefined
        ? { accepted: false, refusal: { code: 'overtaken' } }
        : recordOrder({ command, around, sealVersion, gateway, serial }),
  });
  return facts.includes('command-recorded');
}

/** The dialect cannot say it to this device. */
export function unsaid(parts: ActParts, id: CommandId, code: string) {
  return judge(parts, {
    id,
    load: NOTHING_MORE,
    decide: ({ command }, at) => refuseUnsaid(command, at, code),
  });
}

export function sent(parts: ActParts, id: CommandId) {
  return judge(parts, {
    id,
    load: NOTHING_MORE,
    decide: ({ command }, at) => noteSent(command, at),
  });
}

/** Surely nothing was sent. */
export function unsent(parts: ActParts, id: CommandId) {
  return judge(parts, {
    id,
    load: NOTHING_MORE,
    decide: ({ command, seal }, at) => noteUnsent({ command, seal, at }),
  });
}

/** The device answered something that may be about this command; whether it was. */
export async function answered(
  parts: ActParts,
  { id, answer }: { readonly id: CommandId; readonly answer: OrderAnswer },
): Promise<boolean> {
  const facts = await judge(parts, {
    id,
    load: NOTHING_MORE,
    decide: ({ command, seal }, at) =>
      answer.part !== null && answer.part !== seal.wireId
        ? { accepted: false, refusal: { code: 'overtaken' } }
        : noteAnswer({ command, seal, at, answer }),
  });
  return facts.length > 0;
}

/** What proves an order is among the first readings after it; more is a device gone mad. */
const TOLD_MAX = 200;
/** A seal whose clock is behind by more tells nothing that could be held against an order. */
const BEHIND_MS_MAX = DAY_MS;

/** Looks at what the seal has told since, and then at the clock. */
export function look(parts: ActParts, id: CommandId): Promise<readonly string[]> {
  return judge<{ readonly told: readonly Told[] }>(parts, {
    id,
    load: async (tx, command) => ({ told: await toldSince(tx, command) }),
    decide({ command, seal, told }, at) {
      const proved = noteReadings({ command, seal, at, told });
      return proved.accepted ? proved : passTime({ command, seal, at });
    },
  });
}

async function toldSince(tx: Sql, { seal, dispatch }: Command): Promise<readonly Told[]> {
  if (dispatch === null) return [];
  const from = Math.min(dispatch.at, dispatch.deviceAt ?? dispatch.at) - BEHIND_MS_MAX;
  const since = { sealId: seal, version: dispatch.sealVersion, from: from as Instant };
  const readings = await readingsSince(tx, since, TOLD_MAX);
  return readings.map(({ source, event, ...reading }) => ({
    ...reading,
    isStored: source === 'stored',
    event: event === null ? null : (JSON.parse(event) as Told['event']),
  }));
}

// The node's own record: when it ran, when its database was away, when its other processes were down. Courts ask
// whether the computer operated properly; the answer is facts like all others, written while it happens.
import {
  findLost,
  markAlive,
  type RunEvents,
  type RunId,
  runAggregate,
} from '@lakiri/evidence/store';
import { accept, type Instant } from '@lakiri/kit';
import type { ProcessState } from '@lakiri/platform/child';
import { describeUnavailable } from '@lakiri/platform/database-errors';
import { execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import type { Log } from '@lakiri/platform/log';
import { type Database, NODE_SCOPE } from '@lakiri/platform/sql';

/** How exactly an outage of the database is known. */
export const BEAT_MS = 5_000;
/** A process that does not end cleanly is known to be lost after this. Far above a long pause of the machine. */
export const LOST_AFTER_MS = 90_000;
/** What happened while the database was away waits in memory; more than this in one outage says nothing new. */
const WAITING_MAX = 200;

export type OperationRecord = {
  /** One beat: a sign of life, what was noticed since, and whom nobody hears any more. Never throws. */
  beat(): Promise<void>;
  /** What the supervisor says of this node's processes. */
  processesAre(processes: readonly ProcessState[]): void;
  /** The last entry of a clean end. */
  end(): Promise<void>;
};

type Noted = Exclude<RunEvents, { readonly type: 'run-started' | 'run-lost' }>;
type Deps = {
  readonly database: Database;
  readonly origin: string;
  /** Name and version. */
  readonly program: string;
  readonly now: () => Instant;
  readonly log: Log;
};

export function operationRecord(deps: Deps): OperationRecord {
  const { now } = deps;
  const run: Running = {
    id: newId<'Run'>(now()),
    startedAt: now(),
    isWritten: false,
    heardSince: now(),
    beatAt: now(),
    lastAnswerAt: undefined,
    trouble: undefined,
    waiting: [],
    told: new Map(),
  };
  let beating: Promise<void> = Promise.resolve();
  const beat = (): Promise<void> => {
    beating = beating.then(() => once(deps, run));
    return beating;
  };
  return {
    beat,
    processesAre: (processes) => {
      for (const it of processes) noteProcess(run, it, now());
    },
    end: async () => {
      note(run, { type: 'run-ended', body: { at: now() } });
      await beat();
    },
  };
}

/** Beats until it is stopped; the first at once. */
export function keepBeating(record: OperationRecord): () => Promise<void> {
  void record.beat();
  const beating = setInterval(() => void record.beat(), BEAT_MS);
  beating.unref();
  return async () => {
    clearInterval(beating);
    await record.end();
  };
}

type Running = {
  id: RunId;
  startedAt: Instant;
  isWritten: boolean;
  /** Since when every beat was answered: only then can the silence of others be judged. */
  heardSince: Instant;
  beatAt: Instant;
  lastAnswerAt: Instant | undefined;
  trouble: string | undefined;
  waiting: Omit<Noted, 'subject' | 'subjectKind'>[];
  readonly told: Map<string, string>;
};

async function once(deps: Deps, run: Running): Promise<void> {
  const at = deps.now();
  // Between two beats that lie far apart this process slept, and heard nobody.
  if (at - run.beatAt > 3 * BEAT_MS) run.heardSince = at;
  run.beatAt = at;
  try {
    await write(deps, run, at);
    await giveUpLost(deps, run, at);
    run.lastAnswerAt = at;
  } catch (error) {
    // Nothing is lost by it: what was noted waits, and the outage itself will be an entry.
    run.trouble ??= describeUnavailable(error);
    run.heardSince = deps.now();
    deps.log.debug({ err: error }, 'the record of operation waits for the database');
  }
}

async function write(deps: Deps, run: Running, at: Instant): Promise<void> {
  if (run.isWritten) {
    const isAlive = await deps.database.asNode((tx) => markAlive(tx, run.id, at));
    if (!isAlive) beginAnew(run, at); // this machine slept, and another run gave it up
  }
  const { trouble, lastAnswerAt } = run;
  const away =
    trouble === undefined
      ? []
      : [
          {
            type: 'database-away' as const,
            body: { from: lastAnswerAt ?? run.startedAt, until: at, reason: trouble },
          },
        ];
  const noted = [...away, ...run.waiting];
  const count = run.waiting.length;
  const begin = run.isWritten
    ? []
    : [
        {
          type: 'run-started' as const,
          body: {
            process: 'server',
            origin: deps.origin,
            program: deps.program,
            at: run.startedAt,
          },
        },
      ];
  const events = [...begin, ...noted].map(
    (event) => ({ ...event, subjectKind: 'run', subject: run.id }) as RunEvents,
  );
  if (events.length > 0) await record(deps, events, at);
  run.isWritten = true;
  run.trouble = undefined;
  run.waiting.splice(0, count);
}

function beginAnew(run: Running, at: Instant): void {
  run.id = newId<'Run'>(at);
  run.startedAt = at;
  run.isWritten = false;
  run.heardSince = at;
}

/** Runs that gave no sign of life for long, while this one did all the time. */
async function giveUpLost(deps: Deps, run: Running, at: Instant): Promise<void> {
  if (at - run.heardSince < LOST_AFTER_MS) return;
  const since = (at - LOST_AFTER_MS) as Instant;
  const lost = await deps.database.asNode((tx) => findLost(tx, deps.origin, since));
  for (const { id, aliveAt } of lost) {
    const body = { aliveAt, foundAt: at };
    await record(deps, [{ subjectKind: 'run', subject: id, type: 'run-lost', body }], at);
  }
}

async function record(deps: Deps, events: readonly RunEvents[], at: Instant): Promise<void> {
  await execute(deps, {
    scope: NODE_SCOPE,
    actor: 'node',
    authority: null,
    occurredAt: at,
    receivedAt: at,
    load: () => Promise.resolve(undefined),
    decide: () => accept(...events),
    aggregates: { run: runAggregate },
    result: () => null,
  });
}

function note(run: Running, event: Omit<Noted, 'subject' | 'subjectKind'>): void {
  if (run.waiting.length < WAITING_MAX) run.waiting.push(event);
}

/** What is down, and when it is up again; the usual steps of a first start are no news. */
function noteProcess(run: Running, told: ProcessState, at: Instant): void {
  const { name, state, reason = null } = told;
  const before = run.told.get(name);
  const now = state === 'ready' ? state : `${state}: ${reason}`;
  if (before === now || (before === undefined && (state === 'starting' || state === 'ready'))) {
    if (before === undefined && state === 'ready') run.told.set(name, now);
    return;
  }
  run.told.set(name, now);
  if (state === 'starting') return;
  note(run, { type: 'process-changed', body: { process: name, state, reason, at } });
}

// One truck's journey as a node would watch it: every byte of its seal decoded, folded and judged by the intake's own
// functions, with the time between the reports judged as it falls due, and cases closed by officers after a while.
import {
  type Alarm,
  type Case,
  dueAt,
  type Kind,
  type Rules,
  type Watch,
  withoutCase,
} from '@lakiri/alarms';
import {
  type Context,
  FULL_RATION,
  foldBatch,
  judgeDeadline,
  type Models,
  prepare,
  reread,
} from '@lakiri/gateway/refolding';
import {
  addMs,
  type Chance,
  chanceOf,
  type Dialect,
  type Id,
  type Instant,
  MINUTE_MS,
} from '@lakiri/kit';
import {
  type CaseRef,
  evolveSeal,
  LATCHES,
  modelProfileOf,
  type Seal,
  type SealEvents,
} from '@lakiri/seals';
import { aJourney, aSeal } from '@lakiri/seals/testing';
import { type Happened, type Said, type Scripted, Truck, type TruckPlan } from '@lakiri/simulator';
import type { StagedRow } from '@lakiri/telemetry/store';
import { isQuarantined, lifted } from '@lakiri/trust';
import { MODELS } from './cast.ts';
import { type DeadStretch, deadStretches, stretchAt } from './coverage.ts';
import { type Frame, Talk } from './talk.ts';

type Standing = { readonly rules: Rules; readonly models: Models };

export type Told = Pick<
  Alarm,
  'kind' | 'severity' | 'occurredAt' | 'receivedAt' | 'place' | 'late' | 'why'
> & {
  readonly truck: number;
  readonly case: string;
};
export type Opened = Pick<Case, 'kind' | 'severity' | 'openedAt'> & {
  readonly truck: number;
  readonly id: string;
};

export type Trip = {
  readonly happened: readonly Happened[];
  readonly alarms: readonly Told[];
  readonly cases: readonly Opened[];
  readonly reports: number;
};

const STEP_MS = 10 * MINUTE_MS;
/** A journey that lasts longer than the longest time limit of a route is the simulator's fault. */
const STEPS_MAX = 6 * 24 * 21;
/** An officer is done with a case after so long. */
const HANDLED_MIN = { from: 15, to: 45 } as const;
/** No two deadlines of one seal are nearer. */
const LOOK_MS_MIN = 30_000;
const SECRET = new Uint8Array(32);

/** What is sure: something that happens by script, a seal that is other than usual, when it is over. */
export type Sure = {
  readonly script?: readonly Scripted[];
  readonly seal?: Partial<Seal>;
  readonly until?: Instant;
  /** Its device sends as a good one does, whatever happens. */
  readonly inGoodManner?: true;
  /** Given the rows that a node would store, as they come. */
  readonly keep?: (rows: readonly StagedRow[]) => void;
  /** Given what the node knows of the seal, whenever it has heard of it. */
  readonly after?: (at: Instant, context: Context) => void;
};

export function travel(plan: TruckPlan, standing: Standing, sure: Sure = {}): Trip {
  const trip = new Travelling(plan, standing, sure);
  return trip.run();
}

class Travelling {
  readonly #plan: TruckPlan;
  readonly #sure: Sure;
  readonly #standing: Standing;
  readonly #truck: Truck;
  readonly #talk: Talk;
  readonly #chance: Chance;
  readonly #stretches: readonly DeadStretch[];
  readonly #alarms: Told[] = [];
  readonly #cases: Opened[] = [];
  readonly #closings: { readonly at: Instant; readonly kind: Kind; readonly id: string }[] = [];
  readonly #known = new Set<string>();
  readonly #newId: () => Id;
  #context: Context;
  #reports = 0;
  /** What its odometer would say at the start of the route. */
  #odometerKm: number | undefined;
  /** When the device last spoke by itself and had nothing left to do but wait. */
  #spokeAt: Instant | null = null;
  #isIn: DeadStretch | undefined;
  #lookAt: Instant | null = null;

  constructor(plan: TruckPlan, standing: Standing, sure: Sure) {
    this.#plan = plan;
    this.#standing = standing;
    this.#sure = sure;
    this.#truck = new Truck(plan, sure.script);
    this.#chance = chanceOf(plan.seed ^ 0x6f666663);
    this.#stretches = deadStretches(plan.index);
    this.#talk = new Talk(plan, (frame) => this.#hear(frame));
    this.#newId = counted(plan.truck);
    this.#context = contextOf(plan, sure.seal);
  }

  run(): Trip {
    const { plan } = this.#truck;
    let until = plan.startAt;
    const end = this.#sure.until ?? Number.POSITIVE_INFINITY;
    for (let step = 0; !this.#truck.hasArrived && until < end && step < STEPS_MAX; step++) {
      until = addMs(until, STEP_MS);
      for (const said of this.#truck.advance(until)) this.#live(said);
      this.#wait(until);
    }
    return {
      happened: this.#truck.happened,
      alarms: this.#alarms,
      cases: this.#cases,
      reports: this.#reports,
    };
  }

  #live(said: Said): void {
    this.#wait(said.at);
    if (said.kind === 'measured') this.#pass(said);
    if (said.kind === 'manner' && this.#sure.inGoodManner === true) return;
    this.#talk.tell(said);
  }

  /** Where it is decides whether there is a network. */
  #pass({ at, measurement }: Said & { readonly kind: 'measured' }): void {
    this.#odometerKm ??= measurement.odometerKm - this.#plan.startKm;
    const stretch = stretchAt(this.#stretches, measurement.odometerKm - this.#odometerKm);
    if (stretch === this.#isIn) return;
    this.#isIn = stretch;
    this.#talk.cover(stretch === undefined, at);
  }

  /** All that time alone brings until a moment: what the device says by itself, what falls due, what officers close. */
  #wait(until: Instant): void {
    for (;;) {
      const due = this.#talk.dueAt === this.#spokeAt ? null : this.#talk.dueAt;
      const look = this.#lookAt;
      const closing = this.#closings[0]?.at ?? null;
      const next = earliest([due, look, closing]);
      if (next === null || next > until) return;
      if (next === closing) this.#close();
      else if (next === look) this.#look(next);
      else {
        this.#talk.exchange(next);
        this.#spokeAt = this.#talk.dueAt === due ? due : null;
      }
    }
  }

  #hear({ bytes, message, receivedAt }: Frame): void {
    const { dialect } = this.#talk;
    const { wireId } = this.#plan;
    const { models } = this.#standing;
    const { seal } = this.#context;
    const said = { connection: peerOf(dialect), wireId, message, frame: bytes, receivedAt };
    const prepared = prepare(reread(said, models, seal.model.model), seal.id);
    this.#reports += prepared.reports.length;
    const keys = prepared.reports.map(({ key }) => key);
    const batch = foldBatch({
      prepared: [prepared],
      contexts: new Map([[seal.id, { ...this.#context, journey: this.#journeyAt(receivedAt) }]]),
      stored: new Set(keys.filter((key) => this.#known.has(key))),
      standing: this.#standing,
      secretKey: SECRET,
      newId: this.#newId,
    });
    for (const key of keys) this.#known.add(key);
    this.#sure.keep?.(batch.rows);
    this.#context = batch.contexts.get(seal.id) ?? this.#context;
    this.#raised(batch.alarms, batch.opened);
    this.#sure.after?.(receivedAt, this.#context);
    this.#lookAt ??= dueAt(this.#context.seal, this.#context.watch, this.#standing.rules);
  }

  #look(now: Instant): void {
    const judged = judgeDeadline({
      ...this.#context,
      ...this.#standing,
      journey: this.#journeyAt(now),
      now,
      listeningSince: this.#plan.startAt,
      around: {
        deadZone: this.#isIn ?? null,
        jammedAt: null,
        near: { seals: 0, late: 0 },
        incident: null,
      },
      newId: this.#newId,
    });
    if (judged.passed !== null) {
      const { watch, alarms, opened } = judged.passed;
      this.#remember(watch);
      this.#raised(alarms, opened);
    }
    const { dueAt: due } = judged;
    this.#lookAt = due === null ? null : (Math.max(due, now + LOOK_MS_MIN) as Instant);
  }

  /** An officer closes the oldest case in hand; a tamper of that case is latched no more. */
  #close(): void {
    const done = this.#closings.shift();
    if (done === undefined) return;
    const { seal, watch } = this.#context;
    const cleared = {
      subjectKind: 'seal',
      subject: seal.id,
      type: 'latches-cleared',
      body: {
        latches: LATCHES.filter((name) => seal.live.latches[name].is === 'set'),
        case: done.id as CaseRef,
      },
    } satisfies SealEvents;
    if (watch !== null) this.#remember(withoutCase(watch, done.kind, done.id as never));
    // Who closes it has looked at the seal: what was set apart speaks again.
    const { suspicion } = this.#context;
    const looked = isQuarantined(suspicion) ? lifted(done.at) : suspicion;
    this.#context = { ...this.#context, seal: evolveSeal(seal, cleared), suspicion: looked };
  }

  #remember(watch: Watch): void {
    this.#context = { ...this.#context, watch, version: this.#context.version + 1 };
  }

  #journeyAt(at: Instant) {
    return { id: aJourney, underway: at >= this.#plan.departAt };
  }

  #raised(alarms: readonly Alarm[], opened: readonly Case[]): void {
    const { truck } = this.#plan;
    for (const { kind, severity, occurredAt, receivedAt, place, late, why, case: joined } of alarms)
      this.#alarms.push({
        kind,
        severity,
        occurredAt,
        receivedAt,
        place,
        late,
        why,
        case: joined,
        truck,
      });
    for (const { id, kind, severity, openedAt } of opened) {
      this.#cases.push({ id, kind, severity, openedAt, truck });
      const minutes = this.#chance.integer(HANDLED_MIN.from, HANDLED_MIN.to);
      this.#closings.push({ at: addMs(openedAt, minutes * MINUTE_MS), kind, id });
      this.#closings.sort((a, b) => a.at - b.at);
    }
  }
}

function contextOf(plan: TruckPlan, over: Partial<Seal> = {}): Context {
  const { model, wireId, startAt, truck, index } = plan;
  const known = MODELS.find((one) => one.model === model);
  const version = known?.versions[0];
  if (known === undefined || version === undefined) throw new Error(`no model ${model}`);
  const seal: Seal = aSeal({
    wireId,
    number: `ELK-${truck}`,
    model: modelProfileOf(known, version),
    custody: { phase: 'armed', journey: aJourney, armedAt: startAt },
    ...over,
  });
  return {
    idBytes: new Uint8Array(16),
    seal,
    version: 1,
    journey: null,
    route: index,
    watch: null,
    suspicion: null,
    owner: 'A haulier',
    ration: FULL_RATION,
  };
}

/** Who brings the frames; its answers are given in the talk itself. */
function peerOf(dialect: Dialect) {
  const nothing = (): void => undefined;
  return {
    dialect,
    peer: '127.0.0.1:1',
    answer: nothing,
    flush: nothing,
    settled: nothing,
    resume: nothing,
  };
}

function earliest(times: readonly (Instant | null)[]): Instant | null {
  const known = times.filter((at) => at !== null);
  return known.length === 0 ? null : (Math.min(...known) as Instant);
}

/** Ids that count up: the same story has the same ones. */
function counted(truck: number): () => Id {
  let at = 0;
  const head = truck.toString(16).padStart(8, '0');
  return () => {
    at++;
    return `${head}-0000-7000-8000-${at.toString(16).padStart(12, '0')}` as Id;
  };
}

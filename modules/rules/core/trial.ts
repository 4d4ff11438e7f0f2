// One seal's readings on one journey, judged twice: by the rules as they are, and with a draft in the place of one of
// them. The seal is folded once, by the intake's own functions; what happened to it beside its readings is in its facts.
import {
  type AnyRuleVersion,
  type AroundSilence,
  BEGINNING,
  type Beside,
  dueAt,
  evaluate,
  evaluateDeadline,
  type Kind,
  type Raised,
  type Rules,
  rulesOf,
  type Watch,
  type Watched,
} from '@lakiri/alarms';
import type { Diversions, RouteIndex } from '@lakiri/corridors';
import { addMs, type Instant, SECOND_MS } from '@lakiri/kit';
import { evolveSeal, fold, type Reading, type Seal, type SealEvents } from '@lakiri/seals';
import type { RuleContent } from './rule.ts';

export type TrialFact = {
  readonly version: number;
  readonly receivedAt: Instant;
  readonly event: SealEvents | { readonly type: 'seal-quarantined' };
};

export type Fitting = {
  readonly journey: string;
  /** As it was when it was fitted. */
  readonly seal: Seal;
  readonly owner: string | null;
  /** From its fitting on, by version. */
  readonly facts: readonly TrialFact[];
  /** By version. */
  readonly readings: Iterable<Reading & { readonly sealVersion: number }>;
  readonly routeOf: (id: string, version: number) => RouteIndex | null;
  readonly route: RouteIndex | null;
  /** By bulletins, as intake has them: what was ever published. Absent: nobody diverted any route. */
  readonly diversions?: Diversions | undefined;
  /** What may excuse a silence, as it stood then. */
  readonly aroundOf: (seal: Seal, route: RouteIndex | null, now: Instant) => AroundSilence;
  /** Nothing is judged after this. */
  readonly until: Instant;
};

export type Sides<T> = { readonly present: T; readonly drafted: T };
export type Tried = { readonly reports: number; readonly raised: Sides<readonly Raised[]> };

/** The rulebooks with one content in the place of all versions of its kind, for all time. */
export function rulesWith(
  kind: Kind,
  content: RuleContent,
  known: { readonly versions: readonly AnyRuleVersion[]; readonly beside: Beside },
): Rules {
  const { overrides, condition, ...said } = content;
  const dated = { effectiveFrom: BEGINNING, basis: 'configuration', source: 'tried' } as const;
  const tried = {
    ...said,
    ...dated,
    kind,
    version: 1,
    ...(condition === null ? {} : { condition }),
  };
  const others = known.versions.filter((one) => one.kind !== kind);
  const laid = known.beside.overrides.filter((one) => one.kind !== kind);
  const own = overrides.map((one) => ({ ...one, ...dated, kind, until: null }));
  return rulesOf([...others, tried as AnyRuleVersion], {
    ...known.beside,
    overrides: [...laid, ...own],
  });
}

/** No two deadlines of one seal are nearer. */
const LOOK_MS_MIN = 30 * SECOND_MS;

type Side = {
  watch: Watch | null;
  lookAt: Instant | null;
  readonly raised: Raised[];
  readonly rules: Rules;
};

/** Judges all of it by both. Nothing outside is changed. */
export function tryFitting(fitting: Fitting, kind: Kind, rules: Sides<Rules>): Tried {
  const trial = new Trial(fitting, kind, rules);
  return trial.run();
}

class Trial {
  readonly #fitting: Fitting;
  readonly #kind: Kind;
  readonly #present: Side;
  readonly #drafted: Side;
  #seal: Seal;
  #journey: Watched | null = null;
  #route: RouteIndex | null;
  #nextFact = 0;
  /** Set apart: its word is not taken until somebody lifts the doubt. */
  #isApart = false;

  constructor(fitting: Fitting, kind: Kind, rules: Sides<Rules>) {
    this.#fitting = fitting;
    this.#kind = kind;
    this.#seal = fitting.seal;
    this.#route = fitting.route;
    const side = (of: Rules): Side => ({ watch: null, lookAt: null, raised: [], rules: of });
    this.#present = side(rules.present);
    this.#drafted = side(rules.drafted);
  }

  run(): Tried {
    let reports = 0;
    const { readings, until, facts } = this.#fitting;
    for (const reading of readings) {
      this.#followUntil(reading.sealVersion);
      if (reading.receivedAt >= until) break;
      reports++;
      if (!this.#isApart) this.#hear(reading);
    }
    this.#followUntil(Number.POSITIVE_INFINITY);
    const last = facts.at(-1)?.receivedAt ?? until;
    if (last < until) this.#look(until);
    const raised = { present: this.#present.raised, drafted: this.#drafted.raised };
    return { reports, raised };
  }

  #hear(reading: Reading): void {
    const { receivedAt } = reading;
    const before = this.#seal;
    this.#look(receivedAt);
    const folded = fold(before, reading);
    this.#seal = folded.seal;
    const journey = this.#journey;
    if (journey === null || folded.seal.custody.phase !== 'armed') return;
    const { model } = before;
    const { owner, diversions } = this.#fitting;
    const teller = { maker: model.maker ?? model.dialect, owner };
    const asked = { before, folded, reading, journey, route: this.#route, diversions, teller };
    this.#judge(this.#present, asked);
    this.#judge(this.#drafted, asked);
  }

  #judge(side: Side, asked: Omit<Parameters<typeof evaluate>[0], 'watch' | 'rules'>): void {
    const { watch, raised } = evaluate({ ...asked, watch: side.watch, rules: side.rules });
    side.watch = watch;
    if (raised.length > 0) this.#keep(side, raised);
    side.lookAt ??= dueAt(this.#seal, watch, side.rules);
  }

  #keep(side: Side, raised: readonly Raised[]): void {
    for (const one of raised) if (one.kind === this.#kind) side.raised.push(one);
  }

  /** What time alone made true until then. */
  #look(until: Instant): void {
    this.#lookOf(this.#present, until);
    this.#lookOf(this.#drafted, until);
  }

  #lookOf(side: Side, until: Instant): void {
    while (side.lookAt !== null && side.lookAt <= until) {
      const now = side.lookAt;
      const seal = this.#seal;
      const {
        watch,
        raised,
        dueAt: due,
      } = evaluateDeadline({
        seal,
        now,
        journey: this.#journey,
        route: this.#route,
        diversions: this.#fitting.diversions,
        watch: side.watch,
        rules: side.rules,
        around: this.#fitting.aroundOf(seal, this.#route, now),
      });
      // As intake has it: a watch that is only begun remembers nothing yet.
      if (side.watch !== null || raised.length > 0) side.watch = watch;
      this.#keep(side, raised);
      side.lookAt = due === null ? null : (Math.max(due, addMs(now, LOOK_MS_MIN)) as Instant);
    }
  }

  #followUntil(version: number): void {
    const { facts } = this.#fitting;
    for (let fact = facts[this.#nextFact]; fact !== undefined; fact = facts[this.#nextFact]) {
      if (fact.version > version) return;
      this.#nextFact++;
      this.#look(fact.receivedAt);
      this.#follow(fact.event);
    }
  }

  #follow(event: TrialFact['event']): void {
    if (event.type === 'seal-quarantined') {
      this.#isApart = true;
      return;
    }
    this.#seal = evolveSeal(this.#seal, event);
    const { journey } = this.#fitting;
    switch (event.type) {
      case 'seal-fitted':
        this.#journey = { id: event.body.journey, underway: false };
        break;
      case 'journey-moved': {
        const underway = event.body.milestone === 'departed';
        this.#journey = { ...(this.#journey ?? { id: event.body.journey }), underway };
        break;
      }
      case 'seal-disarmed':
        this.#journey = this.#journey && { ...this.#journey, underway: false };
        break;
      case 'watching-changed': {
        const { routeId, routeVersion, ...judged } = event.body.watching;
        this.#journey = { id: event.body.journey, ...judged };
        this.#route = this.#fitting.routeOf(routeId, routeVersion);
        break;
      }
      case 'watch-taken-over':
        for (const side of [this.#present, this.#drafted])
          side.watch = event.body.watch as Watch | null;
        break;
      case 'seal-replaced':
      case 'seal-released':
        this.#journey = null;
        break;
      case 'doubt-lifted':
        this.#isApart = false;
        break;
      case 'seal-registered':
      case 'seal-armed':
      case 'latches-cleared':
      case 'opening-ordered':
      case 'opening-order-ended':
      case 'seal-keys-changed':
        break;
    }
    if (journey !== this.#journey?.id) this.#journey = null;
  }
}

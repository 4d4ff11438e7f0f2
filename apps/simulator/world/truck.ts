import { distanceM, type RouteIndex } from '@lakiri/corridors';
import {
  addMs,
  type Chance,
  chanceOf,
  DAY_MS,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  type Position,
  SECOND_MS,
} from '@lakiri/kit';
import type { Manner } from '../device/device.ts';
import type { Deed } from '../device/obedience.ts';
import { earlierOf, getInstant, laterOf } from '../instants.ts';
import {
  type LockEvent,
  type Measurement,
  type SealBody,
  type SealModel,
  WHOLE,
} from '../measurement.ts';
import { Drive } from './drive.ts';
import {
  type IncidentKind,
  nextByChance,
  type Rates,
  type Senses,
  type Stage,
} from './incident.ts';
import { type Leg, offsetBy, type Where } from './leg.ts';
import { queue, type Road, race, roam, stand, stray, turn } from './manoeuvre.ts';
import { opening, PLAYS } from './plays.ts';

/** How often a seal reports: rarely in what is already past, as often as told from then on. */
export type Pace = {
  readonly liveFrom: Instant;
  readonly movingMs: number;
  readonly standingMs: number;
  readonly pastMovingMs: number;
  readonly pastStandingMs: number;
};

export type TruckPlan = {
  /** Its number in the world, from 0. */
  readonly truck: number;
  readonly seed: number;
  readonly model: SealModel;
  /** Identity of its seal on the wire. */
  readonly wireId: string;
  readonly index: RouteIndex;
  readonly startKm: number;
  readonly startAt: Instant;
  readonly departAt: Instant;
  readonly batteryPct: number;
  readonly drainPctPerHour: number;
  readonly pace: Pace;
  readonly rates: Rates;
};

/** An incident to happen by script. It is put off while the truck cannot, and given up after hours of that. */
export type Scripted = { readonly at: Instant; readonly kind: IncidentKind };

/** One incident that happened. `until` is `null` while it lasts. */
export type Happened = {
  readonly truck: number;
  readonly wireId: string;
  readonly kind: IncidentKind;
  readonly from: Instant;
  readonly until: Instant | null;
};

/** What came of a truck's time, in its order. */
export type Said =
  | { readonly kind: 'measured'; readonly at: Instant; readonly measurement: Measurement }
  | { readonly kind: 'covered'; readonly at: Instant; readonly is: boolean }
  | { readonly kind: 'manner'; readonly at: Instant; readonly manner: Manner };

const PUT_OFF_MS = 2 * MINUTE_MS;
const PUT_OFF_MAX = 90;
const NOISE_M = 9; // half a lane: what a good receiver is wrong by
const AHEAD_MS = 2 * 365 * DAY_MS;
const BEHIND_MS = HOUR_MS; // somebody set it to another zone's time
const MOVING_KMH = 3;

type Act = { readonly at: Instant; readonly order: number; readonly perform: () => void };

/** One truck with its seal, living through time as it is told of it. Has no clock of its own. */
export class Truck {
  readonly plan: TruckPlan;
  readonly drive: Drive;
  readonly #noise: Chance;
  readonly #luck: Chance;
  readonly #happened: { -readonly [Key in keyof Happened]: Happened[Key] }[] = [];
  #acts: Act[] = [];
  #orders = 0;
  #now: Instant;
  #reportAt: Instant;
  #said: Said[] = [];
  #body: SealBody = WHOLE;
  #senses: Senses = { clock: 'right', fix: 'right', aside: null };
  #manner: Manner = { doubled: false, reordered: false };
  /** Driven beside the road, and where it was last: an odometer counts that too. */
  #beside = { km: 0, last: null as Where | null };
  #battery: { pct: number; at: Instant; perHour: number; least: number };
  /** As it was ordered; by its plan until then. */
  #everyMs: number | undefined;

  constructor(plan: TruckPlan, script: readonly Scripted[] = []) {
    const { index, startKm, startAt, departAt } = plan;
    this.plan = plan;
    // Each its own stream, so that one more report does not change the way.
    const chance = chanceOf(plan.seed);
    this.drive = new Drive({ index, chance, startKm, startAt, departAt });
    this.#noise = chanceOf(plan.seed ^ 0x6e6f6973);
    this.#luck = chanceOf(plan.seed ^ 0x6c75636b);
    this.#now = startAt;
    this.#reportAt = startAt;
    this.#battery = { pct: plan.batteryPct, at: startAt, perHour: plan.drainPctPerHour, least: 1 };
    for (const one of script) this.schedule(one);
    this.#chanceFrom(laterOf(plan.pace.liveFrom, startAt));
  }

  get happened(): readonly Happened[] {
    return this.#happened;
  }

  get hasArrived(): boolean {
    return this.drive.legAt(this.#now).kind === 'ended';
  }

  /** Adds to its script. What should have begun before its present begins now. */
  schedule({ at, kind }: Scripted): void {
    this.#at(at, () => this.#begin(kind, 0));
  }

  /** Its seal was told to do something, and does it now. */
  obey(deed: Deed, at: Instant): void {
    this.#at(at, () => {
      switch (deed.do) {
        case 'open':
          opening(this.#stage({ until: null }), deed.how, 'rtc');
          break;
        case 'refuse':
          this.#report('rtc', deed.how);
          break;
        case 'report':
          this.#report('rtc', null);
          break;
        case 'set-interval':
          this.#everyMs = deed.everyS * SECOND_MS;
          this.#report('rtc', null);
          break;
      }
    });
  }

  /** Lives on until a moment; returns what was said in that time. */
  advance(until: Instant): readonly Said[] {
    for (;;) {
      const act = this.#acts[0];
      if (act !== undefined && act.at <= this.#reportAt) {
        if (act.at > until) break;
        this.#acts.shift();
        this.#now = act.at;
        act.perform();
      } else {
        if (this.#reportAt > until) break;
        this.#now = this.#reportAt;
        this.#report('rtc', null);
      }
    }
    const said = this.#said;
    this.#said = [];
    if (until > this.#now) this.#now = until;
    return said;
  }

  #at(at: Instant, perform: () => void): void {
    const act = { at: laterOf(at, this.#now), order: this.#orders++, perform };
    this.#acts.push(act);
    this.#acts.sort((a, b) => a.at - b.at || a.order - b.order);
  }

  #chanceFrom(from: Instant): void {
    const next = nextByChance(this.plan.rates, this.plan.model, this.#luck);
    if (next === undefined) return;
    const at = addMs(from, next.inMs);
    this.#at(at, () => {
      this.#begin(next.kind, 0);
      this.#chanceFrom(at);
    });
  }

  #begin(kind: IncidentKind, putOff: number): void {
    // One at a time of a kind: a rope that is cut cannot be cut.
    const lasts = this.#happened.some((one) => one.kind === kind && one.until === null);
    const { truck, wireId } = this.plan;
    const entry = { truck, wireId, kind, from: this.#now, until: null as Instant | null };
    if (!lasts && !this.hasArrived && PLAYS[kind](this.#stage(entry))) this.#happened.push(entry);
    else if (putOff < PUT_OFF_MAX)
      this.#at(addMs(this.#now, PUT_OFF_MS), () => this.#begin(kind, putOff + 1));
  }

  #stage(entry: { until: Instant | null }): Stage {
    return {
      chance: this.#luck,
      after: (ms, perform) => this.#at(addMs(this.#now, ms), perform),
      change: (body, wake) => {
        this.#body = { ...this.#body, ...body };
        this.#report(wake, null);
      },
      tell: (event, wake) => this.#report(wake, event),
      stray: (awayM, kmh, stayMs) => stray(this.#road(), { awayM, kmh, stayMs }),
      roam: (awayM, kmh, times) => roam(this.#road(), { awayM, kmh, times }),
      turn: (km, kmh) => turn(this.#road(), km, kmh),
      race: (kmh, ms) => race(this.#road(), kmh, ms),
      stand: (ms) => stand(this.#road(), ms),
      queue: (times, standMs, km) => queue(this.#road(), { times, standMs, km }),
      covered: (is) => this.#said.push({ kind: 'covered', at: this.#now, is }),
      drain: (perHour, least) => {
        this.#battery = { pct: this.#batteryPct(), at: this.#now, perHour, least };
      },
      charge: (pct) => {
        const { drainPctPerHour: perHour } = this.plan;
        this.#battery = { pct, at: this.#now, perHour, least: 1 };
      },
      sense: (senses) => {
        this.#senses = { ...this.#senses, ...senses };
      },
      send: (manner) => {
        this.#manner = { ...this.#manner, ...manner };
        this.#said.push({ kind: 'manner', at: this.#now, manner: this.#manner });
      },
      end: () => {
        entry.until = this.#now;
      },
    };
  }

  #road(): Road {
    return { drive: this.drive, index: this.plan.index, chance: this.#luck, now: this.#now };
  }

  #batteryPct(): number {
    const { pct, at, perHour, least } = this.#battery;
    const left = pct - ((this.#now - at) / HOUR_MS) * perHour;
    return Math.max(Math.min(pct, least), left);
  }

  #report(wake: Measurement['wake'], event: LockEvent | null): void {
    const where = this.drive.whereAt(this.#now);
    const leg = this.drive.legAt(this.#now);
    const moves = where.speedKmh > MOVING_KMH;
    const measurement: Measurement = {
      at: this.#now,
      saidAt: this.#clock(),
      ...this.#fix(where, moves),
      courseDeg: where.courseDeg,
      odometerKm: 41_200 + this.plan.truck * 37 + where.km + this.#besideKm(where, leg),
      batteryPct: this.#batteryPct(),
      body: this.#body,
      wake: wake === 'rtc' && moves ? 'vibration' : wake,
      event,
    };
    this.#said.push({ kind: 'measured', at: this.#now, measurement });
    // Events come between the regular reports, which keep their beat.
    if (wake === 'rtc') this.#reportAt = this.#nextReport(moves, leg);
  }

  #besideKm(where: Where, { kind }: Leg): number {
    const { km, last } = this.#beside;
    const moved = kind === 'stray' && last !== null ? distanceM(last, where) / 1_000 : 0;
    this.#beside = { km: km + moved, last: where };
    return this.#beside.km;
  }

  #clock(): Instant {
    const { clock } = this.#senses;
    if (clock === 'right') return this.#now;
    if (clock === 'ahead') return addMs(this.#now, AHEAD_MS);
    if (clock === 'behind') return addMs(this.#now, -BEHIND_MS);
    return getInstant((this.#now - this.plan.startAt) % DAY_MS); // counts from its last restart
  }

  #fix(
    where: { lat: number; lon: number; speedKmh: number },
    moves: boolean,
  ): Pick<Measurement, 'hasFix' | 'lat' | 'lon' | 'speedKmh' | 'satellites'> {
    const noise = [this.#noise.next(), this.#noise.next(), this.#noise.next()] as const;
    const { fix } = this.#senses;
    // A poor sky or aerial: it hears a few, not enough. Hearing none at all is what a jammer does.
    if (fix === 'none') return { hasFix: false, lat: 0, lon: 0, speedKmh: 0, satellites: 2 };
    if (fix === 'deaf') return { hasFix: false, lat: 0, lon: 0, speedKmh: 0, satellites: 0 };
    // The receiver believes that it has a fix, and it is in the Gulf of Guinea.
    if (fix === 'zero') return { hasFix: true, lat: 0, lon: 0, speedKmh: 0, satellites: 3 };
    const seen = offsetBy(this.#asideOf(where), noise[0] * 360, noise[1] * NOISE_M);
    return {
      hasFix: true,
      lat: seen.lat,
      lon: seen.lon,
      speedKmh: moves ? Math.max(6, where.speedKmh * (0.93 + noise[2] * 0.14)) : 0,
      satellites: 7 + Math.floor(noise[2] * 6),
    };
  }

  /** Where the receiver believes to be, before its noise. */
  #asideOf(where: Position): Position {
    const { aside } = this.#senses;
    if (aside === null) return where;
    const reports = aside.reports - 1;
    this.#senses = { ...this.#senses, aside: reports > 0 ? { ...aside, reports } : null };
    return offsetBy(where, aside.bearingDeg, aside.awayM);
  }

  /** A truck that is about to drive off reports then, not after a long wait. */
  #nextReport(moves: boolean, leg: Leg): Instant {
    const { pace } = this.plan;
    const isPast = this.#now < pace.liveFrom;
    const past = moves ? pace.pastMovingMs : pace.pastStandingMs;
    const live = this.#everyMs ?? (moves ? pace.movingMs : pace.standingMs);
    const waitMs = isPast ? past : live;
    const regular = addMs(this.#now, waitMs);
    const turns = !moves && leg.until > this.#now ? addMs(leg.until, SECOND_MS) : regular;
    const next = earlierOf(turns, regular);
    return isPast && next > pace.liveFrom
      ? laterOf(pace.liveFrom, addMs(this.#now, SECOND_MS))
      : next;
  }
}

/** Where a truck that started so long ago would be, for choosing when to start it. */
export function whereWouldBe(
  plan: TruckPlan,
  at: Instant,
): { readonly kind: Leg['kind']; readonly km: number } {
  const { index, startKm, startAt, departAt, seed } = plan;
  const drive = new Drive({ index, chance: chanceOf(seed), startKm, startAt, departAt });
  return { kind: drive.legAt(at).kind, km: drive.whereAt(at).km };
}

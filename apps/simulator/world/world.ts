import { addMs, type Instant } from '@lakiri/kit';
import type { IncidentKind } from './incident.ts';
import { type Happened, type Said, Truck, type TruckPlan } from './truck.ts';

/** A line of a script: to which truck, how many seconds after the start, what. */
export type ScriptLine = {
  readonly truck: number;
  readonly atS: number;
  readonly kind: IncidentKind;
};

export type World = {
  readonly trucks: readonly Truck[];
  /** All incidents that happened so far, in the order of trucks and time. */
  readonly ledger: readonly Happened[];
};

export type WorldOptions = {
  readonly plans: readonly TruckPlan[];
  /** The moment from which a script counts its seconds. */
  readonly startAt: Instant;
  readonly script?: readonly ScriptLine[];
};

/** The same plans, script and moments give the same world. */
export function worldOf({ plans, startAt, script = [] }: WorldOptions): World {
  const trucks = plans.map((plan) => {
    const own = script.filter(({ truck }) => truck === plan.truck);
    return new Truck(
      plan,
      own.map(({ atS, kind }) => ({ at: addMs(startAt, Math.round(atS * 1_000)), kind })),
    );
  });
  return {
    trucks,
    get ledger() {
      return trucks.flatMap(({ happened }) => happened);
    },
  };
}

/** Lets all trucks live on until a moment. Returns what was said, by truck; each in its own order. */
export function tick(world: World, until: Instant): readonly (readonly Said[])[] {
  return world.trucks.map((truck) => truck.advance(until));
}

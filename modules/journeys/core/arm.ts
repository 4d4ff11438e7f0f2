import type { RouteVersion } from '@lakiri/corridors';
import { accept, addMs, type Decision, HOUR_MS, refuse } from '@lakiri/kit';
import { armSeal, type Seal, type SealEvents } from '@lakiri/seals';
import { batteryNeededPct } from './battery.ts';
import { type Asked, claimRefusal } from './claim.ts';
import { type JourneyEvents, type JourneyRefusal, on } from './events.ts';
import { stationRefusal } from './whereabouts.ts';

export type Arm = Asked & {
  /** The seals on the truck, all of them. */
  readonly seals: readonly Seal[];
  readonly route: RouteVersion;
  /** Seals whose identity is in doubt, by id: what they say of themselves may be another's word. */
  readonly doubted?: ReadonlySet<string>;
};

/**
 * Watching begins when every seal on the truck has spoken, is locked, stands where the route lets it
 * stand, and has the battery for the whole way (§1.4, steps 4 and 5). The route's time runs from here.
 */
export function arm(asked: Arm): Decision<JourneyEvents, JourneyRefusal> {
  const { journey, route, at } = asked;
  const { state } = journey.course;
  if (state !== 'sealed') return refuse({ code: 'journey-not-sealed', state });
  const claim = claimRefusal(asked);
  if (claim !== undefined) return refuse(claim);
  const armed: SealEvents[] = [];
  for (const seal of asked.seals) {
    if (asked.doubted?.has(seal.id) === true)
      return refuse({ code: 'seal-doubted', seal: seal.id });
    const decision = armSeal({ seal, at });
    if (!decision.accepted) return decision;
    const fault = stationRefusal(seal, { stations: stationsOf(route), at });
    if (fault !== undefined) return refuse(fault);
    const short = batteryRefusal(seal, route);
    if (short !== undefined) return refuse(short);
    armed.push(...decision.facts);
  }
  const deadlineAt = addMs(at, route.timeLimitH * HOUR_MS);
  return accept<JourneyEvents>(
    { ...on(journey), type: 'journey-armed', body: { at, deadlineAt } },
    ...armed,
  );
}

const stationsOf = (route: RouteVersion) => [route.from, ...route.allowedStops];

/** Known weakness: a dialect that tells no battery cannot be judged, and is let go. */
function batteryRefusal(seal: Seal, { km }: RouteVersion): JourneyRefusal | undefined {
  const { batteryPct } = seal.live;
  const { drainPctPerHour } = seal.model;
  const neededPct = Math.ceil(batteryNeededPct({ km, drainPctPerHour }));
  if (batteryPct === null || batteryPct >= neededPct) return undefined;
  return { code: 'battery-short', seal: seal.id, batteryPct, neededPct };
}

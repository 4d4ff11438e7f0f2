import type { RouteVersion } from '@lakiri/corridors';
import { accept, type Decision, type Instant, refuse } from '@lakiri/kit';
import type { PartyRef } from '@lakiri/seals';
import { type JourneyEvents, type JourneyRefusal, on } from './events.ts';
import type { JourneyId, Truck } from './journey.ts';
import type { Ref } from './ref.ts';

/** A declaration's description of goods is longer; this is what an officer reads beside a plate. */
export const CARGO_CHARS_MAX = 200;

/** Who carries, and with what. */
export type Haulage = { readonly transporter: PartyRef; readonly truck: Truck };

export type Create = {
  readonly id: JourneyId;
  readonly ref: Ref;
  /** The version asked for, and the number of the one in force now. */
  readonly route: RouteVersion | undefined;
  readonly routeVersionNow: number | undefined;
  /** `undefined`: no transporter has this id. */
  readonly haulage: Haulage | undefined;
  readonly cargo: string;
  /** When the person says it was created; papers may be written down later. `now`: our clock. */
  readonly at: Instant;
  readonly now: Instant;
};

/** A journey begins on the route as gazetted now, for a transporter that the administration knows (§1.4, steps 0 and 2). */
export function create(asked: Create): Decision<JourneyEvents, JourneyRefusal> {
  const { route, haulage, at, now } = asked;
  if (route === undefined || asked.routeVersionNow === undefined)
    return refuse({ code: 'no-such-route' });
  if (route.version !== asked.routeVersionNow)
    return refuse({ code: 'route-not-current', current: asked.routeVersionNow });
  if (haulage === undefined) return refuse({ code: 'no-such-transporter' });
  if (at > now) return refuse({ code: 'claim-in-future', at, now });
  return accept({
    ...on(asked),
    type: 'journey-created',
    body: {
      ref: asked.ref,
      routeId: route.id,
      routeVersion: route.version,
      truck: haulage.truck,
      cargo: asked.cargo,
      transporter: haulage.transporter,
      at,
    },
  });
}

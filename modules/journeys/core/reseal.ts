import { distanceM, locate, type RouteIndex, type RouteVersion } from '@lakiri/corridors';
import { accept, type Decision, type Json, refuse } from '@lakiri/kit';
import {
  armSeal,
  changeWatching,
  evolveSeal,
  fitSeal,
  replaceSeal,
  type Seal,
  type SealEvents,
  takeOverWatch,
} from '@lakiri/seals';
import { batteryNeededPct } from './battery.ts';
import { claimRefusal } from './claim.ts';
import type { JourneyEvents, JourneyRefusal } from './events.ts';
import { evolveJourney } from './evolve.ts';
import { type What, watchingOf } from './exception.ts';
import { sealsOn } from './journey.ts';
import { type Reported, reported, reportRefusal } from './report-exception.ts';
import { PLACE_AGE_MS_MAX } from './whereabouts.ts';

/** Two seals on one truck: half a kilometre of fixes that are minutes apart, told while it rolls to the roadside. */
export const RESEAL_APART_M_MAX = 2_000;

export type Reseal = Reported & {
  /** The seal that comes off; `undefined` where there is no such. */
  readonly old: Seal | undefined;
  /** The one that goes on in its place. */
  readonly seal: Seal | undefined;
  /** Whose identity is in doubt. */
  readonly doubted: ReadonlySet<string>;
  readonly mechanicalSeal: string | null;
  /** Of both seals, as they were on the truck; null where none was sent. */
  readonly oldPhotoSha256: string | null;
  readonly newPhotoSha256: string | null;
  readonly route: RouteIndex<RouteVersion>;
  /** What the rules remember of the journey by the old seal; null: nothing yet. */
  readonly watch: Json;
};

/**
 * A cut seal is replaced on the road (§1.4, step 8): the old fitting ends in the instant in which the new one begins,
 * already watched, with what the rules remember of the journey. The old seal keeps its tamper as evidence.
 */
export function reseal(asked: Reseal): Decision<JourneyEvents, JourneyRefusal> {
  const general = reportRefusal(asked, 'reseal') ?? claimRefusal(asked);
  if (general !== undefined) return refuse(general);
  const { journey, old, seal, at, oldPhotoSha256, newPhotoSha256 } = asked;
  if (old === undefined || !sealsOn(journey).includes(old.id))
    return refuse({ code: 'seal-not-on-journey' });
  if (seal === undefined) return refuse({ code: 'no-such-seal' });
  if (oldPhotoSha256 === null || newPhotoSha256 === null) return refuse({ code: 'photo-missing' });
  const armed = fittedArmed(asked, seal);
  if (!armed.accepted) return armed;
  const unfit = placeRefusal(asked, { old, seal }) ?? batteryRefusal(asked, seal);
  if (unfit !== undefined) return refuse(unfit);
  const replaced = replaceSeal({ seal: old, by: seal.id, at });
  if (!replaced.accepted) return replaced;
  const what: What = {
    kind: 'reseal',
    ...{ old: old.id, seal: seal.id, number: seal.number },
    ...{ mechanicalSeal: asked.mechanicalSeal, oldPhotoSha256, newPhotoSha256 },
  };
  const [event] = reported({ ...asked, seals: [] }, what);
  if (event?.subjectKind !== 'journey') throw new Error('a report is a fact of its journey');
  const watching = watchingOf(evolveJourney(journey, event), seal.id);
  return accept<JourneyEvents>(
    event,
    ...replaced.facts,
    ...armed.facts,
    changeWatching({ seal, journey: journey.id, watching }),
    takeOverWatch({ seal, journey: journey.id, from: old.id, watch: asked.watch }),
  );
}

/** On the truck and watched in one act, by the guards of both. */
function fittedArmed(
  { journey, doubted, at }: Reseal,
  seal: Seal,
): Decision<SealEvents, JourneyRefusal> {
  const fitted = fitSeal({ seal, journey: journey.id });
  if (!fitted.accepted) return fitted;
  if (journey.fittings.some((fitting) => fitting.seal === seal.id))
    return refuse({ code: 'seal-was-on-journey', seal: seal.id });
  if (doubted.has(seal.id)) return refuse({ code: 'seal-doubted', seal: seal.id });
  const armed = armSeal({ seal: after(seal, fitted.facts), at });
  return armed.accepted ? accept(...fitted.facts, ...armed.facts) : armed;
}

const after = (seal: Seal, facts: readonly SealEvents[]): Seal =>
  facts.reduce<Seal>((state, fact) => evolveSeal(state, fact), seal);

/** The new one must know where it is, and be where the old one is, as far as that is known. */
function placeRefusal(
  { at }: Reseal,
  { old, seal }: { readonly old: Seal; readonly seal: Seal },
): JourneyRefusal | undefined {
  const { place } = seal.live;
  if (place === null || Math.abs(at - place.at) > PLACE_AGE_MS_MAX)
    return { code: 'seal-place-unknown', seal: seal.id, placeAt: place?.at ?? null };
  const was = old.live.place;
  if (was === null || Math.abs(at - was.at) > PLACE_AGE_MS_MAX) return undefined;
  const awayM = Math.round(distanceM(was, place));
  if (awayM <= RESEAL_APART_M_MAX) return undefined;
  return { code: 'seals-apart', seal: seal.id, awayM, maxM: RESEAL_APART_M_MAX };
}

/** Enough for the way that is left. A dialect that tells no battery cannot be judged, and is let go. */
function batteryRefusal({ route }: Reseal, seal: Seal): JourneyRefusal | undefined {
  const { batteryPct, place } = seal.live;
  if (batteryPct === null) return undefined;
  const done = place === null ? 0 : locate(route, place).km;
  const km = Math.max(0, route.route.km - done);
  const neededPct = Math.ceil(
    batteryNeededPct({ km, drainPctPerHour: seal.model.drainPctPerHour }),
  );
  if (batteryPct >= neededPct) return undefined;
  return { code: 'battery-short', seal: seal.id, batteryPct, neededPct };
}

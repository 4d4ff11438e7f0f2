// What must hold for an opening (§4.5): judged when it is asked, when it is approved, and before it is recorded.
import type { RouteVersion } from '@lakiri/corridors';
import { type JourneyState, type StationRefusal, stationRefusal } from '@lakiri/journeys';
import { HOUR_MS, type Instant, isoOf, MINUTE_MS } from '@lakiri/kit';
import type { JourneyRef, Seal, SealId } from '@lakiri/seals';

/** The hours in which openings are allowed, as dated data: local, from included, until not. */
export type OpeningHours = {
  readonly version: number;
  readonly effectiveFrom: Instant;
  readonly fromH: number;
  readonly untilH: number;
  readonly utcOffsetMin: number;
  readonly source: string;
};

/** Newest last. Border posts and ports of the corridors work around the clock. */
export const OPENING_HOURS: readonly OpeningHours[] = [
  {
    version: 1,
    effectiveFrom: 0 as Instant,
    fromH: 0,
    untilH: 24,
    utcOffsetMin: 180,
    source: 'configuration: one-stop border posts work 24 hours',
  },
];

/** The version in force at an instant. */
export function hoursAt(versions: readonly OpeningHours[], at: Instant): OpeningHours {
  const inForce = versions.findLast(({ effectiveFrom }) => effectiveFrom <= at) ?? versions[0];
  if (inForce === undefined) throw new Error('no hours were ever in force');
  return inForce;
}

export type OpenCase = { readonly id: string; readonly kind: string };

/** What is known around the seal at the moment of judging. */
export type Circumstances = {
  readonly seal: Seal;
  readonly journey: {
    readonly id: JourneyRef;
    readonly state: JourneyState;
    readonly route: Pick<RouteVersion, 'from' | 'to' | 'allowedStops'>;
  } | null;
  /** Open cases of severity 1 on the seal. */
  readonly cases: readonly OpenCase[];
  /** Two devices may call themselves this seal: nobody knows which would open. */
  readonly isDoubted?: boolean;
  readonly hours: OpeningHours;
  readonly at: Instant;
};

export type ConditionRefusal =
  | { readonly code: 'seal-never-heard'; readonly seal: SealId }
  | { readonly code: 'seal-doubted'; readonly seal: SealId }
  | StationRefusal
  | { readonly code: 'outside-hours'; readonly fromH: number; readonly untilH: number }
  | { readonly code: 'case-open'; readonly cases: readonly OpenCase[] };

/** The first condition that does not hold, in the order an officer would give them. */
export function conditionRefusal(
  circumstances: Circumstances,
  { isOverridden }: { readonly isOverridden: boolean },
): ConditionRefusal | undefined {
  const { seal, cases, hours, at } = circumstances;
  if (seal.live.receivedAt === null) return { code: 'seal-never-heard', seal: seal.id };
  if (circumstances.isDoubted === true) return { code: 'seal-doubted', seal: seal.id };
  const astray = placeRefusal(circumstances);
  if (astray !== undefined) return astray;
  if (isOverridden) return undefined;
  if (!isWithin(hours, at))
    return { code: 'outside-hours', fromH: hours.fromH, untilH: hours.untilH };
  return cases.length > 0 ? { code: 'case-open', cases } : undefined;
}

/** Only a seal that is watched is bound to places: before arming and after disarming an opening is lawful anyway. */
function placeRefusal({ seal, journey, at }: Circumstances): ConditionRefusal | undefined {
  if (journey === null || seal.custody.phase !== 'armed') return undefined;
  const { from, to, allowedStops } = journey.route;
  const stations = journey.state === 'arrived' ? [to] : [from, ...allowedStops, to];
  return stationRefusal(seal, { stations, at });
}

function isWithin({ fromH, untilH, utcOffsetMin }: OpeningHours, at: Instant): boolean {
  const local = isoOf((at + utcOffsetMin * MINUTE_MS) as Instant);
  const ms = Date.parse(local) - Date.parse(`${local.slice(0, 10)}T00:00:00.000Z`);
  const hour = ms / HOUR_MS;
  return fromH <= untilH ? hour >= fromH && hour < untilH : hour >= fromH || hour < untilH;
}

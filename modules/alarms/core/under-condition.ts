// Where a rule has a condition, what it found is raised only where the condition holds. No rule has one as shipped, and
// then nothing is asked.
import { placeAt, type RouteIndex } from '@lakiri/corridors';
import { HOUR_MS, type Instant, MINUTE_MS } from '@lakiri/kit';
import type { Seal } from '@lakiri/seals';
import { type ConditionFacts, conditionHolds } from './condition.ts';
import type { Raised } from './evaluate.ts';
import { countryAt } from './jurisdiction.ts';
import { minutesBetween, type Watched } from './look.ts';
import type { Stop } from './watch.ts';

export type Around = {
  readonly seal: Seal;
  readonly route: RouteIndex | null;
  readonly journey: Watched;
  readonly stop: Stop | null;
  /** Absent: no reading told it. */
  readonly tier?: number | undefined;
  readonly owner: string | null;
};

/**
 * The alarm, where the rule’s condition holds. One that cannot be answered raises, and says so:
 * what nobody knows hides nothing.
 */
export function underCondition(
  raised: Raised,
  condition: string,
  around: Around,
): readonly Raised[] {
  const holds = conditionHolds(condition, factsOf(raised, around));
  if (holds !== null) return holds ? [raised] : [];
  const why = [...raised.why, { code: 'condition-unanswered', params: { condition } } as const];
  return [{ ...raised, why }];
}

function factsOf(raised: Raised, { seal, route, journey, stop, tier, owner }: Around) {
  const { kind, severity, place, late, occurredAt } = raised;
  const country = countryAt(route, place);
  const { live, model } = seal;
  return {
    kind,
    severity,
    route: route?.route.id ?? null,
    place: route === null || place === null ? null : (placeAt(route, place)?.name ?? null),
    country,
    km: place?.km ?? null,
    offRouteM: place?.offM ?? null,
    localHour: localHourOf(occurredAt, country),
    sealModel: model.model,
    maker: model.maker ?? model.dialect,
    owner,
    tier: tier ?? null,
    speedKmh: live.place?.speedKmh ?? null,
    batteryPct: live.batteryPct,
    stoppedMin: stop === null ? 0 : minutesBetween(stop.since, occurredAt),
    late,
    underway: journey.underway,
  } satisfies ConditionFacts;
}

/** Central Africa Time; all others of the corridors keep East Africa Time (IANA tzdata). */
const CAT: readonly (string | null)[] = ['BI', 'CD', 'RW', 'SS'];
const CAT_MIN = 120;
const EAT_MIN = 180;
const HOURS_A_DAY = 24;

function localHourOf(at: Instant, country: string | null): number {
  const offsetMin = CAT.includes(country) ? CAT_MIN : EAT_MIN;
  const hour = ((at + offsetMin * MINUTE_MS) / HOUR_MS) % HOURS_A_DAY;
  return hour < 0 ? hour + HOURS_A_DAY : hour;
}

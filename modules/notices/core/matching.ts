import type { Kind, Severity } from '@lakiri/alarms';
import type { Instant } from '@lakiri/kit';
import { releaseAt } from './quiet.ts';
import type { Subscription, Topic } from './subscription.ts';

/** One fact of which somebody may want to hear, with what it is about. */
export type Matter = {
  /** Of the fact. */
  readonly fact: string;
  readonly topic: Topic;
  readonly recordedAt: Instant;
  readonly journey: string | null;
  readonly seal: string | null;
  /** Of the case; none of a journey. */
  readonly kind: Kind | null;
  readonly severity: Severity | null;
};

/**
 * Whether a subscription asks for this matter. What was recorded before it was made is not told: nobody
 * subscribes to the past. Whether its owner may see the matter is for the permits to say.
 */
function isAskedFor(subscription: Subscription, matter: Matter): boolean {
  const { state, madeAt, topics, kinds, severities, scope } = subscription;
  if (state !== 'active' || matter.recordedAt < madeAt || !topics.includes(matter.topic))
    return false;
  if (matter.kind !== null && kinds.length > 0 && !kinds.includes(matter.kind)) return false;
  if (matter.severity !== null && severities.length > 0 && !severities.includes(matter.severity))
    return false;
  if (scope.of === 'all') return true;
  const about = scope.of === 'journeys' ? matter.journey : matter.seal;
  return about !== null && scope.ids.includes(about);
}

export type Wanted = {
  readonly subscription: Subscription;
  readonly matter: Matter;
  /** Not to be sent before: now, or the end of quiet hours. */
  readonly dueAt: Instant;
};

/** Who asked to hear of these matters, and from when on each may be told. */
export function wantedOf(
  subscriptions: readonly Subscription[],
  matters: readonly Matter[],
  at: Instant,
): readonly Wanted[] {
  return matters.flatMap((matter) =>
    subscriptions
      .filter((subscription) => isAskedFor(subscription, matter))
      .map((subscription) => {
        const { severity } = matter;
        return { subscription, matter, dueAt: releaseAt(subscription.quiet, { at, severity }) };
      }),
  );
}

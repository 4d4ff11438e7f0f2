// Bulletins as the server publishes them, and as a journey's timeline tells them.
import type { BulletinAuthority } from '@lakiri/corridors/api';
import { bulletinsOfRoute } from '@lakiri/corridors/store';
import { milestonesOf } from '@lakiri/journeys';
import type { TimelineItem } from '@lakiri/journeys/api';
import { findJourneys } from '@lakiri/journeys/store';
import { type Id, type Instant, isoOf } from '@lakiri/kit';
import { namesOf } from '@lakiri/parties/store';
import type { Sql } from '@lakiri/platform/sql';
import { authorityOf, isSignedText, signText } from '@lakiri/protocol-lakiri';

/** The key that signs orders to seals signs bulletins too; absent where this process has no secret. */
export function bulletinAuthority(sealSecret: string | undefined): {
  readonly authority: BulletinAuthority | undefined;
} {
  if (sealSecret === undefined) return { authority: undefined };
  const authority = authorityOf(sealSecret);
  const { keyId, publicKey } = authority.told;
  return {
    authority: {
      publicKey,
      sign: (text) => ({ keyId, signature: signText(authority, text) }),
      holds: ({ text, signature }) => isSignedText(text, signature, publicKey),
    },
  };
}

/** Bulletins that held for a journey's route while it was under way: when each took force, and when it was ended. */
export async function bulletinTimeline(
  tx: Sql,
  journey: Id<'Journey'>,
  now: Instant,
): Promise<readonly TimelineItem[]> {
  const [found] = await findJourneys(tx, [journey]);
  if (found === undefined) return [];
  const { route, course } = found.state;
  const { armedAt: from, arrivedAt, disarmedAt } = milestonesOf(course);
  if (from === null) return [];
  const until = arrivedAt ?? disarmedAt ?? now;
  const rows = await bulletinsOfRoute(tx, route.id, { from, until });
  const people = rows.flatMap(({ state }) => [
    ...('published' in state ? [state.published.by] : []),
    ...('ended' in state ? [state.ended.by] : []),
  ]);
  const names = await namesOf(tx, [...new Set(people)]);
  return rows.flatMap(({ id, state }): TimelineItem[] => {
    if (!('published' in state)) return [];
    const { says, published } = state;
    const params = { bulletin: id, number: published.number };
    const begun: TimelineItem = {
      ...{ at: isoOf(published.from), recordedAt: isoOf(published.at), type: 'bulletin-published' },
      by: names.get(published.by) ?? null,
      params: {
        ...{ ...params, bulletinReason: says.reason, note: says.note, extraH: says.extraH },
        until: isoOf(published.until),
      },
    };
    if (!('ended' in state) || state.ended.until > until) return [begun];
    const { ended } = state;
    const over: TimelineItem = {
      ...{ at: isoOf(ended.until), recordedAt: isoOf(ended.at), type: 'bulletin-ended' },
      by: names.get(ended.by) ?? null,
      params: { ...params, source: ended.source },
    };
    return [begun, over];
  });
}

// What a draft becomes when it takes force. Asked when it is written too, so that nobody is asked to approve what could
// not stand.
import type { Decision, Instant } from '@lakiri/kit';
import type { DraftContent } from './draft.ts';
import {
  type FenceEvents,
  type FenceRefusal,
  type FenceVersion,
  publishFence,
  withdrawFence,
} from './fence.ts';

/** What stands where a draft would stand. */
export type Around = { readonly last: FenceVersion | undefined; readonly fences: number };

export type GazetteEvents = FenceEvents;
export type GazetteRefusal = FenceRefusal;

/** The facts that put it in force from an instant on, or why it cannot stand. */
export function putInForce(
  content: DraftContent,
  { last, fences }: Around,
  effectiveFrom: Instant,
): Decision<GazetteEvents, GazetteRefusal> {
  const { fence: subject } = content;
  if (content.is === 'fence-end')
    return withdrawFence({ subject, last, effectiveFrom, source: content.source });
  return publishFence({ subject, fence: content.says, effectiveFrom, last, fences });
}

/** The version that a draft is written against; 0 where nothing stands. */
export function baseOf({ last }: Around): number {
  return last?.version ?? 0;
}

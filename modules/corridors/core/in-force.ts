// What a draft becomes when it takes force. Asked when it is written too, so that nobody is asked to approve what could
// not stand.
import { type Decision, type Instant, refuse } from '@lakiri/kit';
import type { DraftContent } from './draft.ts';
import {
  type FenceEvents,
  type FenceRefusal,
  type FenceVersion,
  publishFence,
  withdrawFence,
} from './fence.ts';
import { type PublishRefusal, publishRoute, type RoutePublished } from './publish.ts';
import type { RouteVersion } from './route.ts';

/** What stands where a draft would stand. */
export type Around = {
  readonly fence: FenceVersion | undefined;
  readonly fences: number;
  readonly route: RouteVersion | undefined;
};

export type GazetteEvents = FenceEvents | RoutePublished;
export type GazetteRefusal = FenceRefusal | PublishRefusal | { readonly code: 'no-such-route' };

/** The facts that put it in force from an instant on, or why it cannot stand. */
export function putInForce(
  content: DraftContent,
  { fence: last, fences, route }: Around,
  effectiveFrom: Instant,
): Decision<GazetteEvents, GazetteRefusal> {
  if (content.is === 'route') {
    if (route === undefined) return refuse({ code: 'no-such-route' });
    const { route: subject, says } = content;
    return publishRoute({ subject, route: says, effectiveFrom, last: route });
  }
  const { fence: subject } = content;
  if (content.is === 'fence-end')
    return withdrawFence({ subject, last, effectiveFrom, source: content.source });
  return publishFence({ subject, fence: content.says, effectiveFrom, last, fences });
}

/** The version that a draft is written against; 0 where nothing stands. */
export function baseOf({ fence, route }: Around): number {
  return fence?.version ?? route?.version ?? 0;
}

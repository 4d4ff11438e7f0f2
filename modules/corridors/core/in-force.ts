// What a draft becomes when it takes force. Asked when it is written too, so that nobody is asked to approve what could
// not stand.
import { accept, type Decision, type Instant, isoOf, refuse } from '@lakiri/kit';
import type { DraftContent } from './draft.ts';
import {
  type FenceEvents,
  type FenceRefusal,
  type FenceVersion,
  publishFence,
  withdrawFence,
} from './fence.ts';
import type { PlaceVersion } from './place.ts';
import {
  type PlaceEvents,
  type PublishRefusal,
  publishPlace,
  publishRoute,
  type RouteEvents,
} from './publish.ts';
import { decideRecall, type RecallRefusal, recalled } from './recall.ts';
import type { RouteVersion } from './route.ts';

/** What stands where a draft would stand: all versions of what it would change, oldest first. */
export type Around = {
  readonly fence: readonly FenceVersion[];
  /** Fences that there are. */
  readonly fences: number;
  readonly route: readonly RouteVersion[];
  readonly place: readonly PlaceVersion[];
  /** The short name of what it says is another's. */
  readonly isTaken: boolean;
};

export type GazetteEvents = FenceEvents | RouteEvents | PlaceEvents;
export type GazetteRefusal =
  | FenceRefusal
  | PublishRefusal
  | RecallRefusal
  | { readonly code: 'name-taken'; readonly id: string };

type When = {
  /** What lies ahead of it may be replaced. */
  readonly now: Instant;
  readonly effectiveFrom: Instant;
};

/** The facts that put it in force from an instant on, or why it cannot stand. */
export function putInForce(
  content: DraftContent,
  around: Around,
  when: When,
): Decision<GazetteEvents, GazetteRefusal> {
  const { fences } = around;
  const [fence, route, place] = [around.fence.at(-1), around.route.at(-1), around.place.at(-1)];
  switch (content.is) {
    case 'fence':
      return publishFence({
        ...when,
        ...{ subject: content.fence, fence: content.says, last: fence, fences },
      });
    case 'fence-end': {
      const { fence: subject, source } = content;
      return withdrawFence({ ...when, subject, last: fence, source });
    }
    case 'route':
      if (around.isTaken) return refuse({ code: 'name-taken', id: content.says.id });
      return publishRoute({ ...when, subject: content.route, route: content.says, last: route });
    case 'place':
      if (around.isTaken) return refuse({ code: 'name-taken', id: content.says.id });
      return publishPlace({ ...when, subject: content.place, place: content.says, last: place });
    case 'recall':
      return takeBack(content, around, when);
  }
}

type Recall = DraftContent & { readonly is: 'recall' };

function takeBack(
  { what, source }: Recall,
  around: Around,
  when: When,
): Decision<GazetteEvents, GazetteRefusal> {
  const { now, effectiveFrom: earliest } = when;
  const gone = (effectiveFrom: Instant) => ({ source, effectiveFrom: isoOf(effectiveFrom) });
  if (what.of === 'fence') {
    const { id: subject } = what;
    return decideRecall<FenceVersion, GazetteEvents, GazetteRefusal>(
      recalled(around.fence, earliest),
      {
        publish: ({ instead, last, effectiveFrom }) =>
          publishFence({
            ...{ subject, fence: { ...instead, source }, last, effectiveFrom, now },
            fences: around.fences,
          }),
        withdraw: ({ last, effectiveFrom }) =>
          withdrawFence({ subject, last, effectiveFrom, now, source }),
      },
    );
  }
  if (what.of === 'route') {
    const on = { subjectKind: 'route', subject: what.id } as const;
    return decideRecall<RouteVersion, GazetteEvents, GazetteRefusal>(
      recalled(around.route, earliest),
      {
        publish: ({ instead, last, effectiveFrom }) =>
          publishRoute({
            ...{ subject: what.id, route: { ...instead, source }, last, effectiveFrom, now },
          }),
        withdraw: ({ effectiveFrom }) =>
          accept({ ...on, type: 'route-withdrawn', body: gone(effectiveFrom) }),
      },
    );
  }
  const on = { subjectKind: 'place', subject: what.id } as const;
  return decideRecall<PlaceVersion, GazetteEvents, GazetteRefusal>(
    recalled(around.place, earliest),
    {
      publish: ({ instead, last, effectiveFrom }) =>
        publishPlace({
          ...{ subject: what.id, place: { ...instead.place, source }, last, effectiveFrom, now },
        }),
      withdraw: ({ effectiveFrom }) =>
        accept({ ...on, type: 'place-withdrawn', body: gone(effectiveFrom) }),
    },
  );
}

/** The version that a draft is written against; 0 where nothing stands. */
export function baseOf({ fence, route, place }: Around): number {
  return (fence.at(-1) ?? route.at(-1) ?? place.at(-1))?.version ?? 0;
}

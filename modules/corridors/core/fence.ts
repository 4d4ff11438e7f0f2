// A fence: a piece of ground that has a meaning for customs. It takes force as two officers agreed, from a date on, and
// is withdrawn, not taken away: what an earlier version meant in its time it means for ever.
import {
  accept,
  canonical,
  type Decision,
  type Id,
  type Instant,
  isoOf,
  type Json,
  MINUTE_MS,
  refuse,
} from '@lakiri/kit';
import { type Area, type Bounded, boundedBy, isSoundArea } from './area.ts';
import {
  type Dated,
  datedAfter,
  isAhead,
  isName,
  isSource,
  type OrderRefusal,
  orderFault,
  spansOf,
} from './version.ts';

export type FenceId = Id<'Fence'>;

/** `forbidden`: no truck under control may be there, which a rule watches; the others are shown. */
export const FENCE_KINDS = ['station', 'yard', 'forbidden', 'territory', 'custom'] as const;
type FenceKind = (typeof FENCE_KINDS)[number];

export type Fence = {
  readonly name: string;
  readonly kind: FenceKind;
  readonly area: Area;
  /** On whose word: a notice, an order, a survey. */
  readonly source: string;
};

export type FenceVersion = Fence &
  Dated & {
    /** From then on it means nothing. */
    readonly isWithdrawn: boolean;
  };

type On = { readonly subjectKind: 'fence'; readonly subject: FenceId };
export type FenceEvents = On &
  (
    | {
        readonly type: 'fence-published';
        readonly body: Fence & { readonly effectiveFrom: string };
      }
    | {
        readonly type: 'fence-withdrawn';
        readonly body: { readonly source: string; readonly effectiveFrom: string };
      }
  );

/**
 * Between the act and its force. Each gateway reads what is in force again well within this time, so that none judges
 * by yesterday's; and what was judged is not judged anew.
 */
export const GAZETTE_NOTICE_MS = 2 * MINUTE_MS;
/** All in force are looked at for each fix of a truck. */
export const FENCES_MAX = 1_000;

export type FenceRefusal =
  | { readonly code: 'no-such-fence' }
  | { readonly code: 'fence-name' }
  | { readonly code: 'fence-area' }
  | { readonly code: 'gazette-source' }
  | { readonly code: 'fence-withdrawn' }
  | { readonly code: 'too-many-fences'; readonly fencesMax: number }
  | OrderRefusal
  | { readonly code: 'unchanged' };

export type PublishFence = {
  readonly subject: FenceId;
  readonly fence: Fence;
  readonly effectiveFrom: Instant;
  /** What lies ahead of it may be replaced. */
  readonly now: Instant;
  readonly last: FenceVersion | undefined;
  /** Fences that there are. */
  readonly fences: number;
};

/** A new fence, or another version of one. */
export function publishFence(asked: PublishFence): Decision<FenceEvents, FenceRefusal> {
  const { subject, fence, effectiveFrom, last } = asked;
  if (!isName(fence.name)) return refuse({ code: 'fence-name' });
  if (!isSource(fence.source)) return refuse({ code: 'gazette-source' });
  if (!isSoundArea(fence.area)) return refuse({ code: 'fence-area' });
  if (last === undefined && asked.fences >= FENCES_MAX)
    return refuse({ code: 'too-many-fences', fencesMax: FENCES_MAX });
  const late = timeFault(asked);
  if (late !== undefined) return refuse(late);
  const body = fenceContent(fence);
  if (last !== undefined && canonical(fenceContent(last) as Json) === canonical(body as Json))
    return refuse({ code: 'unchanged' });
  return accept({
    subjectKind: 'fence',
    subject,
    type: 'fence-published',
    body: { ...body, effectiveFrom: isoOf(effectiveFrom) },
  });
}

export type WithdrawFence = Pick<PublishFence, 'subject' | 'effectiveFrom' | 'now' | 'last'> & {
  readonly source: string;
};

/** From then on it means nothing; what it meant before stays. */
export function withdrawFence(asked: WithdrawFence): Decision<FenceEvents, FenceRefusal> {
  const { subject, effectiveFrom, last, source } = asked;
  if (last === undefined) return refuse({ code: 'no-such-fence' });
  if (!isSource(source)) return refuse({ code: 'gazette-source' });
  const late = timeFault(asked);
  if (late !== undefined) return refuse(late);
  return accept({
    subjectKind: 'fence',
    subject,
    type: 'fence-withdrawn',
    body: { source, effectiveFrom: isoOf(effectiveFrom) },
  });
}

/** The only way a fact changes a fence. Throws on a fact that cannot follow. */
export function evolveFence(last: FenceVersion | undefined, event: FenceEvents): FenceVersion {
  const dated = datedAfter(last, event.body.effectiveFrom);
  if (event.type === 'fence-published')
    return { ...fenceContent(event.body), ...dated, isWithdrawn: false };
  if (last === undefined) throw new Error('withdrawn, but never published');
  const { source } = event.body;
  return { ...fenceContent(last), source, ...dated, isWithdrawn: true };
}

/** A forbidden fence for as long as one of its versions holds. */
export type ForbiddenFence = Bounded & {
  /** The same for all versions of a fence, of which one at most holds at a time. */
  readonly id: string;
  readonly name: string;
  readonly effectiveFrom: Instant;
  /** `null`: until further notice. */
  readonly until: Instant | null;
  readonly source: string;
};

/** What the rule of forbidden places is to look at, of all fences with their versions oldest first. */
export function forbiddenFences(
  fences: readonly { readonly id: FenceId; readonly versions: readonly FenceVersion[] }[],
): readonly ForbiddenFence[] {
  return fences.flatMap(({ id, versions }) =>
    spansOf(versions).flatMap(({ version, until }) => {
      const { kind, isWithdrawn, name, source, area, effectiveFrom } = version;
      if (kind !== 'forbidden' || isWithdrawn) return [];
      return [{ id, name, source, effectiveFrom, until, ...boundedBy(area) }];
    }),
  );
}

/** A withdrawal that lies ahead may still be taken back. */
function timeFault(asked: Omit<WithdrawFence, 'source'>): FenceRefusal | undefined {
  const { last, now } = asked;
  if (last?.isWithdrawn === true && !isAhead(last, now)) return { code: 'fence-withdrawn' };
  return orderFault(asked);
}

function fenceContent({ name, kind, area, source }: Fence): Fence {
  if (area.is === 'polygon')
    return { name, kind, area: { is: 'polygon', ring: area.ring }, source };
  const { is, lat, lon, radiusM } = area;
  return { name, kind, area: { is, lat, lon, radiusM }, source };
}

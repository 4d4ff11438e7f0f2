// An emergency diversion of a route (flood, accident, works): written by officers, published by another with the
// authority's signature, in force for a time, and over by itself or by an act. It leaves every version of the route as it is.
import { type Id, type Instant, parseInstant } from '@lakiri/kit';
import type { By } from './draft.ts';
import type { Place } from './place.ts';
import type { LonLat, RouteId } from './route.ts';

export type BulletinId = Id<'Bulletin'>;

export const BULLETIN_STATES = ['drafted', 'published', 'ended', 'discarded'] as const;
export type BulletinState = (typeof BULLETIN_STATES)[number];

export const BULLETIN_REASONS = [
  'flood',
  'landslide',
  'accident',
  'bridge',
  'security',
  'works',
  'other',
] as const;
export type BulletinReason = (typeof BULLETIN_REASONS)[number];

/** What an officer says. Places on the ground, not kilometres: it speaks of every version of the route. */
export type BulletinSays = {
  readonly route: RouteId;
  readonly reason: BulletinReason;
  /** What has happened, and on whose word. */
  readonly note: string;
  /** The stretch of the road that is closed, from point to point. */
  readonly closed: { readonly from: LonLat; readonly to: LonLat };
  /** From where it leaves the road to where it joins it again. */
  readonly line: readonly LonLat[];
  /** How far from the line is still on the diversion, to each side, metres. */
  readonly widthM: number;
  /** Where a truck may stand on it; whole copies. */
  readonly stops: readonly Place[];
  /** Whole hours that journeys of the route are given more; 0: none. */
  readonly extraH: number;
  /** ISO 8601; `null`: as soon as it is published. */
  readonly from: string | null;
  /** ISO 8601. */
  readonly until: string;
};

export type Signed = {
  readonly text: string;
  /** Hex. */
  readonly keyId: string;
  /** Ed25519 over the UTF-8 bytes of the text, hex. */
  readonly signature: string;
};

type Published = Signed & {
  readonly by: By;
  readonly at: Instant;
  readonly number: number;
  readonly from: Instant;
  readonly until: Instant;
};

type Ended = Signed & {
  readonly by: By;
  readonly at: Instant;
  readonly source: string;
  /** In the place of the end that was published. */
  readonly until: Instant;
};

type Written = {
  readonly says: BulletinSays;
  /** All who wrote it: none of them may publish it. */
  readonly authors: readonly By[];
  readonly madeAt: Instant;
  readonly changedAt: Instant;
};

export type Bulletin = Written &
  (
    | { readonly state: 'drafted' }
    | { readonly state: 'published'; readonly published: Published }
    | { readonly state: 'ended'; readonly published: Published; readonly ended: Ended }
    | { readonly state: 'discarded'; readonly discardedBy: By }
  );

type On = { readonly subjectKind: 'bulletin'; readonly subject: BulletinId };
type Saying = { readonly by: By; readonly at: Instant; readonly says: BulletinSays };
type Times<T> = Omit<T, 'from' | 'until'>;
export type BulletinEvents = On &
  (
    | { readonly type: 'bulletin-drafted'; readonly body: Saying }
    | { readonly type: 'bulletin-changed'; readonly body: Saying }
    | {
        readonly type: 'bulletin-published';
        readonly body: Times<Published> & { readonly from: string; readonly until: string };
      }
    | {
        readonly type: 'bulletin-ended';
        readonly body: Times<Ended> & { readonly until: string };
      }
    | {
        readonly type: 'bulletin-discarded';
        readonly body: { readonly by: By; readonly at: Instant };
      }
  );

/** Until when it holds: as published, or when it was ended. */
export function holdsUntil(
  bulletin: Bulletin & { readonly state: 'published' | 'ended' },
): Instant {
  return bulletin.state === 'ended' ? bulletin.ended.until : bulletin.published.until;
}

/** The only way a fact changes a bulletin. Throws on a fact that cannot follow. */
export function evolveBulletin(last: Bulletin | undefined, event: BulletinEvents): Bulletin {
  const { type, body } = event;
  if (type === 'bulletin-drafted' || type === 'bulletin-changed') {
    const { says, by, at } = body;
    const known = last?.authors ?? [];
    const authors = known.includes(by) ? known : [...known, by];
    return { state: 'drafted', says, authors, madeAt: last?.madeAt ?? at, changedAt: at };
  }
  if (last === undefined) throw new Error(`${type}, but never drafted`);
  const { says, authors, madeAt } = last;
  const written: Written = { says, authors, madeAt, changedAt: body.at };
  if (type === 'bulletin-discarded')
    return { ...written, state: 'discarded', discardedBy: body.by };
  if (type === 'bulletin-published') {
    const published = { ...body, from: getInstant(body.from), until: getInstant(body.until) };
    return { ...written, state: 'published', published };
  }
  if (last.state !== 'published') throw new Error('ended, but not published');
  const ended = { ...body, until: getInstant(body.until) };
  return { ...written, state: 'ended', published: last.published, ended };
}

function getInstant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new RangeError(`${text} is no date`);
  return at;
}

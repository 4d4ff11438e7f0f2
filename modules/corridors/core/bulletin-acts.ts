import {
  accept,
  addMs,
  DAY_MS,
  type Decision,
  type Instant,
  isoOf,
  parseInstant,
  refuse,
  SECOND_MS,
} from '@lakiri/kit';
import {
  type Bulletin,
  type BulletinEvents,
  type BulletinId,
  type BulletinSays,
  type BulletinState,
  holdsUntil,
  type Signed,
} from './bulletin.ts';
import { BULLETIN_NOTE_CHARS_MAX, type BulletinFault, bulletinFault } from './bulletin-sound.ts';
import { bulletinText, endText } from './bulletin-text.ts';
import type { By } from './draft.ts';
import type { RouteIndex } from './route-index.ts';

/**
 * Between an act and its force. A gateway judges nothing by bulletins that it read longer ago than half of this, so that none
 * judges by yesterday's; the rest is for clocks that differ and a commit that waits.
 */
export const BULLETIN_NOTICE_MS = 10 * SECOND_MS;
/** Drafts that wait, and bulletins that hold, each: more is a list nobody reads. */
export const BULLETINS_OPEN_MAX = 100;

export type BulletinRefusal =
  | BulletinFault
  | { readonly code: 'no-such-bulletin' }
  | { readonly code: 'no-such-route' }
  | { readonly code: 'bulletin-over'; readonly state: BulletinState }
  /** It was changed since the approver read it. */
  | { readonly code: 'bulletin-changed'; readonly version: number }
  | { readonly code: 'own-bulletin' }
  | { readonly code: 'effective-in-past' }
  /** It would end before it begins, or has done so. */
  | { readonly code: 'bulletin-no-time' }
  | { readonly code: 'bulletin-too-long'; readonly daysMax: number }
  | { readonly code: 'too-many-bulletins'; readonly bulletinsMax: number }
  | { readonly code: 'bulletin-not-published' }
  | { readonly code: 'bulletin-run-out'; readonly until: Instant }
  | { readonly code: 'end-source'; readonly charsMax: number };

type Act = {
  readonly subject: BulletinId;
  readonly bulletin: Bulletin | undefined;
  readonly by: By;
  readonly at: Instant;
};
/** What a bulletin is held against. */
type Around = {
  /** As in force now; undefined where there is no such route. */
  readonly route: RouteIndex | undefined;
  /** As configured now. */
  readonly daysMax: number;
};

export type WriteBulletin = Act &
  Around & {
    readonly says: BulletinSays;
    /** Drafts that wait. */
    readonly open: number;
  };

/** A new draft (`bulletin` undefined), or other words of one that waits. */
export function writeBulletin(asked: WriteBulletin): Decision<BulletinEvents, BulletinRefusal> {
  const { subject, bulletin, by, at, says } = asked;
  if (bulletin !== undefined && bulletin.state !== 'drafted')
    return refuse({ code: 'bulletin-over', state: bulletin.state });
  if (bulletin === undefined && asked.open >= BULLETINS_OPEN_MAX)
    return refuse({ code: 'too-many-bulletins', bulletinsMax: BULLETINS_OPEN_MAX });
  const asksPast = says.from !== null && (parseInstant(says.from) ?? at) < at;
  if (asksPast) return refuse({ code: 'effective-in-past' });
  const fault = faultIn(asked, asked);
  if (fault !== undefined) return refuse(fault);
  const type = bulletin === undefined ? 'bulletin-drafted' : 'bulletin-changed';
  return accept({ subjectKind: 'bulletin', subject, type, body: { by, at, says } });
}

/** Signs a text as the authority: the same key for the same bytes. */
export type Sign = (text: string) => Pick<Signed, 'keyId' | 'signature'>;

export type PublishBulletin = Act &
  Around & {
    /** As the approver read it. */
    readonly readVersion: number;
    readonly version: number;
    /** That no other has. */
    readonly number: number;
    /** Bulletins that hold, or will. */
    readonly holding: number;
    readonly node: string;
    readonly sign: Sign;
  };

/** Another officer puts it in force, over the authority's signature: from when it was asked for, and never without notice. */
export function publishBulletin(asked: PublishBulletin): Decision<BulletinEvents, BulletinRefusal> {
  const { subject, bulletin, by, at, node, number } = asked;
  if (bulletin === undefined) return refuse({ code: 'no-such-bulletin' });
  if (bulletin.state !== 'drafted') return refuse({ code: 'bulletin-over', state: bulletin.state });
  if (bulletin.authors.includes(by)) return refuse({ code: 'own-bulletin' });
  if (asked.readVersion !== asked.version)
    return refuse({ code: 'bulletin-changed', version: asked.version });
  if (asked.holding >= BULLETINS_OPEN_MAX)
    return refuse({ code: 'too-many-bulletins', bulletinsMax: BULLETINS_OPEN_MAX });
  const { says, authors } = bulletin;
  const fault = faultIn({ says, at }, asked);
  if (fault !== undefined) return refuse(fault);
  const from = forceOf(says, at);
  const until = parseInstant(says.until) ?? from;
  const text = bulletinText({ node, id: subject, number, says, from, until, authors, by, at });
  return accept({
    ...{ subjectKind: 'bulletin', subject, type: 'bulletin-published' },
    body: { by, at, number, from: isoOf(from), until: isoOf(until), text, ...asked.sign(text) },
  });
}

export type EndBulletin = Act & {
  readonly source: string;
  readonly node: string;
  readonly sign: Sign;
};

/** Before its time, over a signature too: the road is open again, or the diversion is not. */
export function endBulletin(asked: EndBulletin): Decision<BulletinEvents, BulletinRefusal> {
  const { subject, bulletin, by, at, source, node } = asked;
  if (bulletin === undefined) return refuse({ code: 'no-such-bulletin' });
  if (bulletin.state === 'ended' || bulletin.state === 'discarded')
    return refuse({ code: 'bulletin-over', state: bulletin.state });
  if (bulletin.state !== 'published') return refuse({ code: 'bulletin-not-published' });
  const { number, from } = bulletin.published;
  const earliest = addMs(at, BULLETIN_NOTICE_MS);
  const planned = holdsUntil(bulletin);
  if (planned <= earliest) return refuse({ code: 'bulletin-run-out', until: planned });
  if (source.trim() === '' || source.length > BULLETIN_NOTE_CHARS_MAX)
    return refuse({ code: 'end-source', charsMax: BULLETIN_NOTE_CHARS_MAX });
  // One that has not begun never does.
  const until = Math.max(from, earliest) as Instant;
  const text = endText({ node, id: subject, number, until, source, by, at });
  return accept({
    ...{ subjectKind: 'bulletin', subject, type: 'bulletin-ended' },
    body: { by, at, source, until: isoOf(until), text, ...asked.sign(text) },
  });
}

export function discardBulletin(asked: Act): Decision<BulletinEvents, BulletinRefusal> {
  const { subject, bulletin, by, at } = asked;
  if (bulletin === undefined) return refuse({ code: 'no-such-bulletin' });
  if (bulletin.state !== 'drafted') return refuse({ code: 'bulletin-over', state: bulletin.state });
  return accept({ subjectKind: 'bulletin', subject, type: 'bulletin-discarded', body: { by, at } });
}

/** When a bulletin that is published at an instant takes force. */
function forceOf({ from }: BulletinSays, at: Instant): Instant {
  const earliest = addMs(at, BULLETIN_NOTICE_MS);
  const asked = from === null ? undefined : parseInstant(from);
  return asked !== undefined && asked > earliest ? asked : earliest;
}

/** What keeps these words from being published at an instant. */
function faultIn(
  { says, at }: { readonly says: BulletinSays; readonly at: Instant },
  { route, daysMax }: Around,
): BulletinRefusal | undefined {
  if (route === undefined) return { code: 'no-such-route' };
  const fault = bulletinFault(says, route);
  if (fault !== undefined) return fault;
  const until = parseInstant(says.until);
  const from = forceOf(says, at);
  if (until === undefined || until <= from) return { code: 'bulletin-no-time' };
  return until - from > daysMax * DAY_MS ? { code: 'bulletin-too-long', daysMax } : undefined;
}

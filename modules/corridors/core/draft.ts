// A draft of what shall stand in the gazette: written by one officer, or several, proposed by one, and put in force by
// another who wrote none of it. Whoever changes it takes the proposal back.
import {
  accept,
  addMs,
  type Decision,
  type Id,
  type Instant,
  isoOf,
  parseInstant,
  refuse,
} from '@lakiri/kit';
import { type Fence, type FenceId, GAZETTE_NOTICE_MS } from './fence.ts';
import type { GazettedPlace } from './place.ts';
import type { Route } from './route.ts';

export type DraftId = Id<'Draft'>;
/** Who acts: the id of a person. */
export type By = Id<'Person'>;

export const DRAFT_STATES = ['drafted', 'proposed', 'approved', 'discarded'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** What shall stand. */
export type DraftContent =
  | { readonly is: 'fence'; readonly fence: FenceId; readonly says: Fence }
  | { readonly is: 'fence-end'; readonly fence: FenceId; readonly source: string }
  | { readonly is: 'route'; readonly route: Id<'Route'>; readonly says: Route }
  | { readonly is: 'place'; readonly place: Id<'Place'>; readonly says: GazettedPlace }
  /** The last version, which lies ahead, shall not come into force. */
  | {
      readonly is: 'recall';
      readonly what: Target;
      /** What people call it. */
      readonly name: string;
      readonly source: string;
    };

/** What a draft would change. */
export type Target =
  | { readonly of: 'fence'; readonly id: FenceId }
  | { readonly of: 'route'; readonly id: Id<'Route'> }
  | { readonly of: 'place'; readonly id: Id<'Place'> };

export function targetOf(content: DraftContent): Target {
  switch (content.is) {
    case 'fence':
    case 'fence-end':
      return { of: 'fence', id: content.fence };
    case 'route':
      return { of: 'route', id: content.route };
    case 'place':
      return { of: 'place', id: content.place };
    case 'recall':
      return content.what;
  }
}

export type Draft = {
  readonly state: DraftState;
  readonly content: DraftContent;
  /** The version that stood when it was written; 0 where nothing stood. */
  readonly base: number;
  /** All who wrote it or proposed it: none of them may approve it. */
  readonly authors: readonly By[];
  readonly proposedBy: By | null;
  /** `null`: as soon as may be. */
  readonly askedFrom: Instant | null;
  readonly endedBy: By | null;
  readonly madeAt: Instant;
  readonly changedAt: Instant;
};

type On = { readonly subjectKind: 'draft'; readonly subject: DraftId };
type Said = {
  readonly content: DraftContent;
  readonly base: number;
  readonly by: By;
  readonly at: Instant;
};
export type DraftEvents = On &
  (
    | { readonly type: 'draft-made'; readonly body: Said }
    | { readonly type: 'draft-changed'; readonly body: Said }
    | {
        readonly type: 'draft-proposed';
        readonly body: { readonly by: By; readonly at: Instant; readonly askedFrom: string | null };
      }
    | {
        readonly type: 'draft-approved';
        readonly body: { readonly by: By; readonly at: Instant; readonly effectiveFrom: string };
      }
    | {
        readonly type: 'draft-discarded';
        readonly body: { readonly by: By; readonly at: Instant };
      }
  );

/** Drafts that wait, of all officers; more is a list nobody reads. */
export const DRAFTS_OPEN_MAX = 200;

export type DraftRefusal =
  | { readonly code: 'no-such-gazette-draft' }
  | { readonly code: 'draft-over'; readonly state: DraftState }
  | { readonly code: 'draft-not-proposed' }
  /** It was changed since the approver read it. */
  | { readonly code: 'draft-changed'; readonly version: number }
  /** What it was drawn against is no longer the last version. */
  | { readonly code: 'draft-outrun'; readonly last: number }
  | { readonly code: 'own-gazette-draft' }
  | { readonly code: 'effective-in-past' }
  | { readonly code: 'too-many-drafts'; readonly draftsMax: number };

export type WriteDraft = Said & {
  readonly subject: DraftId;
  /** Absent: a new one. */
  readonly draft: Draft | undefined;
  /** Drafts that wait. */
  readonly open: number;
};

/** A new draft, or other content of one that waits; then whoever proposed it must propose it again. */
export function writeDraft(asked: WriteDraft): Decision<DraftEvents, DraftRefusal> {
  const { subject, draft, content, base, by, at } = asked;
  const on = { subjectKind: 'draft', subject } as const;
  const body = { content, base, by, at };
  if (draft === undefined) {
    if (asked.open >= DRAFTS_OPEN_MAX)
      return refuse({ code: 'too-many-drafts', draftsMax: DRAFTS_OPEN_MAX });
    return accept({ ...on, type: 'draft-made', body });
  }
  const over = overOf(draft);
  return over === undefined ? accept({ ...on, type: 'draft-changed', body }) : refuse(over);
}

type Act = {
  readonly subject: DraftId;
  readonly draft: Draft | undefined;
  readonly by: By;
  readonly at: Instant;
};

/** Asks another officer to put it in force, from an instant on. */
export function proposeDraft(
  asked: Act & { readonly askedFrom: Instant | null },
): Decision<DraftEvents, DraftRefusal> {
  const { subject, draft, by, at, askedFrom } = asked;
  if (draft === undefined) return refuse({ code: 'no-such-gazette-draft' });
  const over = overOf(draft);
  if (over !== undefined) return refuse(over);
  if (askedFrom !== null && askedFrom < at) return refuse({ code: 'effective-in-past' });
  const from = askedFrom === null ? null : isoOf(askedFrom);
  return accept({
    ...{ subjectKind: 'draft', subject, type: 'draft-proposed' },
    body: { by, at, askedFrom: from },
  });
}

export type ApproveDraft = Act & {
  /** As the approver read it. */
  readonly readVersion: number;
  readonly version: number;
  /** Of what it would change. */
  readonly last: number;
};

/** A second officer puts it in force: not before it was asked for, and never without notice. */
export function approveDraft(asked: ApproveDraft): Decision<DraftEvents, DraftRefusal> {
  const { subject, draft, by, at } = asked;
  if (draft === undefined) return refuse({ code: 'no-such-gazette-draft' });
  const over = overOf(draft);
  if (over !== undefined) return refuse(over);
  if (draft.state !== 'proposed') return refuse({ code: 'draft-not-proposed' });
  if (draft.authors.includes(by)) return refuse({ code: 'own-gazette-draft' });
  if (asked.readVersion !== asked.version)
    return refuse({ code: 'draft-changed', version: asked.version });
  if (draft.base !== asked.last) return refuse({ code: 'draft-outrun', last: asked.last });
  return accept({
    ...{ subjectKind: 'draft', subject, type: 'draft-approved' },
    body: { by, at, effectiveFrom: isoOf(forceOf(draft, at)) },
  });
}

/** When a draft that is approved now takes force. */
export function forceOf({ askedFrom }: Pick<Draft, 'askedFrom'>, at: Instant): Instant {
  const earliest = addMs(at, GAZETTE_NOTICE_MS);
  return askedFrom !== null && askedFrom > earliest ? askedFrom : earliest;
}

export function discardDraft({ subject, draft, by, at }: Act): Decision<DraftEvents, DraftRefusal> {
  if (draft === undefined) return refuse({ code: 'no-such-gazette-draft' });
  const over = overOf(draft);
  if (over !== undefined) return refuse(over);
  return accept({ subjectKind: 'draft', subject, type: 'draft-discarded', body: { by, at } });
}

function overOf({ state }: Draft): DraftRefusal | undefined {
  return state === 'approved' || state === 'discarded' ? { code: 'draft-over', state } : undefined;
}

/** The only way a fact changes a draft. Throws on a fact that cannot follow. */
export function evolveDraft(draft: Draft | undefined, { type, body }: DraftEvents): Draft {
  if (type === 'draft-made' || type === 'draft-changed') {
    const { content, base, by, at } = body;
    const authors = withAuthor(draft?.authors ?? [], by);
    return {
      ...{ state: 'drafted', content, base, authors, proposedBy: null, askedFrom: null },
      ...{ endedBy: null, madeAt: draft?.madeAt ?? at, changedAt: at },
    };
  }
  if (draft === undefined) throw new Error(`${type}, but never made`);
  const { by, at } = body;
  if (type === 'draft-discarded')
    return { ...draft, state: 'discarded', endedBy: by, changedAt: at };
  if (type === 'draft-approved') return { ...draft, state: 'approved', endedBy: by, changedAt: at };
  const asked = body.askedFrom === null ? null : parseInstant(body.askedFrom);
  if (asked === undefined) throw new RangeError(`${body.askedFrom} is no date`);
  const authors = withAuthor(draft.authors, by);
  return { ...draft, state: 'proposed', proposedBy: by, authors, askedFrom: asked, changedAt: at };
}

function withAuthor(authors: readonly By[], by: By): readonly By[] {
  return authors.includes(by) ? authors : [...authors, by];
}

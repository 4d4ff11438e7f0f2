import type { Kind, PersonRef } from '@lakiri/alarms';
import {
  accept,
  addMs,
  canonical,
  type Decision,
  type Instant,
  type Json,
  refuse,
} from '@lakiri/kit';
import {
  type Basis,
  contentOf,
  type Draft,
  RULE_NOTICE_MS,
  type Rule,
  type RuleContent,
  type RuleEvents,
  type RuleId,
  type VersionAsRead,
  versionAt,
} from './rule.ts';
import { type ContentRefusal, faultIn } from './soundness.ts';

export type RuleRefusal =
  | ContentRefusal
  | { readonly code: 'draft-moved-on'; readonly draft: number; readonly version: number }
  | { readonly code: 'draft-proposed'; readonly by: PersonRef; readonly at: Instant }
  | { readonly code: 'draft-unchanged' }
  | { readonly code: 'no-draft' }
  | { readonly code: 'not-proposed' }
  | { readonly code: 'same-officer' }
  | { readonly code: 'effective-too-soon'; readonly earliest: Instant }
  | { readonly code: 'effective-before-last'; readonly last: Instant }
  | { readonly code: 'no-such-version' }
  | { readonly code: 'already-in-force'; readonly since: Instant }
  | { readonly code: 'already-withdrawn' };

/** A rule as it stands when somebody acts on it. */
export type ActOn = {
  readonly kind: Kind;
  readonly subject: RuleId;
  /** Undefined before its first draft. */
  readonly rule: Rule | undefined;
  readonly versions: readonly VersionAsRead[];
  readonly by: PersonRef;
  readonly at: Instant;
};

export type SaveDraft = {
  readonly basedOn: number;
  readonly draftSeen: number;
  readonly content: RuleContent;
  readonly why: string;
  readonly source: string;
  readonly basis: Basis;
};

const on = ({ subject }: ActOn) => ({ subjectKind: 'rule', subject }) as const;
const said = ({ kind, by, at }: ActOn) => ({ kind, by, at });

/** A supervisor writes what the rule is to be next. */
export function saveDraft(act: ActOn, asked: SaveDraft): Decision<RuleEvents, RuleRefusal> {
  const { rule, versions, kind, at } = act;
  const proposed = rule?.draft?.proposed;
  if (proposed) return refuse({ code: 'draft-proposed', by: proposed.by, at: proposed.at });
  const draft = rule?.draft?.draft ?? 0;
  const inForce = versionAt(versions, at);
  const version = inForce?.rule.version ?? 0;
  if (asked.draftSeen !== draft || asked.basedOn !== version)
    return refuse({ code: 'draft-moved-on', draft, version });
  const fault = faultIn(kind, asked.content);
  if (fault !== undefined) return refuse(fault);
  const last = rule?.draft?.content ?? (inForce && contentOf(inForce));
  if (rule?.draft === null && last !== undefined && isAlike(last, asked.content))
    return refuse({ code: 'draft-unchanged' });
  if (rule === undefined && last !== undefined && isAlike(last, asked.content))
    return refuse({ code: 'draft-unchanged' });
  const { draftSeen: _, ...content } = asked;
  const body = { ...content, ...said(act), draft: (rule?.drafts ?? 0) + 1 };
  return accept({ ...on(act), type: 'rule-drafted', body });
}

function isAlike(a: RuleContent, b: RuleContent): boolean {
  return canonical(a as unknown as Json) === canonical(b as unknown as Json);
}

export function discardDraft(act: ActOn): Decision<RuleEvents, RuleRefusal> {
  if (!act.rule?.draft) return refuse({ code: 'no-draft' });
  return accept({ ...on(act), type: 'rule-draft-discarded', body: said(act) });
}

export type Propose = {
  readonly effectiveFrom: Instant | null;
  /** The back-test that speaks for it. */
  readonly backTest: string | null;
};

/** Asks another officer to switch the draft on. */
export function propose(act: ActOn, asked: Propose): Decision<RuleEvents, RuleRefusal> {
  const draft = act.rule?.draft;
  if (!draft) return refuse({ code: 'no-draft' });
  if (draft.proposed !== null)
    return refuse({ code: 'draft-proposed', by: draft.proposed.by, at: draft.proposed.at });
  const moved = movedOn(act, draft);
  if (moved !== undefined) return refuse(moved);
  const fault = timeFault(act, asked.effectiveFrom);
  if (fault !== undefined) return refuse(fault);
  return accept({ ...on(act), type: 'rule-proposed', body: { ...said(act), ...asked } });
}

/** A second officer, who neither wrote nor proposed it, switches it on. */
export function approve(
  act: ActOn,
  asked: { readonly effectiveFrom: Instant | undefined },
): Decision<RuleEvents, RuleRefusal> {
  const draft = act.rule?.draft;
  if (!draft?.proposed) return refuse({ code: draft ? 'not-proposed' : 'no-draft' });
  if (draft.by === act.by || draft.proposed.by === act.by) return refuse({ code: 'same-officer' });
  const moved = movedOn(act, draft);
  if (moved !== undefined) return refuse(moved);
  const earliest = addMs(act.at, RULE_NOTICE_MS);
  // What was proposed for a time that is past by now holds as soon as it can.
  const proposedFrom = Math.max(draft.proposed.effectiveFrom ?? earliest, earliest) as Instant;
  const effectiveFrom = asked.effectiveFrom ?? proposedFrom;
  const fault = timeFault(act, effectiveFrom);
  if (fault !== undefined) return refuse(fault);
  const { content, why, source, basis, by: draftedBy, proposed } = draft;
  const version = Math.max(...act.versions.map((one) => one.rule.version)) + 1;
  const body = {
    ...{ kind: act.kind, version, content, effectiveFrom, basis, source, why, draftedBy },
    ...{ proposedBy: proposed.by, approvedBy: act.by, approvedAt: act.at },
  };
  return accept({ ...on(act), type: 'rule-approved', body });
}

/** Another version took force since it was drafted: it must be looked at again. */
function movedOn({ versions, at }: ActOn, draft: Draft): RuleRefusal | undefined {
  const version = versionAt(versions, at)?.rule.version ?? 0;
  return version === draft.basedOn
    ? undefined
    : { code: 'draft-moved-on', draft: draft.draft, version };
}

function timeFault(act: ActOn, effectiveFrom: Instant | null): RuleRefusal | undefined {
  if (effectiveFrom === null) return undefined;
  const earliest = addMs(act.at, RULE_NOTICE_MS);
  if (effectiveFrom < earliest) return { code: 'effective-too-soon', earliest };
  const last = Math.max(
    ...act.versions.filter((one) => !one.isWithdrawn).map((one) => one.rule.effectiveFrom),
  ) as Instant;
  return effectiveFrom <= last ? { code: 'effective-before-last', last } : undefined;
}

/** The draft is its authors’ again, with the reason. */
export function decline(act: ActOn, why: string): Decision<RuleEvents, RuleRefusal> {
  const draft = act.rule?.draft;
  if (!draft?.proposed) return refuse({ code: draft ? 'not-proposed' : 'no-draft' });
  return accept({ ...on(act), type: 'rule-declined', body: { ...said(act), why } });
}

/** Takes back a version that is still to come, as early as every gateway can hear of that. */
export function withdraw(
  act: ActOn,
  { version, why }: { readonly version: number; readonly why: string },
): Decision<RuleEvents, RuleRefusal> {
  const made = act.rule?.made.find((one) => one.version === version);
  if (made === undefined) return refuse({ code: 'no-such-version' });
  if (made.withdrawn !== null) return refuse({ code: 'already-withdrawn' });
  if (made.effectiveFrom < addMs(act.at, RULE_NOTICE_MS))
    return refuse({ code: 'already-in-force', since: made.effectiveFrom });
  return accept({ ...on(act), type: 'rule-withdrawn', body: { ...said(act), version, why } });
}

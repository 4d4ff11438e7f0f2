// The life of a rule: shipped, drafted, tried, proposed, approved by another officer, in force from a time on that every
// gateway can have heard of. No version is ever changed; one that is not yet in force may be withdrawn.
import type { AnyRuleVersion, Kind, Override, PersonRef, Severity } from '@lakiri/alarms';
import { type Id, type Instant, MINUTE_MS } from '@lakiri/kit';

export type RuleId = Id<'Rule'>;

export const BASES = ['configuration', 'regulation'] as const;
export type Basis = (typeof BASES)[number];

/** What a person can oversee, and a rulebook can be asked in the time of one reading. */
export const LIMITS = {
  overrides: 50,
  nameChars: 80,
  placeRadiusM: 200_000,
  /** A week: a case that may wait longer calls nobody. */
  ackDueS: 604_800,
  conditionChars: 500,
  whyChars: 1_000,
  sourceChars: 400,
  oneIn: 1_000,
  /** More is read in the list of alarms, not on a map. */
  changes: 2_000,
} as const;

/** As `MODEL_NOTICE_MS`: whoever judges readings has read a version before it holds. */
export const RULE_NOTICE_MS = 2 * MINUTE_MS;

export type RuleOverride = Pick<Override, 'name' | 'scope' | 'params' | 'severity'>;

export type RuleContent = {
  readonly severity: Severity;
  readonly ackDueS: number;
  readonly params: Readonly<Record<string, number>>;
  readonly overrides: readonly RuleOverride[];
  readonly condition: string | null;
};

export type Draft = {
  /** Counts the saves of a rule's drafts, so that nobody overwrites what they have not seen. */
  readonly draft: number;
  readonly basedOn: number;
  readonly content: RuleContent;
  readonly why: string;
  readonly source: string;
  readonly basis: Basis;
  readonly by: PersonRef;
  readonly at: Instant;
  readonly proposed: Proposed | null;
  readonly declined: Said | null;
};

export type Said = { readonly by: PersonRef; readonly at: Instant; readonly why: string };
type Proposed = {
  readonly by: PersonRef;
  readonly at: Instant;
  readonly effectiveFrom: Instant | null;
  readonly backTest: string | null;
};

/** A version that people made; the shipped ones are data of a release. */
export type MadeVersion = {
  readonly version: number;
  readonly content: RuleContent;
  readonly effectiveFrom: Instant;
  readonly basis: Basis;
  readonly source: string;
  readonly why: string;
  readonly draftedBy: PersonRef;
  readonly proposedBy: PersonRef;
  readonly approvedBy: PersonRef;
  readonly approvedAt: Instant;
  readonly withdrawn: Said | null;
};

/** What people made of a rule; there is none before its first draft. */
export type Rule = {
  readonly id: RuleId;
  readonly kind: Kind;
  /** Saves so far. */
  readonly drafts: number;
  readonly draft: Draft | null;
  readonly made: readonly MadeVersion[];
};

type On = { readonly subjectKind: 'rule'; readonly subject: RuleId };
export type RuleEvents = On &
  (
    | {
        readonly type: 'rule-drafted';
        readonly body: { readonly kind: Kind } & Omit<Draft, 'proposed' | 'declined'>;
      }
    | {
        readonly type: 'rule-draft-discarded';
        readonly body: { readonly kind: Kind; readonly by: PersonRef; readonly at: Instant };
      }
    | { readonly type: 'rule-proposed'; readonly body: { readonly kind: Kind } & Proposed }
    | { readonly type: 'rule-declined'; readonly body: { readonly kind: Kind } & Said }
    | {
        readonly type: 'rule-approved';
        readonly body: { readonly kind: Kind } & Omit<MadeVersion, 'withdrawn'>;
      }
    | {
        readonly type: 'rule-withdrawn';
        readonly body: { readonly kind: Kind; readonly version: number } & Said;
      }
  );

/** The only way a fact changes a rule. Throws on a fact that cannot follow. */
export function evolveRule(known: Rule | undefined, event: RuleEvents): Rule {
  const { kind, ...said } = event.body;
  const rule = known ?? { id: event.subject, kind, drafts: 0, draft: null, made: [] };
  switch (event.type) {
    case 'rule-drafted': {
      const { kind: _, ...draft } = event.body;
      return { ...rule, drafts: draft.draft, draft: { ...draft, proposed: null, declined: null } };
    }
    case 'rule-draft-discarded':
      return { ...rule, draft: null };
    case 'rule-proposed':
      return { ...rule, draft: { ...draftOf(rule), proposed: said as Proposed } };
    case 'rule-declined':
      return { ...rule, draft: { ...draftOf(rule), proposed: null, declined: said as Said } };
    case 'rule-approved': {
      const { kind: _, ...made } = event.body;
      return { ...rule, draft: null, made: [...rule.made, { ...made, withdrawn: null }] };
    }
    case 'rule-withdrawn': {
      const { version, by, at, why } = event.body;
      const withdrawn = { by, at, why };
      const made = rule.made.map((one) => (one.version === version ? { ...one, withdrawn } : one));
      return { ...rule, made };
    }
  }
}

function draftOf({ draft, kind }: Rule): Draft {
  if (draft === null) throw new Error(`there is no draft of ${kind}`);
  return draft;
}

/** A version as it lies in the rulebooks, with the overrides that hold while it does. */
export type VersionAsRead = {
  readonly rule: AnyRuleVersion;
  readonly overrides: readonly RuleOverride[];
  readonly isWithdrawn: boolean;
};

/** By its number: the newest that holds at an instant. Undefined before the first. */
export function versionAt(
  versions: readonly VersionAsRead[],
  at: Instant,
): VersionAsRead | undefined {
  return versions
    .filter(({ rule, isWithdrawn }) => !isWithdrawn && rule.effectiveFrom <= at)
    .reduce<VersionAsRead | undefined>(
      (newest, one) =>
        newest === undefined || one.rule.effectiveFrom > newest.rule.effectiveFrom ? one : newest,
      undefined,
    );
}

/** What a version says, in the form of a draft. */
export function contentOf({ rule, overrides }: VersionAsRead): RuleContent {
  const { severity, ackDueS, params, condition } = rule;
  return { severity, ackDueS, params: { ...params }, overrides, condition: condition ?? null };
}

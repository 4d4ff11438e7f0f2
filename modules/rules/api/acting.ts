import { createHash } from 'node:crypto';
import type { Kind, PersonRef } from '@lakiri/alarms';
import { type Decision, type Json, parseInstant } from '@lakiri/kit';
import { actingAs, type Viewer } from '@lakiri/parties';
import { type Done, execute } from '@lakiri/platform/execute';
import type { z } from 'zod';
import {
  type ActOn,
  approve,
  decline,
  discardDraft,
  propose,
  type RuleEvents,
  type RuleId,
  type RuleRefusal,
  type SaveDraft,
  saveDraft,
  withdraw,
} from '../core/index.ts';
import { ruleAggregate } from '../store/index.ts';
import type { RulesDeps } from './deps.ts';
import type { asked as forms } from './schemas.ts';

/** The subject of a rule's facts: from its kind, so that every node has the same, and a first draft is first once. */
export function ruleIdOf(kind: Kind): RuleId {
  const hex = createHash('sha256').update(`lakiri rule ${kind}`).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join('-') as RuleId;
}

export type RuleAct = { readonly kind: Kind } & (
  | { readonly act: 'save'; readonly form: z.output<typeof forms.draft> }
  | { readonly act: 'discard' }
  | { readonly act: 'propose'; readonly form: z.output<typeof forms.propose> }
  | { readonly act: 'approve'; readonly form: z.output<typeof forms.approve> }
  | { readonly act: 'decline'; readonly form: z.output<typeof forms.why> }
  | {
      readonly act: 'withdraw';
      readonly version: number;
      readonly form: z.output<typeof forms.why>;
    }
);

type Acting = { readonly viewer: Viewer; readonly key: string | undefined };

/** Does one act on a rule: facts, its state, and what it puts into the rulebooks, in one commit. */
export function actOnRule(
  deps: RulesDeps,
  { viewer, key }: Acting,
  asked: RuleAct,
): Promise<Done<RuleRefusal>> {
  const { kind } = asked;
  const at = deps.now();
  const subject = ruleIdOf(kind);
  const by = viewer.person.id as string as PersonRef;
  const rule = ruleAggregate(deps.keepMade);
  return execute<ActOn, RuleEvents, RuleRefusal>(deps, {
    ...actingAs(viewer),
    ...{ occurredAt: at, receivedAt: at, aggregates: { rule } },
    ...(key === undefined ? {} : { key: { id: key, request: asked as unknown as Json } }),
    load: async (tx) => {
      const known = (await rule.find(tx, subject))?.state;
      const versions = (await deps.versionsOf(tx, [kind])).get(kind) ?? [];
      return { kind, subject, rule: known, versions, by, at };
    },
    decide: (on) => decide(on, asked),
    result: () => null,
  });
}

function decide(on: ActOn, asked: RuleAct): Decision<RuleEvents, RuleRefusal> {
  switch (asked.act) {
    case 'save':
      return saveDraft(on, asked.form as unknown as SaveDraft);
    case 'discard':
      return discardDraft(on);
    case 'propose': {
      const { effectiveFrom, backTest = null } = asked.form;
      return propose(on, { effectiveFrom: momentOf(effectiveFrom) ?? null, backTest });
    }
    case 'approve':
      return approve(on, { effectiveFrom: momentOf(asked.form.effectiveFrom) });
    case 'decline':
      return decline(on, asked.form.why);
    case 'withdraw':
      return withdraw(on, { version: asked.version, why: asked.form.why });
  }
}

const momentOf = (text: string | undefined) =>
  text === undefined ? undefined : parseInstant(text);

import type { Rule } from '../api/rule-contract.ts';

/** One step of a rule's next version on its way into force. */
export type RuleStep = {
  readonly name: 'draft' | 'back-test' | 'second' | 'force';
  readonly is: 'done' | 'next' | 'ahead';
};

/** How far the next version has come. `now` in milliseconds. */
export function stepsOf(rule: Rule, now: number): readonly RuleStep[] {
  const { draft, versions } = rule;
  const planned = versions.some(
    (it) => it.withdrawn === null && Date.parse(it.effectiveFrom) > now,
  );
  const isTried =
    draft !== null && rule.backTests.some((it) => it.state === 'done' && it.draft === draft.draft);
  const isProposed = draft?.state === 'proposed';
  const isOver = draft === null && planned;
  const done = {
    draft: draft !== null || isOver,
    'back-test': isTried || isProposed || isOver,
    second: isOver,
    force: false,
  } as const satisfies Record<RuleStep['name'], boolean>;
  const names = ['draft', 'back-test', 'second', 'force'] as const;
  const next = names.find((name) => !done[name]);
  return names
    .filter((name) => name !== 'back-test' || rule.notBackTestable === null)
    .map((name) => ({ name, is: done[name] ? 'done' : name === next ? 'next' : 'ahead' }));
}

/** The newest back-test of the draft as it is now, that came to its end. */
export function triedOf({ draft, backTests }: Rule): Rule['backTests'][number] | undefined {
  return backTests
    .filter((it) => it.state === 'done' && it.draft === draft?.draft)
    .toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0];
}

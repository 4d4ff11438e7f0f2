import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { replace } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import type { Rule, RuleBasis, RuleContent } from '../api/rule-contract.ts';

type Asked = {
  readonly content: RuleContent;
  readonly why: string;
  readonly source: string;
  readonly basis: RuleBasis;
};

/** Saves the draft over the one that was looked at, and over no other. */
export function useSaveDraft({ kind, inForce, draft }: Rule) {
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const save = async (asked: Asked): Promise<void> => {
    setSending(true);
    const answer = await replace(`/rules/${kind}/draft`, {
      basedOn: inForce,
      draftSeen: draft?.draft ?? 0,
      ...asked,
      why: asked.why.trim(),
      source: asked.source.trim(),
    });
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    // What was typed stays where the draft moved on: the person decides what of it still holds.
    if (answer.ok) await client.invalidateQueries({ queryKey: ['rules'] });
  };
  return { save, sending, problem };
}

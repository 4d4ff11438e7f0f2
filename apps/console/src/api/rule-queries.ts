import { queryOptions } from '@tanstack/react-query';
import { command, look } from './client.ts';
import type { BackTest, Rule, RuleEffect, RuleRow, Soundness } from './rule-contract.ts';

/** Rules change by acts of people, a few a week. */
const RULES_MS = 30_000;
/** A bar that moves less often looks stuck. */
const PROGRESS_MS = 1_000;

export const rulesQuery = queryOptions({
  queryKey: ['rules'],
  queryFn: ({ signal }) => look<{ items: readonly RuleRow[] }>('/rules', signal),
  refetchInterval: RULES_MS,
});

export const ruleQuery = (kind: string) =>
  queryOptions({
    queryKey: ['rules', kind],
    queryFn: ({ signal }) => look<Rule>(`/rules/${kind}`, signal),
    refetchInterval: RULES_MS,
  });

export const ruleEffectQuery = (kind: string) =>
  queryOptions({
    queryKey: ['rules', kind, 'effect'],
    queryFn: ({ signal }) =>
      look<{ items: readonly RuleEffect[] }>(`/rules/${kind}/effect`, signal),
    staleTime: RULES_MS,
  });

export const backTestQuery = (id: string) =>
  queryOptions({
    queryKey: ['back-tests', id],
    queryFn: ({ signal }) => look<BackTest>(`/rules/back-tests/${id}`, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? PROGRESS_MS : false),
  });

export const soundnessQuery = (condition: string) =>
  queryOptions({
    queryKey: ['rules', 'condition', condition],
    queryFn: async () => {
      const answer = await command<Soundness>('/rules/condition', { condition });
      return answer.ok ? answer.value : null;
    },
    staleTime: Number.POSITIVE_INFINITY,
    enabled: condition.trim() !== '',
  });

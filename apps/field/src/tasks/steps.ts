import type { Task } from '../api/contract.ts';
import { actOf, type Item, rankOf, stateWith } from '../outbox/item.ts';

const STEPS = ['see', 'accept', 'arrive', 'report', 'release'] as const;
type StepName = (typeof STEPS)[number];

export type StepShown = {
  readonly name: StepName;
  /** `kept`: done, and the centre does not know it yet. */
  readonly status: 'done' | 'kept' | 'now' | 'todo';
  readonly at: string | number | null;
};

type Dispatch = Task['dispatch'];

/** The five steps of a task as they stand: what the centre has, what this phone keeps, what is next. */
export function stepsOf(dispatch: Dispatch, items: readonly Item[]): readonly StepShown[] {
  const known = rankOf(dispatch.state);
  const next = rankOf(stateWith(dispatch.state, dispatch.id, items));
  return STEPS.map((name, at) => {
    const item = items.find((it) => it.about === dispatch.id && isOf(it, name));
    if (item?.state === 'kept') return { name, status: 'kept', at: item.at };
    if (at < known || item?.state === 'received')
      return { name, status: 'done', at: timeOf(dispatch, name) ?? item?.at ?? null };
    return { name, status: at === next ? 'now' : 'todo', at: null };
  });
}

function isOf(item: Item, name: StepName): boolean {
  const act = actOf(item);
  return act === name || (act === 'decline' && name === 'accept');
}

function timeOf({ seenAt, answeredAt, onSiteAt, report }: Dispatch, name: StepName): string | null {
  switch (name) {
    case 'see':
      return seenAt;
    case 'accept':
      return answeredAt;
    case 'arrive':
      return onSiteAt;
    case 'report':
      return report?.at ?? null;
    case 'release':
      return null;
  }
}

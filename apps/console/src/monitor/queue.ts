import type { Case, CaseView } from '../api/case-contract.ts';

/** What the queue shows: cases in a fixed order, and those that wait because a pointer rests on the list. */
export type Queue = { readonly shown: readonly string[]; readonly waiting: readonly string[] };
export const emptyQueue: Queue = { shown: [], waiting: [] };

export type DueOf = { readonly of: 'acknowledge' | 'check' | 'shelf'; readonly at: string };

/** What the clock of a case runs to: its acknowledgement, the next look at it, or the end of its shelf. */
export function dueOf({ state, shelved, checkAt, ackDueAt }: Case): DueOf {
  if (shelved !== null) return { of: 'shelf', at: shelved.until };
  if (state === 'acknowledged' && checkAt !== null) return { of: 'check', at: checkAt };
  return { of: 'acknowledge', at: ackDueAt };
}

/** Severity first, then what nobody has taken, then time to breach; the id settles ties so that no two sorts differ. */
export function byUrgency(one: Case, other: Case): number {
  return (
    one.severity - other.severity ||
    Number(one.state !== 'open') - Number(other.state !== 'open') ||
    Date.parse(dueOf(one).at) - Date.parse(dueOf(other).at) ||
    (one.id < other.id ? -1 : 1)
  );
}

/** Closed, merged or reviewed: nothing is left to do. */
export function isOver({ state }: Pick<Case, 'state'>): boolean {
  return state !== 'open' && state !== 'acknowledged';
}

/** The cases of a tab, most urgent first. `me` is the person at this desk. Closed ones come by page from the server. */
export function casesOf(
  cases: Iterable<Case>,
  view: Exclude<CaseView, 'closed'>,
  me: string | undefined,
): readonly Case[] {
  const wanted = {
    open: (it: Case) => it.shelved === null,
    mine: (it: Case) => it.shelved === null && it.owner?.id === me,
    unassigned: (it: Case) => it.owner === null,
    shelved: (it: Case) => it.shelved !== null,
  }[view];
  return [...cases].filter((it) => !isOver(it) && wanted(it)).sort(byUrgency);
}

/**
 * The next queue. While held, no row moves or goes: new cases wait, and those that left the tab stay where they are
 * until the pointer leaves (§4.1).
 */
export function settle(queue: Queue, wanted: readonly Case[], held: boolean): Queue {
  const ids = wanted.map(({ id }) => id);
  if (!held || queue.shown.length === 0) return keptOr(queue, { shown: ids, waiting: [] });
  const shown = new Set(queue.shown);
  return keptOr(queue, { shown: queue.shown, waiting: ids.filter((id) => !shown.has(id)) });
}

// The same object when nothing changed, so that nothing is drawn again.
function keptOr(queue: Queue, next: Queue): Queue {
  return same(queue.shown, next.shown) && same(queue.waiting, next.waiting) ? queue : next;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((id, at) => id === other[at]));
}

/** The case `by` rows on from one; the first when none is chosen, `undefined` at an end. */
export function stepped(
  shown: readonly string[],
  from: string | undefined,
  by: 1 | -1,
): string | undefined {
  const at = from === undefined ? -1 : shown.indexOf(from);
  if (at === -1) return shown[0];
  return shown[at + by];
}

/** Whether the tone for critical alarms has a reason to sound. */
export function needsTone(cases: Iterable<Case>): boolean {
  for (const it of cases) if (it.severity === 1 && it.state === 'open') return true;
  return false;
}

/** Critical cases that `now` holds and `before` did not; they are said aloud. */
export function newlyCritical(
  before: ReadonlyMap<string, Case>,
  now: ReadonlyMap<string, Case>,
): readonly Case[] {
  return [...now.values()].filter(
    (it) => it.severity === 1 && it.state === 'open' && !before.has(it.id),
  );
}

import type { Case, CaseCounts } from '../api/case-contract.ts';
import type { LiveCases, LivePulse, LiveSnapshot } from '../api/live-contract.ts';

// What React may see of the live stream. Positions are not in it: they go to the map as differences, and a tick of 20,000
// trucks must not draw a single row again.

export type Link = 'connecting' | 'live' | 'reconnecting';
export type MonitorView = {
  readonly link: Link;
  /** When the link was lost, in the centre's UTC milliseconds. */
  readonly lostAt: number | null;
  /** Every case that is not closed, and those closed while this screen was watching. */
  readonly cases: ReadonlyMap<string, Case>;
  readonly counts: CaseCounts;
  readonly trucks: number;
  readonly feedAgeMs: number | null;
  /** When `feedAgeMs` was true, in the centre's UTC milliseconds. */
  readonly feedAt: number;
};

export const emptyView: MonitorView = {
  link: 'connecting',
  lostAt: null,
  cases: new Map(),
  counts: { open: 0, mine: 0, unassigned: 0, shelved: 0, lastHour: 0 },
  trucks: 0,
  feedAgeMs: null,
  feedAt: 0,
};

/** The whole state again, after connecting or when too much was missed. */
export function onSnapshot(view: MonitorView, snapshot: LiveSnapshot): MonitorView {
  return {
    ...view,
    link: 'live',
    lostAt: null,
    cases: new Map(snapshot.cases.map((it) => [it.id, it])),
    counts: snapshot.counts,
    trucks: snapshot.trucks.length,
  };
}

/**
 * Some cases changed. An older version of a case than the one held is a late echo and is dropped. A closed one is kept as
 * closed, because its row may lie under the pointer.
 */
export function onCases(view: MonitorView, { changed, removed, counts }: LiveCases): MonitorView {
  const cases = new Map(view.cases);
  for (const id of removed) {
    const known = cases.get(id);
    if (known !== undefined) cases.set(id, { ...known, state: 'closed' });
  }
  for (const it of changed) {
    if (it.version >= (cases.get(it.id)?.version ?? 0)) cases.set(it.id, it);
  }
  return { ...view, cases, counts };
}

export function onPulse(view: MonitorView, pulse: LivePulse): MonitorView {
  return {
    ...view,
    link: 'live',
    lostAt: null,
    trucks: pulse.trucks,
    feedAgeMs: pulse.feedAgeMs,
    feedAt: Date.parse(pulse.at),
  };
}

export function onLost(view: MonitorView, now: number): MonitorView {
  return { ...view, link: 'reconnecting', lostAt: view.lostAt ?? now };
}

/** A case as a command has just answered, so that the row changes before the stream tells it. */
export function onAnswer(view: MonitorView, answer: Case): MonitorView {
  return onCases(view, { changed: [answer], removed: [], counts: view.counts });
}

import { useSyncExternalStore } from 'react';
import type { Link } from './monitor-view.ts';

// How the console stands with the centre, for the top bar and the banner. Each screen tells it from its own source: the
// monitor from its stream, the others from the answers of the status page.

export type LinkState = {
  readonly link: Link;
  readonly lostAt: number | null;
  readonly feedAgeMs: number | null;
  readonly feedAt: number;
};

let state: LinkState = { link: 'connecting', lostAt: null, feedAgeMs: null, feedAt: 0 };
const listeners = new Set<() => void>();

function same(next: LinkState): boolean {
  return (
    next.link === state.link &&
    next.lostAt === state.lostAt &&
    next.feedAgeMs === state.feedAgeMs &&
    next.feedAt === state.feedAt
  );
}

export function tellLink(next: LinkState): void {
  if (same(next)) return;
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLink(): LinkState {
  return useSyncExternalStore(subscribe, () => state);
}

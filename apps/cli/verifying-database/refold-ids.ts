// Ids of alarms and cases are made at the edge: a refold makes its own, and puts those of the facts in their place.
import type { Watch } from '@lakiri/alarms';
import type { Id } from '@lakiri/kit';

let made = 0;

/** An id that no fact has. */
export function madeUp<Noun extends string>(): Id<Noun> {
  made++;
  return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}` as Id<Noun>;
}

/** The watch with the cases of the facts in the place of those made up. */
export function withIds(watch: Watch, ids: ReadonlyMap<string, string>): Watch {
  if (ids.size === 0) return watch;
  const open = Object.entries(watch.open).map(([kind, id]) => [kind, ids.get(id) ?? id]);
  return { ...watch, open: Object.fromEntries(open) as Watch['open'] };
}

import { type Storm, type StormCase, stormsOf } from '@lakiri/alarms';
import { type Instant, parseInstant } from '@lakiri/kit';
import type { Case } from '../api/case-contract.ts';

/** A line of the queue: a case, or the card of a storm in the place of its first. */
export type Item =
  | { readonly key: string; readonly is: 'case'; readonly it: Case; readonly within: boolean }
  | {
      readonly key: string;
      readonly is: 'storm';
      readonly storm: Storm<Stormy>;
      readonly open: boolean;
    };

type Stormy = StormCase & { readonly it: Case };

/** What storms are looked for among. */
function stormyOf(it: Case): Stormy {
  return {
    id: it.id,
    kind: it.kind as StormCase['kind'],
    openedAt: parseInstant(it.openedAt) ?? (0 as Instant),
    place: it.place,
    maker: it.seal.maker,
    it,
  };
}

/** A storm keeps its name while its first case is open: whoever sends the address means the same card. */
const stormKey = (storm: Storm<Stormy>): string => `storm-${storm.cases[0]?.id}`;

/** The rows as they are drawn: each storm one card, its cases beneath it where it is unfolded. */
export function itemsOf(rows: readonly Case[], unfolded: ReadonlySet<string>): readonly Item[] {
  const storms = stormsOf(rows.map(stormyOf));
  const stormAt = new Map(
    storms.flatMap((storm) => storm.cases.map(({ id }) => [id, storm] as const)),
  );
  const drawn = new Set<Storm<Stormy>>();
  const items: Item[] = [];
  for (const it of rows) {
    const storm = stormAt.get(it.id);
    if (storm === undefined) items.push({ key: it.id, is: 'case', it, within: false });
    else if (!drawn.has(storm)) {
      drawn.add(storm);
      const key = stormKey(storm);
      const open = unfolded.has(key);
      items.push({ key, is: 'storm', storm, open });
      if (open) items.push(...inside(rows, storm));
    }
  }
  return items;
}

/** In the order of the queue, which is not that of the storm. */
function inside(rows: readonly Case[], storm: Storm<Stormy>): readonly Item[] {
  const ids = new Set(storm.cases.map(({ id }) => id));
  return rows
    .filter(({ id }) => ids.has(id))
    .map((it) => ({ key: it.id, is: 'case', it, within: true }));
}

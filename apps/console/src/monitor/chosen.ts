import { useEffect } from 'react';
import type { Case } from '../api/case-contract.ts';
import { useDesk, useView } from './desk.tsx';
import type { Item } from './items.ts';
import { isOver } from './queue.ts';

/** The cases that an act is for: those chosen, or those of the storm whose card is chosen. */
export function useChosen(items: readonly Item[]): readonly Case[] {
  const { selected, select, search } = useDesk();
  const { cases } = useView();
  const open = [...selected].flatMap((id) => cases.get(id) ?? []).filter((it) => !isOver(it));
  const stale = selected.size > open.length;
  // What somebody else has closed meanwhile is chosen no longer: it would hold the keys for nothing.
  useEffect(() => {
    if (stale)
      select(
        [...selected].filter((id) => !open.some((it) => it.id === id)),
        false,
      );
  });
  if (open.length > 0) return open;
  const card = items.find(({ key }) => key === search.storm);
  return card?.is === 'storm' ? card.storm.cases.map(({ it }) => it) : [];
}

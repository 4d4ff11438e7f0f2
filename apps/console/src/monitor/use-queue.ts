import { useMemo, useState } from 'react';
import type { Case, CaseView } from '../api/case-contract.ts';
import { useDesk, useView } from './desk.tsx';
import { casesOf, emptyQueue, type Queue, settle } from './queue.ts';

export type ShownQueue = {
  /** The rows, in the order drawn; held still while the pointer is on them. */
  readonly rows: readonly Case[];
  readonly waiting: number;
  readonly hold: (held: boolean) => void;
  readonly reveal: () => void;
};

/** The queue of a tab, drawn again only when a row of it changes. */
export function useQueue(tab: Exclude<CaseView, 'closed'>): ShownQueue {
  const { me } = useDesk();
  const { cases } = useView();
  const [held, setHeld] = useState(false);
  const [queue, setQueue] = useState<Queue>(emptyQueue);
  const wanted = useMemo(() => casesOf(cases.values(), tab, me.id), [cases, tab, me.id]);
  const next = settle(queue, wanted, held);
  if (next !== queue) setQueue(next);
  const rows = next.shown.map((id) => cases.get(id)).filter((it) => it !== undefined);
  return {
    rows,
    waiting: next.waiting.length,
    hold: setHeld,
    reveal: () => setQueue(settle(next, wanted, false)),
  };
}

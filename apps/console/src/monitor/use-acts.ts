import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Case } from '../api/case-contract.ts';
import { command } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import type { MonitorFeed } from '../live/monitor-feed.ts';

/** What is asked of the centre about some cases: the act's name and its body. */
type Asked = { readonly act: string; readonly body: object };
/** What came of the last act, until the next: said below the queue. */
type Told = {
  readonly act: string;
  readonly done: readonly string[];
  /** Of each case that was refused. */
  readonly refused: readonly { readonly id: string; readonly problem: Problem }[];
};

export type Acts = {
  /** Cases whose acknowledgement is on its way; their rows answer before the centre does. */
  readonly acknowledging: ReadonlySet<string>;
  readonly told: Told | undefined;
  readonly forget: () => void;
  readonly act: (ids: readonly string[], asked: Asked) => Promise<Told>;
  readonly undo: (() => Promise<void>) | undefined;
};

type Outcomes = {
  readonly outcomes: readonly {
    readonly id: string;
    readonly case: Case | null;
    readonly problem: Problem | null;
  }[];
};

/** What takes an act back. What two people do, and what ends a case, has none. */
const UNDONE_BY: Readonly<Record<string, string>> = {
  acknowledge: 'withdraw',
  shelve: 'unshelve',
};

export function useActs(feed: MonitorFeed): Acts {
  const client = useQueryClient();
  const [acknowledging, setAcknowledging] = useState<ReadonlySet<string>>(new Set());
  const [told, setTold] = useState<Told>();
  return useMemo(() => {
    const act = async (all: readonly string[], asked: Asked): Promise<Told> => {
      const ids = asked.act === 'acknowledge' ? all.filter((id) => !acknowledging.has(id)) : all;
      const optimistic = asked.act === 'acknowledge' ? ids : [];
      setTold(undefined);
      setAcknowledging((now) => new Set([...now, ...optimistic]));
      const answer = await send(ids, asked);
      setAcknowledging((now) => new Set([...now].filter((id) => !optimistic.includes(id))));
      for (const it of answer.cases) feed.answer(it);
      const { refused } = answer;
      const done = answer.cases.map(({ id }) => id);
      const next = { act: asked.act, done, refused };
      setTold(next);
      for (const id of ids) void client.invalidateQueries({ queryKey: ['case', id] });
      if (answer.cases.some(({ state }) => state !== 'open' && state !== 'acknowledged'))
        void client.invalidateQueries({ queryKey: ['cases'] });
      return next;
    };
    const back = told === undefined ? undefined : UNDONE_BY[told.act];
    const undo =
      told === undefined || back === undefined || told.done.length === 0
        ? undefined
        : async () => void (await act(told.done, { act: back, body: {} }));
    return { acknowledging, told, forget: () => setTold(undefined), act, undo };
  }, [feed, client, acknowledging, told]);
}

type Sent = Pick<Told, 'refused'> & { readonly cases: readonly Case[] };

async function send(ids: readonly string[], { act, body }: Asked): Promise<Sent> {
  const [id] = ids;
  if (id === undefined) return { cases: [], refused: [] };
  if (ids.length === 1) {
    const answer = await command<Case>(`/cases/${id}/${act}`, body);
    if (answer.ok) return { cases: [answer.value], refused: [] };
    return { cases: [], refused: [{ id, problem: answer.problem }] };
  }
  const answer = await command<Outcomes>('/cases/acts', { cases: ids, do: { act, ...body } });
  if (!answer.ok)
    return { cases: [], refused: ids.map((one) => ({ id: one, problem: answer.problem })) };
  const { outcomes } = answer.value;
  return {
    cases: outcomes.flatMap((one) => (one.case === null ? [] : [one.case])),
    refused: outcomes.flatMap(({ id: one, problem }) =>
      problem === null ? [] : [{ id: one, problem }],
    ),
  };
}

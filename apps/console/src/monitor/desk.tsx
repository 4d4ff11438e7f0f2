import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  createContext,
  type ReactNode,
  useContext,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Case } from '../api/case-contract.ts';
import { command } from '../api/client.ts';
import type { Problem, Session } from '../api/contract.ts';
import { sessionQuery } from '../api/queries.ts';
import type { MonitorFeed } from '../live/monitor-feed.ts';
import type { MonitorView } from '../live/monitor-view.ts';
import type { MonitorSearch } from './search.ts';

const route = getRouteApi('/office/monitor');

/** What every part of the monitor may read and do. */
export type Desk = {
  readonly feed: MonitorFeed;
  readonly me: Session['person'];
  readonly search: MonitorSearch;
  /** Changes the address; what is given as `undefined` leaves it. */
  readonly go: (some: Partial<Record<keyof MonitorSearch, string | undefined>>) => void;
  /** Cases whose acknowledgement is on its way. */
  readonly acknowledging: ReadonlySet<string>;
  readonly acknowledge: (id: string) => Promise<void>;
  /** The last act that was refused, by case. */
  readonly refused: { readonly id: string; readonly problem: Problem } | undefined;
};

const Current = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(Current);
  if (desk === undefined) throw new Error('outside the monitor');
  return desk;
}

/** What the stream has told, for parts that draw it. */
export function useView(): MonitorView {
  const { feed } = useDesk();
  return useSyncExternalStore(feed.subscribe, feed.view);
}

export function DeskOf({ feed, children }: { feed: MonitorFeed; children: ReactNode }) {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const acts = useAcknowledge(feed);
  const desk = useMemo<Desk>(
    () => ({
      feed,
      me: session.person,
      search,
      go: (some) =>
        void navigate({
          search: (now: MonitorSearch) => without({ ...now, ...some }),
          replace: true,
        }),
      ...acts,
    }),
    [feed, session, search, navigate, acts],
  );
  return <Current value={desk}>{children}</Current>;
}

function without(search: Partial<Record<keyof MonitorSearch, string | undefined>>): MonitorSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

function useAcknowledge(
  feed: MonitorFeed,
): Pick<Desk, 'acknowledging' | 'acknowledge' | 'refused'> {
  const [acknowledging, setAcknowledging] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<Desk['refused']>();
  return useMemo(
    () => ({
      acknowledging,
      refused,
      acknowledge: async (id) => {
        if (acknowledging.has(id)) return;
        setRefused(undefined);
        setAcknowledging((now) => new Set(now).add(id));
        const answer = await command<Case>(`/cases/${id}/acknowledge`, {});
        setAcknowledging((now) => new Set([...now].filter((it) => it !== id)));
        if (answer.ok) feed.answer(answer.value);
        else setRefused({ id, problem: answer.problem });
      },
    }),
    [feed, acknowledging, refused],
  );
}

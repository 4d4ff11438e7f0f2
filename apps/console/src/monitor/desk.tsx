import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Session } from '../api/contract.ts';
import { sessionQuery } from '../api/queries.ts';
import type { MonitorFeed } from '../live/monitor-feed.ts';
import type { MonitorView } from '../live/monitor-view.ts';
import type { MonitorSearch } from './search.ts';
import { type Acts, useActs } from './use-acts.ts';

const route = getRouteApi('/office/monitor');

/** What every part of the monitor may read and do. */
export type Desk = {
  readonly feed: MonitorFeed;
  readonly me: Session['person'];
  readonly search: MonitorSearch;
  /** Changes the address; what is given as `undefined` leaves it. */
  readonly go: (some: Partial<Record<keyof MonitorSearch, string | undefined>>) => void;
  /** Cases that one act is to be done to. */
  readonly selected: ReadonlySet<string>;
  readonly select: (ids: readonly string[], on: boolean) => void;
  /** Storms whose cases stand beneath their card. */
  readonly unfolded: ReadonlySet<string>;
  readonly unfold: (key: string) => void;
} & Acts;

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
  const acts = useActs(feed);
  const [selected, select] = useSet();
  const [unfolded, setUnfolded] = useSet();
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
      selected,
      select,
      unfolded,
      unfold: (key) => setUnfolded([key], !unfolded.has(key)),
      ...acts,
    }),
    [feed, session, search, navigate, acts, selected, select, unfolded, setUnfolded],
  );
  return <Current value={desk}>{children}</Current>;
}

function without(search: Partial<Record<keyof MonitorSearch, string | undefined>>): MonitorSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

function useSet(): readonly [ReadonlySet<string>, (ids: readonly string[], on: boolean) => void] {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const change = useCallback(
    (ids: readonly string[], on: boolean) =>
      setKept((now) =>
        on ? new Set([...now, ...ids]) : new Set([...now].filter((id) => !ids.includes(id))),
      ),
    [],
  );
  return [kept, change];
}

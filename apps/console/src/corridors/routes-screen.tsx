import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import type { Route } from '../api/contract.ts';
import { routesQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { type Column, Table } from '../ui/list-table.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { CorridorTabs } from './corridor-tabs.tsx';

/** The gazetted routes, each with the version in force. */
export function RoutesScreen() {
  const say = useSay();
  useTitle(say('routes.title'));
  const { data, error, refetch } = useQuery(routesQuery);
  const problem = problemIn(error);
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('routes.title')}</h1>
        <CorridorTabs />
      </header>
      <div className={page.scroller}>
        <p className={page.lead}>{say('routes.lead')}</p>
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void refetch()} />
        )}
        {data === undefined && problem === undefined ? <Waiting lines={8} /> : null}
        {data === undefined ? null : (
          <Table columns={columns} items={data.routes} keyOf={({ id }) => id} />
        )}
      </div>
    </div>
  );
}

const columns: readonly Column<Route>[] = [
  {
    head: 'route.name',
    cell: ({ id, name }) => (
      <Link to="/admin/corridors/routes/$id" params={{ id }}>
        {name}
      </Link>
    ),
  },
  { head: 'route.km', cell: ({ km }) => km.toFixed(0) },
  { head: 'route.changed.bufferM', cell: ({ bufferM }) => bufferM },
  { head: 'route.changed.timeLimitH', cell: ({ timeLimitH }) => timeLimitH },
  { head: 'route.version', cell: ({ version }) => version },
];

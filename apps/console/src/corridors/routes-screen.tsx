import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Route } from '../api/contract.ts';
import { routesQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { useMayOpen } from '../shell/use-may-open.ts';
import type { Column } from '../ui/list-table.tsx';
import { Listed, ListedScreen } from '../ui/listed.tsx';
import page from '../ui/page.module.css';
import { CorridorTabs } from './corridor-tabs.tsx';

/** The gazetted routes, each with the version in force. */
export function RoutesScreen() {
  const say = useSay();
  const mayAdd = useMayOpen('/admin/corridors/routes/new');
  const found = useQuery(routesQuery);
  return (
    <ListedScreen
      title="routes.title"
      lead="routes.lead"
      tabs={<CorridorTabs />}
      act={
        mayAdd ? (
          <Link className={page.act} to="/admin/corridors/routes/new">
            {say('routes.add')}
          </Link>
        ) : null
      }
    >
      <Listed
        {...{ found, columns }}
        rowsOf={({ routes }) => routes}
        keyOf={({ id }) => id}
        none="routes.none"
        noneHint="routes.noneHint"
      />
    </ListedScreen>
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

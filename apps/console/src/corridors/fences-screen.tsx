import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FenceVersion, fencesQuery } from '../api/gazette-queries.ts';
import { useSay } from '../shell/language.tsx';
import { useMayOpen } from '../shell/use-may-open.ts';
import type { Column } from '../ui/list-table.tsx';
import { From, type LastRow, Listed, ListedScreen, lastOf } from '../ui/listed.tsx';
import page from '../ui/page.module.css';
import { CorridorTabs } from './corridor-tabs.tsx';
import { FenceWhere } from './fence-where.tsx';

/** Pieces of ground that mean something to customs. */
export function FencesScreen() {
  const say = useSay();
  const mayAdd = useMayOpen('/admin/corridors/fences/new');
  const found = useQuery(fencesQuery);
  return (
    <ListedScreen
      title="fences.title"
      lead="fences.lead"
      tabs={<CorridorTabs />}
      act={
        mayAdd ? (
          <Link className={page.act} to="/admin/corridors/fences/new">
            {say('fences.add')}
          </Link>
        ) : null
      }
    >
      <Listed
        {...{ found, columns }}
        rowsOf={lastOf<FenceVersion>}
        keyOf={({ id }) => id}
        none="fences.none"
        noneHint="fences.noneHint"
      />
    </ListedScreen>
  );
}

type Row = LastRow<FenceVersion>;

const columns: readonly Column<Row>[] = [
  {
    head: 'fence.name',
    cell: ({ id, last }) => (
      <Link to="/admin/corridors/fences/$id" params={{ id }}>
        {last.name}
      </Link>
    ),
  },
  { head: 'fence.kind', cell: ({ last }) => <Kind of={last} /> },
  { head: 'fence.where', cell: ({ last }) => <FenceWhere area={last.area} /> },
  {
    head: 'fence.from',
    cell: ({ last }) => (
      <From at={last.effectiveFrom} isOver={last.isWithdrawn} over="fence.withdrawn" />
    ),
  },
  {
    head: 'fence.source',
    look: 'quiet',
    cell: ({ last }) => <span translate="no">{last.source}</span>,
  },
];

function Kind({ of }: { of: FenceVersion }) {
  return useSay()(`fence.kind.${of.kind}`);
}

import type { PlaceKind } from '@lakiri/corridors';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Place } from '../api/contract.ts';
import { placesQuery } from '../api/queries.ts';
import { distance } from '../map/distance.ts';
import { useSay } from '../shell/language.tsx';
import { useMayOpen } from '../shell/use-may-open.ts';
import type { Column } from '../ui/list-table.tsx';
import { Listed, ListedScreen } from '../ui/listed.tsx';
import page from '../ui/page.module.css';
import { CorridorTabs } from './corridor-tabs.tsx';

/** The gazetted places, each with the fence in force. */
export function PlacesScreen() {
  const say = useSay();
  const mayAdd = useMayOpen('/admin/corridors/places/new');
  const found = useQuery(placesQuery);
  return (
    <ListedScreen
      title="places.title"
      lead="places.lead"
      tabs={<CorridorTabs />}
      act={
        mayAdd ? (
          <Link className={page.act} to="/admin/corridors/places/new">
            {say('places.add')}
          </Link>
        ) : null
      }
    >
      <Listed
        {...{ found, columns }}
        rowsOf={({ places }) => places}
        keyOf={({ id }) => id}
        none="places.none"
        noneHint="places.noneHint"
      />
    </ListedScreen>
  );
}

const columns: readonly Column<Place>[] = [
  {
    head: 'place.name',
    cell: ({ id, name }) => (
      <Link to="/admin/corridors/places/$id" params={{ id }}>
        {name}
      </Link>
    ),
  },
  { head: 'place.field.kind', cell: ({ kind }) => <Kind of={kind as PlaceKind} /> },
  { head: 'place.field.country', cell: ({ country }) => <span translate="no">{country}</span> },
  { head: 'place.radius', look: 'number', cell: ({ radiusM }) => distance(radiusM) },
];

function Kind({ of }: { of: PlaceKind }) {
  return useSay()(`place.kind.${of}`);
}

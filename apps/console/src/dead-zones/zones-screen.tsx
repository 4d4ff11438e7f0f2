import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type DeadZoneVersion, deadZonesQuery } from '../api/dead-zone-queries.ts';
import { saySpan } from '../clock/say-age.ts';
import { JourneyTabs } from '../journeys/journey-tabs.tsx';
import { useSay } from '../shell/language.tsx';
import { useMayOpen } from '../shell/use-may-open.ts';
import type { Column } from '../ui/list-table.tsx';
import { From, type LastRow, Listed, ListedScreen, lastOf } from '../ui/listed.tsx';
import page from '../ui/page.module.css';
import { ZoneWhere } from './zone-where.tsx';

/** Where the network is known not to reach: a silence there is excused for a time. */
export function ZonesScreen() {
  const say = useSay();
  const mayAdd = useMayOpen('/journeys/dead-zones/new');
  const found = useQuery(deadZonesQuery);
  return (
    <ListedScreen
      title="zones.title"
      lead="zones.lead"
      tabs={<JourneyTabs />}
      act={
        mayAdd ? (
          <Link className={page.act} to="/journeys/dead-zones/new">
            {say('zones.add')}
          </Link>
        ) : null
      }
    >
      <Listed
        {...{ found, columns }}
        rowsOf={lastOf<DeadZoneVersion>}
        keyOf={({ id }) => id}
        none="zones.none"
        noneHint="zones.noneHint"
      />
    </ListedScreen>
  );
}

type Row = LastRow<DeadZoneVersion>;

const columns: readonly Column<Row>[] = [
  {
    head: 'zone.name',
    cell: ({ id, last }) => (
      <Link to="/journeys/dead-zones/$id" params={{ id }}>
        {last.name}
      </Link>
    ),
  },
  { head: 'zone.where', cell: ({ last }) => <ZoneWhere area={last.area} /> },
  { head: 'zone.excused', cell: ({ last }) => <Minutes of={last} /> },
  {
    head: 'zone.from',
    cell: ({ last }) => <From at={last.effectiveFrom} isOver={last.isEnded} over="zone.ends" />,
  },
  {
    head: 'zone.source',
    look: 'quiet',
    cell: ({ last }) => <span translate="no">{last.source}</span>,
  },
];

function Minutes({ of }: { of: DeadZoneVersion }) {
  return saySpan(useSay(), of.excusedMin * 60_000);
}

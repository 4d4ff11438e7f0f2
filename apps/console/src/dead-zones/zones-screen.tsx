import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import { type DeadZone, type DeadZoneVersion, deadZonesQuery } from '../api/dead-zone-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { saySpan } from '../clock/say-age.ts';
import { JourneyTabs } from '../journeys/journey-tabs.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { useTitle } from '../shell/title.ts';
import { type Column, Table } from '../ui/list-table.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { ZoneWhere } from './zone-where.tsx';

/** Where the network is known not to reach: a silence there is excused for a time. */
export function ZonesScreen() {
  const say = useSay();
  const maySupervise = useMaySupervise();
  useTitle(say('zones.title'));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('zones.title')}</h1>
        <JourneyTabs />
        {maySupervise ? (
          <Link className={page.act} to="/journeys/dead-zones/new">
            {say('zones.add')}
          </Link>
        ) : null}
      </header>
      <div className={page.scroller}>
        <p className={page.lead}>{say('zones.lead')}</p>
        <Zones />
      </div>
    </div>
  );
}

type Row = { readonly id: string; readonly last: DeadZoneVersion };

const rowOf = ({ id, versions }: DeadZone): readonly Row[] => {
  const last = versions.at(-1);
  return last === undefined ? [] : [{ id, last }];
};

function Zones() {
  const say = useSay();
  const { data, error, refetch } = useQuery(deadZonesQuery);
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={6} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  const rows = data.items.flatMap(rowOf);
  if (rows.length === 0)
    return (
      <Empty title={say('zones.none')}>
        <p>{say('zones.noneHint')}</p>
      </Empty>
    );
  return <Table columns={columns} items={rows} keyOf={({ id }) => id} />;
}

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
  { head: 'zone.from', cell: ({ last }) => <From of={last} /> },
  {
    head: 'zone.source',
    look: 'quiet',
    cell: ({ last }) => <span translate="no">{last.source}</span>,
  },
];

function Minutes({ of }: { of: DeadZoneVersion }) {
  return saySpan(useSay(), of.excusedMin * 60_000);
}

function From({ of: { effectiveFrom, isEnded } }: { of: DeadZoneVersion }) {
  const say = useSay();
  const at = fullInstant(effectiveFrom, useLanguage());
  return isEnded ? <span className={page.bad}>{say('zone.ends', { at })}</span> : at;
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import type { Feed } from '../api/feed-contract.ts';
import { feedsQuery } from '../api/feed-queries.ts';
import { IncidentBanner } from '../incidents/incident-banner.tsx';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { useMayOpen } from '../shell/use-may-open.ts';
import { Age } from '../ui/age.tsx';
import { type Column, Table } from '../ui/list-table.tsx';
import { NameOrUnknown } from '../ui/name-or-unknown.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { HealthMark, Lag, LateShare } from './health-words.tsx';

/** Every vendor's feed and how well it tells. */
export function FeedsScreen() {
  const say = useSay();
  const mayAdd = useMayOpen('/feeds/new');
  useTitle(say('feeds.title'));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('feeds.title')}</h1>
        {mayAdd ? (
          <Link className={page.act} to="/feeds/new">
            {say('feeds.register')}
          </Link>
        ) : null}
      </header>
      <div className={page.scroller}>
        <IncidentBanner atFeeds />
        <p className={page.lead}>{say('feeds.lead')}</p>
        <Feeds />
      </div>
    </div>
  );
}

function Feeds() {
  const say = useSay();
  const { data, error, refetch } = useQuery(feedsQuery);
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={6} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  if (data.items.length === 0)
    return (
      <Empty title={say('feeds.none')}>
        <p>{say('feeds.noneHint')}</p>
      </Empty>
    );
  return <Table columns={columns} items={data.items} keyOf={({ id }) => id} />;
}

const columns: readonly Column<Feed>[] = [
  {
    head: 'feeds.feed',
    cell: ({ id, name }) => (
      <Link to="/feeds/$id" params={{ id }}>
        {name}
      </Link>
    ),
  },
  { head: 'feeds.vendor', cell: ({ party }) => <NameOrUnknown name={party.name} /> },
  { head: 'feeds.health', cell: (feed) => <HealthMark feed={feed} /> },
  { head: 'feeds.last', cell: ({ health }) => <Last at={health.lastAt} /> },
  { head: 'feeds.lag', cell: (feed) => <Lag feed={feed} /> },
  { head: 'feeds.late', cell: (feed) => <LateShare feed={feed} /> },
  { head: 'feeds.accepted', cell: ({ health }) => health.accepted },
  { head: 'feeds.refused', cell: ({ health }) => health.refused },
  { head: 'feeds.doubled', cell: ({ health }) => health.doubled },
];

function Last({ at }: { at: string | null }) {
  const say = useSay();
  return at === null ? say('feeds.never') : <Age at={at} />;
}

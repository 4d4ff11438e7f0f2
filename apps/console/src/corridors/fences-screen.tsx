import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import { type Fence, type FenceVersion, fencesQuery } from '../api/gazette-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { useTitle } from '../shell/title.ts';
import { type Column, Table } from '../ui/list-table.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { CorridorTabs } from './corridor-tabs.tsx';
import { FenceWhere } from './fence-where.tsx';

/** Pieces of ground that mean something to customs. */
export function FencesScreen() {
  const say = useSay();
  const maySupervise = useMaySupervise();
  useTitle(say('fences.title'));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('fences.title')}</h1>
        <CorridorTabs />
        {maySupervise ? (
          <Link className={page.act} to="/admin/corridors/fences/new">
            {say('fences.add')}
          </Link>
        ) : null}
      </header>
      <div className={page.scroller}>
        <p className={page.lead}>{say('fences.lead')}</p>
        <Fences />
      </div>
    </div>
  );
}

type Row = { readonly id: string; readonly last: FenceVersion };

const rowOf = ({ id, versions }: Fence): readonly Row[] => {
  const last = versions.at(-1);
  return last === undefined ? [] : [{ id, last }];
};

function Fences() {
  const say = useSay();
  const { data, error, refetch } = useQuery(fencesQuery);
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={6} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  const rows = data.items.flatMap(rowOf);
  if (rows.length === 0)
    return (
      <Empty title={say('fences.none')}>
        <p>{say('fences.noneHint')}</p>
      </Empty>
    );
  return <Table columns={columns} items={rows} keyOf={({ id }) => id} />;
}

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
  { head: 'fence.from', cell: ({ last }) => <From of={last} /> },
  {
    head: 'fence.source',
    look: 'quiet',
    cell: ({ last }) => <span translate="no">{last.source}</span>,
  },
];

function Kind({ of }: { of: FenceVersion }) {
  return useSay()(`fence.kind.${of.kind}`);
}

function From({ of: { effectiveFrom, isWithdrawn } }: { of: FenceVersion }) {
  const say = useSay();
  const at = fullInstant(effectiveFrom, useLanguage());
  return isWithdrawn ? <span className={page.bad}>{say('fence.withdrawn', { at })}</span> : at;
}

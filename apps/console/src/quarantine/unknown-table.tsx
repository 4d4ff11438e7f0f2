import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { UnknownDevice } from '../api/contract.ts';
import { unknownDevicesQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { type Column, ListTable } from '../ui/list-table.tsx';
import page from '../ui/page.module.css';
import { Empty } from '../ui/waiting.tsx';
import { Dialect } from './dialect.tsx';

/** Devices that call in and belong to no registered seal. Nothing is ever registered by itself. */
export function UnknownTable() {
  const say = useSay();
  return (
    <ListTable
      found={useInfiniteQuery(unknownDevicesQuery)}
      columns={columns}
      keyOf={({ dialect, wireId }) => dialect + wireId}
      count="unknown.count"
      lead={<p className={page.lead}>{say('unknown.lead')}</p>}
      empty={<Empty title={say('unknown.empty')} />}
    />
  );
}

const columns: readonly Column<UnknownDevice>[] = [
  { head: 'unknown.device', look: 'mono', cell: ({ wireId }) => wireId },
  { head: 'register.dialect', cell: ({ dialect }) => <Dialect dialect={dialect} /> },
  { head: 'unknown.frames', cell: ({ frames }) => frames },
  { head: 'unknown.first', cell: ({ firstSeenAt }) => <Age at={firstSeenAt} /> },
  { head: 'unknown.last', cell: ({ lastSeenAt }) => <Age at={lastSeenAt} /> },
  { head: 'unknown.from', look: 'mono', cell: ({ peer }) => peer },
  {
    head: 'unknown.frame',
    cell: ({ lastFrameHex }) => (
      <div className={`mono ${page.hex}`} title={lastFrameHex ?? ''}>
        {lastFrameHex}
      </div>
    ),
  },
  { head: 'unknown.register', look: 'act', cell: (device) => <Register device={device} /> },
];

function Register({ device: { dialect, wireId } }: { device: UnknownDevice }) {
  const say = useSay();
  return (
    <Link
      to="/seals/new"
      search={{ dialect, wireId }}
      aria-label={say('unknown.registerThis', { wireId })}
    >
      {say('unknown.register')}
    </Link>
  );
}

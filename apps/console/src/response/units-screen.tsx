import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { Unit } from '../api/response-contract.ts';
import { unitsQuery } from '../api/response-queries.ts';
import { officersQuery } from '../api/shift-queries.ts';
import { useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { useTitle } from '../shell/title.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { type Column, Table } from '../ui/list-table.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { useLanguageNames } from './language-names.ts';
import styles from './response.module.css';
import { PlaceForm, UnitForm } from './unit-forms.tsx';

/** Every response unit: where it is, by whose word, and what it is out on. */
export function UnitsScreen() {
  const say = useSay();
  const maySupervise = useMaySupervise();
  const [open, setOpen] = useState<Unit | 'new'>();
  useTitle(say('response.units'));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('response.units')}</h1>
        {maySupervise && open === undefined ? (
          <Button look="primary" onClick={() => setOpen('new')}>
            {say('response.unitNew')}
          </Button>
        ) : null}
      </header>
      <div className={page.scroller}>
        <p className={page.lead}>{say('response.unitsHint')}</p>
        {open === undefined ? null : (
          <UnitForm
            key={open === 'new' ? 'new' : open.id}
            {...(open !== 'new' && { unit: open })}
            onDone={() => setOpen(undefined)}
          />
        )}
        <Units onChange={setOpen} />
      </div>
    </div>
  );
}

function Units({ onChange }: { onChange: (unit: Unit) => void }) {
  const say = useSay();
  const { data, error, refetch } = useQuery(unitsQuery);
  const problem = problemIn(error);
  const maySupervise = useMaySupervise();
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={6} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  if (data.items.length === 0) return <Empty title={say('response.unitsNone')} />;
  const acts: Column<Unit> = {
    head: 'response.change',
    look: 'act',
    cell: (unit) => <Acts unit={unit} onChange={() => onChange(unit)} />,
  };
  const all = maySupervise ? [...columns, acts] : columns;
  return <Table columns={all} items={data.items} keyOf={({ id }) => id} />;
}

const columns: readonly Column<Unit>[] = [
  { head: 'response.unit', cell: ({ name }) => name },
  { head: 'response.base', cell: ({ base, areaKm }) => `${base.name}, ${areaKm} km` },
  { head: 'response.place', cell: (unit) => <Placed unit={unit} /> },
  { head: 'response.person', cell: ({ person }) => <Answers person={person} /> },
  { head: 'response.phone', cell: ({ phone }) => phone, look: 'mono' },
  { head: 'response.languages', cell: ({ languages }) => <Languages codes={languages} /> },
  { head: 'response.out', cell: ({ out }) => <Out out={out} /> },
];

function Placed({ unit }: { unit: Unit }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { place } = unit;
  if (open) return <PlaceForm unit={unit} onDone={() => setOpen(false)} />;
  return (
    <div className={styles.placed}>
      {place === null ? (
        <span>{say('response.placeNone')}</span>
      ) : (
        <span>
          <span className="mono">
            {place.lat.toFixed(3)}, {place.lon.toFixed(3)}
          </span>{' '}
          · <Age at={place.at} /> · {say(`response.source.${place.source}`)}
        </span>
      )}
      <Button
        aria-label={`${say('response.placeSet')}: ${unit.name}`}
        onClick={() => setOpen(true)}
      >
        {say('response.placeSet')}
      </Button>
    </div>
  );
}

/** Without anybody, a unit is told of nothing on the road. */
function Answers({ person }: { person: string | null }) {
  const say = useSay();
  const { data } = useQuery(officersQuery);
  if (person === null) return <span className={page.quiet}>{say('response.personNobody')}</span>;
  return data?.items.find(({ id }) => id === person)?.name;
}

function Languages({ codes }: { codes: readonly string[] }) {
  return useLanguageNames()(codes);
}

function Out({ out }: { out: Unit['out'] }) {
  const say = useSay();
  if (out === null) return say('response.free');
  return (
    <Link to="/monitor" search={{ case: out.case }}>
      {say('response.outCase')}
    </Link>
  );
}

function Acts({ unit, onChange }: { unit: Unit; onChange: () => void }) {
  const say = useSay();
  const { send, sending, problem } = useSend<Unit>('units', () => undefined);
  return (
    <>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <div className={styles.rowActs}>
        <Button aria-label={`${say('response.change')}: ${unit.name}`} onClick={onChange}>
          {say('response.change')}
        </Button>
        <Button
          aria-label={`${say('response.retire')}: ${unit.name}`}
          disabled={sending || unit.out !== null}
          onClick={() => void send(`/response/units/${unit.id}/retire`, {})}
        >
          {say('response.retire')}
        </Button>
      </div>
    </>
  );
}

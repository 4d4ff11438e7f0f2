import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Live, Seal, SealState } from '../api/contract.ts';
import { placesQuery, sealsQuery } from '../api/queries.ts';
import { distance } from '../map/distance.ts';
import { nearPlace } from '../map/near-place.ts';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { type Column, ListTable } from '../ui/list-table.tsx';
import { NameOrUnknown } from '../ui/name-or-unknown.tsx';
import page from '../ui/page.module.css';
import { useTyped } from '../ui/use-typed.ts';
import { Empty } from '../ui/waiting.tsx';
import { sealStates } from './search.ts';

const route = getRouteApi('/office/seals');

/** The search and the state, for the head of the page. */
export function SealFilter() {
  const say = useSay();
  const { q = '', state } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (search: { q?: string; state?: SealState | undefined }): void => {
    const next = { q, state, ...search };
    void navigate({
      search: { ...(next.q && { q: next.q }), ...(next.state && { state: next.state }) },
      replace: true,
    });
  };
  const [text, setText] = useTyped(q, (typed) => go({ q: typed }));
  return (
    <>
      <input
        type="search"
        aria-label={say('seals.searchLabel')}
        placeholder={say('seals.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <select
        aria-label={say('col.state')}
        value={state ?? ''}
        onChange={(event) => go({ state: sealStates.find((it) => it === event.target.value) })}
      >
        <option value="">{say('journeys.all')}</option>
        {sealStates.map((it) => (
          <option key={it} value={it}>
            {say(`seal.state.${it}`)}
          </option>
        ))}
      </select>
    </>
  );
}

/** The seals that fit the search. */
export function SealTable() {
  const { q, state } = route.useSearch();
  return (
    <ListTable
      found={useInfiniteQuery(sealsQuery(q, state))}
      columns={columns}
      keyOf={({ id }) => id}
      count="seals.count"
      empty={<None filtered={q !== undefined || state !== undefined} />}
    />
  );
}

function None({ filtered }: { filtered: boolean }) {
  const say = useSay();
  if (filtered) return <Empty title={say('seals.empty')} />;
  return (
    <Empty title={say('seals.none')}>
      <p>{say('seals.noneHint')}</p>
    </Empty>
  );
}

const columns: readonly Column<Seal>[] = [
  {
    head: 'col.number',
    look: 'mono',
    cell: ({ id, number }) => (
      <Link to="/seals/$id" params={{ id }}>
        {number}
      </Link>
    ),
  },
  { head: 'col.state', cell: (seal) => <State seal={seal} /> },
  { head: 'col.where', cell: ({ live }) => <Where live={live} /> },
  { head: 'col.heard', cell: ({ live }) => <Heard live={live} /> },
  { head: 'col.battery', cell: ({ live }) => <Battery live={live} /> },
  { head: 'col.owner', cell: ({ owner }) => <NameOrUnknown name={owner.name} /> },
  {
    head: 'col.journey',
    cell: ({ journey }) =>
      journey === null ? (
        '–'
      ) : (
        <Link className="mono" to="/journeys/$id" params={{ id: journey.id }}>
          {journey.plate ?? journey.ref}
        </Link>
      ),
  },
  { head: 'col.model', look: 'quiet', cell: ({ model }) => model },
];

function State({ seal: { state, live } }: { seal: Seal }) {
  const say = useSay();
  return (
    <span className={page.marks}>
      <span className={page.chip}>{say(`seal.state.${state}`)}</span>
      {live?.latched.map(({ flag, since }) => (
        <span key={flag} className={page.bad}>
          {say(`seal.flag.${flag}`)} <Age at={since} short />
        </span>
      ))}
    </span>
  );
}

function Battery({ live }: { live: Live | null }) {
  const say = useSay();
  return (
    <>
      {live?.batteryPct == null ? '–' : `${Math.round(live.batteryPct)}\u00a0%`}
      {live?.charging === true ? ` · ${say('seal.charging')}` : null}
    </>
  );
}

function Where({ live }: { live: Live | null }) {
  const say = useSay();
  const { data } = useQuery(placesQuery);
  if (live === null || live.lat === null || live.lon === null)
    return <span className={page.quiet}>{say('seal.noPosition')}</span>;
  const { lat, lon, positionAt } = live;
  const near = nearPlace(data?.places ?? [], { lat, lon });
  return (
    <span title={`${lat.toFixed(4)}, ${lon.toFixed(4)}`}>
      {near === undefined
        ? `${lat.toFixed(3)}, ${lon.toFixed(3)}`
        : say('seal.from', { away: distance(near.awayM), place: near.name })}
      {positionAt === null ? null : (
        <span className={page.quiet}>
          {' '}
          · <Age at={positionAt} />
        </span>
      )}
    </span>
  );
}

function Heard({ live }: { live: Live | null }) {
  const say = useSay();
  if (live?.receivedAt == null) return <span className={page.quiet}>{say('seal.never')}</span>;
  const wrong = live.clock === 'ahead' || live.clock === 'behind' ? live.clock : undefined;
  return (
    <span className={live.link === 'silent' ? page.stale : undefined}>
      <Age at={live.receivedAt} />
      {live.link === 'silent' ? ` · ${say('seal.silent')}` : null}
      {wrong === undefined ? null : ` · ${say(`seal.clock.${wrong}`)}`}
    </span>
  );
}

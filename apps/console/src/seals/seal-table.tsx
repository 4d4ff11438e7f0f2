import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import type { Live, Seal, SealState } from '../api/contract.ts';
import { placesQuery, sealsQuery } from '../api/queries.ts';
import { distance } from '../map/distance.ts';
import { nearPlace } from '../map/near-place.ts';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { useTyped } from '../ui/use-typed.ts';
import { Empty, Waiting } from '../ui/waiting.tsx';
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
  const say = useSay();
  const { q, state } = route.useSearch();
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    sealsQuery(q, state),
  );
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={12} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  const seals = data.pages.flatMap(({ items }) => items);
  if (seals.length === 0) return <None filtered={q !== undefined || state !== undefined} />;
  return (
    <div className={page.scroller}>
      <Table seals={seals} />
      <div className={page.more}>
        <p className={page.quiet} role="status">
          {say('seals.count', { n: seals.length, more: String(hasNextPage) })}
        </p>
        {hasNextPage ? (
          <Button onClick={() => void fetchNextPage()}>{say('act.more')}</Button>
        ) : null}
      </div>
    </div>
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

const columns = [
  'col.number',
  'col.state',
  'col.where',
  'col.heard',
  'col.battery',
  'col.owner',
  'col.journey',
  'col.model',
] as const;

function Table({ seals }: { seals: readonly Seal[] }) {
  const say = useSay();
  return (
    <table className={page.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {say(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {seals.map((seal) => (
          <Row key={seal.id} seal={seal} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ seal }: { seal: Seal }) {
  const say = useSay();
  const { live, journey } = seal;
  return (
    <tr>
      <td className="mono">{seal.number}</td>
      <td data-label={say('col.state')}>
        <span className={page.marks}>
          <span className={page.chip}>{say(`seal.state.${seal.state}`)}</span>
          {live?.latched.map(({ flag, since }) => (
            <span key={flag} className={page.bad}>
              {say(`seal.flag.${flag}`)} <Age at={since} short />
            </span>
          ))}
        </span>
      </td>
      <td data-label={say('col.where')}>
        <Where live={live} />
      </td>
      <td data-label={say('col.heard')}>
        <Heard live={live} />
      </td>
      <td data-label={say('col.battery')}>
        {live?.batteryPct == null ? '–' : `${Math.round(live.batteryPct)} %`}
        {live?.charging === true ? ` · ${say('seal.charging')}` : null}
      </td>
      <td data-label={say('col.owner')}>{seal.owner.name ?? say('state.unknown')}</td>
      <td data-label={say('col.journey')}>
        {journey === null ? (
          '–'
        ) : (
          <Link className="mono" to="/journeys/$id" params={{ id: journey.id }}>
            {journey.plate ?? journey.ref}
          </Link>
        )}
      </td>
      <td data-label={say('col.model')} className={page.quiet}>
        {seal.model}
      </td>
    </tr>
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

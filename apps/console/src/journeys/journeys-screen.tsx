import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import type { Journey, JourneyState } from '../api/contract.ts';
import { journeysQuery } from '../api/queries.ts';
import { distance } from '../map/distance.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { useTyped } from '../ui/use-typed.ts';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { journeyStates } from './search.ts';

const route = getRouteApi('/office/journeys');

export function JourneysScreen() {
  const say = useSay();
  useTitle(say('journeys.title'));
  return (
    <div className={page.page}>
      <Head />
      <Found />
    </div>
  );
}

function Head() {
  const say = useSay();
  const { q = '', state } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (search: { q?: string | undefined; state?: JourneyState | undefined }): void => {
    const next = { q, state, ...search };
    void navigate({
      search: { ...(next.q && { q: next.q }), ...(next.state && { state: next.state }) },
      replace: true,
    });
  };
  const [text, setText] = useTyped(q, (typed) => go({ q: typed }));
  return (
    <header className={page.head}>
      <h1>{say('journeys.title')}</h1>
      <input
        type="search"
        aria-label={say('journeys.searchLabel')}
        placeholder={say('journeys.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <select
        aria-label={say('journeys.state')}
        value={state ?? ''}
        onChange={(event) => go({ state: journeyStates.find((it) => it === event.target.value) })}
      >
        <option value="">{say('journeys.all')}</option>
        {journeyStates.map((it) => (
          <option key={it} value={it}>
            {say(`journey.state.${it}`)}
          </option>
        ))}
      </select>
      <Link className={page.act} to="/journeys/new">
        {say('journeys.new')}
      </Link>
    </header>
  );
}

function Found() {
  const say = useSay();
  const { q, state } = route.useSearch();
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    journeysQuery(q, state),
  );
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={12} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  const journeys = data.pages.flatMap(({ items }) => items);
  if (journeys.length === 0) return <None filtered={q !== undefined || state !== undefined} />;
  return (
    <div className={page.scroller}>
      <Table journeys={journeys} />
      <div className={page.more}>
        <p className={page.quiet} role="status">
          {say('journeys.count', { n: journeys.length, more: String(hasNextPage) })}
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
  if (!filtered) return <Empty title={say('journeys.none')} />;
  return (
    <Empty title={say('journeys.empty')}>
      <p>{say('journeys.emptyHint')}</p>
      <Link to="/journeys">{say('journeys.clear')}</Link>
    </Empty>
  );
}

const columns = [
  'col.plate',
  'col.journey',
  'col.route',
  'col.state',
  'col.progress',
  'col.heard',
  'col.alarms',
  'col.transporter',
] as const;

function Table({ journeys }: { journeys: readonly Journey[] }) {
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
        {journeys.map((journey) => (
          <Row key={journey.id} journey={journey} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ journey }: { journey: Journey }) {
  const say = useSay();
  const { live } = journey;
  return (
    <tr>
      <td>
        <Link className="mono" to="/journeys/$id" params={{ id: journey.id }}>
          {journey.vehicle.plate ?? journey.ref}
        </Link>
      </td>
      <td className="mono" data-label={say('col.journey')}>
        {journey.ref}
      </td>
      <td data-label={say('col.route')}>{journey.route.name}</td>
      <td data-label={say('col.state')}>
        <span className={page.chip}>{say(`journey.state.${journey.state}`)}</span>
      </td>
      <td data-label={say('col.progress')}>
        <Progress journey={journey} />
      </td>
      <td
        data-label={say('col.heard')}
        className={live?.link === 'silent' ? page.stale : undefined}
      >
        {live?.receivedAt == null ? '–' : <Age at={live.receivedAt} />}
      </td>
      <td data-label={say('col.alarms')}>
        <Marks journey={journey} />
      </td>
      <td data-label={say('col.transporter')} className={page.quiet}>
        {journey.transporter.name ?? say('state.unknown')}
      </td>
    </tr>
  );
}

const OFF_M_MIN = 1_000;

function Progress({ journey: { progress } }: { journey: Journey }) {
  const say = useSay();
  if (progress === null) return '–';
  const off = progress.offRouteM ?? 0;
  return (
    <>
      {say('journey.of', { km: Math.round(progress.km), of: Math.round(progress.ofKm) })}
      {off < OFF_M_MIN ? null : (
        <span className={page.bad}> · {say('journey.offRoute', { off: distance(off) })}</span>
      )}
    </>
  );
}

function Marks({ journey: { openCases } }: { journey: Journey }) {
  const say = useSay();
  if (openCases.length === 0) return null;
  return (
    <span className={page.marks}>
      {openCases.map(({ id, kind, severity }) => (
        <Link
          key={id}
          to="/monitor"
          search={{ case: id }}
          className={page.marks}
          title={say(`kind.${kind}`)}
        >
          <SeverityMark severity={severity} size={24} />
          <span className="unseen">
            {say(`severity.${severity}`)}: {say(`kind.${kind}`)}
          </span>
        </Link>
      ))}
    </span>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Journey, JourneyState } from '../api/contract.ts';
import { journeysQuery } from '../api/queries.ts';
import { distance } from '../map/distance.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { useMayOpen } from '../shell/use-may-open.ts';
import { Age } from '../ui/age.tsx';
import { type Column, ListTable } from '../ui/list-table.tsx';
import { NameOrUnknown } from '../ui/name-or-unknown.tsx';
import page from '../ui/page.module.css';
import { useTyped } from '../ui/use-typed.ts';
import { Empty } from '../ui/waiting.tsx';
import { JourneyTabs } from './journey-tabs.tsx';
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
  const mayAdd = useMayOpen('/journeys/new');
  const [text, setText] = useTyped(q, (typed) => go({ q: typed }));
  return (
    <header className={page.head}>
      <h1>{say('journeys.title')}</h1>
      <JourneyTabs />
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
      {mayAdd ? (
        <Link className={page.act} to="/journeys/new">
          {say('journeys.new')}
        </Link>
      ) : null}
    </header>
  );
}

function Found() {
  const { q, state } = route.useSearch();
  return (
    <ListTable
      found={useInfiniteQuery(journeysQuery(q, state))}
      columns={columns}
      keyOf={({ id }) => id}
      count="journeys.count"
      empty={<None filtered={q !== undefined || state !== undefined} />}
    />
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

const columns: readonly Column<Journey>[] = [
  {
    head: 'col.plate',
    cell: ({ id, ref, vehicle }) => (
      <Link className="mono" to="/journeys/$id" params={{ id }}>
        {vehicle.plate ?? ref}
      </Link>
    ),
  },
  { head: 'col.journey', look: 'mono', cell: ({ ref }) => ref },
  { head: 'col.route', cell: ({ route: { name } }) => name },
  { head: 'col.state', cell: (journey) => <State journey={journey} /> },
  { head: 'col.progress', cell: (journey) => <Progress journey={journey} /> },
  {
    head: 'col.heard',
    cell: ({ live }) => (live?.receivedAt == null ? '–' : <Age at={live.receivedAt} />),
    isStale: ({ live }) => live?.link === 'silent',
  },
  { head: 'col.alarms', cell: (journey) => <Marks journey={journey} /> },
  {
    head: 'col.transporter',
    look: 'quiet',
    cell: ({ transporter }) => <NameOrUnknown name={transporter.name} />,
  },
];

function State({ journey: { state } }: { journey: Journey }) {
  const say = useSay();
  return <span className={page.chip}>{say(`journey.state.${state}`)}</span>;
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

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { problemIn } from '../api/client.ts';
import type { Journey } from '../api/contract.ts';
import { journeyQuery } from '../api/queries.ts';
import { ComparisonPanel, useCompareToggle } from '../comparison/comparison-panel.tsx';
import { ComparisonOf } from '../comparison/other.tsx';
import { EvidenceOf } from '../evidence/evidence-of.tsx';
import { LogLineOf } from '../evidence/log-line-of.tsx';
import { ExceptionsPanel } from '../exceptions/exceptions-panel.tsx';
import { useMayOrder } from '../orders/may-order.ts';
import { OrdersOfSeal } from '../orders/orders-of-seal.tsx';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { useKeys } from '../ui/keys.ts';
import { Panel } from '../ui/panel.tsx';
import panes from '../ui/panes.module.css';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { Charts } from './charts.tsx';
import { JourneyHead } from './journey-head.tsx';
import { JourneyMapPane } from './journey-map-pane.tsx';
import styles from './journey-screen.module.css';
import { AllKnownNow, KnownBar, useKnownSwitch } from './known-bar.tsx';
import { Lists } from './lists.tsx';
import { Milestones } from './milestones.tsx';
import { NextSteps } from './next-steps.tsx';
import { NowPanel } from './now-panel.tsx';
import { PastBar, useBackToLive } from './past-bar.tsx';
import { togglePlaying } from './play-buttons.tsx';
import { backToLive, livePlayback, seek, speedOfKey } from './playback.ts';
import { ReplayOf, useReplay } from './replay.tsx';
import { Timeline } from './timeline.tsx';
import { Transport } from './transport.tsx';

const route = getRouteApi('/office/journeys/$id');

export function JourneyScreen() {
  const { id } = route.useParams();
  const { t, known } = route.useSearch();
  const { data, error, refetch } = useQuery({
    ...journeyQuery(id, known),
    placeholderData: (before) => (before?.id === id ? before : undefined),
  });
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={12} />;
    return (
      <>
        {known === undefined ? null : <AllKnownNow known={known} />}
        <div className={styles.refused}>
          <Refused problem={problem} onRetry={() => void refetch()} />
        </div>
      </>
    );
  }
  return (
    <ReplayOf key={id} journey={data} start={t === undefined ? null : Date.parse(t)} known={known}>
      <ComparisonOf>
        <JourneyLayout journey={data} />
      </ComparisonOf>
    </ReplayOf>
  );
}

function JourneyLayout({ journey }: { journey: Journey }) {
  const say = useSay();
  useTitle(`${journey.vehicle.plate ?? journey.ref} · ${say('nav.journeys')}`);
  useAddress();
  useReplayKeys();
  return (
    <div className={panes.screen}>
      <TimeBar />
      <JourneyHead journey={journey} />
      <div className={`${panes.body} ${styles.body}`}>
        <div className={styles.main}>
          <JourneyMapPane />
          <ReplayPanel />
        </div>
        <div className={`${panes.side} ${styles.side}`}>
          <ComparisonPanel />
          <SidePanels journey={journey} />
          <Lists />
        </div>
      </div>
    </div>
  );
}

/** Which time is shown: what was known then, or the past, or now. */
function TimeBar() {
  const { known } = useReplay();
  return known === null ? <PastBar /> : <KnownBar known={known} />;
}

/** Beside what was known then nothing stands that is of now. */
function SidePanels({ journey }: { journey: Journey }) {
  const say = useSay();
  const { known } = useReplay();
  if (known !== null)
    return (
      <>
        <Milestones journey={journey} />
        <NowPanel />
        <p className={styles.aside}>{say('replay.knownAside')}</p>
      </>
    );
  return (
    <>
      <Milestones journey={journey} />
      <NextSteps journey={journey} />
      <ExceptionsPanel journey={journey} />
      <NowPanel />
      <OrdersPanel journey={journey} />
      <EvidencePanel journey={journey} />
    </>
  );
}

/** What is ordered of the seals that are on the truck now. */
function OrdersPanel({ journey }: { journey: Journey }) {
  const say = useSay();
  const { mayOrder } = useMayOrder();
  const fitted = journey.seals.filter(({ until }) => until === null);
  if (!mayOrder || fitted.length === 0) return null;
  return (
    <Panel title={say('order.title')}>
      {fitted.map(({ id, number }) => (
        <div key={id} className={styles.seal}>
          <Link className="mono" to="/seals/$id" params={{ id }}>
            {number}
          </Link>
          <OrdersOfSeal seal={id} />
        </div>
      ))}
    </Panel>
  );
}

/** How this journey stands in the log, and what of it is handed out. */
function EvidencePanel({ journey: { id, ref } }: { journey: Journey }) {
  const say = useSay();
  return (
    <Panel title={say('evidence.title')}>
      <LogLineOf subject={id} search={{ q: ref }} />
      <EvidenceOf subject={{ kind: 'journey', id }} />
    </Panel>
  );
}

/** The replay's own part, once there is something to replay. */
function ReplayPanel() {
  const say = useSay();
  const { signals, loading, problem } = useReplay();
  if (problem !== undefined) return <Refused problem={problem} />;
  if (signals.length === 0) {
    return loading ? (
      <Waiting lines={4} />
    ) : (
      <Empty title={say('replay.none')}>
        <p>{say('replay.noneHint')}</p>
      </Empty>
    );
  }
  return (
    <>
      <Timeline />
      <Transport />
      <Charts />
    </>
  );
}

/** While a hand is on the slider the address waits: browsers take a hundred changes of it in ten seconds, and no more. */
const ADDRESS_MS = 400;

/** The address says the moment once the clock stands; a moment put into the address moves the clock. */
function useAddress(): void {
  const { t } = route.useSearch();
  const navigate = route.useNavigate();
  const { store, span } = useReplay();
  const written = useRef(t);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = (): void => {
      const { at, playing } = store.slow();
      if (playing) return;
      const next = at === null ? undefined : new Date(at).toISOString();
      if (next === written.current) return;
      written.current = next;
      void navigate({
        search: ({ t: _old, ...rest }) => (next === undefined ? rest : { ...rest, t: next }),
        replace: true,
      });
    };
    const leave = store.onSlow(() => {
      clearTimeout(timer);
      timer = setTimeout(write, ADDRESS_MS);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [store, navigate]);
  useEffect(() => {
    if (t === written.current) return;
    written.current = t;
    store.change((playback) =>
      t === undefined
        ? backToLive(playback)
        : { ...seek(playback, Date.parse(t), span), playing: false },
    );
  }, [t, store, span]);
}

function useReplayKeys(): void {
  const { store, span, step } = useReplay();
  const { toggle } = useKnownSwitch();
  const compare = useCompareToggle();
  const live = useBackToLive();
  const speed = ({ key }: KeyboardEvent): void => {
    const chosen = speedOfKey(key) ?? livePlayback.speed;
    store.change((playback) => ({ ...playback, speed: chosen }));
  };
  const back = (): void => step('events', -1);
  const on = (): void => step('events', 1);
  useKeys({
    ' ': () => togglePlaying(store, span),
    ArrowLeft: back,
    ArrowRight: on,
    ',': () => step('signals', -1),
    '.': () => step('signals', 1),
    f: () => store.change((now) => ({ ...now, follow: !now.follow })),
    c: compare,
    k: toggle,
    l: live,
    ...Object.fromEntries(['1', '2', '3', '4', '5', '6'].map((key) => [key, speed])),
  });
}

import { useEffect, useState } from 'react';
import { tellLink } from '../live/link.ts';
import { type MonitorFeed, openMonitorFeed } from '../live/monitor-feed.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { useKeys } from '../ui/keys.ts';
import { Announcer } from './announcer.tsx';
import { CaseDetailPane } from './case-detail-pane.tsx';
import { DeskOf, useDesk, useView } from './desk.tsx';
import { FleetPane } from './fleet-pane.tsx';
import styles from './monitor-screen.module.css';
import { QueuePane } from './queue-pane.tsx';
import { TruckPane } from './truck-pane.tsx';

export function MonitorScreen() {
  const [feed, setFeed] = useState<MonitorFeed>();
  useEffect(() => {
    const opened = openMonitorFeed();
    setFeed(opened);
    return opened.close;
  }, []);
  if (feed === undefined) return null;
  return (
    <DeskOf feed={feed}>
      <MonitorLayout />
    </DeskOf>
  );
}

function MonitorLayout() {
  const say = useSay();
  const { search, go } = useDesk();
  const { counts } = useView();
  useTitle(counts.open > 0 ? `(${counts.open}) ${say('nav.monitor')}` : say('nav.monitor'));
  const leave = (): void => go({ truck: undefined });
  // With a case open, its detail hears Escape: a form closes before the case does.
  useKeys({ Escape: search.case === undefined ? leave : undefined });
  useTellLink();
  const open = search.case !== undefined || search.truck !== undefined;
  return (
    <div className={styles.monitor} data-pane={search.pane ?? 'queue'} data-detail={open}>
      {/* The queue's own heading goes with the queue, where a phone shows the map. */}
      <h1 className="unseen">{say('nav.monitor')}</h1>
      <Announcer />
      <PaneTabs />
      <QueuePane />
      <FleetPane />
      {search.case === undefined ? null : <CaseDetailPane key={search.case} id={search.case} />}
      {search.case === undefined && search.truck !== undefined ? (
        <TruckPane seals={search.truck.split('.')} />
      ) : null}
    </div>
  );
}

/** On a phone the queue comes first and the map stands behind a tab. */
function PaneTabs() {
  const say = useSay();
  const { search, go } = useDesk();
  return (
    <div className={styles.tabs}>
      <button
        type="button"
        aria-pressed={search.pane === undefined}
        onClick={() => go({ pane: undefined })}
      >
        {say('queue.tab')}
      </button>
      <button
        type="button"
        aria-pressed={search.pane === 'map'}
        onClick={() => go({ pane: 'map' })}
      >
        {say('map.tab')}
      </button>
    </div>
  );
}

function useTellLink(): void {
  const { link, lostAt, feedAgeMs, feedAt } = useView();
  useEffect(() => tellLink({ link, lostAt, feedAgeMs, feedAt }), [link, lostAt, feedAgeMs, feedAt]);
}

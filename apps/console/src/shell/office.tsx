import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionQuery, statusQuery } from '../api/queries.ts';
import { IncidentBanner } from '../incidents/incident-banner.tsx';
import { tellLink } from '../live/link.ts';
import { ModeBanner } from '../modes/mode-banner.tsx';
import { ClosedDoor } from './closed-door.tsx';
import { type Closed, closedTo } from './doors.ts';
import { KeysHelp } from './keys-help.tsx';
import { useSay } from './language.tsx';
import { LinkBanner } from './link-banner.tsx';
import styles from './office.module.css';
import { Rail } from './rail.tsx';
import { SessionDialog } from './session-dialog.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame around every officer's screen. */
export function Office() {
  const say = useSay();
  const onMonitor = useLocation({ select: ({ pathname }) => pathname === '/monitor' });
  const closed = useClosed();
  return (
    <div className={styles.office}>
      <a className={styles.skip} href="#content">
        {say('app.skip')}
      </a>
      <TopBar />
      <Rail />
      <main id="content" className={styles.content} tabIndex={-1}>
        <LinkBanner />
        <ModeBanner />
        {onMonitor ? <IncidentBanner /> : null}
        {closed === undefined ? <Outlet /> : <ClosedDoor closed={closed} />}
      </main>
      <KeysHelp />
      <SessionDialog />
      {onMonitor ? null : <StatusLink />}
    </div>
  );
}

/** The screen of the address, where it is not for whoever is signed in. */
function useClosed(): Closed | undefined {
  const { data } = useSuspenseQuery(sessionQuery);
  const path = useMatches({ select: (matches) => matches.at(-1)?.fullPath });
  return path === undefined ? undefined : closedTo(path, data.person.roles);
}

/** Tells the link's state on screens without a stream of their own. */
function StatusLink() {
  const { data, isError, dataUpdatedAt, errorUpdatedAt } = useQuery(statusQuery);
  useEffect(() => {
    if (isError) {
      tellLink({ link: 'reconnecting', lostAt: errorUpdatedAt, feedAgeMs: null, feedAt: 0 });
    } else if (data !== undefined) {
      const { feedAgeMs } = data;
      tellLink({ link: 'live', lostAt: null, feedAgeMs, feedAt: dataUpdatedAt });
    }
  }, [data, isError, dataUpdatedAt, errorUpdatedAt]);
  return null;
}

import { useQuery } from '@tanstack/react-query';
import { problemIn } from '../api/client.ts';
import { channelsQuery } from '../api/notice-queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { ChannelsPanel } from './channels-panel.tsx';
import { Deliveries } from './deliveries.tsx';
import styles from './notices.module.css';
import { SubscriptionsPanel } from './subscriptions-panel.tsx';

/** What one is told outside these screens: where, of what, when not, and what came of it. */
export function NoticesScreen() {
  const say = useSay();
  useTitle(say('notices.title'));
  const { data, error, refetch } = useQuery(channelsQuery);
  const problem = problemIn(error);
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('notices.title')}</h1>
      </header>
      <div className={page.scroller}>
        <p className={page.lead}>{say('notices.lead')}</p>
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void refetch()} />
        )}
        {data === undefined && problem === undefined ? <Waiting lines={8} /> : null}
        {data === undefined ? null : (
          <div className={styles.panels}>
            <SubscriptionsPanel channels={data.items} />
            <ChannelsPanel seen={data} />
          </div>
        )}
        <Deliveries />
      </div>
    </div>
  );
}

import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { logQuery } from '../api/evidence-queries.ts';
import { sessionQuery } from '../api/queries.ts';
import { hourMinute, timeOfDay } from '../clock/instants.ts';
import { saySpan } from '../clock/say-age.ts';
import { useNow } from '../clock/ticker.ts';
import { witnessing } from '../evidence/log-state.ts';
import { useLink } from '../live/link.ts';
import { Age } from '../ui/age.tsx';
import { useSay } from './language.tsx';
import { PersonMenu } from './person-menu.tsx';
import { SearchBox } from './search-box.tsx';
import styles from './top-bar.module.css';

export function TopBar() {
  const say = useSay();
  const { data: session } = useSuspenseQuery(sessionQuery);
  return (
    <header className={styles.bar}>
      <p className={styles.name}>
        <img src="/lakiri.svg" alt="" width="22" height="22" />
        {say('app.name')}
      </p>
      <p className={styles.party}>{session.party.name}</p>
      <SearchBox />
      <FeedAge />
      <LogAge />
      <Clock />
      <PersonMenu session={session} />
    </header>
  );
}

/** A feed younger than this is told to the tenth of a second; an officer reads it as a heartbeat. */
const PRECISE_MS = 10_000;

function FeedAge() {
  const say = useSay();
  const { link, feedAgeMs, feedAt } = useLink();
  if (link === 'reconnecting') return <p className={styles.lost}>{say('bar.reconnecting')}</p>;
  const precise = feedAgeMs !== null && feedAgeMs < PRECISE_MS;
  return (
    <p className={styles.feed} title={say('bar.feedTitle')}>
      {say('bar.feed')}{' '}
      <strong>
        {feedAgeMs === null ? say('bar.noFeed') : null}
        {precise ? say('bar.seconds', { s: (feedAgeMs / 1_000).toFixed(1) }) : null}
        {feedAgeMs === null || precise ? null : (
          <Age at={new Date(feedAt - feedAgeMs).toISOString()} short />
        )}
      </strong>
    </p>
  );
}

/** How long the newest facts have gone without a witness, or that the log has stopped. */
function LogAge() {
  const say = useSay();
  const now = useNow();
  const { data } = useQuery(logQuery);
  const state = data === undefined ? undefined : witnessing(data, now);
  if (state === undefined) return null;
  if (state.refuses) return <p className={styles.refuses}>{say('bar.logRefuses')}</p>;
  const { unwitnessedMs, isLate } = state;
  return (
    <p className={isLate ? styles.late : styles.log} title={say('bar.logTitle')}>
      {say('bar.log')}{' '}
      <strong>{unwitnessedMs === 0 ? say('bar.logWell') : saySpan(say, unwitnessedMs)}</strong>
    </p>
  );
}

function Clock() {
  const say = useSay();
  const now = useNow();
  return (
    <p className={styles.clock} title={say('bar.clock')}>
      {timeOfDay(now)} EAT<span> · {hourMinute(now, 'CAT')} CAT</span>
    </p>
  );
}

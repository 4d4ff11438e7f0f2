import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { logQuery } from '../api/evidence-queries.ts';
import { sessionQuery } from '../api/queries.ts';
import { hourMinute, timeOfDay } from '../clock/instants.ts';
import { sayAge, saySpan } from '../clock/say-age.ts';
import { useNow } from '../clock/ticker.ts';
import { witnessing, witnessSentences } from '../evidence/log-state.ts';
import { useLink } from '../live/link.ts';
import { OrderTray } from '../orders/order-tray.tsx';
import { ShiftTray } from '../shifts/shift-tray.tsx';
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
      <ShiftTray />
      <OrderTray />
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

/** By how many the log was last witnessed and when; for how long it was not; or that it has stopped. */
function LogAge() {
  const say = useSay();
  const now = useNow();
  const { data } = useQuery(logQuery);
  if (data === undefined) return null;
  const state = witnessing(data, now);
  if (state?.refuses) return <p className={styles.refuses}>{say('bar.logRefuses')}</p>;
  const title = witnessSentences(say, data, now).join(' ');
  if (state === undefined)
    return (
      <p className={`${styles.log} ${styles.wide}`} title={title}>
        {say('bar.noWitness')}
      </p>
    );
  const { last, isLate, unwitnessedMs } = state;
  if (isLate || last === null)
    return (
      <p className={isLate ? styles.late : styles.log} title={title}>
        {say('bar.log')} <strong>{saySpan(say, unwitnessedMs)}</strong>
      </p>
    );
  const { by, of, agoMs } = last;
  return (
    <p className={styles.log} title={title}>
      <span className={styles.wide}>
        {say('bar.witnessed', { age: sayAge(say, agoMs), by, of })}
      </span>
      <span className={styles.narrow}>{say('bar.witnessedShort', { by, of })}</span>
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

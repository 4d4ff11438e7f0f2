import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import type { FeedDetail } from '../api/feed-contract.ts';
import { feedQuery } from '../api/feed-queries.ts';
import { saySpan } from '../clock/say-age.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Age } from '../ui/age.tsx';
import { NameOrUnknown } from '../ui/name-or-unknown.tsx';
import page from '../ui/page.module.css';
import { Panel, Rows } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { wordKey } from '../words/words.ts';
import styles from './feeds.module.css';
import { HealthMark, Lag, LateShare } from './health-words.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { StopSwitch } from './stop-form.tsx';

const route = getRouteApi('/office/feeds/$id');

/** One feed: how it tells, by which keys it signs, what of it was refused, and the switch that stops it. */
export function FeedScreen() {
  const say = useSay();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(feedQuery(id));
  const problem = problemIn(error);
  useTitle(data?.name ?? say('feeds.title'));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{data?.name ?? say('feeds.feed')}</h1>
        <p>
          <Link to="/feeds">{say('feeds.title')}</Link>
        </p>
      </header>
      <div className={page.scroller}>
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void refetch()} />
        )}
        {data === undefined && problem === undefined ? <Waiting lines={8} /> : null}
        {data === undefined ? null : <Feed feed={data} />}
      </div>
    </div>
  );
}

function Feed({ feed }: { feed: FeedDetail }) {
  const say = useSay();
  const { party, kind, expectedS, lateAfterS, makers, health, broker } = feed;
  return (
    <div className={styles.feed}>
      <div>
        <Panel title={say('feeds.health')}>
          <p>
            <HealthMark feed={feed} />
          </p>
          <Rows
            rows={[
              {
                label: say('feeds.last'),
                value: health.lastAt === null ? say('feeds.never') : <Age at={health.lastAt} />,
              },
              { label: say('feeds.lag'), value: <Lag feed={feed} /> },
              { label: say('feeds.late'), value: <LateShare feed={feed} /> },
              { label: say('feeds.accepted'), value: health.accepted },
              { label: say('feeds.refused'), value: health.refused },
              { label: say('feeds.doubled'), value: health.doubled },
            ]}
          />
          <StopSwitch feed={feed} />
        </Panel>
        <Panel title={say('feeds.who')}>
          <Rows
            rows={[
              { label: say('feeds.vendor'), value: <NameOrUnknown name={party.name} /> },
              { label: say('feeds.way'), value: say(`feed.kind.${kind}`) },
              broker === null
                ? undefined
                : { label: say('feedForm.url'), value: <BrokerWords {...broker} /> },
              { label: say('feeds.expected'), value: saySpan(say, expectedS * 1_000) },
              { label: say('feeds.lateAfter'), value: saySpan(say, lateAfterS * 1_000) },
              makers.length === 0
                ? undefined
                : { label: say('feeds.makers'), value: makers.join(', ') },
            ]}
          />
        </Panel>
      </div>
      <div>
        <KeysPanel feed={feed} />
        <Refusals feed={feed} />
      </div>
    </div>
  );
}

function BrokerWords({ url, version, topic, signed }: NonNullable<FeedDetail['broker']>) {
  const say = useSay();
  return (
    <>
      <span className="mono" translate="no">
        {url} · MQTT {version} · {topic}
      </span>{' '}
      {say(signed ? 'feeds.signed' : 'feeds.unsigned')}
    </>
  );
}

function Refusals({ feed: { refusals } }: { feed: FeedDetail }) {
  const say = useSay();
  return (
    <Panel title={say('feeds.refusals')}>
      {refusals.length === 0 ? <p className={page.quiet}>{say('feeds.noRefusal')}</p> : null}
      <ul className={styles.list}>
        {refusals.map(({ at, code, detail, peer }) => {
          const key = wordKey('feed.refusal', code);
          return (
            <li key={`${at} ${code} ${detail}`}>
              <Age at={at} /> · {key === undefined ? code : say(key)}
              <div className={page.quiet}>
                <span translate="no">{detail}</span> <span className="mono">{peer}</span>
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

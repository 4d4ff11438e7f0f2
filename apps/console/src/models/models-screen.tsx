import { useQuery } from '@tanstack/react-query';
import { problemIn } from '../api/client.ts';
import type { Model } from '../api/contract.ts';
import { modelsQuery } from '../api/queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { saySpan } from '../clock/say-age.ts';
import { useNow } from '../clock/ticker.ts';
import { Dialect } from '../quarantine/dialect.tsx';
import { SealTabs } from '../seals/seal-tabs.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import styles from './models.module.css';

/** What each model of seal is expected to do, version by version: readings are judged by the version of their day. */
export function ModelsScreen() {
  const say = useSay();
  useTitle(say('models.title'));
  const { data, error, refetch } = useQuery(modelsQuery);
  const problem = problemIn(error);
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('models.title')}</h1>
        <SealTabs />
      </header>
      <div className={page.scroller}>
        <p className={page.lead}>{say('models.lead')}</p>
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void refetch()} />
        )}
        {data === undefined && problem === undefined ? <Waiting lines={10} /> : null}
        <ul className={styles.models}>
          {data?.items.map((model) => (
            <li key={`${model.dialect} ${model.model}`}>
              <OneModel model={model} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Makers whose dialect has their own name: to say it twice tells nothing. */
const SAME: ReadonlySet<string> = new Set([
  'Jointech',
  'JT/T 808',
  'Lakiri',
  'Meitrack',
  'Omni',
  'Queclink',
  'Suntech',
  'Teltonika',
]);

function OneModel({ model: { model, maker, dialect, versions } }: { model: Model }) {
  const say = useSay();
  const now = useNow();
  const inForce = versions.findLast(({ effectiveFrom }) => Date.parse(effectiveFrom) <= now);
  return (
    <details className={styles.model}>
      <summary>
        <strong>{model}</strong>
        <span className={page.quiet}>
          {maker}
          {SAME.has(maker) ? null : (
            <>
              {' · '}
              <Dialect dialect={dialect} />
            </>
          )}
        </span>
        {inForce === undefined ? null : (
          <span className={styles.now}>
            {say('models.every', { span: saySpan(say, inForce.reportIntervalS * 1_000) })} ·{' '}
            {say('models.tierMax', { tier: inForce.tierMax })} ·{' '}
            {say('models.version', { n: inForce.version })}
          </span>
        )}
      </summary>
      <ol>
        {versions.toReversed().map((version) => (
          <li key={version.version} data-in-force={version === inForce}>
            <Version version={version} isInForce={version === inForce} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Version(props: { version: Model['versions'][number]; isInForce: boolean }) {
  const say = useSay();
  const language = useLanguage();
  const { version, isInForce } = props;
  const { effectiveFrom, reportIntervalS, parkedIntervalS, asleepIntervalS, profile } = version;
  const spans = [
    say('models.every', { span: saySpan(say, reportIntervalS * 1_000) }),
    parkedIntervalS === null
      ? undefined
      : say('models.parked', { span: saySpan(say, parkedIntervalS * 1_000) }),
    asleepIntervalS === null
      ? undefined
      : say('models.asleep', { span: saySpan(say, asleepIntervalS * 1_000) }),
    say('models.drain', { pct: version.drainPctPerHour }),
    say('models.tierMax', { tier: version.tierMax }),
  ];
  return (
    <>
      <p>
        <strong>{say('models.version', { n: version.version })}</strong>{' '}
        {say('models.from', {
          at:
            Date.parse(effectiveFrom) === 0
              ? say('models.beginning')
              : fullInstant(effectiveFrom, language),
        })}
        {isInForce ? <span className={page.chip}>{say('models.inForce')}</span> : null}
      </p>
      <p>{spans.filter((it) => it !== undefined).join(' · ')}</p>
      <p className={page.quiet}>
        {say('models.source')} <span translate="no">{version.source}</span>
      </p>
      {profile === null ? null : (
        <pre className={styles.profile} translate="no">
          {JSON.stringify(profile, null, 2)}
        </pre>
      )}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { problemIn } from '../api/client.ts';
import type { Model, ModelVersion } from '../api/contract.ts';
import { modelsQuery } from '../api/queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { saySpan } from '../clock/say-age.ts';
import { useNow } from '../clock/ticker.ts';
import { Dialect } from '../quarantine/dialect.tsx';
import { SealTabs } from '../seals/seal-tabs.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { useTitle } from '../shell/title.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Changes } from './changes.tsx';
import { Drafts } from './drafts.tsx';
import styles from './models.module.css';
import { changesBetween } from './revision.ts';
import { Figures, Profile } from './version.tsx';

const route = getRouteApi('/office/seals/models');

/** What each model of seal is expected to do, version by version: readings are judged by the version of their day. */
export function ModelsScreen() {
  const say = useSay();
  useTitle(say('models.title'));
  const { data, error, refetch } = useQuery(modelsQuery);
  const problem = problemIn(error);
  const { revised } = route.useSearch();
  const maySupervise = useMaySupervise();
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('models.title')}</h1>
        <SealTabs />
        {maySupervise ? (
          <Link className={page.act} to="/seals/new-model">
            {say('newModel.title')}
          </Link>
        ) : null}
      </header>
      {revised === undefined ? null : (
        <p className={page.done} role="status">
          {say('revise.done', { model: revised })}
        </p>
      )}
      <div className={page.scroller}>
        <p className={page.lead}>{say('models.lead')}</p>
        {maySupervise ? <Drafts /> : null}
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void refetch()} />
        )}
        {data === undefined && problem === undefined ? <Waiting lines={10} /> : null}
        <ul className={styles.models}>
          {data?.items.map((model) => (
            <li key={`${model.dialect} ${model.model}`}>
              <OneModel model={model} isOpen={model.model === revised} />
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

function OneModel(props: { model: Model; isOpen: boolean }) {
  const say = useSay();
  const maySupervise = useMaySupervise();
  const { model, maker, dialect, versions } = props.model;
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (props.isOpen) box.current?.scrollIntoView({ block: 'nearest' });
  }, [props.isOpen]);
  const now = useNow();
  const inForce = versions.findLast(({ effectiveFrom }) => Date.parse(effectiveFrom) <= now);
  return (
    <details ref={box} className={styles.model} open={props.isOpen}>
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
      <div className={styles.body}>
        {maySupervise ? (
          <p>
            <Link to="/seals/models/$model" params={{ model }}>
              {say('revise.title', { model })}
            </Link>
          </p>
        ) : null}
        <ol className={styles.versions}>
          {versions.toReversed().map((version) => (
            <li key={version.version} data-in-force={version === inForce}>
              <Version
                version={version}
                before={versions.find((it) => it.version === version.version - 1)}
                isInForce={version === inForce}
                isAhead={Date.parse(version.effectiveFrom) > now}
              />
            </li>
          ))}
        </ol>
      </div>
    </details>
  );
}

type VersionProps = {
  readonly version: ModelVersion;
  readonly before: ModelVersion | undefined;
  readonly isInForce: boolean;
  readonly isAhead: boolean;
};

function Version({ version, before, isInForce, isAhead }: VersionProps) {
  const say = useSay();
  const language = useLanguage();
  const { effectiveFrom, profile } = version;
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
        {isAhead ? <span className={page.chip}>{say('models.ahead')}</span> : null}
      </p>
      {before === undefined ? null : <Changes changes={changesBetween(before, version)} />}
      <Figures version={version} />
      {profile === null ? null : <Profile profile={profile} />}
    </>
  );
}

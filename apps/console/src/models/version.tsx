import { saySpan } from '../clock/say-age.ts';
import { useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';
import styles from './models.module.css';
import { entriesOf } from './profile-entries.ts';
import type { ModelData } from './revision.ts';

/** What is expected of the model, and whose word that is. */
export function Figures({ version }: { version: ModelData }) {
  const say = useSay();
  const every = (key: 'models.every' | 'models.parked' | 'models.asleep', s: number | null) =>
    s === null ? [] : [say(key, { span: saySpan(say, s * 1_000) })];
  const figures = [
    ...every('models.every', version.reportIntervalS),
    ...every('models.parked', version.parkedIntervalS),
    ...every('models.asleep', version.asleepIntervalS),
    say('models.drain', { pct: version.drainPctPerHour }),
    say('models.tierMax', { tier: version.tierMax }),
  ];
  return (
    <>
      <p>{figures.join(' · ')}</p>
      <p className={page.quiet}>
        {say(`models.basis.${version.basis}`)}: <span translate="no">{version.source}</span>
      </p>
    </>
  );
}

/** What it means by what it sends, entry by entry. */
export function Profile({ profile }: { profile: unknown }) {
  return (
    <dl className={styles.profile} translate="no">
      {entriesOf(profile).map(({ path, value }) => (
        <div key={path}>
          <dt>{path}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

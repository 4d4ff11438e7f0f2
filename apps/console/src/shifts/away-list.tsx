import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { awayQuery } from '../api/shift-queries.ts';
import { hourMinute, secondInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';
import tray from '../ui/tray.module.css';
import { Waiting } from '../ui/waiting.tsx';
import { wordKey } from '../words/words.ts';
import styles from './shifts.module.css';

const COUNTS = ['opened', 'closed', 'stillOpen', 'escalated'] as const;

/** What happened since my last shift, and which checks are promised (§4.1: opened at the start of a shift). */
export function AwayList(props: { onLeave: () => void; untitled?: boolean }) {
  const say = useSay();
  const language = useLanguage();
  const { data } = useQuery(awayQuery);
  if (data === undefined) return <Waiting lines={3} />;
  return (
    <section className={tray.group}>
      {props.untitled ? null : <h2>{say('shift.away')}</h2>}
      <p className={page.quiet}>
        {say('shift.awaySince', { at: `${secondInstant(data.from, language)} EAT` })}
      </p>
      <dl className={styles.counts}>
        {COUNTS.map((name) => (
          <div key={name}>
            <dt>{say(`shift.${name}`)}</dt>
            <dd>{data[name]}</dd>
          </div>
        ))}
      </dl>
      <h2>{say('shift.checks')}</h2>
      {data.checks.length === 0 ? <p className={page.quiet}>{say('shift.noChecks')}</p> : null}
      <ul className={styles.checks}>
        {data.checks.map(({ id, kind, plate, checkAt }) => {
          const key = wordKey('kind', kind);
          const words = key === undefined ? kind : say(key);
          return (
            <li key={id}>
              <Link to="/monitor" search={{ case: id }} onClick={props.onLeave}>
                {hourMinute(checkAt, 'EAT')}: {words}, <span className="mono">{plate}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

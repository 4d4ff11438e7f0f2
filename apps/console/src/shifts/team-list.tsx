import { useQuery } from '@tanstack/react-query';
import { problemIn } from '../api/client.ts';
import type { OnTeam } from '../api/shift-contract.ts';
import { teamQuery } from '../api/shift-queries.ts';
import { saySpan } from '../clock/say-age.ts';
import { useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { Planned } from './my-shift.tsx';
import styles from './shifts.module.css';

/** Who watches and how much each has to do, for supervisors: the most loaded first. */
export function TeamList() {
  const say = useSay();
  const { data, error, refetch } = useQuery(teamQuery);
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={6} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  if (data.people.length === 0) return <Empty title={say('team.none')} />;
  const people = data.people.toSorted((a, b) => b.held - a.held || b.acknowledged - a.acknowledged);
  return (
    <div className={styles.team}>
      <p className={page.quiet}>{say('team.target', { n: data.targetPerHour })}</p>
      <ul className={styles.people}>
        {people.map((it) => (
          <li key={it.person.id}>
            <OnePerson it={it} target={data.targetPerHour} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function OnePerson({ it, target }: { it: OnTeam; target: number }) {
  const say = useSay();
  const over = it.acknowledged > target;
  return (
    <>
      <p className={styles.head}>
        <strong>{it.person.name}</strong>
        <span className={page.quiet}>
          {it.shift === null ? say('team.offShift') : <Planned it={it.shift} />}
        </span>
      </p>
      <div className={styles.load} data-over={over} aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, (100 * it.acknowledged) / target)}%` }} />
      </div>
      <p>
        {say('shift.holds', { n: it.held })} · {say('team.hour', { n: it.acknowledged })}
        {over ? <strong className={styles.late}> {say('team.over')}</strong> : null}
      </p>
      <p className={page.quiet}>
        {[
          it.ackS === null ? undefined : say('team.ack', { span: saySpan(say, it.ackS * 1_000) }),
          it.closed === 0 ? undefined : say('team.closed', { n: it.closed }),
          it.escalated === 0 ? undefined : say('team.escalated', { n: it.escalated }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}

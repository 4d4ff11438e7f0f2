import { Link } from '@tanstack/react-router';
import type { Journey } from '../api/contract.ts';
import { dayMonth, fullInstant, hourMinute } from '../clock/instants.ts';
import { useNow } from '../clock/ticker.ts';
import { StandingChips } from '../exceptions/standing-chips.tsx';
import { distance } from '../map/distance.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import styles from './journey-head.module.css';
import { useReplay } from './replay.tsx';

/** What the journey is, in one line that stays in view. */
export function JourneyHead({ journey }: { journey: Journey }) {
  const say = useSay();
  const { known } = useReplay();
  const { vehicle, route, cargo, transporter, driver } = journey;
  const said = [cargo, transporter.name, [driver.name, driver.phone].filter(Boolean).join(' ')];
  return (
    <header className={styles.head}>
      <div className={styles.what}>
        <h1>
          <span className="mono">{vehicle.plate ?? journey.ref}</span>
          {vehicle.trailer === null ? null : (
            <span className={styles.trailer}>{vehicle.trailer}</span>
          )}
          <span className={styles.state}>{say(`journey.state.${journey.state}`)}</span>
          {known === null ? <StandingChips journey={journey.id} look={styles.state} /> : null}
        </h1>
        <p>
          {route.name} · {say('case.journey', { ref: journey.ref })}
        </p>
        <p className={styles.said}>{said.filter(Boolean).join(' · ')}</p>
      </div>
      <Cases journey={journey} />
      <Progress journey={journey} />
    </header>
  );
}

function Cases({ journey }: { journey: Journey }) {
  const say = useSay();
  if (journey.openCases.length === 0) return null;
  return (
    <ul className={styles.cases} aria-label={say('queue.title')}>
      {journey.openCases.map(({ id, kind, severity }) => (
        <li key={id}>
          <Link to="/monitor" search={{ case: id }} data-severity={severity}>
            <SeverityMark severity={severity} size={18} />
            {say(`kind.${kind}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Progress({ journey }: { journey: Journey }) {
  const say = useSay();
  const { progress, deadlineAt } = journey;
  return (
    <div className={styles.progress}>
      {progress === null ? null : (
        <>
          <p>
            <strong>
              {say('journey.of', { km: Math.round(progress.km), of: Math.round(progress.ofKm) })}
            </strong>
            {progress.offRouteM !== null && progress.offRouteM >= OFF_M_MIN
              ? ` · ${say('journey.offRoute', { off: distance(progress.offRouteM) })}`
              : null}
          </p>
          <progress value={progress.km} max={progress.ofKm} aria-label={say('col.progress')} />
        </>
      )}
      <Arrival journey={journey} />
      {deadlineAt === null ? null : <Deadline at={deadlineAt} />}
    </div>
  );
}

const OFF_M_MIN = 1_000;

/** When it is expected, with how sure that is: a promise without its error would be one. */
function Arrival({ journey: { arrival } }: { journey: Journey }) {
  const say = useSay();
  const language = useLanguage();
  if (arrival === null) return null;
  const { earliestAt, likelyAt, latestAt, basis, journeys } = arrival;
  const short = (at: string): string => `${dayMonth(at, language)} ${hourMinute(at)}`;
  const window = { earliest: short(earliestAt), latest: short(latestAt), basis, n: journeys };
  return (
    <>
      <p>{say('arrival.likely', { at: fullInstant(likelyAt, language) })}</p>
      <p className={styles.window}>{say('arrival.window', window)}</p>
    </>
  );
}

function Deadline({ at }: { at: string }) {
  const say = useSay();
  const language = useLanguage();
  const { known } = useReplay();
  const now = useNow();
  if (known !== null || now <= Date.parse(at))
    return <p>{say('replay.limit', { at: fullInstant(at, language) })}</p>;
  return (
    <p className={styles.over}>
      {say('replay.overdue', { age: '' })}
      <Age at={at} />
    </p>
  );
}

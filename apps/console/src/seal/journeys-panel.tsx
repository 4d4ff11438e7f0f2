import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Seal } from '../api/contract.ts';
import { journeysOfSealQuery } from '../api/device-queries.ts';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import styles from './seal-screen.module.css';

/** The journeys that the seal was on, the newest first. */
export function JourneysPanel({ seal }: { seal: Seal }) {
  const say = useSay();
  const { data } = useQuery(journeysOfSealQuery(seal.number));
  if (data === undefined) return null;
  // The search finds the beginnings of numbers.
  const journeys = data.items.flatMap((journey) => {
    const fitting = journey.seals.find(({ id }) => id === seal.id);
    return fitting === undefined ? [] : [{ journey, fitting }];
  });
  return (
    <Panel title={say('journeys.title')}>
      {journeys.length === 0 ? (
        <p className={page.quiet}>{say('seal.noJourney')}</p>
      ) : (
        <ul className={styles.list}>
          {journeys.map(({ journey, fitting }) => (
            <li key={journey.id}>
              <Link className="mono" to="/journeys/$id" params={{ id: journey.id }}>
                {journey.vehicle.plate ?? journey.ref}
              </Link>
              <span>{say(`journey.state.${journey.state}`)}</span>
              <span className={page.quiet}>
                {say('seal.fitted')} <Age at={fitting.fittedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

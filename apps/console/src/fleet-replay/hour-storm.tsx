import { isoOf } from '@lakiri/kit';
import { Link } from '@tanstack/react-router';
import { timeOfDay } from '../clock/instants.ts';
import lists from '../journeys/lists.module.css';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useSay } from '../shell/language.tsx';
import styles from './hour.module.css';
import type { HourStorm } from './hour-storms.ts';

type StormLineProps = {
  readonly storm: HourStorm;
  /** As the queue calls it. */
  readonly name: string;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
};

/** Many alarms of one cause as one line; what it unfolds to stands below it. */
export function StormLine({ storm, name, isOpen, onOpen }: StormLineProps) {
  const say = useSay();
  const { kind, cases, since } = storm;
  const at = isoOf(since);
  const severity = cases[0]?.it.severity ?? 4;
  // The card stands in the queue while its first case is open.
  const stands = cases[0]?.it.closedAt === null;
  return (
    <>
      <button type="button" className={lists.row} aria-expanded={isOpen} onClick={onOpen}>
        <time dateTime={at}>{timeOfDay(at)}</time>
        <span className={lists.what}>
          <SeverityMark severity={severity} size={18} />
          <strong>{say('storm.title', { n: cases.length, kind: say(`kind.${kind}`) })}</strong>
        </span>
      </button>
      {isOpen && stands ? (
        <p className={styles.links}>
          <Link to="/monitor" search={{ storm: name }}>
            {say('hour.openStorm')}
          </Link>
        </p>
      ) : null}
    </>
  );
}

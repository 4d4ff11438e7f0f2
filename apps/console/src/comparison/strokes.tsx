import { useReplay } from '../journeys/replay.tsx';
import { useSay } from '../shell/language.tsx';
import floats from '../ui/floats.module.css';
import styles from './comparison.module.css';
import { useOther } from './other.tsx';

/** What a journey is called beside another. */
export const nameOf = ({
  vehicle,
  ref,
}: {
  vehicle: { plate: string | null };
  ref: string;
}): string => vehicle.plate ?? ref;

/** Which line is whose: by colour and by dashes. */
export function Strokes({ float = false }: { float?: boolean }) {
  const say = useSay();
  const { journey } = useReplay();
  const other = useOther();
  if (other === undefined) return null;
  const look = float ? `${floats.float} ${floats.legend} ${styles.strokes}` : styles.strokes;
  return (
    <ul className={look} aria-label={say('compare.strokes')}>
      <li>
        <span className={styles.mine} />
        <span className="mono">{nameOf(journey)}</span>
        <span className="unseen">{say('compare.solid')}</span>
      </li>
      <li>
        <span className={styles.other} />
        <span className="mono">{nameOf(other.journey)}</span>
        <span className="unseen">{say('compare.dashed')}</span>
      </li>
    </ul>
  );
}

/** Marks what is the other journey's. */
export function OtherPlate() {
  const other = useOther();
  if (other === undefined) return null;
  return <span className={`mono ${styles.plate}`}>{nameOf(other.journey)}</span>;
}

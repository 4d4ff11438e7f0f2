import { SPEED_STEPS } from '../map/track-features.ts';
import { useSay } from '../shell/language.tsx';
import floats from '../ui/floats.module.css';
import styles from './speed-legend.module.css';

export function SpeedLegend() {
  const say = useSay();
  const [slow, middle, fast] = SPEED_STEPS;
  const ranges = [`< ${slow}`, `${slow}–${middle}`, `${middle}–${fast}`, `> ${fast}`];
  return (
    <ul className={`${floats.float} ${floats.legend}`} aria-label={say('map.legend')}>
      {ranges.map((range, index) => (
        <li key={range}>
          <span className={styles.line} data-step={index + 1} />
          {range}
          {index === ranges.length - 1 ? ` ${say('replay.legend.kmh')}` : null}
        </li>
      ))}
      <li>
        <span className={styles.gap} />
        {say('replay.legend.gap')}
      </li>
      <li>
        <span className={styles.late} />
        {say('replay.legend.late')}
      </li>
      <li>
        <span className={styles.stop}>1</span>
        {say('replay.legend.stop')}
      </li>
    </ul>
  );
}

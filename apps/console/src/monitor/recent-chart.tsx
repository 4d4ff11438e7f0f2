import type { RecentPoint } from '../api/case-contract.ts';
import { hourMinute } from '../clock/instants.ts';
import { useSay } from '../shell/language.tsx';
import styles from './case-detail.module.css';
import { recentShape } from './recent-shape.ts';

const WIDTH = 320;
const HEIGHT = 64;

/** Speed and seal in the half hour before an alarm. The same is said in words for who cannot see it. */
export function RecentChart({ points, until }: { points: readonly RecentPoint[]; until: string }) {
  const say = useSay();
  const { from, lines, bands, top, last } = recentShape(points, until, {
    width: WIDTH,
    height: HEIGHT - 14,
  });
  const words = say('case.recentSays', { top, last });
  return (
    <figure>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words}
      >
        <line className={styles.base} x1="0" x2={WIDTH} y1={HEIGHT - 14} y2={HEIGHT - 14} />
        {lines.map((line) => (
          <polyline key={line} className={styles.speed} points={line} />
        ))}
        {bands.map(({ x1, x2, open }) => (
          <line
            key={x1}
            className={open ? styles.open : styles.shut}
            {...{ x1, x2 }}
            y1={HEIGHT - 5}
            y2={HEIGHT - 5}
          />
        ))}
      </svg>
      <figcaption className={styles.scale}>
        <span>{hourMinute(from)}</span>
        <span>{say('case.kmh', { speed: `0–${top}` })}</span>
        <span>{hourMinute(until)} EAT</span>
      </figcaption>
    </figure>
  );
}

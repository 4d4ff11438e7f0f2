import { memo } from 'react';
import { useReplay } from '../journeys/replay.tsx';
import { useSay } from '../shell/language.tsx';
import styles from './comparison.module.css';
import { type Other, useOther } from './other.tsx';
import { nameOf } from './strokes.tsx';

const WIDTH = 1_600;
const HEIGHT = 14;

/** The other journey's events on the rail's own scale. The list of events is its twin. */
export function OtherRail() {
  const other = useOther();
  return other === undefined ? null : <Rail other={other} />;
}

const Rail = memo(function Rail({ other }: { other: Other }) {
  const say = useSay();
  const { span } = useReplay();
  const { gaps, events, signals } = other;
  const x = (at: number): number =>
    Math.min(1, Math.max(0, (at - span.from) / Math.max(1, span.to - span.from))) * WIDTH;
  const first = signals[0]?.at ?? span.to;
  const last = signals.at(-1)?.at ?? span.from;
  return (
    <svg
      className={styles.rail}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={say('compare.rail', { plate: nameOf(other.journey) })}
    >
      {last > first ? (
        <line className={styles.heard} x1={x(first)} x2={x(last)} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      ) : null}
      {gaps.map(({ from, to }) => (
        <rect
          key={from}
          className={styles.gap}
          x={x(from)}
          width={x(to) - x(from)}
          y="0"
          height={HEIGHT}
        />
      ))}
      {events
        .filter(({ at }) => at >= span.from && at <= span.to)
        .map(({ at, event }) => (
          <rect
            key={`${event.at}${event.type}${event.caseId ?? ''}`}
            className={styles.tick}
            data-severity={event.severity}
            x={x(at) - 2}
            width={event.severity == null ? 3 : 6}
            y="0"
            height={HEIGHT}
          />
        ))}
    </svg>
  );
});

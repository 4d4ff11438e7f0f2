import { memo, useMemo } from 'react';
import { hourMinute, secondInstant, timeOfDay } from '../clock/instants.ts';
import timeline from '../journeys/timeline.module.css';
import { histogramOf } from '../map/track-features.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import styles from './hour.module.css';
import { HOUR_MS, type HourPin, pinsOf } from './hour.ts';
import { useHour, useHourAt } from './hour-replay.tsx';

const BINS = 120;
const WIDTH = 1_600;
const HEIGHT = 26;
const STEP_MS = 1_000;

/** The hour on one rail: fixes as a histogram, alarms as pins; the slider is the clock. */
export function HourRail({ onChoose }: { onChoose: (id: string) => void }) {
  const say = useSay();
  const language = useLanguage();
  const { span, goTo, opened } = useHour();
  const at = useHourAt();
  const pins = useMemo(() => pinsOf(opened, span.from), [opened, span]);
  return (
    <div className={timeline.timeline}>
      {pins.length === 0 ? null : (
        <ul className={`${timeline.pins} ${styles.pins}`} aria-label={say('hour.pins')}>
          {pins.map((pin) => (
            <OnePin key={pin.at} pin={pin} onChoose={onChoose} />
          ))}
        </ul>
      )}
      <div className={timeline.slide}>
        <Fixes />
        <input
          type="range"
          data-past="true"
          aria-label={say('hour.moment')}
          aria-valuetext={secondInstant(at, language)}
          min={span.from}
          max={span.to}
          step={STEP_MS}
          value={at}
          onChange={({ target }) => goTo(Number(target.value))}
        />
      </div>
      <div className={timeline.ends}>
        <span>{hourMinute(span.from)}</span>
        <output>
          {secondInstant(at, language)} EAT · {timeOfDay(at, 'CAT')} CAT
        </output>
        <span>{hourMinute(span.to)}</span>
      </div>
    </div>
  );
}

function OnePin({ pin, onChoose }: { pin: HourPin; onChoose: (id: string) => void }) {
  const say = useSay();
  const { severity, part, cases } = pin;
  const words = cases.map(({ openedAt, kind }) => `${timeOfDay(openedAt)} ${say(`kind.${kind}`)}`);
  const [first] = cases;
  if (first === undefined) return null;
  return (
    <li>
      <button
        type="button"
        style={{ insetInlineStart: `${(part * 100).toFixed(2)}%` }}
        title={words.join('\n')}
        onClick={() => onChoose(first.id)}
      >
        <SeverityMark severity={severity} size={18} />
        <span className="unseen">{words.join(', ')}</span>
        {cases.length > 1 ? <span aria-hidden="true">{cases.length}</span> : null}
      </button>
    </li>
  );
}

/** How many fixes there are of each half minute; where none are, nobody was heard. */
const Fixes = memo(function Fixes() {
  const { hour } = useHour();
  const bars = useMemo(() => {
    const within = [...hour.columns.at].filter((at) => at >= 0).map((at) => ({ at }));
    return histogramOf(within, { from: 0, to: HOUR_MS }, BINS);
  }, [hour]);
  const tallest = Math.max(1, ...bars);
  return (
    <svg
      className={timeline.rail}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {bars.map((count, bin) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place on the rail.
          key={bin}
          className={timeline.bar}
          x={(bin / BINS) * WIDTH + 1}
          width={WIDTH / BINS - 2}
          y={HEIGHT - (count / tallest) * HEIGHT * 0.8}
          height={(count / tallest) * HEIGHT * 0.8}
        />
      ))}
    </svg>
  );
});

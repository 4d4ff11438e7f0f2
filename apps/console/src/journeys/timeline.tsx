import { memo, useMemo } from 'react';
import type { JourneyEvent } from '../api/contract.ts';
import { secondInstant } from '../clock/instants.ts';
import { OtherRail } from '../comparison/other-rail.tsx';
import { histogramOf } from '../map/track-features.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { PinRow } from './pin-row.tsx';
import { usePlayback, useReplay, useShownAt } from './replay.tsx';
import styles from './timeline.module.css';

const BINS = 160;
const WIDTH = 1_600;
const HEIGHT = 26;
/** One step of the slider by its own keys. */
const STEP_MS = 10_000;

/** The whole journey on one rail: signals as a histogram, silences grey, alarms as ticks; the slider is the clock. */
export function Timeline() {
  const say = useSay();
  const language = useLanguage();
  const { span, goTo, known } = useReplay();
  const at = useShownAt();
  const past = usePlayback().at !== null || known !== null;
  return (
    <div className={styles.timeline}>
      <PinRow />
      <div className={styles.slide}>
        <Rail />
        <input
          type="range"
          data-past={past}
          aria-label={say('replay.moment')}
          aria-valuetext={secondInstant(at, language)}
          min={span.from}
          max={span.to}
          step={STEP_MS}
          value={at}
          onChange={(event) => goTo(Number(event.target.value))}
        />
      </div>
      <OtherRail />
      <div className={styles.ends}>
        <span>{secondInstant(span.from, language)}</span>
        <output>{secondInstant(at, language)} EAT</output>
        <span>{secondInstant(span.to, language)}</span>
      </div>
    </div>
  );
}

/** Drawn again when the journey changes, not with the clock. */
const Rail = memo(function Rail() {
  const { signals, gaps, stops, events, span } = useReplay();
  const bars = useMemo(() => histogramOf(signals, span, BINS), [signals, span]);
  const tallest = Math.log1p(Math.max(1, ...bars));
  // A live stretch has sixty times the signals of a stored one; the logarithm keeps both in sight.
  const tall = (count: number): number => (Math.log1p(count) / tallest) * HEIGHT * 0.8;
  const x = (at: number): number => ((at - span.from) / Math.max(1, span.to - span.from)) * WIDTH;
  return (
    <svg
      className={styles.rail}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
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
      {bars.map((count, bin) =>
        count === 0 ? null : (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place on the rail.
            key={bin}
            className={styles.bar}
            x={(bin / BINS) * WIDTH + 1}
            width={WIDTH / BINS - 2}
            y={HEIGHT - tall(count)}
            height={tall(count)}
          />
        ),
      )}
      {stops.map(({ n, from, to }) => (
        <rect
          key={n}
          className={styles.stop}
          x={x(from)}
          width={x(to) - x(from)}
          y={HEIGHT - 4}
          height="4"
        />
      ))}
      <Exceptions events={events} x={x} />
      {events.filter(isAlarm).map((event) => (
        <rect
          key={`${event.at}${event.type}`}
          className={styles.alarm}
          data-severity={event.severity}
          x={x(Date.parse(event.at)) - 3}
          width="6"
          y="0"
          height={HEIGHT}
        />
      ))}
    </svg>
  );
});

/** What befell the journey, each in its moment. */
function Exceptions(props: { events: readonly JourneyEvent[]; x: (at: number) => number }) {
  return props.events
    .filter(isException)
    .map(({ at, params }) => (
      <rect
        key={String(params.exception)}
        className={styles.exception}
        x={props.x(Date.parse(at)) - 2}
        width="4"
        y="0"
        height={HEIGHT}
      />
    ));
}

const isException = ({ type }: JourneyEvent): boolean => type === 'journey-exception-reported';

const isAlarm = ({ severity }: JourneyEvent): boolean =>
  severity !== undefined && severity !== null;

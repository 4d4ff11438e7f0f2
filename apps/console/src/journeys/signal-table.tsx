import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { secondInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { download } from '../ui/download.ts';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import styles from './lists.module.css';
import { useIndexAt, useReplay } from './replay.tsx';
import { csvOf } from './signal-csv.ts';
import type { Signal } from './track.ts';

const ROW_PX = 28;
const columns = ['col.time', 'col.speed', 'col.course', 'col.battery', 'col.position'] as const;

/** Every signal as a row: the map and the charts for whoever cannot see them. */
export function SignalTable() {
  const say = useSay();
  const { signals, loading, problem, journey } = useReplay();
  if (problem !== undefined) return <Refused problem={problem} />;
  if (signals.length === 0 && loading) return <Waiting />;
  if (signals.length === 0) {
    return (
      <p className={styles.empty}>
        {say('replay.none')} {say('replay.noneHint')}
      </p>
    );
  }
  const save = (): void =>
    download(`${journey.ref}.csv`, new Blob([csvOf(signals)], { type: 'text/csv' }));
  return (
    <>
      <Rows signals={signals} />
      <div className={styles.tools}>
        <Button onClick={save}>{say('replay.csv')}</Button>
      </div>
    </>
  );
}

function Rows({ signals }: { signals: readonly Signal[] }) {
  const say = useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const current = useIndexAt(signals);
  const list = useVirtualizer({
    count: signals.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
    scrollPaddingStart: ROW_PX,
  });
  useEffect(() => {
    if (current >= 0) list.scrollToIndex(current, { align: 'auto' });
  }, [current, list]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard.
    <div ref={scroller} className={styles.scroller} tabIndex={0}>
      <table className={styles.table} aria-rowcount={signals.length}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map(({ index, key, start }) => {
            const signal = signals[index];
            if (signal === undefined) return null;
            return <Row key={key} {...{ signal, index, start }} current={index === current} />;
          })}
        </tbody>
      </table>
    </div>
  );
}

function Row(props: { signal: Signal; index: number; start: number; current: boolean }) {
  const language = useLanguage();
  const { goTo } = useReplay();
  const { signal, index, start, current } = props;
  const { place, speedKmh, courseDeg, batteryPct } = signal;
  return (
    <tr
      aria-rowindex={index + 1}
      aria-current={current}
      className={signal.late ? styles.late : undefined}
      style={{ translate: `0 ${start}px` }}
      onClick={() => goTo(signal.at)}
    >
      <td>{secondInstant(signal.at, language)}</td>
      <td>{speedKmh === null ? '–' : Math.round(speedKmh)}</td>
      <td>{courseDeg === null ? '–' : `${Math.round(courseDeg)}°`}</td>
      <td>{batteryPct === null ? '–' : `${Math.round(batteryPct)} %`}</td>
      <td className="mono">
        {place === null ? '–' : `${place.lat.toFixed(4)}, ${place.lon.toFixed(4)}`}
      </td>
    </tr>
  );
}

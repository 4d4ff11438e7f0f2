import 'uplot/dist/uPlot.min.css';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import { dayMonth, hourMinute } from '../clock/instants.ts';
import { useOther } from '../comparison/other.tsx';
import { Strokes } from '../comparison/strokes.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useTheme } from '../shell/theme.ts';
import { colour, type Theme, type TokenName } from '../theme/tokens.ts';
import type { Language } from '../words/said.ts';
import { sayIn } from '../words/words.ts';
import { type ChartData, chartData } from './chart-data.ts';
import styles from './charts.module.css';
import { shownAt } from './playback.ts';
import { type Replay, useReplay } from './replay.tsx';

type Chart = {
  readonly name: 'speed' | 'battery' | 'bits';
  readonly height: number;
  readonly colours: readonly TokenName[];
  readonly range: uPlot.Scale.Range;
  /** Where the left axis is marked. */
  readonly marks: readonly number[];
};

// A healthy seal is a grey line; only its rise from the rail tells.
const charts: readonly Chart[] = [
  { name: 'speed', height: 74, colours: ['accent'], range: speedRange, marks: [0, 40, 80] },
  { name: 'battery', height: 54, colours: ['ink-2'], range: [0, 100], marks: [0, 50, 100] },
  {
    name: 'bits',
    height: 92,
    colours: ['ink-2', 'ink-2', 'ink-2'],
    range: [-0.2, 3],
    marks: [0, 1, 2],
  },
];

/** Speed, battery and seal over the journey, under one cursor that is the replay's clock. */
export function Charts() {
  const say = useSay();
  const { signals, gaps } = useReplay();
  const other = useOther();
  const mine = useMemo(() => chartData(signals, gaps), [signals, gaps]);
  const others = useMemo(() => other && chartData(other.signals, other.gaps), [other]);
  return (
    <section className={styles.charts} aria-label={say('replay.charts')}>
      <p className="unseen">{say('replay.chartsTwin')}</p>
      {other === undefined ? null : <Strokes />}
      {charts.map((chart) => (
        <div key={chart.name} className={styles.chart}>
          {chart.name === 'bits' ? null : <p>{say(`replay.chart.${chart.name}`)}</p>}
          <OneChart chart={chart} mine={mine[chart.name]} other={others?.[chart.name]} />
        </div>
      ))}
    </section>
  );
}

type Drawings = {
  readonly chart: Chart;
  readonly mine: Columns;
  readonly other: Columns | undefined;
};

function OneChart({ chart, mine, other }: Drawings) {
  const box = useRef<HTMLDivElement>(null);
  const replay = useReplay();
  const theme = useTheme();
  const language = useLanguage();
  const data = useMemo(() => (other === undefined ? mine : joined(mine, other)), [mine, other]);
  usePlot(box, {
    chart,
    theme,
    language,
    replay,
    compared: other !== undefined,
    data: data as unknown as uPlot.AlignedData,
  });
  return <div ref={box} />;
}

type Columns = ChartData[keyof ChartData];

/** Both journeys over one axis; a moment that only one of them has leaves no hole in the other. */
function joined(mine: Columns, other: Columns) {
  return uPlot.join([mine, other] as unknown as uPlot.AlignedData[]);
}

type Plotted = {
  readonly chart: Chart;
  readonly theme: Theme;
  readonly language: Language;
  readonly replay: Replay;
  /** Another journey is drawn with it. */
  readonly compared: boolean;
  readonly data: uPlot.AlignedData;
};

function usePlot(box: RefObject<HTMLDivElement | null>, plotted: Plotted): void {
  const { chart, theme, language, replay, compared, data } = plotted;
  const { span } = replay;
  const latest = useRef(plotted);
  useEffect(() => {
    latest.current = plotted;
  });
  const [plot, setPlot] = useState<uPlot>();
  useEffect(() => {
    const container = box.current;
    if (container === null) return;
    const width = container.clientWidth;
    const made = new uPlot(
      optionsOf(chart, { theme, language, width, compared }),
      nothing(chart, compared),
      container,
    );
    made.over.addEventListener('click', () =>
      latest.current.replay.goTo(made.posToVal(made.cursor.left ?? 0, 'x') * 1_000),
    );
    const sized = new ResizeObserver(() =>
      made.setSize({ width: container.clientWidth, height: chart.height }),
    );
    sized.observe(container);
    setPlot(made);
    return () => {
      sized.disconnect();
      made.destroy();
    };
  }, [box, chart, theme, language, compared]);
  useEffect(() => {
    plot?.setData(data, false);
    plot?.setScale('x', { min: span.from / 1_000, max: span.to / 1_000 });
  }, [plot, data, span]);
  useEffect(() => (plot === undefined ? undefined : drawPlayhead(plot, replay)), [plot, replay]);
}

/** A column for each series: uPlot may draw before the first data come. */
function nothing({ colours }: Chart, compared: boolean): uPlot.AlignedData {
  return [[], ...(compared ? [...colours, ...colours] : colours).map(() => [])];
}

/** One line through all charts: the clock. It moves with every frame, so neither plot nor page is laid out again for it. */
function drawPlayhead(plot: uPlot, { store, span, known }: Replay): () => void {
  const line = document.createElement('div');
  line.className = styles.playhead ?? '';
  plot.over.append(line);
  const draw = (): void => {
    const at = shownAt(store.now(), span) / 1_000;
    const from = span.from / 1_000;
    const part = (at - from) / Math.max(1, span.to / 1_000 - from);
    line.style.transform = `translateX(${(part * 100).toFixed(3)}%)`;
    line.toggleAttribute('data-past', store.now().at !== null || known !== null);
  };
  draw();
  const leave = store.onFrame(draw);
  return () => {
    leave();
    line.remove();
  };
}

const AXIS_PX = 64;
const X_AXIS_PX = 26;

type Drawn = {
  readonly theme: Theme;
  readonly language: Language;
  readonly width: number;
  readonly compared: boolean;
};

function optionsOf({ height, colours, range, marks, name }: Chart, drawn: Drawn): uPlot.Options {
  const { theme, language, width, compared } = drawn;
  const last = name === 'bits';
  const text = {
    stroke: colour('ink-2', theme),
    font: '11px "Inter Variable", sans-serif',
    grid: { stroke: colour('line', theme), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: {
      sync: { key: 'journey' },
      y: false,
      points: { show: false },
      drag: { x: false, y: false },
    },
    padding: [9, 8, last ? 0 : 5, 0],
    scales: { x: { time: true }, y: { range } },
    axes: [
      {
        ...text,
        show: last,
        size: X_AXIS_PX,
        values: (_plot, splits) => splits.map((at) => timeWords(at * 1_000, language)),
      },
      {
        ...text,
        size: AXIS_PX,
        gap: 6,
        splits: () => [...marks],
        values: (_plot, splits) => splits.map((at) => markWords(name, at, language)),
      },
    ],
    series: [
      {},
      ...colours.map(
        (token): uPlot.Series => ({
          stroke: colour(token, theme),
          width: 1.4,
          points: { show: false },
          ...(last ? { paths: stepped } : {}),
        }),
      ),
      ...(compared ? colours : []).map(
        (): uPlot.Series => ({
          stroke: colour('other', theme),
          width: 1.6,
          dash: [5, 3],
          points: { show: false },
          ...(last ? { paths: stepped } : {}),
        }),
      ),
    ],
  };
}

const rails = ['replay.cover', 'replay.lock', 'replay.rope'] as const;

function markWords(name: Chart['name'], at: number, language: Language): string {
  const rail = rails[at];
  return name === 'bits' && rail !== undefined ? sayIn(language)(rail) : String(at);
}

const stepped = uPlot.paths.stepped?.({ align: 1 }) as uPlot.Series.PathBuilder;
const SPEED_KMH_MIN = 80;

function speedRange(_plot: uPlot, _low: number, high: number): uPlot.Range.MinMax {
  return [0, Math.max(SPEED_KMH_MIN, high)];
}

/** The hour on the corridor's wall; the day where it turns. */
function timeWords(at: number, language: Language): string {
  const time = hourMinute(at);
  return time === '00:00' ? dayMonth(at, language) : time;
}

import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { timeOfDay } from '../clock/instants.ts';
import lists from '../journeys/lists.module.css';
import { indexAt } from '../journeys/track.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useSay } from '../shell/language.tsx';
import { Panel, Rows } from '../ui/panel.tsx';
import styles from './hour.module.css';
import { type HourCase, momentOf, truckAt } from './hour.ts';
import { useHour, useHourAt } from './hour-replay.tsx';
import { StormLine } from './hour-storm.tsx';
import { linesOf } from './hour-storms.ts';

/** How many trucks did what at the second of the clock. */
export function HourCounts() {
  const say = useSay();
  const { hour } = useHour();
  const at = useHourAt();
  const { moving, stopped, silent, alarmed } = useMemo(() => momentOf(hour, at).counts, [hour, at]);
  return (
    <Panel title={say('hour.counts')}>
      <Rows
        rows={[
          { label: say('hour.moving'), value: String(moving) },
          { label: say('hour.stopped'), value: String(stopped) },
          { label: say('hour.silent'), value: String(silent) },
          { label: say('hour.alarmed'), value: String(alarmed) },
        ]}
      />
    </Panel>
  );
}

/** What the answer left out, said where it is looked at. */
export function HourNotes({ more }: { more: boolean }) {
  const say = useSay();
  const { told } = useHour().hour.columns;
  const notes = [
    told.everyS === null ? '' : say('hour.thinned', { n: told.fixes, s: told.everyS }),
    told.isCut ? say('hour.cut') : '',
    more ? say('hour.moreAlarms') : '',
  ].filter((note) => note !== '');
  if (notes.length === 0) return null;
  return (
    <div className={styles.notes} role="status">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

/** The truck that was clicked, at the second of the clock. */
export function ChosenTruck({ seal }: { seal: string }) {
  const say = useSay();
  const { hour } = useHour();
  const at = useHourAt();
  const { trucks } = hour.columns.told;
  const number = trucks.findIndex((it) => it.seal === seal);
  const truck = trucks[number];
  if (truck === undefined) return null;
  const then = truckAt(hour, number, at);
  return (
    <Panel title={say('hour.truck')}>
      <Rows
        rows={[
          {
            label: say('col.plate'),
            value: <span className="mono">{truck.plate ?? truck.ref}</span>,
          },
          { label: say('replay.seal'), value: <span className="mono">{truck.number}</span> },
          {
            label: say('col.state'),
            value: say(then === undefined ? 'hour.unheard' : `map.${then.state}`),
          },
          then === undefined
            ? undefined
            : {
                label: say('col.position'),
                value: `${then.lat.toFixed(4)}, ${then.lon.toFixed(4)}`,
              },
        ]}
      />
      <Link
        to="/journeys/$id"
        params={{ id: truck.journey }}
        search={{ t: new Date(at).toISOString() }}
      >
        {say('hour.openReplay')}
      </Link>
    </Panel>
  );
}

type AlarmsProps = {
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
};

/** The alarms of the hour in words: what stands on the rail. */
export function HourAlarms({ chosen, onChoose }: AlarmsProps) {
  const say = useSay();
  const { hour, opened } = useHour();
  const marks = useMemo(
    () => opened.map(({ openedAt }) => ({ at: Date.parse(openedAt) })),
    [opened],
  );
  const current = opened[indexAt(marks, useHourAt())]?.id;
  const lines = useMemo(() => linesOf(hour, opened), [hour, opened]);
  const [unfolded, setUnfolded] = useState<string>();
  const row = (it: HourCase) => (
    <OneAlarm
      key={it.id}
      it={it}
      isCurrent={it.id === current}
      isChosen={it.id === chosen}
      onChoose={onChoose}
    />
  );
  return (
    <Panel title={say('hour.alarms', { n: opened.length })}>
      {opened.length === 0 ? <p>{say('hour.noAlarms')}</p> : null}
      <ol className={styles.alarms}>
        {lines.map((line) => {
          if (line.is === 'alarm') return row(line.it);
          const { storm, key } = line;
          const isOpen = key === unfolded || storm.cases.some(({ id }) => id === chosen);
          return (
            <li key={key}>
              <StormLine
                {...{ storm, isOpen }}
                name={key}
                onOpen={() => setUnfolded(isOpen ? undefined : key)}
              />
              {isOpen ? <ol>{storm.cases.map(({ it }) => row(it))}</ol> : null}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

type OneAlarmProps = {
  readonly it: HourCase;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (id: string) => void;
};

function OneAlarm({ it, isCurrent, isChosen, onChoose }: OneAlarmProps) {
  const say = useSay();
  const { hour } = useHour();
  const truck = hour.columns.told.trucks.find(({ seal }) => seal === it.seal);
  return (
    <li>
      <button
        type="button"
        className={lists.row}
        aria-current={isCurrent}
        aria-expanded={isChosen}
        onClick={() => onChoose(it.id)}
      >
        <time dateTime={it.openedAt}>{timeOfDay(it.openedAt)}</time>
        <span className={lists.what}>
          <SeverityMark severity={it.severity} size={18} />
          {say(`kind.${it.kind}`)}
          <span className="mono">{truck?.plate ?? truck?.ref}</span>
        </span>
      </button>
      {isChosen ? (
        <p className={styles.links}>
          <Link to="/monitor" search={{ case: it.id }}>
            {say('hour.openAlarm')}
          </Link>
          <Link to="/journeys/$id" params={{ id: it.journey }} search={{ t: it.openedAt }}>
            {say('hour.openReplay')}
          </Link>
        </p>
      ) : null}
    </li>
  );
}

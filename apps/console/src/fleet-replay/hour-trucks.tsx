import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useSay } from '../shell/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { usePhone } from '../ui/use-phone.ts';
import { useHour, useHourAt } from './hour-replay.tsx';
import styles from './hour-trucks.module.css';
import { byName, type TruckRow, trucksThen } from './trucks-then.ts';

type HourTrucksProps = {
  readonly chosen: string | undefined;
  readonly onChoose: (seal: string) => void;
};

/** While the hour runs the table is written anew this often in its time, and never under a hand ten times a second. */
const WRITTEN_MS = 10_000;

/** Every truck of the hour in words, at the second of the clock: the map's twin. */
export function HourTrucks({ chosen, onChoose }: HourTrucksProps) {
  const say = useSay();
  const { hour, store } = useHour();
  const now = useHourAt();
  const at = store.now().playing ? Math.floor(now / WRITTEN_MS) * WRITTEN_MS : now;
  const [q, setQ] = useState('');
  const order = useMemo(() => byName(hour), [hour]);
  const rows = useMemo(() => trucksThen(hour, at, { order, q }), [hour, at, order, q]);
  return (
    <Panel title={say('hour.trucks', { n: order.length })}>
      <input
        type="search"
        className={styles.search}
        aria-label={say('hour.findTruck')}
        placeholder={say('hour.findTruck')}
        value={q}
        onChange={({ target }) => setQ(target.value)}
      />
      <p className="unseen" role="status">
        {q === '' ? '' : say('hour.foundTrucks', { n: rows.length })}
      </p>
      {rows.length === 0 ? <p>{say('hour.foundTrucks', { n: 0 })}</p> : null}
      {rows.length === 0 ? null : <Rows {...{ rows, chosen, onChoose }} />}
    </Panel>
  );
}

const ROW_PX = 30;
const ROW_PHONE_PX = 46;

function Rows({ rows, chosen, onChoose }: HourTrucksProps & { rows: readonly TruckRow[] }) {
  const say = useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = usePhone() ? ROW_PHONE_PX : ROW_PX;
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => rows[index]?.number ?? index,
    overscan: 8,
    scrollPaddingStart: rowPx,
  });
  const here = rows.findIndex(({ seal }) => seal === chosen);
  const step = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const last = rows.length - 1;
    const next = Math.max(0, Math.min(last, here + (event.key === 'ArrowDown' ? 1 : -1)));
    const row = rows[next];
    if (row === undefined) return;
    list.scrollToIndex(next, { align: 'auto' });
    onChoose(row.seal);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-truck="${row.number}"]`)?.focus(),
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons in it
    <div ref={scroller} className={styles.scroller} onKeyDown={step}>
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{say('col.plate')}</th>
            <th scope="col">{say('replay.seal')}</th>
            <th scope="col">{say('col.state')}</th>
          </tr>
        </thead>
        <tbody style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <OneTruck
                key={key}
                {...{ row, index, start, onChoose }}
                isChosen={row.seal === chosen}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

type OneTruckProps = {
  readonly row: TruckRow;
  readonly index: number;
  readonly start: number;
  readonly isChosen: boolean;
  readonly onChoose: (seal: string) => void;
};

function OneTruck({ row, index, start, isChosen, onChoose }: OneTruckProps) {
  const say = useSay();
  const { number, name, seal, sealNumber, state, severity } = row;
  return (
    <tr aria-rowindex={index + 2} aria-current={isChosen} style={{ translate: `0 ${start}px` }}>
      <td>
        <button type="button" className="mono" data-truck={number} onClick={() => onChoose(seal)}>
          {name}
        </button>
      </td>
      <td className="mono">{sealNumber}</td>
      <td>
        {severity === null ? null : (
          <>
            <SeverityMark severity={severity} size={16} />
            <span className="unseen">{say(`severity.${severity}`)}</span>
          </>
        )}
        {say(state === undefined ? 'hour.unheard' : `map.${state}`)}
      </td>
    </tr>
  );
}

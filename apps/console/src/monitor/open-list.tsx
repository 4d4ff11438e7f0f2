import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { CaseView } from '../api/case-contract.ts';
import { sayAge } from '../clock/say-age.ts';
import { centreNow } from '../clock/ticker.ts';
import { useSay } from '../shell/language.tsx';
import { useKeys } from '../ui/keys.ts';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { CaseRow, ROW_PX } from './case-row.tsx';
import { useChosen } from './chosen.ts';
import { useDesk, useView } from './desk.tsx';
import { type Item, itemsOf } from './items.ts';
import styles from './lists.module.css';
import { stepped } from './queue.ts';
import { StormCard } from './storm-card.tsx';
import { useQueue } from './use-queue.ts';

/** Rows drawn beyond the edge, so that a fast wheel meets no blank. */
const OVERSCAN = 6;

export type OpenTab = Exclude<CaseView, 'closed'>;

export function OpenList({ tab }: { tab: OpenTab }) {
  const say = useSay();
  const { unfolded } = useDesk();
  const { rows, waiting, hold, reveal } = useQueue(tab);
  const { link } = useView();
  const items = itemsOf(rows, unfolded);
  const chosen = useChosen(items);
  useKeys({ ' ': waiting > 0 ? reveal : undefined });
  return (
    <>
      {chosen.length > 0 ? <BulkBar cases={chosen} /> : null}
      <div
        className={styles.frame}
        onPointerEnter={({ pointerType }) => hold(pointerType === 'mouse')}
        onPointerLeave={() => hold(false)}
      >
        {waiting > 0 ? (
          <button type="button" className={styles.waiting} onClick={reveal}>
            {say('queue.waiting', { n: waiting })}
          </button>
        ) : null}
        {rows.length > 0 ? <Rows items={items} /> : null}
        {rows.length === 0 && link === 'connecting' ? <Waiting lines={9} /> : null}
        {rows.length === 0 && link !== 'connecting' ? <Calm tab={tab} /> : null}
      </div>
    </>
  );
}

function Rows({ items }: { items: readonly Item[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { go } = useDesk();
  const list = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    getItemKey: (index) => items[index]?.key ?? index,
  });
  useWalk(items, (index) => list.scrollToIndex(index));
  return (
    <div ref={scroller} className={styles.scroller}>
      <ol style={{ height: list.getTotalSize() }} className={styles.list}>
        {list.getVirtualItems().map(({ key, index, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <li
              key={key}
              className={styles.item}
              style={{ height: ROW_PX, translate: `0 ${start}px` }}
              aria-setsize={items.length}
              aria-posinset={index + 1}
            >
              {item.is === 'storm' ? (
                <StormCard item={item} />
              ) : (
                <CaseRow
                  it={item.it}
                  within={item.within}
                  onOpen={() => go({ case: item.key, truck: undefined, storm: undefined })}
                />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** J and K walk the queue, X chooses, Enter unfolds a storm; the chosen row is brought into view. */
function useWalk(items: readonly Item[], reveal: (index: number) => void): void {
  const { search, go, selected, select, unfold } = useDesk();
  const here = search.case ?? search.storm;
  const at = items.findIndex(({ key }) => key === here);
  const item = items[at];
  const step = (by: 1 | -1) => () => {
    const next = stepped(
      items.map(({ key }) => key),
      here,
      by,
    );
    const to = items.find(({ key }) => key === next);
    if (to === undefined) return;
    const isStorm = to.is === 'storm';
    go({
      case: isStorm ? undefined : to.key,
      storm: isStorm ? to.key : undefined,
      truck: undefined,
    });
  };
  const choose = (): void => {
    if (item === undefined) return;
    const ids = item.is === 'storm' ? item.storm.cases.map(({ id }) => id) : [item.key];
    select(ids, !ids.every((id) => selected.has(id)));
  };
  useKeys({
    j: step(1),
    k: step(-1),
    x: choose,
    Enter: item?.is === 'storm' ? () => unfold(item.key) : undefined,
  });
  const revealed = useRef<string>(undefined);
  useEffect(() => {
    // Once for each choice: one that is taken sinks, and following it would hide the next alarm.
    if (at !== -1 && here !== revealed.current) reveal(at);
    if (at !== -1 || here === undefined) revealed.current = here;
  });
}

/** Nothing to do, said with what is being watched: silence must not look like a fault (§3.4). */
function Calm({ tab }: { tab: OpenTab }) {
  const say = useSay();
  const { trucks, feedAgeMs, feedAt } = useView();
  return (
    <Empty title={say(`queue.empty.${tab}`)}>
      {feedAgeMs === null ? null : (
        <p>
          {say('queue.watched', {
            n: trucks,
            age: sayAge(say, centreNow() - feedAt + feedAgeMs),
          })}
        </p>
      )}
    </Empty>
  );
}

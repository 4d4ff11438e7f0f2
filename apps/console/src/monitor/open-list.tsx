import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Case, CaseView } from '../api/case-contract.ts';
import { sayAge } from '../clock/say-age.ts';
import { centreNow } from '../clock/ticker.ts';
import { useSay } from '../shell/language.tsx';
import { useKeys } from '../ui/keys.ts';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { CaseRow, ROW_PX } from './case-row.tsx';
import { useDesk, useView } from './desk.tsx';
import styles from './lists.module.css';
import { stepped } from './queue.ts';
import { useQueue } from './use-queue.ts';

/** Rows drawn beyond the edge, so that a fast wheel meets no blank. */
const OVERSCAN = 6;

export function OpenList({ tab }: { tab: Exclude<CaseView, 'closed'> }) {
  const say = useSay();
  const { rows, waiting, hold, reveal } = useQueue(tab);
  const { link } = useView();
  useKeys({ ' ': waiting > 0 ? reveal : undefined });
  return (
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
      {rows.length > 0 ? <Rows rows={rows} /> : null}
      {rows.length === 0 && link === 'connecting' ? <Waiting lines={9} /> : null}
      {rows.length === 0 && link !== 'connecting' ? <Calm tab={tab} /> : null}
    </div>
  );
}

function Rows({ rows }: { rows: readonly Case[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { search, go, acknowledging } = useDesk();
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  useWalk(rows, (index) => list.scrollToIndex(index));
  return (
    <div ref={scroller} className={styles.scroller}>
      <ol style={{ height: list.getTotalSize() }} className={styles.list}>
        {list.getVirtualItems().map(({ key, index, start }) => {
          const it = rows[index];
          if (it === undefined) return null;
          return (
            <li
              key={key}
              className={styles.item}
              style={{ height: ROW_PX, translate: `0 ${start}px` }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              <CaseRow
                it={it}
                selected={it.id === search.case}
                acknowledging={acknowledging.has(it.id)}
                onOpen={() => go({ case: it.id, truck: undefined })}
              />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** J and K walk the queue; the chosen row is brought into view. */
function useWalk(rows: readonly Case[], reveal: (index: number) => void): void {
  const { search, go } = useDesk();
  const step = (by: 1 | -1) => () => {
    const ids = rows.map(({ id }) => id);
    const next = stepped(ids, search.case, by);
    if (next !== undefined) go({ case: next, truck: undefined });
  };
  useKeys({ j: step(1), k: step(-1) });
  const at = rows.findIndex(({ id }) => id === search.case);
  const seen = useRef(-1);
  useEffect(() => {
    if (at !== -1 && at !== seen.current) reveal(at);
    seen.current = at;
  });
}

/** Nothing to do, said with what is being watched: silence must not look like a fault (§3.4). */
function Calm({ tab }: { tab: Exclude<CaseView, 'closed'> }) {
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

import { isoOf } from '@lakiri/kit';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { timeOfDay } from '../clock/instants.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useSay } from '../shell/language.tsx';
import styles from './case-row.module.css';
import { Choose } from './case-row.tsx';
import { useDesk } from './desk.tsx';
import type { Item } from './items.ts';

/** Many alarms of one cause as one card. Acting on it acts on each of them. */
export function StormCard({ item }: { item: Item & { is: 'storm' } }) {
  const say = useSay();
  const { search, go, unfold } = useDesk();
  const { storm, key, open } = item;
  const ids = storm.cases.map(({ id }) => id);
  const severity = storm.cases[0]?.it.severity ?? 4;
  const free = storm.cases.filter(({ it }) => it.owner === null).length;
  const Fold = open ? ChevronDown : ChevronRight;
  const words = say('storm.title', {
    n: storm.cases.length,
    kind: say(`kind.${storm.kind}`),
  });
  return (
    <div className={styles.frame} data-storm>
      <Choose ids={ids} label={say('queue.chooseStorm', { n: ids.length })} />
      <button
        type="button"
        className={styles.row}
        aria-current={search.storm === key}
        aria-expanded={open}
        data-storm-card={key}
        onClick={() => {
          go({ storm: key, case: undefined, truck: undefined });
          unfold(key);
        }}
      >
        <SeverityMark severity={severity} />
        <span className={styles.line}>
          <strong>{words}</strong>
          <span className={styles.end}>
            <Fold size={16} aria-hidden="true" />
          </span>
        </span>
        <span className={styles.line}>
          <span className={styles.where}>
            {say('storm.since', {
              where: whereOf(item),
              at: timeOfDay(isoOf(storm.since)),
            })}
          </span>
        </span>
        <span className={styles.line}>
          <span className={styles.where}>{say('storm.free', { n: free })}</span>
          <span className={styles.end}>{say('storm.actsOnAll')}</span>
        </span>
      </button>
    </div>
  );
}

function whereOf({ storm }: Item & { is: 'storm' }): string {
  if ('maker' in storm.by) return storm.by.maker;
  return storm.cases[0]?.it.place?.near ?? storm.cases[0]?.it.journey.routeName ?? '';
}

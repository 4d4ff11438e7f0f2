import { useQuery } from '@tanstack/react-query';
import type { Case } from '../api/case-contract.ts';
import { placesQuery } from '../api/queries.ts';
import { countdown, dueAt } from '../clock/ages.ts';
import { saySpan } from '../clock/say-age.ts';
import { useNow } from '../clock/ticker.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import type { Say } from '../words/words.ts';
import styles from './case-row.module.css';
import { setHovered, useIsHovered } from './hover.ts';
import { briefPlaceWords } from './place-words.ts';

export const ROW_PX = 78;

export function CaseRow(props: {
  it: Case;
  selected: boolean;
  acknowledging: boolean;
  onOpen: () => void;
}) {
  const say = useSay();
  const { it, selected } = props;
  const hovered = useIsHovered(it.seal.id);
  const { data } = useQuery(placesQuery);
  return (
    <button
      type="button"
      className={styles.row}
      aria-current={selected}
      data-case={it.id}
      data-hovered={hovered}
      onClick={props.onOpen}
      onPointerEnter={() => setHovered(it.seal.id)}
      onPointerLeave={() => setHovered(undefined)}
    >
      <SeverityMark severity={it.severity} />
      <span className={styles.line}>
        <span className="unseen">{say(`severity.${it.severity}`)}: </span>
        <strong>{say(`kind.${it.kind}`)}</strong>
        {it.alarms > 1 ? (
          <span className={styles.grouped}>{say('queue.grouped', { n: it.alarms })}</span>
        ) : null}
        <span className={styles.end}>
          <Age at={it.openedAt} short />
        </span>
      </span>
      <span className={styles.line}>
        <span className={styles.where}>
          <span className="mono">{it.journey.plate}</span> ·{' '}
          {briefPlaceWords(say, it.place, data?.places ?? [])}
        </span>
      </span>
      <span className={styles.line}>
        <span className={styles.where}>{it.owner?.name ?? say('queue.nobody')}</span>
        <span className={styles.end}>
          <Due it={it} acknowledging={props.acknowledging} />
        </span>
      </span>
    </button>
  );
}

/** What the clock of a case says: time left, time over, or that somebody has it. */
function Due({ it, acknowledging }: { it: Case; acknowledging: boolean }) {
  const say = useSay();
  if (acknowledging) return say('queue.acknowledging');
  if (it.state === 'closed') return say('queue.closedNow');
  if (it.state === 'acknowledged') return say('queue.acknowledged');
  return <AckDue at={it.ackDueAt} />;
}

function AckDue({ at }: { at: string }) {
  const say = useSay();
  const due = dueAt(at, useNow());
  if (due.state === 'due')
    return <strong>{say('queue.ackIn', { left: clockOrSpan(say, due.inMs) })}</strong>;
  return (
    <strong className={styles.late}>{say('queue.late', { by: clockOrSpan(say, due.byMs) })}</strong>
  );
}

const HOUR_MS = 3_600_000;

/** Seconds matter within the hour; beyond it they only flicker. */
function clockOrSpan(say: Say, ms: number): string {
  return ms < HOUR_MS ? countdown(ms) : saySpan(say, ms);
}

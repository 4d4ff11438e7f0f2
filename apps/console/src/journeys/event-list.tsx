import { memo, useMemo } from 'react';
import type { JourneyEvent } from '../api/contract.ts';
import { secondInstant } from '../clock/instants.ts';
import { type OtherEvent, useOther } from '../comparison/other.tsx';
import { OtherPlate } from '../comparison/strokes.tsx';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import { eventWords } from './event-words.ts';
import styles from './lists.module.css';
import { useIndexAt, useReplay } from './replay.tsx';
import type { Signal } from './track.ts';

/** Everything that happened, in order; the last one before the clock is marked. A click goes there. */
export function EventList() {
  const say = useSay();
  const { events, signals, goTo } = useReplay();
  const others = useOther()?.events ?? none;
  const all = useMemo(
    () => withOthers(withLocks(events, signals), others),
    [events, signals, others],
  );
  const current = useIndexAt(all);
  if (all.length === 0) return <p className={styles.empty}>{say('replay.eventsNone')}</p>;
  return (
    <ol className={styles.scroller}>
      {all.map((timed, index) => (
        <Row
          key={`${timed.isOther}${timed.event.at}${timed.event.type}${timed.event.caseId ?? ''}`}
          timed={timed}
          isCurrent={index === current}
          goTo={goTo}
        />
      ))}
    </ol>
  );
}

type RowProps = {
  readonly timed: Timed;
  readonly isCurrent: boolean;
  readonly goTo: (at: number) => void;
};

/** Drawn again only when it becomes the current one or ceases to be: a long journey has a thousand. */
const Row = memo(function Row({ timed: { at, event, isOther }, isCurrent, goTo }: RowProps) {
  const say = useSay();
  const language = useLanguage();
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-current={isCurrent}
        onClick={() => goTo(at)}
      >
        <time dateTime={event.at}>{secondInstant(at, language)}</time>
        <span className={styles.said}>
          <span className={styles.what}>
            {event.severity == null ? null : <SeverityMark severity={event.severity} size={18} />}
            {eventWords(say, event)}
            {isOther === true ? <OtherPlate /> : null}
          </span>
          <span className={styles.by}>{event.by}</span>
        </span>
      </button>
    </li>
  );
});

type Timed = OtherEvent & {
  /** It befell the journey that this one is compared with. */
  readonly isOther?: true;
};

const none: readonly OtherEvent[] = [];

function withOthers(own: readonly Timed[], others: readonly OtherEvent[]): readonly Timed[] {
  if (others.length === 0) return own;
  const all = [...own, ...others.map((other): Timed => ({ ...other, isOther: true }))];
  return all.sort((one, two) => one.at - two.at);
}

/** The journey's events with the lock's own, which only the signals carry. */
function withLocks(events: readonly JourneyEvent[], signals: readonly Signal[]): readonly Timed[] {
  const locks: Timed[] = [];
  for (const { at, receivedAt, event: type } of signals) {
    if (type === null) continue;
    const told = { at: iso(at), recordedAt: iso(receivedAt), type, by: null, params: {} };
    locks.push({ at, event: told });
  }
  return [...events.map((event) => ({ at: Date.parse(event.at), event })), ...locks].sort(
    (one, other) => one.at - other.at,
  );
}

const iso = (at: number): string => new Date(at).toISOString();

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
import { useDesk } from './desk.tsx';
import { setHovered, useIsHovered } from './hover.ts';
import { briefPlaceWords } from './place-words.ts';
import { type DueOf, dueOf, isOver } from './queue.ts';

export const ROW_PX = 78;

export function CaseRow(props: { it: Case; within: boolean; onOpen: () => void }) {
  const say = useSay();
  const { search, selected } = useDesk();
  const { it } = props;
  const hovered = useIsHovered(it.seal.id);
  const { data } = useQuery(placesQuery);
  return (
    <div className={styles.frame} data-within={props.within} data-selected={selected.has(it.id)}>
      <Choose ids={[it.id]} label={say('queue.choose', { plate: it.journey.plate })} />
      <button
        type="button"
        className={styles.row}
        aria-current={it.id === search.case}
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
        <Held it={it} />
      </button>
    </div>
  );
}

/** A box to choose by pointer what X chooses by key. */
export function Choose({ ids, label }: { ids: readonly string[]; label: string }) {
  const { selected, select } = useDesk();
  const on = ids.every((id) => selected.has(id));
  return (
    <label className={styles.choose} title={label}>
      <input type="checkbox" aria-label={label} checked={on} onChange={() => select(ids, !on)} />
    </label>
  );
}

function Escalated({ it }: { it: Case }) {
  const say = useSay();
  const { escalated, state } = it;
  const still = escalated?.of === (state === 'open' ? 'acknowledge' : 'check');
  if (escalated === null || !still || isOver(it)) return null;
  const words = say('queue.escalated', { step: escalated.step });
  return (
    <span className={styles.escalated} title={words}>
      <span aria-hidden="true">↑{escalated.step}</span>
      <span className="unseen">{words}</span>
    </span>
  );
}

/** Who holds it, what was done last, and what its clock says. The row answers before the centre does. */
function Held({ it }: { it: Case }) {
  const say = useSay();
  const { acknowledging, me } = useDesk();
  const pending = acknowledging.has(it.id);
  const step = it.steps.at(-1);
  const who = pending ? me.name : (it.owner?.name ?? say('queue.nobody'));
  return (
    <span className={styles.line}>
      <span className={styles.where}>
        {who}
        {step === undefined ? null : ` · ${say(`case.step.${step}`)}`}
      </span>
      <span className={styles.end}>
        <Escalated it={it} /> <Due it={it} acknowledging={pending} />
      </span>
    </span>
  );
}

/** What the clock of a case says: time left, time over, or that somebody has it. */
function Due({ it, acknowledging }: { it: Case; acknowledging: boolean }) {
  const say = useSay();
  if (acknowledging) return say('queue.acknowledging');
  if (it.state === 'merged') return say('queue.mergedNow');
  if (isOver(it)) return say('queue.closedNow');
  if (it.proposed !== null) return <strong>{say('queue.needsSecond')}</strong>;
  const due = dueOf(it);
  if (it.state === 'acknowledged' && due.of === 'acknowledge') return say('queue.acknowledged');
  return <Clock due={due} />;
}

const AHEAD = {
  acknowledge: 'queue.ackIn',
  check: 'queue.checkIn',
  shelf: 'queue.wakesIn',
} as const satisfies Record<DueOf['of'], string>;

function Clock({ due: { of, at } }: { due: DueOf }) {
  const say = useSay();
  const due = dueAt(at, useNow());
  if (due.state === 'due') {
    const words = say(AHEAD[of], { left: clockOrSpan(say, due.inMs) });
    return of === 'acknowledge' ? <strong>{words}</strong> : words;
  }
  const words = of === 'check' ? 'queue.checkLate' : 'queue.late';
  return <strong className={styles.late}>{say(words, { by: clockOrSpan(say, due.byMs) })}</strong>;
}

const HOUR_MS = 3_600_000;

/** Seconds matter within the hour; beyond it they only flicker. */
function clockOrSpan(say: Say, ms: number): string {
  return ms < HOUR_MS ? countdown(ms) : saySpan(say, ms);
}

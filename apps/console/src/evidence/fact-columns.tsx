import { Link } from '@tanstack/react-router';
import type { FactLine } from '../api/evidence-contract.ts';
import { bothClocks } from '../clock/instants.ts';
import { saySpan } from '../clock/say-age.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import type { Column } from '../ui/list-table.tsx';
import { AboutLink } from './about-link.tsx';
import styles from './evidence.module.css';
import { actorWords, factWords } from './fact-words.ts';
import { grouped } from './log-line.ts';

/** What a table of facts tells of each. */
export const factColumns: readonly Column<FactLine>[] = [
  { head: 'col.what', cell: (fact) => <What fact={fact} /> },
  { head: 'col.about', cell: (fact) => <AboutLink fact={fact} /> },
  { head: 'col.by', cell: (fact) => <By fact={fact} /> },
  { head: 'col.when', cell: (fact) => <Happened fact={fact} /> },
  { head: 'col.index', cell: (fact) => <Index fact={fact} /> },
  { head: 'col.witnesses', cell: (fact) => <Witnesses fact={fact} />, look: 'quiet' },
];

function What({ fact: { id, type } }: { fact: FactLine }) {
  const say = useSay();
  return (
    <Link to="/evidence/facts/$id" params={{ id }}>
      {factWords(say, type)}
    </Link>
  );
}

function By({ fact }: { fact: FactLine }) {
  return actorWords(useSay(), fact);
}

/** From here on a fact counts as recorded late; below it is the way from the seal or the desk. */
const LATE_MS = 60_000;

function Happened({ fact: { occurredAt, recordedAt } }: { fact: FactLine }) {
  const say = useSay();
  const lateMs = Date.parse(recordedAt) - Date.parse(occurredAt);
  return (
    <span>
      <When at={occurredAt} />
      {lateMs < LATE_MS ? null : (
        <span className={styles.late}>{say('fact.recorded', { span: saySpan(say, lateMs) })}</span>
      )}
    </span>
  );
}

/** On the clocks of both halves of the corridors. */
export function When({ at }: { at: string }) {
  const language = useLanguage();
  return (
    <time className={styles.when} dateTime={at}>
      {bothClocks(at, language)}
    </time>
  );
}

function Index({ fact: { index } }: { fact: FactLine }) {
  const say = useSay();
  if (index === null) return <span className={styles.waiting}>{say('fact.waiting')}</span>;
  return <span className="mono">{grouped(index)}</span>;
}

/** How many vouch for a fact's place in the log. */
export function Witnesses({ fact: { index, witnesses } }: { fact: FactLine }) {
  const say = useSay();
  if (index === null || witnesses === null) return '–';
  return witnesses === 0 ? say('fact.notWitnessed') : witnesses;
}

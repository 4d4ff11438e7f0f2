import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import type { RuleRow } from '../api/rule-contract.ts';
import { rulesQuery } from '../api/rule-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Age } from '../ui/age.tsx';
import { type Column, Table } from '../ui/list-table.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { useKindWords } from './kind-words.ts';
import styles from './rules.module.css';

/** Every rule that raises alarms: how much it raises, and how far its next version has come. */
export function RulesScreen() {
  const say = useSay();
  useTitle(say('rules.title'));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('rules.title')}</h1>
      </header>
      <div className={page.scroller}>
        <p className={page.lead}>{say('rules.lead')}</p>
        <Rules />
      </div>
    </div>
  );
}

function Rules() {
  const { data, error, refetch } = useQuery(rulesQuery);
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={14} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  return <Table columns={columns} items={inOrder(data.items)} keyOf={({ kind }) => kind} />;
}

const WAITS = { proposed: 0, drafted: 1, planned: 2, 'in-force': 3 } as const satisfies Record<
  RuleRow['state'],
  number
>;

/** What waits for somebody first; then what raises most, for that is where a rule costs most. */
function inOrder(rows: readonly RuleRow[]): readonly RuleRow[] {
  return rows.toSorted((a, b) => WAITS[a.state] - WAITS[b.state] || b.alarms7d - a.alarms7d);
}

const columns: readonly Column<RuleRow>[] = [
  { head: 'rules.rule', cell: (row) => <Name row={row} /> },
  { head: 'rules.state', cell: (row) => <State row={row} /> },
  { head: 'rules.week', cell: ({ alarms7d }) => <span className={styles.count}>{alarms7d}</span> },
  { head: 'rules.inForce', cell: (row) => <InForce row={row} /> },
  { head: 'rules.narrowed', look: 'quiet', cell: (row) => <Narrowed row={row} /> },
];

function Name({ row: { kind, severity } }: { row: RuleRow }) {
  const say = useSay();
  const words = useKindWords(kind);
  return (
    <span className={styles.name}>
      <SeverityMark severity={severity} size={18} />
      <span className="unseen">{say(`severity.${severity}`)}: </span>
      <Link to="/rules/$kind" params={{ kind }}>
        {words}
      </Link>
    </span>
  );
}

function State({ row: { state, draft, plannedFrom } }: { row: RuleRow }) {
  const say = useSay();
  const language = useLanguage();
  if (state === 'planned' && plannedFrom !== null)
    return (
      <span className={page.chip}>
        {say('rules.plannedFrom', { at: fullInstant(plannedFrom, language) })}
      </span>
    );
  if (draft === null) return <span className={page.quiet}>{say(`rules.state.${state}`)}</span>;
  return (
    <span>
      <span className={styles.state} data-state={state}>
        {say(`rules.state.${state}`)}
      </span>{' '}
      <span className={page.quiet}>
        {draft.by.name}, <Age at={draft.at} />
      </span>
    </span>
  );
}

function InForce({ row: { version, effectiveFrom } }: { row: RuleRow }) {
  const say = useSay();
  const language = useLanguage();
  const n = say('models.version', { n: version });
  if (Date.parse(effectiveFrom) === 0) return `${n}, ${say('rules.fromBeginning')}`;
  return `${n}, ${say('models.from', { at: fullInstant(effectiveFrom, language) })}`;
}

function Narrowed({ row: { overrides, hasCondition } }: { row: RuleRow }) {
  const say = useSay();
  return [
    overrides === 0 ? undefined : say('rules.overrideCount', { n: overrides }),
    hasCondition ? say('rules.hasCondition') : undefined,
  ]
    .filter(Boolean)
    .join(' · ');
}

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type {
  BackTest,
  BackTestCase,
  BackTestGroup,
  BackTestResult as Result,
} from '../api/rule-contract.ts';
import { secondInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';
import { Segments } from '../ui/segments.tsx';
import { type Say, wordKey } from '../words/words.ts';
import styles from './back-test.module.css';
import { Changes } from './changes.tsx';
import { type Measure, measuresOf } from './measures.ts';

/** Both rules side by side; then every confirmed case that is lost or won, by name; then who and where changes. */
export function BackTestResult({ test, result }: { test: BackTest; result: Result }) {
  const say = useSay();
  const { confirmed, unfounded } = result;
  return (
    <>
      <Sides test={test} result={result} />
      <p className={page.quiet}>
        {say('rules.readFrom', {
          reports: result.reports,
          journeys: result.journeys,
          s: Math.max(1, Math.round(result.totalS)),
          pace: result.foldReportsPerS,
        })}
        {result.shifts.isAssumed ? ` ${say('rules.shiftsAssumed')}` : null}
      </p>
      <div className={styles.cases}>
        <Cases title="rules.lost" cases={confirmed.lost} look="bad" />
        <Cases title="rules.won" cases={confirmed.won} />
        <Cases title="rules.gone" cases={unfounded.gone} />
        <Cases title="rules.added" cases={unfounded.added} look="bad" />
      </div>
      <Who result={result} />
      <Changes changes={result.changes} inAll={result.changesInAll} />
    </>
  );
}

function Sides({ test, result }: { test: BackTest; result: Result }) {
  const say = useSay();
  const heads = [
    say('rules.measure'),
    say('rules.versionInForce', { n: test.presentVersion }),
    say('rules.draftN', { n: test.draft }),
    say('rules.difference'),
  ];
  return (
    <table className={styles.sides}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {measuresOf(result).map((measure) => (
          <tr key={measure.name}>
            <th scope="row">
              {say(`rules.measure.${measure.name}`, {
                total: measure.of ?? 0,
                target: measure.target ?? 0,
              })}
            </th>
            <td data-over={measure.isOver.present}>{shown(measure, measure.present)}</td>
            <td data-over={measure.isOver.drafted}>{shown(measure, measure.drafted)}</td>
            <td data-is={measure.is}>{changeOf(say, measure)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const shown = ({ digits }: Measure, value: number): string => value.toFixed(digits);

function changeOf(say: Say, measure: Measure): string {
  const change = measure.drafted - measure.present;
  const text = shown(measure, Math.abs(change));
  if (Number(text) === 0) return say('rules.same');
  return `${change > 0 ? '+' : '−'}${text}${measure.is === 'same' ? '' : `, ${say(`rules.is.${measure.is}`)}`}`;
}

type CasesProps = {
  readonly title: 'rules.lost' | 'rules.won' | 'rules.gone' | 'rules.added';
  readonly cases: readonly BackTestCase[];
  readonly look?: 'bad';
};
/** More are counted, not listed: nobody reads them one by one. */
const CASES_SHOWN_MAX = 12;

function Cases({ title, cases, look }: CasesProps) {
  const say = useSay();
  const language = useLanguage();
  if (cases.length === 0) return null;
  return (
    <section>
      <h3 className={look === 'bad' ? page.bad : undefined}>{say(title, { n: cases.length })}</h3>
      <ul>
        {cases.slice(0, CASES_SHOWN_MAX).map((it) => (
          <li key={it.case}>
            <Link
              className="mono"
              to="/journeys/$id"
              params={{ id: it.journey }}
              search={{ t: it.at }}
            >
              {it.ref}
            </Link>{' '}
            <span className={page.quiet}>
              {secondInstant(it.at, language)} · {outcomeWords(say, it.outcome)}
            </span>
          </li>
        ))}
      </ul>
      {cases.length > CASES_SHOWN_MAX ? (
        <p className={page.quiet}>{say('rules.andMore', { n: cases.length - CASES_SHOWN_MAX })}</p>
      ) : null}
    </section>
  );
}

function outcomeWords(say: Say, outcome: string): string {
  const key = wordKey('case.outcome', outcome);
  return key === undefined ? outcome : say(key);
}

const GROUPS = ['byPlace', 'byMaker', 'byCountry'] as const;

/** Whether a change falls on one maker’s seals or on the trucks of one country. */
function Who({ result }: { result: Result }) {
  const say = useSay();
  const [by, setBy] = useState<(typeof GROUPS)[number]>('byPlace');
  const groups = result[by].toSorted((a, b) => weightOf(b) - weightOf(a));
  return (
    <section className={styles.who}>
      <h3>{say('rules.who')}</h3>
      <Segments
        label={say('rules.whoBy')}
        value={by}
        choices={GROUPS.map((value) => ({ value, label: say(`rules.${value}`) }))}
        onChange={setBy}
      />
      {groups.length === 0 ? <p className={page.quiet}>{say('rules.nobody')}</p> : null}
      {groups.length === 0 ? null : <Groups groups={groups} name={say(`rules.${by}`)} />}
    </section>
  );
}

const weightOf = ({ present, drafted }: BackTestGroup): number => Math.max(present, drafted);
/** A list that is longer has its small ones at the end. */
const GROUPS_SHOWN_MAX = 15;

function Groups({ groups, name }: { groups: readonly BackTestGroup[]; name: string }) {
  const say = useSay();
  const most = Math.max(1, ...groups.map(weightOf));
  const bar = (value: number, look: 'present' | 'drafted') => (
    <span
      className={styles.bar}
      data-of={look}
      style={{ inlineSize: `${(100 * value) / most}%` }}
      aria-hidden="true"
    />
  );
  return (
    <table className={styles.groups}>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{say('rules.now')}</th>
          <th scope="col">{say('rules.draft')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {groups.slice(0, GROUPS_SHOWN_MAX).map((group) => (
          <tr key={group.name}>
            <th scope="row">{group.name === '' ? say('state.unknown') : group.name}</th>
            <td>{group.present}</td>
            <td>{group.drafted}</td>
            <td>
              {bar(group.present, 'present')}
              {bar(group.drafted, 'drafted')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { BackTest, Rule } from '../api/rule-contract.ts';
import { backTestQuery } from '../api/rule-queries.ts';
import { dayMonth, fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import { Waiting } from '../ui/waiting.tsx';
import type { Language } from '../words/said.ts';
import type { Say } from '../words/words.ts';
import look from './back-test.module.css';
import { BackTestForm } from './back-test-form.tsx';
import { BackTestResult } from './back-test-result.tsx';
import styles from './rules.module.css';

/** What the draft would have done with the readings of some days, beside what is in force. */
export function BackTestPanel({ rule, mayRun }: { rule: Rule; mayRun: boolean }) {
  const say = useSay();
  const language = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const { backTests, draft } = rule;
  const newest = backTests.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  const shown = chosen ?? newest[0]?.id;
  if (rule.notBackTestable !== null)
    return (
      <Panel title={say('rules.backTest')}>
        <p className={page.quiet}>{say(`rules.notTestable.${rule.notBackTestable}`)}</p>
      </Panel>
    );
  const isRunning = newest.some(({ state }) => state === 'running');
  return (
    <Panel title={say('rules.backTest')}>
      <p className={page.quiet}>
        {say(draft === null ? 'rules.testNeedsDraft' : 'rules.testHint')}
      </p>
      {mayRun && draft !== null && !isRunning ? (
        <BackTestForm kind={rule.kind} onStarted={setChosen} />
      ) : null}
      {newest.length < 2 ? null : (
        <div className={styles.small}>
          <Select
            label={say('rules.earlierTests')}
            value={shown ?? ''}
            choices={newest.map((it) => ({ value: it.id, label: testName(say, language, it) }))}
            onChange={setChosen}
          />
        </div>
      )}
      {shown === undefined ? null : <OneTest key={shown} id={shown} rule={rule} mayRun={mayRun} />}
    </Panel>
  );
}

function testName(
  say: Say,
  language: Language,
  { from, until, draft, state }: Rule['backTests'][number],
): string {
  return say('rules.testName', {
    n: draft,
    from: dayMonth(from, language),
    until: dayMonth(until, language),
    state: say(`rules.test.state.${state}`),
  });
}

function OneTest({ id, rule, mayRun }: { id: string; rule: Rule; mayRun: boolean }) {
  const say = useSay();
  const language = useLanguage();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(backTestQuery(id));
  const problem = data === undefined ? problemIn(error) : undefined;
  const state = data?.state;
  useEffect(() => {
    // The steps above tell of a test that has ended.
    if (state !== undefined && state !== 'running')
      void client.invalidateQueries({ queryKey: ['rules', rule.kind], exact: true });
  }, [client, rule.kind, state]);
  if (problem !== undefined) return <Refused problem={problem} onRetry={() => void refetch()} />;
  if (data === undefined) return <Waiting lines={4} />;
  const isOld = rule.draft !== null && data.draft !== rule.draft.draft;
  return (
    <div className={look.test}>
      <p>
        {say('rules.testOf', {
          from: fullInstant(data.from, language),
          until: fullInstant(data.until, language),
          oneIn: data.oneIn,
          name: data.by.name,
        })}
      </p>
      {isOld ? <p className={page.bad}>{say('rules.testOld', { n: data.draft })}</p> : null}
      <Ending test={data} />
      {data.state === 'running' ? <Progress test={data} mayCancel={mayRun} /> : null}
      {data.result === null ? null : <BackTestResult test={data} result={data.result} />}
    </div>
  );
}

function Ending({ test: { state, fault } }: { test: BackTest }) {
  const say = useSay();
  const isBad = state === 'failed' || state === 'interrupted';
  const broken = fault === 'server-stopped' ? fault : 'server-gone';
  const why = state === 'interrupted' ? say(`rules.test.why.${broken}`) : fault;
  return (
    <p role="status" className={isBad ? page.bad : page.quiet}>
      {say(`rules.test.state.${state}`)}
      {why === null ? null : `: ${why}`}
    </p>
  );
}

function Progress({ test, mayCancel }: { test: BackTest; mayCancel: boolean }) {
  const say = useSay();
  const { send, sending, problem } = useSend('back-tests', () => undefined);
  const { pct, journeys, journeysInAll, reports, reportsPerS } = test.progress;
  return (
    <>
      <progress
        className={look.progress}
        max={100}
        value={pct}
        aria-label={say('rules.test.state.running')}
      />
      <p>
        {say('rules.progress', { pct: Math.floor(pct), journeys, journeysInAll })}{' '}
        <span className={page.quiet}>{say('rules.pace', { reports, reportsPerS })}</span>
      </p>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      {mayCancel ? (
        <div>
          <Button
            disabled={sending}
            onClick={() => void send(`/rules/back-tests/${test.id}/cancel`, {})}
          >
            {say('rules.stopTest')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

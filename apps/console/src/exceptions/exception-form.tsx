import type { ExceptionKind } from '@lakiri/journeys';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { command } from '../api/client.ts';
import type { Journey, Problem } from '../api/contract.ts';
import type { ExceptionRule } from '../api/response-contract.ts';
import styles from '../response/response.module.css';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import { bodyOf, type Filled, faultsIn, NOTHING_FILLED } from './exception-body.ts';
import { ExceptionFields } from './exception-fields.tsx';

/** An officer says what happened: the kind first, then what its form asks for, then how long and in words. */
export function ExceptionForm(props: {
  journey: Journey;
  rules: readonly ExceptionRule[];
  onDone: () => void;
}) {
  const say = useSay();
  const { journey, rules, onDone } = props;
  const [old = ''] = journey.seals.filter(({ until }) => until === null).map(({ id }) => id);
  const [filled, setFilled] = useState<Filled>({ ...NOTHING_FILLED, old });
  const [tried, setTried] = useState(false);
  const { send, sending, problem } = useReport(journey.id, onDone);
  const form = useFirstField();
  const rule = rules.find(({ kind }) => kind === filled.kind);
  const faults = tried ? faultsIn(filled, rule) : [];
  const change = (some: Partial<Filled>): void => setFilled((now) => ({ ...now, ...some }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (faultsIn(filled, rule).length === 0) void send(bodyOf(filled));
    else focusFaulty(form);
  };
  const fault = (field: keyof Filled): string | undefined =>
    faults.includes(field) ? say('exception.missing') : undefined;
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <Select
        label={say('exception.what')}
        placeholder={say('create.choose')}
        error={fault('kind')}
        value={filled.kind}
        choices={rules
          .filter(({ may }) => may)
          .map(({ kind }) => ({ value: kind, label: say(`exception.${kind}`) }))}
        onChange={(kind) => change({ kind: kind as ExceptionKind })}
      />
      <ExceptionFields journey={journey} {...{ filled, change, fault }} />
      {rule === undefined ? null : <StopAndNote {...{ rule, filled, change, faults }} />}
      <div className={styles.ends}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'exception.report')}
        </Button>
        <Button onClick={onDone}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}

function StopAndNote(props: {
  rule: ExceptionRule;
  filled: Filled;
  change: (some: Partial<Filled>) => void;
  faults: readonly (keyof Filled)[];
}) {
  const say = useSay();
  const { rule, filled, change, faults } = props;
  const max = rule.stopMin?.max ?? 0;
  return (
    <>
      {rule.stopMin === null ? null : (
        <TextField
          label={say('exception.stopMin', { max })}
          hint={say('exception.stopMinHint', { n: rule.stopMin.default })}
          error={faults.includes('stopMin') ? say('exception.stopMinWrong', { max }) : undefined}
          inputMode="numeric"
          value={filled.stopMin}
          onChange={(stopMin) => change({ stopMin })}
        />
      )}
      <TextField
        label={say('exception.note')}
        error={faults.includes('note') ? say('exception.noteMissing') : undefined}
        lines={2}
        value={filled.note}
        onChange={(note) => change({ note })}
      />
    </>
  );
}

function useReport(id: string, onDone: () => void) {
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = async (body: object): Promise<void> => {
    setSending(true);
    const answer = await command(`/journeys/${id}/exceptions`, body);
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    onDone();
    await client.invalidateQueries({ queryKey: ['journey', id] });
  };
  return { send, sending, problem };
}

import { CAUSES, OUTCOMES } from '@lakiri/alarms';
import { type FormEvent, useId, useState } from 'react';
import type { Case, Outcome } from '../api/case-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import { wordKey } from '../words/words.ts';
import styles from './case-detail.module.css';
import { useCaseCommand } from './use-case-command.ts';

type Closing = { readonly outcome: Outcome | ''; readonly cause: string; readonly note: string };
const nothing: Closing = { outcome: '', cause: '', note: '' };

/** A case closes with what it was, why, and what was done; all three, or not at all (§4.2). */
export function CloseForm({ it, onDone }: { it: Case; onDone: () => void }) {
  const say = useSay();
  const [closing, setClosing] = useState(nothing);
  const [tried, setTried] = useState(false);
  const { problem, sending, send } = useCaseCommand(it.id, onDone);
  const form = useFirstField();
  const complete = Object.values(closing).every((value) => value.trim() !== '');
  const change = (some: Partial<Closing>): void => setClosing({ ...closing, ...some });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (complete) void send('close', closing);
    else focusFaulty(form);
  };
  const missing = (field: keyof Closing): boolean => tried && closing[field].trim() === '';
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <h3>{say('case.closeTitle')}</h3>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <Outcomes
        value={closing.outcome}
        missing={missing('outcome')}
        onChange={(outcome) => change({ outcome })}
      />
      <Causes
        value={closing.cause}
        missing={missing('cause')}
        onChange={(cause) => change({ cause })}
      />
      <TextField
        label={say('case.closeNote')}
        lines={2}
        value={closing.note}
        error={missing('note') ? say('case.closeNoteMissing') : undefined}
        onChange={(note) => change({ note })}
      />
      <div className={styles.ends}>
        <Button onClick={onDone}>{say('act.cancel')}</Button>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'case.closeSubmit')}
        </Button>
      </div>
    </form>
  );
}

type Part<Value> = { value: string; missing: boolean; onChange: (value: Value) => void };

function Outcomes({ value, missing, onChange }: Part<Outcome>) {
  const say = useSay();
  const id = useId();
  return (
    <fieldset
      className={styles.outcomes}
      data-faulty={missing}
      aria-describedby={missing ? id : undefined}
    >
      <legend>{say('case.outcome')}</legend>
      {missing ? (
        <p id={id} className={styles.missing}>
          {say('case.outcomeMissing')}
        </p>
      ) : null}
      {OUTCOMES.map((outcome) => (
        <label key={outcome}>
          <input
            type="radio"
            name="outcome"
            checked={outcome === value}
            onChange={() => onChange(outcome)}
          />
          {say(`case.outcome.${outcome}`)}
        </label>
      ))}
    </fieldset>
  );
}

function Causes({ value, missing, onChange }: Part<string>) {
  const say = useSay();
  const choices = CAUSES.filter(({ until }) => until === null).map(({ code }) => {
    const words = wordKey('cause', code);
    return { value: code, label: words === undefined ? code : say(words) };
  });
  return (
    <Select
      label={say('case.cause')}
      placeholder={say('create.choose')}
      error={missing ? say('case.causeMissing') : undefined}
      {...{ value, choices, onChange }}
    />
  );
}

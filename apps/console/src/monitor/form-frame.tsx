import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import type { Problem } from '../api/contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import styles from './case-detail.module.css';

/** The frame around every form about a case: what was refused, the fields, and the two ways out. */
export function FormFrame(props: {
  title: string;
  problem: Problem | undefined;
  sending: boolean;
  submit: string;
  /** Whether all is there; asked only when it is sent. */
  complete: boolean;
  onTried: () => void;
  onSend: () => void;
  onDone: () => void;
  children?: ReactNode;
}) {
  const say = useSay();
  const form = useFirstField();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onTried();
    if (props.complete) props.onSend();
    else focusFaulty(form);
  };
  // In a field of several lines Enter is a new line; with Ctrl it sends.
  const press = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      event.currentTarget.requestSubmit();
  };
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={submit}
      onKeyDown={press}
      aria-keyshortcuts="Control+Enter"
      noValidate
    >
      <h3>{props.title}</h3>
      {props.problem === undefined ? null : <Refused problem={props.problem} takesFocus />}
      {props.children}
      <div className={styles.ends}>
        <Button onClick={props.onDone}>{say('act.cancel')}</Button>
        <Button look="primary" type="submit" disabled={props.sending}>
          {props.sending ? say('act.sending') : props.submit}
        </Button>
      </div>
    </form>
  );
}

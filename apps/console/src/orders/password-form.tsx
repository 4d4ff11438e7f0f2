import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { replace } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import styles from './orders.module.css';

/** Sets what opens a seal. It is sent once and can be read by nobody afterwards, here neither. */
export function PasswordForm(props: { seal: string; onDone: () => void; onCancel: () => void }) {
  const say = useSay();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const form = useFirstField();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (password === '') return focusFaulty(form);
    setSending(true);
    const answer = await replace(`/seals/${props.seal}/password`, { password });
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    await client.invalidateQueries({ queryKey: ['seal', props.seal, 'orders'] });
    props.onDone();
  };
  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <TextField
        label={say('order.password')}
        hint={say('order.passwordHint')}
        type="password"
        autoComplete="off"
        error={tried && password === '' ? say('order.missing.password') : undefined}
        value={password}
        onChange={setPassword}
      />
      <div className={styles.acts}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'order.setPassword')}
        </Button>
        <Button onClick={props.onCancel}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}

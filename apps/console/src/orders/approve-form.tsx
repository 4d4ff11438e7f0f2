import { type FormEvent, useState } from 'react';
import type { Command } from '../api/command-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import styles from './orders.module.css';
import { useOrderAct } from './use-order-act.ts';

/**
 * Approves an opening, with the officer’s own password entered for it: a screen that was left open approves nothing. It is
 * sent once and kept nowhere; what was wrong is entered again.
 */
export function ApproveForm({ it, onCancel }: { it: Command; onCancel: () => void }) {
  const say = useSay();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const { send, sending, problem } = useOrderAct();
  const form = useFirstField();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (password === '') return focusFaulty(form);
    await send(`/commands/${it.id}/approve`, { seal: it.seal.id }, { password });
    setPassword('');
    setTried(false);
  };
  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <TextField
        label={say('order.ownPassword')}
        hint={say('order.ownPasswordHint', { number: it.seal.number })}
        type="password"
        autoComplete="current-password"
        error={tried && password === '' ? say('order.missing.ownPassword') : undefined}
        value={password}
        onChange={setPassword}
      />
      <div className={styles.acts}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'order.approveNow')}
        </Button>
        <Button onClick={onCancel}>{say('act.back')}</Button>
      </div>
    </form>
  );
}

import { type FormEvent, useState } from 'react';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './trust.module.css';

/** A person has looked at the seal itself and says what was found: its word is taken again. */
export function LiftForm({ seal, onDone }: { seal: string; onDone: () => void }) {
  const say = useSay();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { send, sending, problem } = useSend('trust', onDone);
  const form = useFirstField();
  const missing = reason.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (missing) focusFaulty(form);
    else void send(`/trust/doubts/${seal}/lift`, { reason: reason.trim() });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <TextField
        label={say('doubt.found')}
        hint={say('doubt.foundHint')}
        error={tried && missing ? say('doubt.foundMissing') : undefined}
        lines={2}
        value={reason}
        onChange={setReason}
      />
      <div className={styles.acts}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'doubt.lift')}
        </Button>
        <Button onClick={onDone}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}

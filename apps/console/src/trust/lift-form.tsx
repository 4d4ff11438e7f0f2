import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { command } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import styles from './trust.module.css';

/** A person has looked at the seal itself and says what was found: its word is taken again. */
export function LiftForm({ seal, onDone }: { seal: string; onDone: () => void }) {
  const say = useSay();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const form = useFirstField();
  const missing = reason.trim() === '';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (missing) return focusFaulty(form);
    setSending(true);
    const answer = await command(`/trust/doubts/${seal}/lift`, { reason: reason.trim() });
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    await client.invalidateQueries({ queryKey: ['trust'] });
    if (answer.ok) onDone();
  };
  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
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

import { type FormEvent, useState } from 'react';
import type { Case } from '../api/case-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import styles from './case-detail.module.css';
import { useCaseCommand } from './use-case-command.ts';

export function NoteForm({ it, onDone }: { it: Case; onDone: () => void }) {
  const say = useSay();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const { problem, sending, send } = useCaseCommand(it.id, onDone);
  const form = useFirstField();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (text.trim() !== '') void send('note', { text });
    else focusFaulty(form);
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit}>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <TextField
        label={say('case.noteLabel')}
        lines={3}
        value={text}
        error={tried && text.trim() === '' ? say('case.noteEmpty') : undefined}
        onChange={setText}
      />
      <div className={styles.ends}>
        <Button onClick={onDone}>{say('act.cancel')}</Button>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'case.noteSave')}
        </Button>
      </div>
    </form>
  );
}

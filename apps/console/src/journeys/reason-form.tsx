import { type FormEvent, useState } from 'react';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import styles from './next-steps.module.css';

/** A step that goes against what is ordinary is taken with its reason, which stays on record. */
export function ReasonForm(props: {
  step: 'arrive' | 'disarm';
  needed: boolean;
  sending: boolean;
  onSubmit: (reason: string | null) => void;
  onCancel: () => void;
}) {
  const say = useSay();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const form = useFirstField();
  const missing = props.needed && reason.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (missing) focusFaulty(form);
    else props.onSubmit(reason.trim() === '' ? null : reason);
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit}>
      <TextField
        label={say('step.reason')}
        hint={props.step === 'disarm' ? say('step.disarmHint') : undefined}
        error={tried && missing ? say('step.reasonMissing') : undefined}
        lines={2}
        value={reason}
        onChange={setReason}
      />
      <div className={styles.row}>
        <Button look="primary" type="submit" disabled={props.sending}>
          {say(props.sending ? 'act.sending' : `step.${props.step}`)}
        </Button>
        <Button onClick={props.onCancel}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}

import { type FormEvent, useState } from 'react';
import { command } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import type { Exported, ExportSubject } from '../api/evidence-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import styles from './evidence.module.css';
import { asOfBundle } from './refusals.ts';
import { Working } from './working.tsx';

/** Why evidence is handed out is recorded with who did it; without a reason it is not. */
export function ExportForm(props: {
  subject: ExportSubject;
  onDone: (exported: Exported) => void;
  onCancel: () => void;
}) {
  const say = useSay();
  const [reason, setReason] = useState('');
  const [caseNo, setCaseNo] = useState('');
  const [tried, setTried] = useState(false);
  const { problem, sending, send } = useExport(props.subject, props.onDone);
  const form = useFirstField();
  const missing = reason.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (missing) focusFaulty(form);
    else void send(reason.trim(), caseNo.trim());
  };
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={say('export.title')}
      onSubmit={submit}
      // Before the drawer around it hears that it is to close.
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        props.onCancel();
      }}
      noValidate
    >
      <h3>{say('export.title')}</h3>
      <p className={styles.quiet}>{say('export.hint')}</p>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <TextField
        label={say('export.reason')}
        hint={say('export.reasonHint')}
        error={tried && missing ? say('export.reasonMissing') : undefined}
        lines={2}
        value={reason}
        onChange={setReason}
      />
      <TextField label={say('export.caseNo')} value={caseNo} onChange={setCaseNo} />
      <div className={styles.ends}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'export.submit')}
        </Button>
        <Button onClick={props.onCancel}>{say('act.cancel')}</Button>
      </div>
      <div role="status">{sending ? <Working words="export.working" /> : null}</div>
    </form>
  );
}

function useExport(subject: ExportSubject, onDone: (exported: Exported) => void) {
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const send = async (reason: string, caseNo: string): Promise<void> => {
    setProblem(undefined);
    setSending(true);
    const answer = await command<Exported>('/evidence/bundles', {
      subject,
      reason,
      ...(caseNo === '' ? {} : { caseNo }),
    });
    setSending(false);
    if (!answer.ok) {
      setProblem(asOfBundle(answer.problem));
      return;
    }
    onDone(answer.value);
  };
  return { problem, sending, send };
}

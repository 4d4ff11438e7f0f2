import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { command } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import type { Exported, ExportSubject } from '../api/evidence-contract.ts';
import { saySpan } from '../clock/say-age.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import styles from './evidence.module.css';

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
      <div role="status">{sending ? <Working /> : null}</div>
    </form>
  );
}

/** Sooner than this nobody asks whether it goes on. */
const PATIENCE_S = 1;
const SECOND_MS = 1_000;

/** Says what goes on, and for how long, once it takes more than a second. */
function Working() {
  const say = useSay();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  if (seconds < PATIENCE_S) return null;
  return (
    <>
      <p className={styles.quiet}>
        {say('export.working', { span: saySpan(say, seconds * SECOND_MS) })}
      </p>
      <progress className={styles.progress} aria-hidden="true" />
    </>
  );
}

function useExport(subject: ExportSubject, onDone: (exported: Exported) => void) {
  const client = useQueryClient();
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
      setProblem(answer.problem);
      return;
    }
    onDone(answer.value);
    await client.invalidateQueries({ queryKey: ['evidence', 'custody', subject.id] });
  };
  return { problem, sending, send };
}

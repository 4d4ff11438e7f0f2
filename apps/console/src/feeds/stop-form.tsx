import { type FormEvent, useState } from 'react';
import type { FeedDetail } from '../api/feed-contract.ts';
import { useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './feeds.module.css';

/** The switch that stops a feed, or takes it again; a supervisor's. */
export function StopSwitch({ feed }: { feed: FeedDetail }) {
  const say = useSay();
  const maySupervise = useMaySupervise();
  const [open, setOpen] = useState(false);
  if (!maySupervise) return null;
  const act = feed.state === 'active' ? 'suspend' : 'resume';
  if (open) return <StopForm feed={feed.id} act={act} onDone={() => setOpen(false)} />;
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{say(`feeds.${act}`)}</Button>
    </div>
  );
}

/** The least that tells a reason from a slip of the keys; the server's own bound. */
const REASON_CHARS_MIN = 3;

function StopForm(props: { feed: string; act: 'suspend' | 'resume'; onDone: () => void }) {
  const say = useSay();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { feed, act, onDone } = props;
  const { send, sending, problem } = useSend('feeds', onDone);
  const form = useFirstField();
  const missing = reason.trim().length < REASON_CHARS_MIN;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (missing) focusFaulty(form);
    else void send(`/feeds/${feed}/${act}`, { reason: reason.trim() });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <TextField
        label={say('step.reason')}
        hint={say(`feeds.${act}Hint`)}
        error={tried && missing ? say('step.reasonMissing') : undefined}
        lines={2}
        value={reason}
        onChange={setReason}
      />
      <div className={styles.acts}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : `feeds.${act}`)}
        </Button>
        <Button onClick={onDone}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}

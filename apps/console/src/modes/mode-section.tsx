import { MODE_REASONS, MODES, type Mode, type ModeReason } from '@lakiri/shifts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type CentreMode, modeQuery } from '../api/mode-queries.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import tray from '../ui/tray.module.css';
import { useSend } from '../ui/use-send.ts';
import styles from './modes.module.css';

/** What holds, and where one may say that another does; a second officer must agree. */
export function ModeSection() {
  const say = useSay();
  const { data } = useQuery(modeQuery);
  const [open, setOpen] = useState(false);
  if (data === undefined) return null;
  return (
    <section className={tray.group}>
      <h2>{say('mode.title')}</h2>
      <div className={styles.now}>
        <p>
          <strong>{say(`mode.${data.mode}`)}</strong> · {say(`mode.${data.mode}.says`)}
        </p>
        {open || data.pending !== null ? null : (
          <Button onClick={() => setOpen(true)}>{say('mode.declare')}</Button>
        )}
      </div>
      {open ? <Declare now={data.mode} onDone={() => setOpen(false)} /> : null}
    </section>
  );
}

function Declare({ now, onDone }: { now: Mode; onDone: () => void }) {
  const say = useSay();
  const others = MODES.filter((one) => one !== now);
  const [mode, setMode] = useState<Mode>(others[0] ?? 'amber');
  const [reason, setReason] = useState<ModeReason>(now === 'green' ? 'own-systems' : 'restored');
  const { send, sending, problem } = useSend<CentreMode>('mode', onDone);
  const form = useFirstField();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send('/mode', { mode, reason });
  };
  return (
    <form ref={form} className={tray.group} onSubmit={submit}>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <Select
        label={say('mode.new')}
        hint={say(`mode.${mode}.says`)}
        value={mode}
        choices={others.map((value) => ({ value, label: say(`mode.${value}`) }))}
        onChange={(value) => setMode(others.find((one) => one === value) ?? mode)}
      />
      <Select
        label={say('mode.reason')}
        value={reason}
        choices={MODE_REASONS.map((value) => ({ value, label: say(`mode.reason.${value}`) }))}
        onChange={(value) => setReason(MODE_REASONS.find((one) => one === value) ?? reason)}
      />
      <div className={styles.now}>
        <Button onClick={onDone}>{say('act.cancel')}</Button>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'mode.ask')}
        </Button>
      </div>
    </form>
  );
}
